from __future__ import annotations

import pytest

from casefile.law.catalogue import catalogue
from casefile.law.records import Crime, Mode
from casefile.law.search import KINDS, find


def keys(text: str, *kinds: str) -> list[str]:
    return [hit.key for hit in find(text, kinds or KINDS)]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("rape", ["7(1)(g)-1", "8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"]),
        ("RAPE", ["7(1)(g)-1", "8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"]),
        ("wilful killing", ["8(2)(a)(i)"]),
        ("murder", ["7(1)(a)", "8(2)(c)(i)-1"]),
        ("power grid", ["8(2)(b)(ii)"]),
        ("attacks on hospitals", ["8(2)(b)(ix)", "8(2)(b)(xxiv)", "8(2)(e)(ii)", "8(2)(e)(iv)"]),
        ("child soldiers", ["8(2)(b)(xxvi)", "8(2)(e)(vii)"]),
        ("enemy's property", ["8(2)(b)(xiii)", "8(2)(e)(xii)"]),
        ("enemy’s property", ["8(2)(b)(xiii)", "8(2)(e)(xii)"]),
        ("aiding", ["25(3)(c)"]),
        ("mental element", ["30"]),
        ("ne bis in idem", ["20"]),
        ("withdrawal", ["127"]),
    ],
)
def test_words_find_the_best_first(text: str, best: list[str]) -> None:
    assert keys(text)[: len(best)] == best


def test_a_code_finds_itself_then_what_stands_below_it() -> None:
    assert keys("art. 8 2 b ii") == ["8(2)(b)(ii)"]
    assert keys("8(2)(a)(vii)") == ["8(2)(a)(vii)-1", "8(2)(a)(vii)-2"]
    assert keys("6") == ["6", "6(a)", "6(b)", "6(c)", "6(d)", "6(e)"]
    assert keys("28") == ["28", "28(a)", "28(b)"]
    assert keys("8 bis") == ["8 bis", "8 bis"]


def test_kinds_and_limit_narrow_the_answer() -> None:
    assert keys("8 bis", "crime") == ["8 bis"]
    assert keys("25(3)(a)", "article") == []
    assert {hit.kind for hit in find("crime", ("article",))} == {"article"}
    assert len(find("war crime", limit=7)) == 7


def test_deportation_of_children_finds_both_charges_of_the_published_warrants() -> None:
    assert {"8(2)(a)(vii)-1", "8(2)(b)(viii)"} <= set(keys("deported children"))


def test_all_words_count_but_some_are_better_than_none() -> None:
    assert keys("starvation siege") == ["8(2)(b)(xxv)", "8(2)(e)(xix)"]
    assert keys("starvation zeppelin")[:2] == ["8(2)(b)(xxv)", "8(2)(e)(xix)"]


@pytest.mark.parametrize("text", ["", "  ", "the of", "zeppelin", "§§", "8(2)(b)(xl)"])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert find(text) == ()


def test_every_crime_mode_and_article_is_found_by_its_own_title_and_code() -> None:
    law = catalogue()
    rows: list[Crime | Mode] = [*law.crimes, *law.modes]
    for row in rows:
        assert row.key in keys(row.title)
        assert row.key in keys(row.code)
    for article in law.articles:
        assert article.code in keys(article.title, "article")


def test_a_hit_carries_its_title_and_citation() -> None:
    hit = find("8(2)(a)(i)")[0]
    assert (hit.kind, hit.title, hit.citation) == (
        "crime",
        "War crime of wilful killing",
        "Rome Statute, article 8(2)(a)(i)",
    )
