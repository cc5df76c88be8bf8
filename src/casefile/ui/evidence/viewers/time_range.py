"""A stretch of a recording, set by its beginning and its end, and the place in the item that it is."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.model import locators

SECOND = 1000


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Milliseconds from the beginning; no `end` is a moment, neither is nothing."""

    begin: int | None = None
    end: int | None = None

    def beginning(self, at: int) -> TimeRange:
        """Begin at `at`; an end that would lie before it is dropped."""
        return TimeRange(at, self.end if self.end is not None and self.end > at else None)

    def ending(self, at: int) -> TimeRange:
        """End at `at`; where nothing begins before it, it is the beginning."""
        return TimeRange(self.begin, at) if self.begin is not None and self.begin < at else TimeRange(at)

    @property
    def locator(self) -> str:
        """Whole seconds that hold all of it: 00:01:20-00:02:10, 00:01:20 for a moment, "" for nothing."""
        if self.begin is None:
            return ""
        if self.end is None:
            return clock(self.begin)
        return f"{clock(self.begin)}-{clock(-(-self.end // SECOND) * SECOND)}"


def clock(milliseconds: int) -> str:
    """Hours, minutes and seconds that have passed: 00:01:20."""
    seconds = max(0, milliseconds) // SECOND
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def of_locator(text: str) -> TimeRange:
    """The time that a locator names; nothing where it names none, or is no locator."""
    try:
        time = locators.parse(text).time if text else ""
    except ValueError:
        time = ""
    if not time:
        return TimeRange()
    begin, dash, end = time.partition("-")
    made = TimeRange(_milliseconds(begin))
    return made.ending(_milliseconds(end)) if dash and _milliseconds(end) > _milliseconds(begin) else made


def _milliseconds(text: str) -> int:
    """Of 1:20, 00:01:20 or 00:01:20.5."""
    total = 0.0
    for part in text.split(":"):
        total = total * 60 + float(part)
    return round(total * SECOND)
