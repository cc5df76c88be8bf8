"""The researchers' own judgement of elements: newest first, with who and when, and where it differs from the links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import element_assessments
from casefile.operations.element_assessments import Assessed
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target
from tests.cases import ME, OTHER, add, as_other, get, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.fixture
def charge(case: CaseFile) -> UUID:
    return add(case, "charge", act_id=add(case, "act", title="x"), crime="8(2)(b)(ii)")


def assess(case: CaseFile, target: Target, standing: str, known: UUID | None = None, note: str = "why") -> UUID | None:
    with case.change("Assess element") as session:
        return element_assessments.assess(session, target, {"standing": standing, "note": note}, known)


def of(case: CaseFile, charge: UUID) -> dict[Target, tuple[Assessed, ...]]:
    with case.reading() as session:
        return element_assessments.of_targets(session, "charge", [charge])


def test_a_judgement_is_made_changed_and_undone_each_in_one_step(case: CaseFile, charge: UUID) -> None:
    target = Target("charge", charge, 2)
    made = assess(case, target, "thin")
    assess(case, target, "reasonable_basis", made)
    (found,) = of(case, charge)[target]
    assert (found.id, found.standing, found.note, found.author) == (made, "reasonable_basis", "why", ME)
    assert case.undo() == "Assess element"
    assert [one.standing for one in of(case, charge)[target]] == ["thin"]
    assert case.undo() == "Assess element"
    assert of(case, charge) == {}


def test_each_person_stands_by_their_own(case: CaseFile, charge: UUID, tmp_path: Path) -> None:
    target = Target("charge", charge, 2)
    mine = assess(case, target, "thin")
    case.close()
    with CaseFile.open(tmp_path / "a.casefile", as_other) as theirs:
        other = assess(theirs, target, "reasonable_basis")
        found = of(theirs, charge)[target]
        assert {one.id: one.author for one in found} == {mine: ME, other: OTHER}
        assert found[0].id == other
        assess(theirs, target, "not_addressed", mine)
        assert {one.author for one in of(theirs, charge)[target]} == {OTHER}


def test_not_addressed_without_a_note_is_no_judgement(case: CaseFile, charge: UUID) -> None:
    target = Target("charge", charge, 1)
    assert assess(case, target, "not_addressed", note=" ") is None
    made = assess(case, target, "not_addressed", note="to be done")
    assert made is not None
    assert [one.note for one in of(case, charge)[target]] == ["to be done"]
    assess(case, target, "not_addressed", made, note="")
    assert of(case, charge) == {}
    assert get(case, "element_assessment", made).binned


@pytest.mark.parametrize(
    ("standing", "state", "says"),
    [
        ("reasonable_basis", State.COVERED, ""),
        ("reasonable_grounds", State.COVERED, ""),
        ("reasonable_basis", State.CONTESTED, ""),
        ("reasonable_basis", State.GAP, "no passage supports it yet"),
        ("beyond_reasonable_doubt", State.UNDERMINED, "passages undermine it"),
        ("thin", State.GAP, ""),
        ("thin", State.COVERED, "not called sufficient"),
        ("not_addressed", State.COVERED, "not called sufficient"),
        ("not_addressed", State.GAP, ""),
    ],
)
def test_where_judgement_and_links_differ_it_is_said(standing: str, state: State, says: str) -> None:
    assessed = Assessed(ME, standing, "", ME, "")
    hint = element_assessments.differs(assessed, state, "reasonable_basis")
    assert bool(hint) == bool(says)
    assert says in hint


def test_a_higher_standard_holds_the_lower_ones() -> None:
    assessed = Assessed(ME, "reasonable_grounds", "", ME, "")
    reached = ("reasonable_basis", "reasonable_grounds", "substantial_grounds", "beyond_reasonable_doubt")
    assert [assessed.reaches(standard) for standard in reached] == [True, True, False, False]
