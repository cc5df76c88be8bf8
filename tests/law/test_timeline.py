from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law.jurisdiction.timeline import (
    Outcome,
    Span,
    Timeline,
    all_of,
    always,
    any_of,
    during,
    together,
)

IN, OUT, STRADDLES, COUNSEL = Outcome.INSIDE, Outcome.OUTSIDE, Outcome.STRADDLES, Outcome.COUNSEL
days = st.dates(date(2000, 1, 1), date(2000, 3, 1))
outcomes = st.sampled_from(list(Outcome))
timelines = st.lists(st.builds(during, st.none() | days, st.none() | days, outcomes), min_size=1, max_size=4).map(
    lambda several: any_of(*several)
)


def test_both_days_of_a_period_belong_to_it() -> None:
    rule = during(date(2011, 11, 1), date(2019, 3, 16), IN)
    assert [rule.at(date(2011, 10, 31)), rule.at(date(2011, 11, 1))] == [OUT, IN]
    assert [rule.at(date(2019, 3, 16)), rule.at(date(2019, 3, 17))] == [IN, OUT]
    assert rule.within(date(2019, 3, 1), None) == (
        Span(date(2019, 3, 1), date(2019, 3, 16), IN),
        Span(date(2019, 3, 17), None, OUT),
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(None, None, always(IN)), (date(2001, 1, 2), date(2001, 1, 1), always(OUT)), (None, date.max, always(IN))],
)
def test_open_and_empty_periods(first: date | None, last: date | None, expected: Timeline) -> None:
    assert during(first, last, IN) == expected


@pytest.mark.parametrize(
    ("one", "other", "both", "either", "side_by_side"),
    [
        (IN, OUT, OUT, IN, STRADDLES),
        (IN, COUNSEL, COUNSEL, IN, COUNSEL),
        (IN, STRADDLES, STRADDLES, IN, STRADDLES),
        (OUT, COUNSEL, OUT, COUNSEL, COUNSEL),
        (OUT, STRADDLES, OUT, STRADDLES, STRADDLES),
        (COUNSEL, STRADDLES, COUNSEL, COUNSEL, COUNSEL),
    ],
)
def test_how_two_answers_join(
    one: Outcome, other: Outcome, both: Outcome, either: Outcome, side_by_side: Outcome
) -> None:
    for pair in ((one, other), (other, one)):
        assert all_of(*map(always, pair)) == always(both)
        assert any_of(*map(always, pair)) == always(either)
        assert together(pair) is side_by_side
        assert all_of(always(pair[0]), always(pair[0])) == any_of(always(pair[0])) == always(pair[0])


def test_nothing_asked_is_met_and_no_ground_is_none() -> None:
    assert all_of() == always(IN)
    assert any_of() == always(OUT)


@given(timelines)
def test_a_timeline_is_in_its_shortest_form(timeline: Timeline) -> None:
    assert timeline.changes[0][0] == date.min
    for one, other in pairwise(timeline.changes):
        assert one[0] < other[0]
        assert one[1] is not other[1]


@given(timelines, timelines, days)
def test_rules_join_day_by_day(one: Timeline, other: Timeline, day: date) -> None:
    pair = always(one.at(day)), always(other.at(day))
    assert all_of(one, other).at(day) is all_of(*pair).at(day)
    assert any_of(one, other).at(day) is any_of(*pair).at(day)


@given(timelines, days, days)
def test_a_period_says_what_its_days_say(timeline: Timeline, one: date, other: date) -> None:
    first, last = sorted((one, other))
    single = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert timeline.over(first, last) is together(map(timeline.at, single))
    assert timeline.over(first, last) is together(span.outcome for span in timeline.within(first, last))
