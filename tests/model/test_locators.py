"""Places in items: one grammar, printed back in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.model.locators import Locator, canonical, parse


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("p. 3, para. 12, l. 4-8", "p. 3, para. 12, ll. 4-8"),
        ("page 3", "p. 3"),
        ("P3", "p. 3"),
        ("pp. 3 – 5", "pp. 3-5"),
        ("¶ 12", "para. 12"),
        ("paras 12-14; p 2", "p. 2, paras. 12-14"),
        ("line 7", "l. 7"),
        ("00:01:20-00:02:10", "00:01:20-00:02:10"),
        ("at 1:20", "1:20"),
        ("p. 2, region 72,400,520,460", "p. 2, region 72,400,520,460"),
        ('"annex, table 2"', "“annex, table 2”"),
        ("“시험”, p. 1", "p. 1, “시험”"),
    ],
)
def test_how_a_place_is_written(typed: str, printed: str) -> None:
    assert canonical(typed) == printed


@pytest.mark.parametrize("typed", ["page three", "p. 3 4", "p. 1, p. 2", "annex", "region 1,2,3", '"', "p.", "12"])
def test_what_is_no_place_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^“.*” is not a place in an item; write p\. 3"):
        parse(typed)


NUMBERS = st.integers(0, 99_999)
SPANS = st.one_of(st.just(""), NUMBERS.map(str), st.tuples(NUMBERS, NUMBERS).map(lambda two: f"{two[0]}-{two[1]}"))
TIME = st.tuples(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59)).map(
    lambda t: "{:02}:{:02}:{:02}".format(*t)
)
TIMES = st.one_of(st.just(""), TIME, st.tuples(TIME, TIME).map("-".join))
REGIONS = st.one_of(
    st.just(""), st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS).map(lambda four: ",".join(map(str, four)))
)
NAMES = st.one_of(
    st.just(""), st.text(st.characters(exclude_characters='"“”', exclude_categories=["Cs"]), min_size=1, max_size=40)
)
LOCATORS = st.builds(Locator, SPANS, SPANS, SPANS, TIMES, REGIONS, NAMES)


@given(LOCATORS)
def test_what_is_printed_is_read_back(locator: Locator) -> None:
    assert parse(str(locator)) == locator


@given(st.text(max_size=40))
def test_printing_is_settled_after_once(typed: str) -> None:
    try:
        printed = canonical(typed)
    except ValueError:
        return
    assert canonical(printed) == printed


def test_the_page_to_open() -> None:
    assert (parse("pp. 3-5").first_page, parse("l. 3").first_page) == (3, None)
