"""Coverage of elements, links behind them, targets to link to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.operations import acts, cases, matrix, proof_links, records, targets
from casefile.operations.matrix import Coverage, Proof, State
from casefile.operations.proof_links import Target
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


@pytest.mark.parametrize(("supports", "undermines", "context"), list(product((0, 1, 2), (0, 1, 2), (0, 1))))
def test_how_an_element_stands(supports: int, undermines: int, context: int) -> None:
    expected = {
        (False, False): State.GAP,
        (True, False): State.COVERED,
        (True, True): State.CONTESTED,
        (False, True): State.UNDERMINED,
    }[bool(supports), bool(undermines)]
    assert Proof(supports, undermines, context).state is expected


@pytest.fixture
def charge(case: CaseFile) -> UUID:
    act = add(case, "act", title="Shelling of the school", date="2024-02")
    return add(case, "charge", act_id=act, crime="8(2)(b)(ii)")


@pytest.fixture
def passage(case: CaseFile) -> UUID:
    return add(case, "passage", evidence_id=add(case, "evidence", title="Report"), quote="fell", locator="p. 3")


def states(case: CaseFile) -> dict[int, str]:
    with case.reading() as session:
        return {cell.element.number: cell.state.value for cell in matrix.matrix(session)[0].cells}


def bin_(case: CaseFile, noun: str, identity: UUID) -> None:
    with case.change("Bin") as session:
        records.bin_(session, noun, identity)


def test_links_move_an_element_through_its_states(case: CaseFile, charge: UUID, passage: UUID) -> None:
    assert set(states(case).values()) == {"gap"}
    target = {"passage_id": passage, "charge_id": charge, "element": 2}
    add(case, "proof_link", **target, bearing="context")
    assert states(case)[2] == "gap"
    against = add(case, "proof_link", **target, bearing="undermines")
    assert states(case)[2] == "undermined"
    add(case, "proof_link", **target)
    assert states(case)[2] == "contested"
    bin_(case, "proof_link", against)
    assert states(case)[2] == "covered"
    assert {number: state for number, state in states(case).items() if state != "gap"} == {2: "covered"}
    with case.reading() as session:
        overview = cases.overview(session)
    assert (overview.coverage.covered, overview.coverage.gap) == (1, len(states(case)) - 1)


@pytest.mark.parametrize("what", ["passage", "evidence"])
def test_what_is_in_the_bin_proves_nothing(case: CaseFile, charge: UUID, passage: UUID, what: str) -> None:
    add(case, "proof_link", passage_id=passage, charge_id=charge, element=2)
    with case.reading() as session:
        item = records.page(session, "evidence")[0].id
        assert [link.pin_cite for link in proof_links.behind(session, Target("charge", charge, 2))] == [
            "NKR-0001, p. 3"
        ]
    bin_(case, what, passage if what == "passage" else item)
    assert set(states(case).values()) == {"gap"}
    with case.reading() as session:
        assert proof_links.behind(session, Target("charge", charge, 2)) == ()


def test_the_context_is_proved_once_and_inherited(case: CaseFile, charge: UUID, passage: UUID) -> None:
    finding = add(case, "context_finding", title="War", kind="international_armed_conflict", period="2022/..")
    link = add(case, "proof_link", passage_id=passage, context_finding_id=finding)
    with case.reading() as session:
        cells = matrix.matrix(session)[0].cells
    inherited = [cell for cell in cells if cell.inherited]
    assert inherited
    assert all(cell.element.context == "international_armed_conflict" for cell in inherited)
    assert {cell.state for cell in inherited} == {State.COVERED}
    edit(case, "proof_link", link, bearing="undermines")
    assert set(states(case).values()) == {"gap", "undermined"}
    edit(case, "proof_link", link, bearing="supports")
    edit(case, "context_finding", finding, period="2010/2011")
    assert set(states(case).values()) == {"gap"}
    edit(case, "context_finding", finding, period="", kind="attack")
    assert set(states(case).values()) == {"gap"}
    edit(case, "context_finding", finding, kind="international_armed_conflict")
    bin_(case, "context_finding", finding)
    assert set(states(case).values()) == {"gap"}


def test_attributions_stand_below_their_charge_with_elements_of_their_own(
    case: CaseFile, charge: UUID, passage: UUID
) -> None:
    attribution = add(
        case, "attribution", charge_id=charge, actor_id=add(case, "actor", name="N"), liability="25(3)(c)"
    )
    add(case, "proof_link", passage_id=passage, attribution_id=attribution, element=1)
    with case.reading() as session:
        rows = matrix.matrix(session)
        assert [(row.crime, row.liability, row.actor) for row in rows] == [
            ("8(2)(b)(ii)", "", ""),
            ("8(2)(b)(ii)", "25(3)(c)", "N"),
        ]
        assert rows[1].cells[0].state is State.COVERED
        detail = acts.detail(session, rows[0].act_id)
        assert [link.quote for link in detail.charges[0].attributions[0].links[1]] == ["fell"]
        assert acts.page(session)[0].charges == ("8(2)(b)(ii)",)
    bin_(case, "attribution", attribution)
    with case.reading() as session:
        assert len(matrix.matrix(session)) == 1
        assert [part.noun for part in acts.binned_parts(session, rows[0].act_id)] == ["attribution"]


def test_links_come_supporting_first(case: CaseFile, charge: UUID, passage: UUID) -> None:
    for bearing in ("context", "undermines", "supports"):
        add(case, "proof_link", passage_id=passage, charge_id=charge, element=1, bearing=bearing)
    with case.reading() as session:
        behind = proof_links.behind(session, Target("charge", charge, 1))
        assert [link.bearing for link in behind] == ["supports", "undermines", "context"]
        assert proof_links.of_passage(session, passage) == behind


def test_targets_are_found_by_any_words(case: CaseFile, charge: UUID) -> None:
    add(case, "proceeding", title="Warrant of arrest")
    with case.reading() as session:
        found = {choice.target.noun for choice in targets.find(session, "school")}
        assert found == {"act", "charge"}
        wanted = targets.find(session, "SCHOOL a-0001 2:")
        assert [choice.target for choice in wanted] == [Target("charge", charge, 2)]
        assert [choice.detail for choice in targets.find(session, "arrest")] == ["Proceeding"]
        assert targets.find(session, "unicorn") == ()
        names = proof_links.name_targets(session, [Target("charge", charge, 2)])
        assert names[Target("charge", charge, 2)].text == wanted[0].text
    with case.reading() as session:
        act = records.page(session, "act")[0].id
    bin_(case, "act", act)
    with case.reading() as session:
        assert targets.find(session, "school") == ()


def test_a_new_passage_and_its_link_are_one_step(case: CaseFile, charge: UUID) -> None:
    item = add(case, "evidence", title="Item")
    with case.change("Link passage") as session:
        proof_links.link_new_passage(session, {"evidence_id": item, "locator": "page 2"}, Target("charge", charge, 1))
    assert states(case)[1] == "covered"
    case.undo()
    assert set(states(case).values()) == {"gap"}
    with case.reading() as session:
        assert records.count(session, "passage") == 0


def test_the_worst_gaps_come_first(case: CaseFile, charge: UUID, passage: UUID) -> None:
    add(case, "proof_link", passage_id=passage, charge_id=charge, element=3, bearing="undermines")
    with case.reading() as session:
        gaps = cases.overview(session).gaps
    assert (gaps[0].element.number, gaps[0].state) == (3, State.UNDERMINED)
    assert {gap.state for gap in gaps[1:]} == {State.GAP}


def test_an_empty_case_says_so(case: CaseFile) -> None:
    with case.reading() as session:
        overview = cases.overview(session)
    assert overview.is_empty
    assert overview.coverage == Coverage()
    assert [step.label for step in overview.latest] == ["Create case"]
