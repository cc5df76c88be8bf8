"""Days, periods and States in words."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from casefile.errors import UserError
from casefile.law import countries
from casefile.law.jurisdiction.timeline import Outcome, Timeline

# Not strftime: its names follow the language of the machine, these sentences are English until translated as a whole
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date) -> str:
    """As people write it: 1 July 2002."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def periods(timeline: Timeline) -> str:
    """When a rule is met: `since 1 May 2003`, `from … to …`, several joined; "" if never."""
    met = [span for span in timeline.stretches() if span.outcome is Outcome.INSIDE]
    return " and ".join(_period(span.first, span.last) for span in met)


def listed(states: tuple[str, ...]) -> str:
    """The names of States: `A`, `A and B`, `A, B and C`."""
    names = [name(state) for state in states]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@lru_cache(maxsize=512)
def name(state: str) -> str:
    """The name of a State; a code that is in no list is shown as it is, since a case may hold it."""
    try:
        return countries.name(state)
    except UserError:
        return state


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return f"from {day(first)} to {day(last)}"
    if first:
        return f"since {day(first)}"
    return f"until {day(last)}" if last else "at all times"
