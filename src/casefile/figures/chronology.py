"""The picture of the chronology: three lanes on one axis of time.

A day is a diamond. A span that something lasted is a filled bar, a span in which its day lies a hollow one; an
approximate date has a dashed outline, an open or unknown end an arrow.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casefile.figures.axis import Axis, around
from casefile.figures.drawing import (
    KEY,
    Area,
    Bounds,
    Box,
    Drawing,
    Mark,
    Measure,
    Part,
    Point,
    Stroke,
    Text,
    elided,
    keys,
    shown,
)
from casefile.operations.chronology import LANES, Entry, Lane

SIZE, SMALL = 8.5, 8.0
ROW, BAR = 13.0, 7.0
HEAD = 16.0  # of a lane: its name
LANE_X = 4.0  # where that name begins
GAP = 8.0  # between entries of a row
NEAR = 4.0  # between a bar and its words
ARROW = 7.0
AXIS = 20.0
LONGEST = 230.0  # words beside a bar are cut here
TICKS_APART = 62.0
NAMES: dict[Lane, str] = {"incident": "Incidents", "act": "Alleged acts", "proceeding": "Proceedings"}
TONES: dict[Lane, str] = {"incident": "muted", "act": "accent", "proceeding": "text"}


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its row in the lane, its bar from `left` to `right`, and its words, `text_width` wide from `text_x`."""

    entry: Entry
    row: int
    left: float
    right: float
    text: str
    text_x: float
    text_width: float

    @property
    def extent(self) -> tuple[float, float]:
        """All the room that it takes in its row."""
        return min(self.left, self.text_x) - 1, max(self.right, self.text_x + self.text_width) + 1


def draw(entries: Sequence[Entry], measure: Measure, width: float, period: tuple[date, date] | None = None) -> Drawing:
    """The picture of the entries with a known day, `width` points wide; of `period` only, if given."""
    known = [entry for entry in entries if entry.dated]
    axis = Axis(*(period or span(known)), width)
    bands: list[Mark] = []
    names: list[Mark] = []
    parts: dict[Entry, Part] = {}
    top = AXIS
    for lane in LANES:
        placed = place([entry for entry in known if entry.noun == lane], axis, measure)
        if placed:
            height = HEAD + (max(one.row for one in placed) + 1) * ROW + 4
            bands.append(Box(0, top, width, height, "side"))
            names.append(_lane(lane, len(placed), top, measure))
            parts |= {one.entry: _part(one, axis, top + HEAD + one.row * ROW) for one in placed}
            top += height + 6
    legend, height = _legend(top + 4, width, measure)
    marks = (*bands, *_ticks(axis, top - 6, measure), *names, *legend)
    told_parts = tuple(parts[entry] for entry in known)
    return Drawing(width, height, "Chronology", described(entries), marks, told_parts)


def described(entries: Sequence[Entry]) -> str:
    """What the picture shows, in words."""
    known = [entry for entry in entries if entry.dated]
    counts = [(sum(entry.noun == lane for entry in known), NAMES[lane].lower()) for lane in LANES]
    parts = ", ".join(
        f"{number:,} {name if number != 1 else name.removesuffix('s')}" for number, name in counts if number
    )
    days = [day for entry in known for day in (entry.first, entry.last) if day]
    between = f" between {min(days).year} and {max(days).year}" if days else ""
    undated = len(entries) - len(known)
    more = f" {undated:,} without a known date {'is' if undated == 1 else 'are'} not drawn." if undated else ""
    return f"Time line of {parts or 'nothing'}{between}.{more}"


def told(entry: Entry) -> str:
    """An entry as it is read aloud."""
    kind = entry.kind or {"incident": "Incident", "act": "Alleged act", "proceeding": "Proceeding"}[entry.noun]
    more = f" ({shown(entry.more)})" if entry.more else ""
    return f"{kind}: {shown(entry.label)}{more}, {entry.words or 'date unknown'}"


def span(entries: Sequence[Entry]) -> tuple[date, date]:
    """The period that holds every known day, and a little more."""
    days = [day for entry in entries for day in (entry.first, entry.last) if day]
    return around(min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 12, 31))


# --- placing ------------------------------------------------------------------------------------------------------


def place(entries: Sequence[Entry], axis: Axis, measure: Measure) -> list[Placed]:
    """Give each entry in turn the highest row in which it touches none."""
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for entry in entries:
        one = _loose(entry, axis, measure)
        left, right = one.extent
        row = _row(rows, left - GAP, right + GAP)
        if row == len(rows):
            rows.append([])
        insort(rows[row], (left, right))
        placed.append(replace(one, row=row))
    return placed


def _row(rows: Sequence[Sequence[tuple[float, float]]], left: float, right: float) -> int:
    """The first row with nothing between `left` and `right`; one more than there are if none has."""
    for number, taken in enumerate(rows):
        start, end = taken[-1]
        if end <= left:
            return number
        if start < right:  # entries come by day, so it is mostly the last that stands in the way
            continue
        at = bisect_left(taken, (left, right))
        if taken[at][0] >= right and (not at or taken[at - 1][1] <= left):
            return number
    return len(rows)


