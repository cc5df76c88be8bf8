"""Figures of the brief: on the page, in words, without protected names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from casefile.brief import measure
from casefile.brief.compose import write_brief
from casefile.brief.document import Diagram
from casefile.brief.parts import chronology, figures
from casefile.brief.parts import linkage as linked
from casefile.brief.parts.draft import Draft
from casefile.brief.pdf import write
from casefile.case_file import CaseFile
from casefile.figures import linkage as picture
from casefile.figures.drawing import Drawing, Text
from casefile.operations import records
from casefile.operations.brief import gather
from tests.brief.samples import document, texts
from tests.brief.small_case import small
from tests.cases import add
from tests.figures.pictures import chain


def drafted(case: CaseFile) -> Draft:
    with case.reading() as session:
        return Draft(gather(session))


def diagrams(draft: Draft) -> list[Drawing]:
    return [block.drawing for block in draft.blocks if isinstance(block, Diagram)]


def said(drawing: Drawing) -> str:
    return " ".join(mark.text for mark in drawing.marks if isinstance(mark, Text))


def test_both_figures_are_numbered_described_and_sourced(tmp_path: Path) -> None:
    case, _ids = small(tmp_path / "small.casefile")
    write_brief(case, tmp_path / "brief.pdf")
    case.close()
    brief = " ".join(" ".join(texts(tmp_path / "brief.pdf")).split())
    assert "Annex F: Linkage" in brief
    assert "Figure 1: Chronology, 2014 to 2024. Drawn from the dates that the case file gives" in brief
    assert (
        "Description of the figure: Time line of 2 incidents, 1 alleged act, 2 proceedings between 2014 and 2024."
        in brief
    )
    assert "Figure 2: Linkage. Drawn from the postings and attributions of the case file" in brief
    assert "Description of the figure: Network of 2 actors and 1 alleged act" in brief
    assert "Two alleged acts are attributed to nobody so far." in brief
    assert "Links drawn in the figures: Who Link To Proof Ivan Exemplarov Commander, from 1 January" in brief


def test_the_same_case_gives_the_same_file(tmp_path: Path) -> None:
    case, _ids = small(tmp_path / "small.casefile")
    first = write_brief(case, tmp_path / "a.pdf")
    assert write_brief(case, tmp_path / "b.pdf") == first
    case.close()


def test_protected_names_are_in_no_figure(tmp_path: Path) -> None:
    case, ids = small(tmp_path / "small.casefile")
    add(case, "posting", actor_id=ids["insider"], superior_id=ids["commander"], role="Gunner of Petro Tykhyi")
    add(case, "act", title="Threats against Петро Тихий", date="2024-05")
    draft = drafted(case)
    chronology.write(draft)
    linked.write(draft)
    case.close()
    told = " ".join(
        said(drawing) + drawing.alt + " ".join(part.words for part in drawing.parts) for drawing in diagrams(draft)
    )
    assert "P-0008" in told
    assert "Threats against P-0008" in told
    assert "Tykhyi" not in told
    assert "Тихий" not in told


def fill(case: CaseFile, noun: str, count: int, **values: Any) -> None:
    with case.change("Fill") as session:
        for number in range(count):
            records.add(session, noun, {"title": f"{noun} {number}", "date": f"{2000 + number % 24}-05"} | values)


@pytest.mark.parametrize(
    ("acts", "incidents", "least", "told"),
    [
        (100, 0, 2, "Time line of"),
        (160, 20, 1, "it shows incidents and proceedings only"),
        (10, 500, 7, "Of these it shows the first 400"),
    ],
)
def test_a_long_chronology_takes_pages_and_says_what_it_leaves_out(
    tmp_path: Path, acts: int, incidents: int, least: int, told: str
) -> None:
    case, _ids = small(tmp_path / "small.casefile")
    fill(case, "act", acts)
    fill(case, "incident", incidents)
    draft = drafted(case)
    case.close()
    chronology.write(draft)
    drawn = diagrams(draft)
    assert len(drawn) >= least
    assert all(figures.legible(drawing, figures.UPRIGHT) for drawing in drawn)
    assert told in str(draft.blocks)


def test_a_large_network_is_drawn_by_incident_and_legibly(tmp_path: Path) -> None:
    case, ids = small(tmp_path / "small.casefile")
    with case.change("Fill") as session:
        for number in range(40):
            actor = records.add(session, "actor", {"name": f"Soldier {number}", "kind": "person"})
            values = {"actor_id": actor, "superior_id": ids["commander"], "role": "Soldier"}
            records.add(session, "posting", values)
            act = records.add(
                session, "act", {"title": f"Act {number}", "incident_id": ids["strike" if number % 2 else "camp"]}
            )
            charge = records.add(session, "charge", {"act_id": act, "crime": "8(2)(a)(i)"})
            records.add(session, "attribution", {"charge_id": charge, "actor_id": actor, "liability": "25(3)(a)"})
    draft = drafted(case)
    case.close()
    linked.write(draft)
    drawn = diagrams(draft)
    assert len(drawn) == 2
    assert all(
        figures.legible(drawing, figures.UPRIGHT) or figures.legible(drawing, figures.ACROSS) for drawing in drawn
    )
    assert "acts are drawn." in str(draft.blocks)
    assert "could not be drawn legibly" in str(draft.blocks)


def test_a_diagram_on_the_page_has_its_words_in_every_script(tmp_path: Path) -> None:
    drawing = picture.draw(chain(), measure.width)
    target = tmp_path / "figure.pdf"
    write(document(Diagram(drawing)), target)
    (page,) = texts(target)
    assert "공장 방문" in page
    assert "General <One> & Co" in page
    assert "25(3)(c)" in page
    with pikepdf.open(target) as pdf:
        assert drawing.alt.encode("utf-16-be").hex().encode() in pdf.pages[0].Contents.read_bytes()
