"""What researchers rely on beside the elements. Pairs, ages and days are written by hand from the Statute, not read from our data."""

from __future__ import annotations

import datetime as dt

import pytest

from casefile.law.catalogue import catalogue
from casefile.law.records import Crime, Mode

LAW = catalogue()
CRIMES = pytest.mark.parametrize("crime", LAW.crimes, ids=lambda crime: crime.code)
OTHER = {"international": "non-international", "non-international": "international"}

# International conflict first. The lists of 8(2)(b) and (e) are not parallel, so each pair stands alone
PAIRS = [
    ("8(2)(a)(i)", "8(2)(c)(i)-1"),  # killing
    ("8(2)(b)(vi)", "8(2)(c)(i)-1"),
    ("8(2)(a)(ii)-1", "8(2)(c)(i)-4"),  # torture
    ("8(2)(a)(ii)-2", "8(2)(c)(i)-3"),  # inhuman and cruel treatment
    ("8(2)(a)(ii)-3", "8(2)(e)(xi)-2"),  # experiments
    ("8(2)(b)(x)-2", "8(2)(e)(xi)-2"),
    ("8(2)(a)(iv)", "8(2)(e)(xii)"),  # property
    ("8(2)(b)(xiii)", "8(2)(e)(xii)"),
    ("8(2)(a)(vi)", "8(2)(c)(iv)"),  # fair trial
    ("8(2)(a)(vii)-1", "8(2)(e)(viii)"),  # displacement
    ("8(2)(b)(viii)", "8(2)(e)(viii)"),
    ("8(2)(a)(viii)", "8(2)(c)(iii)"),  # hostages
    ("8(2)(b)(i)", "8(2)(e)(i)"),  # civilians
    ("8(2)(b)(iii)", "8(2)(e)(iii)"),  # relief and peace missions
    ("8(2)(b)(ix)", "8(2)(e)(iv)"),  # protected buildings
    ("8(2)(b)(x)-1", "8(2)(c)(i)-2"),  # mutilation
    ("8(2)(b)(x)-1", "8(2)(e)(xi)-1"),
    ("8(2)(b)(xi)", "8(2)(e)(ix)"),  # treachery
    ("8(2)(b)(xii)", "8(2)(e)(x)"),  # no quarter
    ("8(2)(b)(xvi)", "8(2)(e)(v)"),  # pillage
    ("8(2)(b)(xvii)", "8(2)(e)(xiii)"),  # poison
    ("8(2)(b)(xviii)", "8(2)(e)(xiv)"),  # gas
    ("8(2)(b)(xix)", "8(2)(e)(xv)"),  # bullets
    ("8(2)(b)(xxi)", "8(2)(c)(ii)"),  # dignity
    ("8(2)(b)(xxii)-1", "8(2)(e)(vi)-1"),  # rape
    ("8(2)(b)(xxii)-2", "8(2)(e)(vi)-2"),
    ("8(2)(b)(xxii)-3", "8(2)(e)(vi)-3"),
    ("8(2)(b)(xxii)-4", "8(2)(e)(vi)-4"),
    ("8(2)(b)(xxii)-5", "8(2)(e)(vi)-5"),
    ("8(2)(b)(xxii)-6", "8(2)(e)(vi)-6"),
    ("8(2)(b)(xxiv)", "8(2)(e)(ii)"),  # emblems
    ("8(2)(b)(xxv)", "8(2)(e)(xix)"),  # starvation
    ("8(2)(b)(xxvi)", "8(2)(e)(vii)"),  # children
    ("8(2)(b)(xxvii)", "8(2)(e)(xvi)"),  # biological weapons
    ("8(2)(b)(xxviii)", "8(2)(e)(xvii)"),  # fragments
    ("8(2)(b)(xxix)", "8(2)(e)(xviii)"),  # lasers
]
# What the Statute makes a crime in international conflict only
ALONE = [
    *["8(2)(a)(iii)", "8(2)(a)(v)", "8(2)(a)(vii)-2", "8(2)(b)(ii)", "8(2)(b)(iv)", "8(2)(b)(v)"],
    *["8(2)(b)(vii)-1", "8(2)(b)(vii)-2", "8(2)(b)(vii)-3", "8(2)(b)(vii)-4"],
    *["8(2)(b)(xiv)", "8(2)(b)(xv)", "8(2)(b)(xx)", "8(2)(b)(xxiii)"],
]
DAYS = {
    "2012-09-26": ["8(2)(e)(xiii)", "8(2)(e)(xiv)", "8(2)(e)(xv)"],
    "2018-07-17": ["8 bis"],
    "2020-04-02": [
        *["8(2)(b)(xxvii)", "8(2)(b)(xxviii)", "8(2)(b)(xxix)"],
        *["8(2)(e)(xvi)", "8(2)(e)(xvii)", "8(2)(e)(xviii)"],
    ],
    "2021-10-14": ["8(2)(e)(xix)"],
}


@CRIMES
def test_a_counterpart_is_of_the_other_conflict_and_points_back(crime: Crime) -> None:
    assert crime.article == "8" or not crime.counterpart
    for code in crime.counterpart:
        twin = LAW.crime(code)
        assert twin.conflict == OTHER[crime.conflict]
        assert crime.code in twin.counterpart


