"""Paragraphs and articles: what is asked for is there, links lead somewhere, and codes are those of the Statute."""

from __future__ import annotations

import pytest

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.records import MATTERS, Article, Paragraph

LAW = catalogue()
KNOWN = {
    *(one.code for one in LAW.articles),
    *(one.code for one in LAW.paragraphs),
    *(one.code for one in LAW.crimes),
    *(one.code for one in LAW.modes),
}
WORDED: tuple[Article | Paragraph, ...] = (*LAW.articles, *LAW.paragraphs)
ALL = pytest.mark.parametrize("one", WORDED, ids=[one.code for one in WORDED])

# What the workbook leads through: definitions, scope, jurisdiction, admissibility, principles, grounds and proof
ASKED = """
7(1) 7(2)(a-i) 7(3) 8(1) 8(2)(a-f) 8(3) 8bis(1-2) 9(1-3) 11(1-2) 12(1-3) 13(a-c) 14(1-2) 15(1-6) 15bis(1-10) 15ter(1-5)
17(1)(a-d) 17(2)(a-c) 17(3) 19(1-2) 20(1-3) 21(1-3) 22(1-3) 24(1-2) 25(1-4) 27(1-2) 30(1-3) 31(1)(a-d) 31(2-3) 32(1-2)
33(1-2) 53(1)(a-c) 54(1)(a-a) 58(1)(a-b) 61(7-7) 66(1-3) 67(2-2) 69(2-4) 69(7-7) 98(1-2) 121(4-5) 126(1-2) 127(1-2)
"""
ASKED_ARTICLES = ["5", "6", "10", "16", "18", "23", "26", "29", "124"]


def _spread(asked: str) -> list[str]:
    """`8(2)(a-f)` as six codes."""
    if "-" not in asked:
        return [codes.canonical(asked)]
    head, _, span = asked.rpartition("(")
    first, last = span.removesuffix(")").split("-")
    if first.isdigit():
        return [codes.canonical(f"{head}({number})") for number in range(int(first), int(last) + 1)]
    return [codes.canonical(f"{head}({chr(letter)})") for letter in range(ord(first), ord(last) + 1)]


def test_what_the_workbook_leads_through_is_there() -> None:
    assert {code for asked in ASKED.split() for code in _spread(asked)} <= {one.code for one in LAW.paragraphs}
    assert all(LAW.article(code).text for code in ASKED_ARTICLES)


@ALL
def test_every_entry_is_worded_and_of_a_known_kind(one: Article | Paragraph) -> None:
    assert codes.canonical(one.code) == one.code
    assert one.kind in MATTERS
    assert one.title
    assert one.text.endswith(".")
    assert "  " not in one.text
    assert one.basis.endswith(".")


@ALL
def test_links_lead_somewhere_else(one: Article | Paragraph) -> None:
    assert set(one.related) <= KNOWN
    assert one.code not in one.related
    assert len(one.related) == len(set(one.related))


def test_a_paragraph_is_neither_an_article_nor_a_crime_nor_a_mode() -> None:
    found = [one.code for one in LAW.paragraphs]
    for others in (LAW.articles, LAW.crimes, LAW.modes):
        assert not {one.code for one in others} & set(found)
    assert len(found) == len(set(found))
    assert [codes.sort_key(code) for code in found] == sorted(codes.sort_key(code) for code in found)
    assert not [code for code in found if codes.parse(code).split]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("7(1)", "threshold"),
        ("7(2)(g)", "definition"),
        # Scope, not crimes
        ("8(2)(d)", "scope"),
        ("8(2)(f)", "scope"),
        ("8(3)", "scope"),
        ("12(2)(a)", "jurisdiction"),
        ("17(3)", "admissibility"),
        ("31(1)(c)", "ground"),
        ("66(3)", "proof"),
    ],
)
def test_kinds(code: str, kind: str) -> None:
    assert LAW.paragraph(code).kind == kind
    with pytest.raises(UserError):
        LAW.crime(code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("8(2)(f)", ["protracted", "organised armed groups"]),
        ("8 bis(2)", ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "3314"]),
        ("11(1)", ["1 July 2002"]),
        ("12(2)", ["13(b)", "victims’ nationality does not count"]),
        ("15 bis(3)", ["17 July 2018"]),
        ("15 bis(5)", ["not a Party", "not after a Security Council referral"]),
        ("31(1)(c)", ["For war crimes only"]),
        ("33(1)", ["(a)", "(b)", "(c)", "all three"]),
        ("33(2)", ["genocide or crimes against humanity"]),
        ("69(4)", ["rule 63(4)"]),
        ("121(4)", ["seven eighths"]),
        ("127(2)", ["day before the effective day"]),
    ],
)
def test_what_must_not_be_missed(code: str, words: list[str]) -> None:
    assert [word for word in words if word not in LAW.paragraph(code).text] == []


def test_articles_say_the_traps() -> None:
    assert "under 18" in LAW.article("26").text
    assert "not the victims’" in LAW.article("26").text
    assert LAW.article("124").kind == "jurisdiction"
    assert "not known to be in force" in LAW.article("124").basis
    assert LAW.article("10").heading == ""


def test_what_is_from_general_knowledge_says_so() -> None:
    doubtful = ("8(1)", "12(2)(a)", "12(3)", "15 bis(2)", "15 bis(3)", "15 bis(4)", "17(1)(d)", "69(4)", "127(2)")
    assert [code for code in doubtful if "general knowledge" not in LAW.paragraph(code).basis] == []


def test_an_unknown_paragraph_is_refused_with_the_nearest() -> None:
    with pytest.raises(UserError, match=r"There is no summary of 31\(1\)\(e\); the nearest are .*31\(1\)\(d\)"):
        LAW.paragraph("31(1)(e)")
