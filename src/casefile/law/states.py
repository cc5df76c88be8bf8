"""What is known of each State's standing towards the Court: one fact for a kind and a period, with its source.

Read once from resources/law/state_facts.csv. A State without a fact of a kind has none known: without `party` it is
not a Party. A case may know better: its own facts of one State and kind stand in place of all facts here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from casefile import resources
from casefile.law import codes

KINDS = ("party", "declaration", "article_124", "amendment", "aggression", "aggression_opt_out", "referral")
"""The kinds of fact, as the case's own facts name them: articles 126, 12(3), 124, 121(5), 15 bis, 15 bis(4), 13(b)."""
HOLDS = ("yes", "no", "disputed")
CONFIDENCES = ("high", "medium", "low", "disputed")
REACHES = ("", "territory", "nationals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact about one State.

    `first` and `last` are the days that it covers, both included; None is open. `crimes` are codes that it is limited
    to (`8` stands for all of article 8); none means all. `reach` limits it to the State's `territory` or `nationals`.
    `holds` says whether it has the effect of its kind: a disputed one has it for some and not for others, so that
    the answer needs counsel; where only `confidence` is disputed, it is applied and marked for checking.
    """

    state: str
    kind: str
    first: date | None = None
    last: date | None = None
    lodged: date | None = None
    holds: str = "yes"
    reach: str = ""
    crimes: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    confidence: str = "high"
    of_case: bool = False

    @property
    def disputed(self) -> bool:
        return "disputed" in {self.holds, self.confidence}

    def covers(self, crime: str) -> bool:
        """Whether it speaks of this crime; raise UserError for a code that cannot be read."""
        return not self.crimes or any(codes.parse(code).contains(codes.parse(crime)) for code in self.crimes)

    def touches(self, first: date | None, last: date | None) -> bool:
        """Whether it covers any day from `first` to `last`; None is open."""
        return (self.first or date.min) <= (last or date.max) and (first or date.min) <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class AsOf:
    """How old the facts are: the day of the last reading, the day until which changes were looked for, and what is missing."""

    day: date
    checked_until: date
    basis: str


@lru_cache(maxsize=1)
def facts() -> tuple[Fact, ...]:
    """All facts that come with the program, by State, kind and day."""
    with resources.path("law", "state_facts.csv").open(encoding="utf-8", newline="") as file:
        return in_order(map(_fact, csv.DictReader(file)))


@lru_cache(maxsize=1)
def as_of() -> AsOf:
    """How old the facts are."""
    table = tomllib.loads(resources.path("law", "state_facts.toml").read_text(encoding="utf-8"))
    return AsOf(table["as_of"], table["checked_until"], table["basis"])


def of(state: str, kind: str, overrides: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """The facts of one State and kind: the case's own if it has any, otherwise the program's.

    The case's facts have no field for `reach`, so one that is silent keeps that of the facts which it replaces.
    """
    known = _known().get((state, kind), ())
    own = [fact for fact in overrides if (fact.state, fact.kind) == (state, kind)]
    if not own:
        return known
    reaches = {fact.reach for fact in known}
    reach = reaches.pop() if len(reaches) == 1 else ""
    return in_order(replace(fact, reach=fact.reach or reach) for fact in own)


def in_order(several: Iterable[Fact]) -> tuple[Fact, ...]:
    """The same order whatever order they came in: by State, kind and first day."""
    return tuple(
        sorted(several, key=lambda fact: (fact.state, KINDS.index(fact.kind), fact.first or date.min, repr(fact)))
    )


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], tuple[Fact, ...]]:
    by_kind: dict[tuple[str, str], tuple[Fact, ...]] = {}
    for fact in facts():
        key = fact.state, fact.kind
        by_kind[key] = (*by_kind.get(key, ()), fact)
    return by_kind


def _fact(row: dict[str, str]) -> Fact:
    return Fact(
        state=row["state"],
        kind=row["kind"],
        first=_day(row["first"]),
        last=_day(row["last"]),
        lodged=_day(row["lodged"]),
        holds=row["holds"],
        reach=row["reach"],
        crimes=tuple(filter(None, row["crimes"].split("|"))),
        note=row["note"],
        source=row["source"],
        confidence=row["confidence"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
