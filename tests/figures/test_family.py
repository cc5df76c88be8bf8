"""The lineage of an item: its family both ways, the origin that counts, and nothing on top of another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from uuid import UUID

import pytest

from casefile.brief import measure
from casefile.case_file import CaseFile
from casefile.figures import family as figure
from casefile.operations import families
from casefile.operations.families import MOST, Family
from casefile.operations.veil import veil_of
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def of(case: CaseFile, item: UUID) -> Family:
    with case.reading() as session:
        return families.family(session, item)


def test_the_family_is_walked_both_ways_up_to_its_sources(case: CaseFile) -> None:
    agency = add(case, "source", name="Agency")
    paper = add(case, "source", name="Paper", copied_from_id=agency)
    letter = add(case, "evidence", title="Letter", source_id=paper)
    middle = add(case, "evidence", title="Translation", translation_of_id=letter)
    extract = add(case, "evidence", title="Extract", derived_from_id=middle)
    add(case, "evidence", title="Stranger", source_id=agency)
    found = of(case, middle)
    assert {one.id for one in found.members} == {agency, paper, letter, middle, extract}
    assert (found.about.id, found.origin.id, found.voices) == (middle, agency, 3)
    assert {(tie.above, tie.below, tie.kind) for tie in found.ties} == {
        (agency, paper, "copy"),
        (paper, letter, "source"),
        (letter, middle, "translation"),
        (middle, extract, "derived"),
    }
    assert families.words(found) == (
        "It is the voice of Agency; 3 other items go back to the same origin and count together with it as one."
    )
    drawing = figure.draw(found, measure.width)
    assert len(drawing.parts) == 5
    assert [part.words for part in drawing.parts if part.records == (("source", agency),)] == [
        "Source Agency; counted as its origin"
    ]
    assert any(part.words.endswith("is a translation of NKR-0001 Letter") for part in drawing.parts)
    assert not any(one.bounds.meets(other.bounds) for one, other in combinations(drawing.parts, 2))
    assert drawing.alt.startswith("Lineage of NKR-0002 Translation: 3 items, 2 sources.")


def test_an_item_alone_is_an_origin_of_its_own(case: CaseFile) -> None:
    found = of(case, add(case, "evidence", title="Letter"))
    assert (found.ties, found.origin) == ((), found.about)
    assert families.words(found).startswith("It is an origin of its own; no other item")
    assert len(figure.draw(found, measure.width).parts) == 1


def test_a_circle_and_a_crowd_are_drawn_too(case: CaseFile) -> None:
    one = add(case, "evidence", title="One")
    other = add(case, "evidence", title="Other", derived_from_id=one)
    edit(case, "evidence", one, attached_to_id=other)
    assert len(figure.draw(of(case, one), measure.width).parts) == 2
    with case.change("Add") as session:
        from casefile.operations import records

        for _ in range(MOST + 5):
            records.add(session, "evidence", {"title": "Frame", "derived_from_id": one})
    found = of(case, one)
    assert found.cut
    assert len(found.members) == MOST
    assert "more items than are shown" in figure.draw(found, measure.width).alt


def test_a_protected_source_stands_under_its_pseudonym_while_names_are_hidden(case: CaseFile) -> None:
    source = add(case, "source", name="Anna Novak", protected=True, pseudonym="P-0001")
    found = of(case, add(case, "evidence", title="Statement", source_id=source))
    assert "Anna Novak" in families.words(found)
    with case.reading() as session:
        hidden = veil_of(session).over(found)
    assert "Anna" not in families.words(hidden)
    assert "P-0001" in families.words(hidden)
    drawn = figure.draw(hidden, measure.width)
    assert not [part.words for part in drawn.parts if "Anna" in part.words]
    assert "Anna" not in drawn.alt
