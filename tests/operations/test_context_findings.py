"""What the context findings reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import context_findings, matrix
from casefile.operations.context_findings import Classification, Flag
from casefile.operations.matrix import State
from tests.cases import add, edit, new_case

IAC = "international_armed_conflict"
CRIME = "8(2)(b)(i)"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def place(case: CaseFile, state: str) -> UUID:
    return add(case, "place", name=f"Somewhere in {state}", state=state)


def flags(case: CaseFile, charge: UUID, crime: str = CRIME) -> tuple[Flag, ...]:
    with case.reading() as session:
        return context_findings.flags(session, {charge: crime}).get(charge, ())


def test_a_charge_outside_of_every_finding_says_of_which_and_why(case: CaseFile) -> None:
    act = add(case, "act", title="Strike", date="2024-02", place_id=place(case, "UA"))
    charge = add(case, "charge", act_id=act, crime=CRIME)
    assert flags(case, charge) == (), "nothing found yet is a gap, not a flag"
    war = add(case, "context_finding", title="War", kind=IAC, period="2022/2023")
    assert flags(case, charge) == (Flag(war, "War", IAC, ("period",)),)
    edit(case, "context_finding", war, place_id=place(case, "SD"))
    assert flags(case, charge)[0].reasons == ("period", "place")
    edit(case, "context_finding", war, period="2022/..")
    assert flags(case, charge)[0].reasons == ("place",)
    add(case, "context_finding", title="Attack", kind="attack")
    assert flags(case, charge)[0].title == "War", "another context covers nothing here"
    add(case, "context_finding", title="Occupation", kind="occupation", period="2014/..")
    assert flags(case, charge) == (), "an occupation is an international armed conflict"


def test_a_finding_proves_the_context_and_never_the_nexus(case: CaseFile) -> None:
    act = add(case, "act", title="Strike", date="2024-02")
    charge = add(case, "charge", act_id=act, crime=CRIME)
    finding = add(case, "context_finding", title="Occupation", kind="occupation")
    passage = add(case, "passage", evidence_id=add(case, "evidence", title="Report"), locator="p. 3")
    add(case, "proof_link", passage_id=passage, context_finding_id=finding)

    def context() -> matrix.Cell:
        with case.reading() as session:
            return next(cell for cell in matrix.matrix(session)[0].cells if cell.element.context)

    cell = context()
    assert (cell.state, cell.inherited, cell.sources, cell.nexus) == (State.COVERED, 1, 1, State.GAP)
    assert (cell.nexus_open, cell.nexus_argued) == (True, False)
    edit(case, "charge", charge, nexus="Fired by the forces of a party at a town of the other.")
    assert context().nexus_argued
    add(case, "proof_link", passage_id=passage, charge_id=charge, element=cell.element.number)
    cell = context()
    assert (cell.nexus, cell.nexus_open, cell.proof.supports, cell.sources) == (State.COVERED, False, 2, 1)
    with case.reading() as session:
        others = [cell for cell in matrix.matrix(session)[0].cells if cell.element.context is None]
    assert {cell.nexus for cell in others} == {None}


def test_incidents_are_classified_by_themselves_or_by_the_findings(case: CaseFile) -> None:
    there = place(case, "UA")
    incident = add(case, "incident", title="Raid", date="2024-02", place_id=there)
    before = add(case, "incident", title="Elsewhere", date="2010")

    def found() -> tuple[Classification, Classification]:
        with case.reading() as session:
            both = context_findings.classification(session, [incident, before])
        return both[incident], both[before]

    assert found() == (Classification(()),) * 2
    war = add(case, "context_finding", title="War", kind=IAC, period="2022/..", place_id=there)
    held = add(case, "context_finding", title="Occupation", kind="occupation", period="2023/..")
    add(case, "context_finding", title="Attack", kind="attack")
    both = Classification(("international", "occupation"), (war, held))
    assert found() == (both, Classification(()))
    edit(case, "incident", incident, conflict="non_international")
    assert found()[0] == Classification(("non_international",), own=True)
