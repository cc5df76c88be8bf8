"""What every rule asks: which facts hold when, and how to write down what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casefile.law import codes, states
from casefile.law.jurisdiction.records import Conduct, Step
from casefile.law.jurisdiction.timeline import Outcome, Span, Timeline, always, any_of, during, pointwise
from casefile.law.states import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule gives for every day, with its steps for the period of the conduct."""

    timeline: Timeline
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The conduct, with the facts that the case knows better."""

    conduct: Conduct
    overrides: tuple[Fact, ...]

    def within(self, article: str) -> bool:
        """Whether the crime stands in this article; raise UserError if it is no code."""
        return codes.parse(article).contains(codes.parse(self.conduct.crime))

    def facts(self, state: str, kind: str) -> tuple[Fact, ...]:
        """The facts of this State and kind that speak of the crime."""
        return _facts(state, kind, self.conduct.crime, self.overrides)

    def holds(self, state: str, kind: str) -> Timeline:
        """When a fact of this kind holds; never for a State without one."""
        return holding(self.facts(state, kind))

    def over(self, timeline: Timeline) -> Outcome:
        """What a rule gives for the period of the conduct."""
        return timeline.over(self.conduct.first, self.conduct.last)

    def step(self, provision: str, timeline: Timeline, words: str, facts: Iterable[Fact] = ()) -> Step:
        """A step that decides, with the days nearest to the conduct on which it is met, and the facts that count."""
        met = [span for span in timeline.stretches() if span.outcome is Outcome.INSIDE]
        nearest = min(met, key=self._days_away, default=Span(None, None, Outcome.INSIDE))
        known = tuple(facts)
        touching = tuple(fact for fact in known if fact.touches(self.conduct.first, self.conduct.last))
        return Step(
            provision=provision,
            outcome=self.over(timeline),
            words=words,
            first=nearest.first,
            last=nearest.last,
            facts=touching or known,
        )

    def _days_away(self, span: Span) -> int:
        first, last = self.conduct.first or date.min, self.conduct.last or date.max
        return max(0, ((span.first or date.min) - last).days, (first - (span.last or date.max)).days)


def remark(provision: str, words: str, facts: Iterable[Fact] = ()) -> Step:
    """A step that decides nothing."""
    return Step(provision=provision, outcome=None, words=words, facts=tuple(facts))


@lru_cache(maxsize=4096)
def holding(facts: tuple[Fact, ...]) -> Timeline:
    """When facts of one kind hold.

    Where they overlap, one that does not hold stands before a disputed one, and that before one that holds.
    """
    days = {holds: any_of(*_covered(facts_of)) for holds, facts_of in _by_holds(facts).items()}
    return pointwise(_weighed, days["yes"], days["disputed"], days["no"])


@lru_cache(maxsize=4096)
def _facts(state: str, kind: str, crime: str, overrides: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in states.of(state, kind, overrides) if fact.covers(crime))


def _by_holds(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    parted: dict[str, list[Fact]] = {holds: [] for holds in states.HOLDS}
    for fact in facts:
        parted[fact.holds].append(fact)
    return parted


def _covered(facts: Iterable[Fact]) -> Iterable[Timeline]:
    return (during(fact.first, fact.last, Outcome.INSIDE) for fact in facts)


def _weighed(yes: Outcome, disputed: Outcome, no: Outcome) -> Outcome:
    if no is Outcome.INSIDE:
        return Outcome.OUTSIDE
    return Outcome.COUNSEL if disputed is Outcome.INSIDE else yes


NEVER = always(Outcome.OUTSIDE)
EVER = always(Outcome.INSIDE)
UNKNOWN = always(Outcome.STRADDLES)
ARGUED = always(Outcome.COUNSEL)
