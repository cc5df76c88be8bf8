"""EDTF dates: first and last day, open and unknown ends, and how they read."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.model.dates import Bounds, bounds, words

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "read"),
    [
        ("", None, None, ""),
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-05", "2024-02-05", "2024-02-05", "5 February 2024"),
        ("2023-08/2024-07", "2023-08-01", "2024-07-31", "August 2023 to July 2024"),
        ("2022-10-10/2022-10-12", "2022-10-10", "2022-10-12", "10 October 2022 to 12 October 2022"),
        ("2022-10-10~", "2022-10-10", "2022-10-10", "about 10 October 2022"),
        ("2022-10?", "2022-10-01", "2022-10-31", "perhaps October 2022"),
        ("2022%", "2022-01-01", "2022-12-31", "perhaps about 2022"),
        ("2022-03/..", "2022-03-01", None, "from March 2022 on"),
        ("2022-03/", "2022-03-01", None, "from March 2022, end unknown"),
        ("../2022-04", None, "2022-04-30", "until April 2022"),
        ("/2022-04", None, "2022-04-30", "until April 2022, start unknown"),
        ("2022~/2023?", "2022-01-01", "2023-12-31", "about 2022 to perhaps 2023"),
        ("202X", "2020-01-01", "2029-12-31", "between 1 January 2020 and 31 December 2029"),
        ("2022-XX", "2022-01-01", "2022-12-31", "between 1 January 2022 and 31 December 2022"),
        ("2022-21", "2022-03-01", "2022-05-31", "between 1 March 2022 and 31 May 2022"),
    ],
)
def test_what_a_date_spans_and_how_it_reads(text: str, first: str | None, last: str | None, read: str) -> None:
    found = bounds(text)
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)
    assert words(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-13",
            "2023-02-29",
            "24",
            "February 2024",
            "15.02.2024",
            "2024-2-5",
            "..",
            "/",
            "../..",
            "/..",
            "2024/2023",
        ),
        *(
            "2024-02-05T10:00:00Z",
            "0000",
            "1/2/3",
            "2024-02-30",
            "2024//2025",
            "x" * 300,
            "٢٠٢٤",
            "2024-02\n",
            "9999-12-32",
        ),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“") as refused:
        bounds(text)
    assert str(refused.value).endswith(("put the earlier date first.", "(unsure)."))


@given(DAYS, DAYS)
def test_an_interval_spans_its_days(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert bounds(f"{start}/{end}") == Bounds(start, end)
    if start != end:
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(f"{end}/{start}")


@given(DAYS)
def test_open_and_unknown_ends_have_no_day(day: date) -> None:
    for open_end in ("", ".."):
        assert bounds(f"{day}/{open_end}") == Bounds(day, None)
        assert bounds(f"{open_end}/{day}") == Bounds(None, day)


@settings(max_examples=30)
@given(DAYS, st.sampled_from(["", "~", "?", "%"]))
def test_a_wider_date_holds_a_narrower_one(day: date, qualifier: str) -> None:
    spans = [bounds(f"{day.isoformat()[:length]}{qualifier}") for length in (4, 7, 10)]
    firsts, lasts = [span.first or date.max for span in spans], [span.last or date.min for span in spans]
    assert [*firsts, *reversed(lasts)] == sorted([*firsts, *lasts])


@given(DAYS)
def test_a_month_ends_before_the_next_begins(day: date) -> None:
    last = bounds(day.isoformat()[:7]).last
    assert last is not None
    assert last.day == calendar.monthrange(day.year, day.month)[1]
    assert last == date.max or (last + timedelta(1)).day == 1


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = bounds(text)
    except ValueError:
        return
    assert found.first is None or found.last is None or found.first <= found.last
    assert isinstance(words(text), str)


@given(st.text("0123456789-/.~?%X[]{},", max_size=14))
def test_nearly_dates_are_dates_or_refused(text: str) -> None:
    try:
        bounds(text)
    except ValueError:
        return
    assert isinstance(words(text), str)
