"""Modes of liability (articles 25 and 28), the mental rule (30) and standards of proof (15, 53, 58, 61, 66)."""

from __future__ import annotations

import pytest

from casefile.law.catalogue import catalogue

LAW = catalogue()


def test_modes_are_those_of_articles_25_and_28() -> None:
    assert [mode.key for mode in LAW.modes] == [
        "25(3)(a)",
        "25(3)(a) as an individual",
        "25(3)(a) jointly",
        "25(3)(a) through another person",
        "25(3)(a) jointly and through another person",
        "25(3)(b)",
        "25(3)(c)",
        "25(3)(d)",
        "25(3)(d)(i)",
        "25(3)(d)(ii)",
        "25(3)(e)",
        "25(3)(f)",
        "25(3 bis)",
        "28(a)",
        "28(b)",
    ]
    assert all(mode.elements for mode in LAW.modes)
    assert not [e for mode in LAW.modes for e in mode.elements if e.context or e.context_knowledge]


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("art. 25 3 c", "25(3)(c)"),
        ("25(3)(a)", "25(3)(a)"),
        ("25(3)(a) Jointly", "25(3)(a) jointly"),
        ("25 3 a jointly and through another person", "25(3)(a) jointly and through another person"),
        ("25(3)(a), through another person", "25(3)(a) through another person"),
        ("25(3bis)", "25(3 bis)"),
        ("28 (b)", "28(b)"),
    ],
)
def test_a_mode_is_found_by_any_spelling(spelling: str, key: str) -> None:
    assert LAW.mode(spelling).key == key
    assert LAW.elements(spelling) == LAW.mode(key).elements


def test_assisting_needs_purpose_and_incitement_is_for_genocide_only() -> None:
    assisting = LAW.mode("25(3)(c)")
    assert [e.label for e in assisting.elements if e.kind == "mental"] == [
        "Purpose of facilitating",
        "Intent and knowledge",
    ]
    genocide, murder, aggression = LAW.crime("6(a)"), LAW.crime("7(1)(a)"), LAW.crime("8 bis")
    assert [LAW.mode("25(3)(e)").fits(crime) for crime in (genocide, murder, aggression)] == [True, False, False]
    assert [LAW.mode("25(3 bis)").fits(crime) for crime in (genocide, murder, aggression)] == [False, False, True]
    assert all(assisting.fits(crime) for crime in LAW.crimes)


def test_commander_should_have_known_and_superior_disregarded() -> None:
    assert "should have known" in LAW.elements("28(a)")[3].text
    assert "should have known" not in " ".join(element.text for element in LAW.elements("28(b)"))
    assert "consciously disregarded" in LAW.elements("28(b)")[3].text


def test_standards_rise_from_opening_to_conviction() -> None:
    assert [standard.key for standard in LAW.standards] == [
        "reasonable_basis",
        "reasonable_grounds",
        "substantial_grounds",
        "beyond_reasonable_doubt",
    ]
    for standard in LAW.standards:
        assert [LAW.provision(code).code for code in standard.codes] == list(standard.codes)


def test_article_30_speaks_where_the_elements_are_silent() -> None:
    assert [rule.kind for rule in LAW.mental_rules] == ["conduct", "consequence", "circumstance"]
    rule = LAW.mental_rule("consequence")
    assert rule is not None
    assert rule.citation == "Rome Statute, article 30(2)(b)"
    assert LAW.mental_rule("mental") is None
    assert LAW.mental_rule("contextual") is None
