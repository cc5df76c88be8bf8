from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.records import Article, Crime, Mode, Paragraph
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
        ("withdrawal", ["127", "127(1)", "127(2)"]),
        ("willful killing", ["8(2)(a)(i)"]),
        ("looting", ["8(2)(b)(xvi)", "8(2)(e)(v)"]),
        ("human shields", ["8(2)(b)(xxiii)"]),
        ("children under 15", ["8(2)(b)(xxvi)", "8(2)(e)(vii)"]),
        ("torture", ["7(1)(f)", "8(2)(a)(ii)-1", "8(2)(c)(i)-4", "7(2)(e)"]),
        ("enslavement", ["7(1)(c)", "7(2)(c)"]),
        ("apartheid", ["7(1)(j)", "7(2)(h)"]),
        ("gender", ["7(3)"]),
        ("protracted armed conflict", ["8(2)(f)"]),
        ("genocide", ["6", "6(a)"]),
        ("command responsibility", ["28(a)"]),
        ("co-perpetration", ["25(3)(a) jointly"]),
        ("incitement", ["25(3)(e)"]),
        ("attempt", ["25(3)(f)"]),
        ("duress", ["31(1)(d)"]),
        ("self-defense", ["31(1)(c)"]),
        ("superior orders", ["33(1)", "33"]),
        ("mistake of law", ["32(2)", "32"]),
        ("head of state", ["27(1)"]),
        ("immunity", ["98(1)", "98", "27(2)"]),
        ("nationality", ["12(2)", "12(2)(b)"]),
        ("proprio motu", ["15 bis"]),
        ("interests of justice", ["53(1)(c)"]),
        ("complementarity", ["17"]),
        ("gravity", ["17(1)(d)"]),
        ("inability", ["17(3)"]),
        ("reasonable basis", ["53(1)(a)"]),
        ("beyond reasonable doubt", ["66(3)"]),
        ("corroboration", ["69(4)"]),
        ("rule 63(4)", ["69(4)"]),
        ("intent", ["30(2)", "30(1)"]),
    ],
)
def test_words_find_the_best_first(text: str, best: list[str]) -> None:
    assert keys(text)[: len(best)] == best


def test_a_code_finds_itself_then_what_stands_below_it() -> None:
    assert keys("art. 8 2 b ii") == ["8(2)(b)(ii)"]
    assert keys("8(2)(a)(vii)") == ["8(2)(a)(vii)-1", "8(2)(a)(vii)-2"]
    assert keys("6") == ["6", "6(a)", "6(b)", "6(c)", "6(d)", "6(e)"]
    assert keys("28") == ["28", "28(a)", "28(b)"]
    assert keys("8 bis") == ["8 bis", "8 bis", "8 bis(1)", "8 bis(2)"]
    assert keys("12") == ["12", "12(1)", "12(2)", "12(2)(a)", "12(2)(b)", "12(3)"]
    assert keys("25")[:5] == ["25", "25(1)", "25(2)", "25(3)", "25(3)(a)"]
    assert keys("7(2)(a)") == ["7(2)(a)"]


def test_what_has_no_entry_of_its_own_finds_the_nearest_above() -> None:
    assert keys("64(6)(d)") == ["64"]
    assert keys("8 bis(2)(g)") == ["8 bis(2)"]
    assert keys("28(b)(iii)") == ["28(b)"]
    assert keys("8(2)(b)(xxx)") == []


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("7(1)(g)-1 Crime against humanity of rape", ["7(1)(g)-1"]),
        ("8(2)(b)(ii)  War crime of attacking civilian objects", ["8(2)(b)(ii)"]),
        ("25(3)(a) jointly", ["25(3)(a) jointly", "25(3)(a) jointly and through another person"]),
        ("art. 25 3 a, through another person", ["25(3)(a) through another person"]),
        ("8(2)(b) hospital", ["8(2)(b)(ix)", "8(2)(b)(xxiv)"]),
        ("article 8 rape", ["8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"]),
        ("15 bis opt out", ["15 bis(4)"]),
        ("12(3) declaration", ["12(3)"]),
        # The words choose nothing there: the code stays, a mere number becomes a word
        ("8(2)(b)(ii) zeppelin", ["8(2)(b)(ii)"]),
        ("15 children", ["8(2)(b)(xxvi)", "8(2)(e)(vii)"]),
    ],
)
def test_words_after_a_code_choose_within_it(text: str, best: list[str]) -> None:
    assert keys(text)[: len(best)] == best


DRESSES = ["{}", "art. {}", "Article {}", "{} of the Statute", "Rome Statute, article {}", " {}. ", "art {},"]
LINKS = st.sampled_from(["()", " ", ".", "-", " ( )"])


def _typed(code: codes.Code, link: str) -> str:
    """A code with its levels joined in one of the usual ways."""
    levels: list[str] = re.findall(r"\d+(?: bis| ter)?|[a-z]+", str(code))
    if link in {"()", " ( )"}:
        opening, closing = ("(", ")") if link == "()" else (" ( ", " )")
        return levels[0] + "".join(f"{opening}{level}{closing}" for level in levels[1:])
    return link.join(levels)


@given(
    st.sampled_from([*catalogue().crimes, *catalogue().modes, *catalogue().paragraphs, *catalogue().articles]),
    st.sampled_from(DRESSES),
    LINKS,
    st.booleans(),
)
def test_a_code_typed_any_usual_way_finds_the_same_entry(
    row: Crime | Mode | Paragraph | Article, dress: str, link: str, upper: bool
) -> None:
    code = codes.parse(row.code)
    text = dress.format(_typed(code, link))
    text = text.upper() if upper else text
    assert codes.parse(text) == code
    assert find(text) == find(row.code)
    assert codes.canonical(find(text)[0].citation.split("; ")[-1].split(",")[1]) == row.code


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


def test_every_entry_is_found_by_its_own_title_and_code() -> None:
    law = catalogue()
    rows: list[Crime | Mode] = [*law.crimes, *law.modes]
    for row in rows:
        assert row.key in keys(row.title)
        assert row.key in keys(row.code)
    for paragraph in law.paragraphs:
        assert paragraph.code in keys(paragraph.title, "paragraph")
        assert paragraph.code == keys(paragraph.code)[0]
    for article in law.articles:
        assert article.code in keys(article.title, "article")


def test_a_hit_carries_its_title_and_citation() -> None:
    hit = find("8(2)(a)(i)")[0]
    assert (hit.kind, hit.title, hit.citation) == (
        "crime",
        "War crime of wilful killing",
        "Rome Statute, article 8(2)(a)(i)",
    )
