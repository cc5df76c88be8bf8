"""A time axis: where a day stands on it, and which years, months or days it names at a given width."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 7, 14)
_MONTH, _YEAR = 30.44, 365.25  # days on average
LEAST_YEAR, MOST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class Tick:
    """A named place on the axis, `x` in points; a `strong` one begins a larger unit."""

    x: float
    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From the morning of `start` to the evening of `end`, `width` points wide."""

    start: date
    end: date
    width: float

    @property
    def scale(self) -> float:
        """Points a day."""
        return self.width / ((self.end - self.start).days + 1)

    def morning(self, day: date) -> float:
        """Where `day` begins; beyond the axis, its nearest end."""
        return round(min(max((day - self.start).days * self.scale, 0.0), self.width), 2)

    def evening(self, day: date) -> float:
        """Where `day` ends."""
        return round(min(max(((day - self.start).days + 1) * self.scale, 0.0), self.width), 2)

    def ticks(self, apart: float) -> list[Tick]:
        """Names about `apart` points from each other at least, in the smallest unit that allows it."""
        least = apart / self.scale
        for step in _DAYS:
            if least <= step:
                return [
                    self._tick(day, f"{day.day} {_month(day)} {day.year}", day.day == 1) for day in self._days(step)
                ]
        for step in _MONTHS:
            if least <= step * _MONTH:
                return [self._tick(day, f"{_month(day)} {day.year}", day.month == 1) for day in self._months(step)]
        step = next((years for years in _YEARS if least <= years * _YEAR), _YEARS[-1])
        return [self._tick(day, str(day.year), strong=False) for day in self._years(step)]

    def _tick(self, day: date, words: str, strong: bool) -> Tick:
        return Tick(self.morning(day), words, strong)

    def _days(self, step: int) -> Iterator[date]:
        """Every day, or the days 1, 1 + step … of each month, none so late that the next month's first would be near."""
        for offset in range((self.end - self.start).days + 1):
            day = self.start + timedelta(offset)
            last = calendar.monthrange(day.year, day.month)[1]
            if (day.day - 1) % step == 0 and (day.day == 1 or last - day.day + 1 >= step):
                yield day

    def _months(self, step: int) -> Iterator[date]:
        for number in range(self.start.year * 12 + self.start.month - 1, self.end.year * 12 + self.end.month):
            if number % 12 % step == 0 and (day := date(number // 12, number % 12 + 1, 1)) >= self.start:
                yield day

    def _years(self, step: int) -> Iterator[date]:
        for year in range(self.start.year, self.end.year + 1):
            if year % step == 0 and (day := date(year, 1, 1)) >= self.start:
                yield day


def _month(day: date) -> str:
    return calendar.month_abbr[day.month]


def around(first: date, last: date) -> tuple[date, date]:
    """A period a little longer than from `first` to `last`, so that nothing stands at its very ends."""
    room = max(3, (last - first).days // 40)
    low = max(first.toordinal() - room, date(LEAST_YEAR, 1, 1).toordinal())
    high = min(last.toordinal() + room, date(MOST_YEAR, 12, 31).toordinal())
    return date.fromordinal(low), date.fromordinal(high)
