"""What is looked at when an act is charged: the law's side on its own, then with a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.law.catalogue import catalogue
from casefile.operations import charging
from casefile.operations.charging import Caution, Conduct
from casefile.operations.context_findings import Classification, Finding, Reach
from tests.cases import add, edit, get, new_case

IAC, NIAC = "8(2)(b)(i)", "8(2)(e)(i)"
LAW = catalogue()
SOME_DAY = ("2024-02-10", "2024-02-10", "UA")


def an_act(reach: Reach = SOME_DAY, *conflicts: str, **known: Any) -> Conduct:
    return Conduct(reach, Classification(conflicts), **known)


def cautions(crime: str, act: Conduct) -> dict[str, Caution]:
    return {caution.topic: caution for caution in charging.of_crime(LAW.crime(crime), act)}


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert cautions(IAC, an_act(SOME_DAY, "international")) == {}
    assert cautions(IAC, an_act(SOME_DAY, "occupation")) == {}
    assert cautions(NIAC, an_act(SOME_DAY, "non_international")) == {}
    assert cautions(IAC, an_act()) == {}
    assert cautions("7(1)(a)", an_act(SOME_DAY, "none")) == {}


@pytest.mark.parametrize(
    ("crime", "conflict", "instead", "provision"),
    [
        (IAC, "non_international", (NIAC,), "Rome Statute, article 8(2)(b)"),
        (NIAC, "international", (IAC,), "Rome Statute, articles 8(2)(e) and 8(2)(f)"),
        (NIAC, "occupation", (IAC,), "Rome Statute, articles 8(2)(e) and 8(2)(f)"),
        (IAC, "none", (), "Rome Statute, article 8(2)(b)"),
    ],
)
def test_a_crime_of_the_other_conflict_names_its_counterpart(
    crime: str, conflict: str, instead: tuple[str, ...], provision: str
) -> None:
    caution = cautions(crime, an_act(SOME_DAY, conflict))["conflict"]
    assert (caution.crimes, caution.provision, caution.serious) == (instead, provision, True)


def test_findings_that_disagree_exclude_neither_list() -> None:
    both = an_act(SOME_DAY, "international", "non_international")
    assert "conflict" not in cautions(IAC, both) | cautions(NIAC, both)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2002-06-01", "2002-06-30", "lies before 1 July 2002"),
        ("2002-06-30", "2002-07-01", "begins before 1 July 2002"),
        ("2002-07-01", "2002-07-01", ""),
        (None, "2001-12-31", "lies before 1 July 2002"),
        (None, "2003-12-31", ""),
        (None, None, ""),
    ],
)
def test_before_the_statute(first: str | None, last: str | None, says: str) -> None:
    found = cautions("7(1)(a)", an_act((first, last, "UA"))).get("time")
    assert (says in found.text and found.provision == "Rome Statute, article 11(1)") if found else not says


@pytest.mark.parametrize(
    ("crime", "day", "cautioned"),
    [
        ("8(2)(e)(xiii)", "2012-09-25", True),
        ("8(2)(e)(xiii)", "2012-09-26", False),
        ("8(2)(e)(xix)", "2021-10-13", True),
        ("8(2)(e)(xix)", "2021-10-14", False),
        ("8 bis", "2018-07-16", True),
        ("8 bis", "2018-07-17", False),
        ("8(2)(b)(xxv)", "2012-01-01", False),
    ],
)
def test_before_an_amendment(crime: str, day: str, cautioned: bool) -> None:
    assert ("amendment" in cautions(crime, an_act((day, day, "UA")))) == cautioned


def test_an_amendment_is_noted_to_bind_only_those_that_accepted_it() -> None:
    note = cautions("8(2)(e)(xix)", an_act())["consent"]
    assert (note.provision, note.serious) == ("Rome Statute, article 121(5)", False)
    assert "15 bis(4)-(5)" in cautions("8 bis", an_act())["consent"].provision
    assert "consent" not in cautions("8(2)(b)(xxv)", an_act())


def test_a_child_points_to_the_crimes_against_children() -> None:
    young = an_act(SOME_DAY, "international", victims_youngest="under_15")
    note = cautions(IAC, young)["children"]
    assert note.crimes == ("8(2)(b)(xxvi)",)
    assert "6(e) (genocide by forcibly transferring children, where the group was meant to be destroyed)" in note.text
    assert (note.beside, note.serious) == (True, False)
    older = an_act(SOME_DAY, "non_international", victims_youngest="under_18")
    assert (cautions(NIAC, older)["children"].crimes, "6(e)" in cautions(NIAC, older)["children"].text) == ((), True)
    charged = an_act(SOME_DAY, "international", victims_youngest="under_15", charged=frozenset({"8(2)(b)(xxvi)"}))
    assert "children" not in cautions(IAC, charged)
    assert "children" not in cautions(IAC, an_act(SOME_DAY, victims_youngest="adult"))


@pytest.mark.parametrize(("youngest", "cautioned"), [("", False), ("under_15", False), ("under_18", True)])
def test_a_crime_against_children_asks_for_their_age(youngest: str, cautioned: bool) -> None:
    assert ("children" in cautions("8(2)(b)(xxvi)", an_act(victims_youngest=youngest))) == cautioned


def test_outside_every_finding_of_its_context() -> None:
    kind = "international_armed_conflict"
    earlier = Finding(uuid4(), "Earlier", kind, ("2014-02-20", "2015-12-31", "UA"))
    elsewhere = Finding(uuid4(), "Elsewhere", "occupation", (None, None, "GE"))
    caution = cautions(IAC, an_act(findings=(earlier,)))["context"]
    assert "outside the period of every context finding" in caution.text
    assert caution.provision == "Elements of Crimes, article 8(2)(b)(i), element 4"
    assert "period or the place" in cautions(IAC, an_act(findings=(earlier, elsewhere)))["context"].text
    covering = Finding(uuid4(), "Now", kind, ("2022-02-24", None, "UA"))
    assert "context" not in cautions(IAC, an_act(findings=(earlier, covering)))
    assert "context" not in cautions(NIAC, an_act(findings=(earlier,)))


@pytest.mark.parametrize(
    ("reach", "territories", "says"),
    [
        ((None, None, "UA"), (), "no date,"),
        (("2024-02-10", "2024-02-10", None), (), "no State,"),
        ((None, None, None), (), "no date and no State,"),
        (("2024-02-10", "2024-02-10", ""), ("UA",), ""),
    ],
)
def test_what_is_not_known_is_noted(reach: Reach, territories: tuple[str, ...], says: str) -> None:
    note = cautions("7(1)(a)", an_act(reach, territories=territories)).get("particulars")
    assert (says in note.text and not note.serious) if note else not says


@pytest.mark.parametrize(
    ("mode", "crime", "cautioned"),
    [
        ("25(3)(e)", "6(a)", False),
        ("25(3)(e)", IAC, True),
        ("25(3 bis)", "8 bis", False),
        ("25(3 bis)", "6(a)", True),
        ("25(3)(c)", IAC, False),
        ("28(a)", "7(1)(a)", False),
    ],
)
def test_modes_of_one_crime_only(mode: str, crime: str, cautioned: bool) -> None:
    found = charging.of_mode(LAW.mode(mode), LAW.crime(crime))
    assert [caution.provision for caution in found] == [f"Rome Statute, article {mode}"] * cautioned


def test_victims_narrow() -> None:
    assert charging.fits_victims(LAW.crime("8(2)(b)(ii)"), "objects")
    assert not charging.fits_victims(LAW.crime("8(2)(b)(i)"), "objects")
    assert charging.fits_victims(LAW.crime("8(2)(b)(i)"), "civilians")
    assert charging.fits_victims(LAW.crime("8(2)(b)(i)"), "")


# --- with a case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def of(case: CaseFile, act: UUID) -> Conduct:
    with case.reading() as session:
        return charging.conduct(session, act)


def test_an_act_is_known_by_its_incident_and_the_findings(case: CaseFile) -> None:
    place = add(case, "place", name="Kyiv", state="UA")
    incident = add(case, "incident", title="i", date="2024-02-10", place_id=place)
    finding = add(case, "context_finding", title="f", kind="occupation", period="2022-02-24/..", place_id=place)
    own = {"victims_group": "civilians", "victims_youngest": "under_15", "territories": ["BY"]}
    act = add(case, "act", title="a", incident_id=incident, **own)
    add(case, "charge", act_id=act, crime=IAC)
    found = of(case, act)
    assert found.reach == SOME_DAY
    assert (found.classification.conflicts, found.classification.findings) == (("occupation",), (finding,))
    assert (found.victims_group, found.victims_youngest, found.territories) == ("civilians", "under_15", ("BY",))
    assert found.charged == {IAC}
    edit(case, "incident", incident, conflict="non_international")
    assert of(case, act).classification == Classification(("non_international",), own=True)


def test_another_crime_takes_the_place_of_a_charge_that_has_no_proof(case: CaseFile) -> None:
    act = add(case, "act", title="a")
    charge = add(case, "charge", act_id=act, crime=IAC, reasoning="why")
    with case.change("Change the crime") as session:
        assert charging.charge_instead(session, charge, NIAC) == charge
    assert (get(case, "charge", charge)["crime"], get(case, "charge", charge)["reasoning"]) == (NIAC, "why")
    passage = add(case, "passage", evidence_id=add(case, "evidence", title="e"), quote="q")
    add(case, "proof_link", passage_id=passage, charge_id=charge, element=1)
    with case.change("Change the crime") as session:
        other = charging.charge_instead(session, charge, IAC)
    assert (get(case, "charge", charge)["crime"], get(case, "charge", other)["crime"]) == (NIAC, IAC)
    with pytest.raises(UserError, match="already"), case.change("x") as session:
        charging.charge_instead(session, charge, IAC)


def test_an_act_is_charged_with_a_crime_once(case: CaseFile) -> None:
    act = add(case, "act", title="a")
    with case.change("Add charge") as session:
        charging.charge(session, act, "8 (2)(b)(i)")
    with (
        pytest.raises(UserError, match=r"This act is charged with 8\(2\)\(b\)\(i\) already"),
        case.change("x") as session,
    ):
        charging.charge(session, act, IAC)
