"""Independence is counted in origins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.operations import lineage, matrix, proof_links, records
from casefile.operations.lineage import ends
from casefile.operations.proof_links import Target
from tests.cases import add, edit, new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def origins(case: CaseFile, *items: UUID) -> list[UUID]:
    """Asked of these alone, and of all: the answer must be the same."""
    with case.reading() as session:
        some, every = lineage.read(session, [one.bytes for one in items]), lineage.read(session)
    found = [some.origin(one.bytes) for one in items]
    assert found == [every.origin(one.bytes) for one in items]
    return [UUID(bytes=one) for one in found]


def item(case: CaseFile, **values: object) -> UUID:
    return add(case, "evidence", title="Item", **values)


def test_what_descends_from_one_item_has_its_origin(case: CaseFile) -> None:
    letter = item(case)
    translation = item(case, translation_of_id=letter)
    extract = item(case, derived_from_id=translation)
    both = item(case, derived_from_id=item(case), translation_of_id=extract)
    attached = item(case, attached_to_id=letter)
    assert origins(case, letter, translation, extract, both) == [letter] * 4
    assert origins(case, attached) == [attached], "an annex may come from somebody else than its letter"


def test_copies_of_a_source_are_that_source(case: CaseFile) -> None:
    agency = add(case, "source", name="Agency")
    paper = add(case, "source", name="Paper", copied_from_id=agency)
    blog = add(case, "source", name="Blog", copied_from_id=paper)
    first = item(case, source_id=blog)
    assert origins(case, first, item(case, derived_from_id=first), item(case, source_id=agency)) == [agency] * 3


def test_what_is_in_the_bin_still_tells_where_something_comes_from(case: CaseFile) -> None:
    letter = item(case)
    two = [item(case, translation_of_id=letter) for _ in range(2)]
    with case.change("Bin") as session:
        records.bin_(session, "evidence", letter)
    assert origins(case, *two) == [letter, letter]


def test_a_circle_is_one_origin(case: CaseFile) -> None:
    one, two = item(case), item(case)
    three = item(case, derived_from_id=two)
    edit(case, "evidence", one, derived_from_id=two)
    edit(case, "evidence", two, derived_from_id=one)
    assert origins(case, one, two, three) == [min(one, two)] * 3


def test_a_cell_counts_origins_and_marks_a_single_one(case: CaseFile) -> None:
    charge = add(case, "charge", act_id=add(case, "act", title="Act"), crime="8(2)(b)(i)")
    letter = item(case)
    for one in (letter, item(case, translation_of_id=letter)):
        passage = add(case, "passage", evidence_id=one, locator="p. 1")
        add(case, "proof_link", passage_id=passage, charge_id=charge, element=1)

    def cell() -> matrix.Cell:
        with case.reading() as session:
            behind = proof_links.behind(session, Target("charge", charge, 1))
            found = matrix.matrix(session)[0].cells[0]
        assert len({link.origin for link in behind if link.bearing == "supports"}) == found.sources
        return found

    assert (cell().proof.supports, cell().sources, cell().single_source) == (2, 1, True)
    against = add(case, "passage", evidence_id=item(case), locator="p. 2")
    link = add(case, "proof_link", passage_id=against, charge_id=charge, element=1, bearing="undermines")
    assert cell().single_source, "only what supports is counted"
    edit(case, "proof_link", link, bearing="supports")
    assert (cell().sources, cell().single_source) == (2, False)


ids = st.integers(0, 9).map(lambda number: bytes([number]))


@given(st.dictionaries(ids, ids))
def test_every_line_has_one_end(above: dict[bytes, bytes]) -> None:
    found = ends(above)
    assert found.keys() == above.keys()
    for start, parent in above.items():
        assert found[start] == found.get(parent, parent), "an item has the origin of what it descends from"
        assert found[start] not in above or found[found[start]] == found[start]
