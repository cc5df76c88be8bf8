"""Classification of incidents by context findings, and the reach of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import incidents, records
from casefile.operations.incidents import Classified, ReachOf
from casefile.operations.matrix import State
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.fixture
def place(case: CaseFile) -> UUID:
    return add(case, "place", name="Kyiv", state="UA")


def of(case: CaseFile, incident: UUID) -> Classified:
    with case.reading() as session:
        return incidents.classified(session, incident)


def reach(case: CaseFile, finding: UUID, limit: int = 12) -> ReachOf:
    with case.reading() as session:
        return incidents.reach_of(session, finding, limit)


def test_an_incident_is_what_the_findings_say_of_its_place_and_day(case: CaseFile, place: UUID) -> None:
    incident = add(case, "incident", title="i", date="2024-02-10", place_id=place)
    assert of(case, incident) == Classified("", ())
    other = add(case, "place", name="Tbilisi", state="GE")
    add(case, "context_finding", title="elsewhere", kind="occupation", place_id=other)
    add(case, "context_finding", title="earlier", kind="occupation", period="2014/2015", place_id=place)
    add(case, "context_finding", title="attack", kind="attack")
    war = add(case, "context_finding", title="war", kind="international_armed_conflict", period="2022-02-24/..")
    found = of(case, incident)
    assert [(one.id, one.title, one.period, one.state) for one in found.says] == [
        (war, "war", "2022-02-24/..", State.GAP)
    ]
    assert found.conflicts == ("international",)


def test_findings_that_overlap_are_both_shown_and_an_own_choice_overrides(case: CaseFile, place: UUID) -> None:
    incident = add(case, "incident", title="i", date="2024-02-10", place_id=place)
    war = add(case, "context_finding", title="war", kind="international_armed_conflict")
    add(case, "context_finding", title="rebels", kind="non_international_armed_conflict")
    passage = add(case, "passage", evidence_id=add(case, "evidence", title="e"), quote="q")
    add(case, "proof_link", passage_id=passage, context_finding_id=war)
    found = of(case, incident)
    assert sorted(found.conflicts) == ["international", "non_international"]
    assert {one.title: one.state for one in found.says} == {"war": State.COVERED, "rebels": State.GAP}
    edit(case, "incident", incident, conflict="occupation")
    overridden = of(case, incident)
    assert (overridden.own, overridden.conflicts) == ("occupation", ("occupation",))
    assert sorted(overridden.found) == ["international", "non_international"]


def test_what_a_finding_covers_and_what_lies_outside(case: CaseFile, place: UUID) -> None:
    def charge(number: str, date: str, crime: str, where: UUID | None = place) -> UUID:
        return add(
            case, "charge", act_id=add(case, "act", number=number, title=number, date=date, place_id=where), crime=crime
        )

    war = add(case, "context_finding", title="war", kind="occupation", period="2022-02-24/..", place_id=place)
    inside = charge("A-0001", "2024-02-10", "8(2)(b)(i)")
    early = charge("A-0002", "2014-03-01", "8(2)(a)(i)")
    abroad = charge("A-0003", "2013", "8(2)(b)(ii)", add(case, "place", name="Rostov", state="RU"))
    charge("A-0004", "2024-02-10", "8(2)(e)(i)")
    charge("A-0005", "2024-02-10", "7(1)(a)")
    found = reach(case, war)
    assert ([one.id for one in found.covered], found.covered_count) == ([inside], 1)
    assert [(one.id, one.outside, one.elsewhere) for one in found.outside] == [
        (early, ("period",), False),
        (abroad, ("period", "place"), False),
    ]
    add(case, "context_finding", title="Crimea", kind="international_armed_conflict", period="2014", place_id=place)
    assert [(one.id, one.elsewhere) for one in reach(case, war).outside] == [(abroad, False), (early, True)]
    short = reach(case, war, limit=1)
    assert (len(short.outside), short.outside_count) == (1, 2)
    with case.change("Bin") as session:
        records.bin_(session, "context_finding", war)
    assert reach(case, war) == ReachOf((), 0, (), 0)
