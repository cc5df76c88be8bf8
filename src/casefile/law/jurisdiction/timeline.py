"""Answers over time: for every day one outcome, and rules that join them.

A rule of jurisdiction holds on some days and not on others. Each is a `Timeline`; rules that must all be met are joined
with `all_of`, grounds of which one suffices with `any_of`, and the answer for a period is what its days say together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

_DAY = timedelta(days=1)


class Outcome(StrEnum):
    """`straddles`: the facts, as known, fall on both sides. `counsel`: the law, or what is known of a State, is argued."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    STRADDLES = "straddles"
    COUNSEL = "counsel"


# What is met for certain cannot make a ground worse, what fails for certain cannot be made good by a doubt elsewhere
_WEAKEST = (Outcome.OUTSIDE, Outcome.COUNSEL, Outcome.STRADDLES, Outcome.INSIDE)
_STRONGEST = (Outcome.OUTSIDE, Outcome.STRADDLES, Outcome.COUNSEL, Outcome.INSIDE)


_MET = ((date.min, Outcome.INSIDE),)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included, that share an outcome; None is open."""

    first: date | None
    last: date | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Timeline:
    """An outcome for every day: the days on which it changes, from date.min on, no two neighbours alike."""

    changes: tuple[tuple[date, Outcome], ...]

    def at(self, day: date) -> Outcome:
        """The outcome on this day."""
        for since, outcome in reversed(self.changes):
            if since <= day:
                return outcome
        raise AssertionError(day)  # the first change is on date.min

    def stretches(self) -> tuple[Span, ...]:
        """All time, parted where the outcome changes."""
        ends = [*(since - _DAY for since, _outcome in self.changes[1:]), None]
        starts = [None, *(since for since, _outcome in self.changes[1:])]
        return tuple(
            Span(start, end, outcome) for start, end, (_since, outcome) in zip(starts, ends, self.changes, strict=True)
        )

    def within(self, first: date | None, last: date | None) -> tuple[Span, ...]:
        """The days from `first` to `last`, parted where the outcome changes; None is open."""
        return tuple(
            Span(_later(first, span.first), _earlier(last, span.last), span.outcome)
            for span in self.stretches()
            if (span.first or date.min) <= (last or date.max) and (first or date.min) <= (span.last or date.max)
        )

    def over(self, first: date | None, last: date | None) -> Outcome:
        """What the days from `first` to `last` say together; None is open, as when a day is not known."""
        low, high = first or date.min, last or date.max
        ends = [*(since for since, _outcome in self.changes[1:]), None]
        return together(
            outcome
            for (since, outcome), end in zip(self.changes, ends, strict=True)
            if since <= high and (end is None or low < end)
        )

    def turned(self, changed: dict[Outcome, Outcome]) -> Timeline:
        """The same days with some outcomes replaced by others."""
        return _of([(since, changed.get(outcome, outcome)) for since, outcome in self.changes])


def always(outcome: Outcome) -> Timeline:
    """The same on every day."""
    return Timeline(((date.min, outcome),))


def during(first: date | None, last: date | None, outcome: Outcome, otherwise: Outcome = Outcome.OUTSIDE) -> Timeline:
    """`outcome` from `first` to `last`, both included, `otherwise` before and after; None is open, a reversed period is empty."""
    if first and last and last < first:
        return always(otherwise)
    changes = [(date.min, otherwise), (first or date.min, outcome)]
    if last is not None and last < date.max:
        changes.append((last + _DAY, otherwise))
    return _of(changes)


def pointwise(rule: Callable[..., Outcome], *timelines: Timeline) -> Timeline:
    """Apply a rule of outcomes day by day."""
    days = sorted({since for timeline in timelines for since, _outcome in timeline.changes})
    return _of([(day, rule(*(timeline.at(day) for timeline in timelines))) for day in days])


def all_of(*timelines: Timeline) -> Timeline:
    """Every one must be met: the weakest decides; none at all is inside."""
    timelines = tuple(timeline for timeline in timelines if timeline.changes != _MET)
    if len(timelines) < 2:
        return timelines[0] if timelines else always(Outcome.INSIDE)
    return pointwise(lambda *outcomes: min(outcomes, key=_WEAKEST.index), *timelines)


def any_of(*timelines: Timeline) -> Timeline:
    """One suffices: the strongest decides; none at all is outside."""
    if len(timelines) < 2:
        return timelines[0] if timelines else always(Outcome.OUTSIDE)
    return pointwise(lambda *outcomes: max(outcomes, key=_STRONGEST.index), *timelines)


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """What several days, or several States, say together: one voice, or else both sides; what needs counsel stays so."""
    voices = set(outcomes)
    if len(voices) == 1:
        return voices.pop()
    return Outcome.COUNSEL if Outcome.COUNSEL in voices else Outcome.STRADDLES


def _of(changes: list[tuple[date, Outcome]]) -> Timeline:
    """Sort out what a list of changes says: the last word on a day holds, and what changes nothing is dropped."""
    last_word = sorted(dict(changes).items())
    kept = [last_word[0], *(after for before, after in pairwise(last_word) if before[1] is not after[1])]
    return Timeline(tuple(kept))


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other
