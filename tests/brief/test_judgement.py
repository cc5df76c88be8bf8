"""What the brief says of the context, the nexus and the organisation's own judgement, where each charge is argued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.brief.compose import compose
from casefile.brief.document import Paragraph
from casefile.case_file import CaseFile
from tests.brief.small_case import small
from tests.cases import add, edit


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[CaseFile, dict[str, UUID]]]:
    case, ids = small(tmp_path / "small.casefile")
    with case:
        yield case, ids


def said(case: CaseFile, begins: str) -> str:
    """The first paragraph that begins with these words."""
    with case.reading() as session:
        document = compose(session, case.case_id, case.head)
    blocks = [block for block in document.blocks if isinstance(block, Paragraph)]
    told = ["".join(run.text for run in block.runs) for block in blocks]
    return " ".join(next(text for text in told if text.startswith(begins)).split())


def test_the_judgement_of_an_element_stands_beside_its_state_without_its_note(
    made: tuple[CaseFile, dict[str, UUID]],
) -> None:
    case, ids = made
    own = {"charge_id": ids["charge"], "element": 1, "note": "only for us"}
    add(case, "element_assessment", **own, standing="reasonable_basis")
    text = said(case, "Element 1: Killing")
    assert "Assessment of the submitting organisation: sufficient (reasonable basis to proceed)." in text
    assert "only for us" not in text
    assert "Assessment" not in said(case, "Element 2: ")


def test_the_nexus_is_argued_beside_the_context(made: tuple[CaseFile, dict[str, UUID]]) -> None:
    case, ids = made
    before = said(case, "Element 4: International armed conflict")
    assert "This element is common to the charges; it is set out at paragraph" in before
    assert "Link of the act" not in before
    edit(case, "charge", ids["charge"], nexus="Both armies fought for the town\n[NKR-0001, p. 1]")
    after = said(case, "Element 4: International armed conflict")
    assert "Link of the act with this context: Both armies fought for the town" in after


def test_an_incident_inherits_what_the_findings_say(made: tuple[CaseFile, dict[str, UUID]]) -> None:
    case, ids = made
    edit(case, "incident", ids["strike"], conflict="unclassified")
    assert "By the contextual findings at paragraph" in said(case, "Date: 14 March 2024")
    assert "it took place in an international armed conflict" in said(case, "Date: 14 March 2024")
    add(case, "context_finding", title="Occupied", kind="occupation", period="2024", place_id=ids["dovhe"])
    assert "which of these holds remains to be settled" in said(case, "Date: 14 March 2024")
    assert said(case, "Occupation, which is an international armed conflict")


def test_where_an_accomplice_acted_is_said(made: tuple[CaseFile, dict[str, UUID]]) -> None:
    case, ids = made
    abroad = add(case, "place", name="Rason", state="KP")
    own = {"charge_id": ids["charge"], "actor_id": ids["commander"], "liability": "25(3)(c)"}
    add(case, "attribution", **own, date="2023-08", place_id=abroad)
    with case.reading() as session:
        document = compose(session, case.case_id, case.head)
    told = " ".join(
        "".join(run.text for run in block.runs) for block in document.blocks if isinstance(block, Paragraph)
    )
    assert "The person’s own conduct: August 2023; Rason, " in told