def test_counterparts_are_the_known_pairs() -> None:
    found = {
        (crime.code, code) for crime in LAW.crimes if crime.conflict == "international" for code in crime.counterpart
    }
    assert found == set(PAIRS)


def test_what_has_no_counterpart() -> None:
    alone = [crime.code for crime in LAW.crimes if crime.article == "8" and not crime.counterpart]
    assert alone == ALONE


@CRIMES
def test_confusions_are_other_crimes_with_a_reason(crime: Crime) -> None:
    assert 1 <= len(crime.related) <= 3
    codes = [other.code for other in crime.related]
    assert len(set(codes)) == len(codes)
    assert crime.code not in codes
    for other in crime.related:
        assert LAW.crime(other.code).code == other.code
        assert other.why.endswith(".")
        assert other.why.count(". ") == 0


@CRIMES
def test_usual_proof_is_a_short_list(crime: Crime) -> None:
    assert 3 <= len(crime.usual_proof) <= 5
    assert len(set(crime.usual_proof)) == len(crime.usual_proof)
    assert not [item for item in crime.usual_proof if item.endswith(".")]


def test_every_element_names_kinds_of_proof() -> None:
    owners: list[Crime | Mode] = [*LAW.crimes, *LAW.modes]
    for owner in owners:
        for element in owner.elements:
            assert 2 <= len(element.proof) <= 5, element.citation
            assert not [item for item in element.proof if item.endswith(".")]


def test_the_gap_of_purpose_in_assisting_names_the_alternative() -> None:
    purpose = LAW.mode("25(3)(c)").elements[2]
    assert purpose.special_intent
    assert any("25(3)(d)(ii)" in item for item in purpose.proof)


def test_ages_of_children() -> None:
    ages = {crime.code: crime.child_age for crime in LAW.crimes if crime.child_age}
    assert ages == {"6(e)": 18, "8(2)(b)(xxvi)": 15, "8(2)(e)(vii)": 15}


def test_days_in_force() -> None:
    found: dict[str, list[str]] = {}
    for crime in LAW.crimes:
        if crime.in_force_from:
            found.setdefault(crime.in_force_from, []).append(crime.code)
            assert dt.date.fromisoformat(crime.in_force_from).year > (crime.amendment or 9999)
        assert bool(crime.in_force_from) is bool(crime.amendment)
    assert {day: sorted(codes) for day, codes in found.items()} == {day: sorted(codes) for day, codes in DAYS.items()}


@CRIMES
def test_basis_says_that_the_help_is_ours(crime: Crime) -> None:
    assert "from general knowledge" in crime.basis


@pytest.mark.parametrize(
    ("code", "victims"),
    [
        ("6(a)", ()),
        ("8(2)(b)(ii)", ("objects",)),
        ("8(2)(b)(vi)", ("hors_de_combat", "prisoners")),
        ("8(2)(e)(ix)", ("combatants",)),
        ("8(2)(b)(xviii)", ()),
    ],
)
def test_victims(code: str, victims: tuple[str, ...]) -> None:
    assert set(LAW.crime(code).victims) == set(victims)


def test_protected_persons_only_in_international_conflict() -> None:
    grave = [crime for crime in LAW.crimes if crime.code.startswith("8(2)(a)") and "objects" not in crime.victims]
    assert all({"civilians", "protected"} <= set(crime.victims) for crime in grave)
    common = [crime for crime in LAW.crimes if crime.code.startswith("8(2)(c)")]
    assert not [crime for crime in common if {"protected", "prisoners"} & set(crime.victims)]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        # Order and kinds where the Elements are easily got wrong; contextual ones come last and are left out
        ("6(c)", ["conduct", "circumstance", "mental", "circumstance"]),
        ("6(d)", ["conduct", "circumstance", "mental", "mental"]),
        ("7(1)(d)", ["conduct", "circumstance", "mental"]),
        ("7(1)(f)", ["conduct", "circumstance", "circumstance"]),
        ("7(1)(h)", ["conduct", "circumstance", "circumstance", "circumstance"]),
        ("7(1)(i)", ["conduct", "circumstance", "mental", "circumstance", "circumstance", "mental"]),
        ("8(2)(a)(ii)-1", ["conduct", "mental", "circumstance", "mental"]),
        ("8(2)(b)(i)", ["conduct", "circumstance", "mental"]),
        ("8(2)(b)(iv)", ["conduct", "circumstance", "mental"]),
        ("8(2)(b)(vii)-1", ["conduct", "mental", "mental", "consequence", "mental"]),
        ("8(2)(b)(vii)-3", ["conduct", "circumstance", "mental", "consequence", "mental"]),
        ("8(2)(b)(xvi)", ["conduct", "mental", "circumstance"]),
        ("8(2)(b)(xxvi)", ["conduct", "circumstance", "mental"]),
        ("8(2)(c)(iv)", ["conduct", "circumstance", "mental", "circumstance", "mental"]),
        ("8 bis", ["conduct", "circumstance", "circumstance", "mental", "circumstance", "mental"]),
    ],
)
def test_kinds_follow_the_elements(code: str, kinds: list[str]) -> None:
    assert [element.kind for element in LAW.crime(code).elements if element.kind != "contextual"] == kinds