def _loose(entry: Entry, axis: Axis, measure: Measure) -> Placed:
    left = axis.morning(entry.first) if entry.first else 0.0
    right = axis.evening(entry.last) if entry.last else axis.width
    if entry.first == entry.last or right - left < BAR:  # a diamond, or what would be thinner than one
        middle = min(max((left + right) / 2, BAR / 2), axis.width - BAR / 2)
        left, right = middle - BAR / 2, middle + BAR / 2
    text = elided(shown(entry.label), SIZE, min(LONGEST, axis.width / 2 - 20), measure)
    width = measure(text, SIZE, False)
    x = right + NEAR
    if x + width > axis.width:
        x = left - NEAR - width
    if x < 0:  # a bar over most of the axis: the words stand in it
        x = left + NEAR + ARROW
    return Placed(entry, 0, round(left, 2), round(right, 2), text, round(x, 2), width)


# --- marks --------------------------------------------------------------------------------------------------------


def _part(one: Placed, axis: Axis, top: float) -> Part:
    middle = top + ROW / 2
    words = Text(one.text_x, _line(middle), one.text, SIZE, one.text_width)
    left, right = one.extent
    where = Bounds(left, top, right - left, ROW)
    return Part(((one.entry.noun, one.entry.id),), told(one.entry), where, (_bar(one, axis, middle), words))


def _bar(one: Placed, axis: Axis, middle: float) -> Area:
    entry, tone = one.entry, TONES[one.entry.noun]
    if entry.first is not None and entry.first == entry.last:
        return _diamond((one.left + one.right) / 2, middle, tone, hollow=entry.approximate)
    within = one.left <= one.text_x < one.right
    fill = ("hover" if within else tone) if entry.throughout else "page"
    begins = entry.first is not None and entry.first >= axis.start
    ends = entry.last is not None and entry.last <= axis.end
    height = ROW - 2 if within else BAR
    return _span((one.left, one.right), middle, height, fill, tone, (begins, ends), dashed=entry.approximate)


def _diamond(x: float, y: float, tone: str, *, hollow: bool = False) -> Area:
    half = BAR / 2
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return Area(_round(corners), "page" if hollow else tone, tone, 0.9, hollow)


def _span(
    ends: tuple[float, float],
    y: float,
    height: float,
    fill: str,
    tone: str,
    known: tuple[bool, bool] = (True, True),
    *,
    dashed: bool = False,
) -> Area:
    """A bar with a point at each end that is not `known` or lies beyond the axis."""
    (left, right), half = ends, height / 2
    tip = min(ARROW, (right - left) / 2)
    start, end = left if known[0] else left + tip, right if known[1] else right - tip
    points = [(start, y - half), (end, y - half)]
    points += [] if known[1] else [(right, y)]
    points += [(end, y + half), (start, y + half)]
    points += [] if known[0] else [(left, y)]
    return Area(_round(points), fill, tone, 0.9, dashed)


def _round(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple((round(x, 2), round(y, 2)) for x, y in points)


def _line(middle: float) -> float:
    """The baseline of words whose middle is there."""
    return round(middle + SIZE * 0.36, 2)


def _lane(lane: Lane, count: int, top: float, measure: Measure) -> Text:
    words = f"{NAMES[lane]} ({count:,})"
    return Text(LANE_X, top + 11.5, words, SMALL, measure(words, SMALL, True), TONES[lane], bold=True)


def _ticks(axis: Axis, bottom: float, measure: Measure) -> list[Mark]:
    """The lines of the axis, and the names of those that have room for one."""
    marks: list[Mark] = []
    free = 0.0
    for tick in axis.ticks(TICKS_APART):
        marks.append(Stroke(((tick.x, AXIS - 4), (tick.x, bottom)), "line", 0.9 if tick.strong else 0.5))
        width = measure(tick.words, SMALL, tick.strong)
        x = min(max(tick.x - width / 2, 0.0), axis.width - width)
        if x >= free:
            marks.append(Text(round(x, 2), 11.0, tick.words, SMALL, width, "muted", tick.strong))
            free = x + width + 6
    return marks


def _legend(y: float, wide: float, measure: Measure) -> tuple[list[Mark], float]:
    """What the signs mean, in as many lines as the width needs; and how high all is with it."""
    tone = "muted"
    signs: dict[str, Callable[[float, float], Area]] = {
        "a day": lambda x, middle: _diamond(x + KEY / 2, middle, tone),
        "throughout": lambda x, middle: _span((x, x + KEY), middle, BAR, tone, tone),
        "some day in this time": lambda x, middle: _span((x, x + KEY), middle, BAR, "page", tone),
        "about": lambda x, middle: _span((x, x + KEY), middle, BAR, "page", tone, dashed=True),
        "open, unknown or out of view": lambda x, middle: _span((x, x + KEY), middle, BAR, "page", tone, (True, False)),
    }
    marks: list[Mark] = []
    spots, height = keys([measure(words, SMALL, False) for words in signs], y, wide)
    for (words, sign), (x, top) in zip(signs.items(), spots, strict=True):
        width = measure(words, SMALL, False)
        marks += [sign(x, top + 6), Text(x + KEY + 5, _line(top + 6), words, SMALL, width, tone)]
    return marks, height
