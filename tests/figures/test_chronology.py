"""The picture of the chronology, and its axis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.figures.axis import Axis, around
from casefile.figures.chronology import draw, place
from casefile.figures.drawing import Area, Drawing, Stroke, Text
from casefile.operations.chronology import LANES, Entry, by_day
from tests.figures.pictures import entry, measure, number

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@st.composite
def dated(draw_: st.DrawFn) -> str:
    first = draw_(DAYS)
    last = first + timedelta(draw_(st.integers(0, 4000)))
    shapes = [f"{first}", f"{first}~", f"{first:%Y-%m}", f"{first:%Y}", f"{first}/{last}", f"{first}/..", f"/{last}"]
    return draw_(st.sampled_from(shapes))


@st.composite
def entries(draw_: st.DrawFn) -> list[Entry]:
    found = draw_(st.lists(st.tuples(st.sampled_from(LANES), dated(), st.integers(1, 60)), min_size=1, max_size=30))
    made = [entry(lane, at, text, "x" * long) for at, (lane, text, long) in enumerate(found)]
    return sorted(made, key=by_day)


@given(entries(), st.floats(320, 3000))
@settings(max_examples=120)
def test_nothing_in_a_lane_overlaps_and_every_entry_is_drawn_once(known: list[Entry], width: float) -> None:
    drawing = draw(known, measure, width)
    assert [part.records for part in drawing.parts] == [((one.noun, one.id),) for one in known]
    for at, part in enumerate(drawing.parts):
        assert not any(part.bounds.meets(other.bounds) for other in drawing.parts[at + 1 :])
        for mark in part.marks:
            if isinstance(mark, Text):
                assert mark.left >= 0
                assert mark.left + mark.width <= width + 0.1
    assert draw(known, measure, width) == drawing


def bars(drawing: Drawing) -> list[Area]:
    return [mark for part in drawing.parts for mark in part.marks if isinstance(mark, Area)]


@pytest.mark.parametrize(
    ("text", "corners", "filled", "dashed"),
    [
        ("2024-02-10", 4, True, False),
        ("2024-02-10~", 4, False, True),
        ("2023/2024", 4, True, False),
        ("2024", 4, False, False),
        ("2023~/2024", 4, True, True),
        ("2023/..", 5, True, False),
        ("/2024", 5, True, False),
    ],
)
def test_each_kind_of_date_has_its_sign(text: str, corners: int, *, filled: bool, dashed: bool) -> None:
    known = [entry("act", 1, text), entry("act", 2, "2010-01-01"), entry("act", 3, "2030-01-01")]
    drawing = draw(known, measure, 3000)
    (bar,) = [
        mark
        for part in drawing.parts
        if part.records[0][1] == number(1)
        for mark in part.marks
        if isinstance(mark, Area)
    ]
    assert (len(bar.points), bar.fill not in {"page", ""}, bar.dashed) == (corners, filled, dashed)


def test_a_span_covers_its_first_and_its_last_day() -> None:
    axis = Axis(date(2024, 1, 1), date(2024, 12, 31), 366)
    (placed,) = place([entry("act", 1, "2024-02")], axis, measure)
    assert (placed.left, placed.right) == (31, 60)


def test_what_has_no_known_day_is_counted_and_not_drawn() -> None:
    drawing = draw([entry("act", 1, "2024"), entry("incident", 2, "")], measure, 500)
    assert len(drawing.parts) == 1
    assert drawing.alt == "Time line of 1 alleged act between 2024 and 2024. 1 without a known date is not drawn."


def test_what_reaches_beyond_a_period_ends_in_an_arrow() -> None:
    drawing = draw([entry("act", 1, "2020/2024")], measure, 500, (date(2022, 1, 1), date(2022, 12, 31)))
    (bar,) = bars(drawing)
    assert len(bar.points) == 6
    assert {x for x, _y in bar.points} >= {0.0, 500.0}


@pytest.mark.parametrize(
    ("end", "width", "first"),
    [
        (date(2024, 1, 20), 2000, "1 Jan 2024"),
        (date(2024, 12, 31), 800, "Jan 2024"),
        (date(2054, 12, 31), 800, "2025"),
        (date(2824, 12, 31), 800, "2100"),
    ],
)
def test_ticks_are_days_months_or_years_by_the_room(end: date, width: float, first: str) -> None:
    assert Axis(date(2024, 1, 1), end, width).ticks(62)[0].words == first


@given(DAYS, st.integers(0, 20000), st.floats(100, 40000))
def test_names_on_the_axis_keep_apart(start: date, days: int, width: float) -> None:
    axis = Axis(start, start + timedelta(days), width)
    known = [entry("act", 1, f"{axis.start}/{axis.end}")]
    drawing = draw(known, measure, width, (axis.start, axis.end))
    names = [mark for mark in drawing.ground if isinstance(mark, Text) and mark.y == 11.0]
    assert all(one.left + one.width < other.left for one, other in pairwise(sorted(names, key=lambda mark: mark.left)))
    assert sum(isinstance(mark, Stroke) for mark in drawing.ground) <= width / 30 + 2


def test_the_first_and_last_years_have_a_margin_too() -> None:
    assert around(date(1, 1, 1), date(9999, 12, 31)) == (date(1, 1, 1), date(9999, 12, 31))
