"""Actors with what hangs on them."""

from __future__ import annotations

from pathlib import Path

from casefile.operations import actors
from casefile.operations.matrix import Coverage, State
from tests.cases import add, new_case


def test_an_actor_with_postings_both_ways_attributions_and_parts(tmp_path: Path) -> None:
    with new_case(tmp_path / "a.casefile") as case:
        person = add(case, "actor", name="Commander")
        unit = add(case, "actor", name="Battery", kind="unit")
        posting = add(case, "posting", actor_id=person, superior_id=unit, role="Commander", start="2022")
        item = add(case, "evidence", title="Order")
        passage = add(case, "passage", evidence_id=item, locator="p. 1")
        add(case, "proof_link", passage_id=passage, posting_id=posting)
        charge = add(case, "charge", act_id=add(case, "act", title="Shelling"), crime="8(2)(b)(i)")
        add(case, "attribution", charge_id=charge, actor_id=person, liability="25(3)(c)")
        step = add(case, "proceeding", title="Warrant", date="2024")
        add(case, "proceeding_actor", proceeding_id=step, actor_id=person, role="subject")
        with case.reading() as session:
            found = actors.detail(session, person)
            below = actors.detail(session, unit)
            parts = actors.taking_part(session, step)
    (own,) = found.postings
    assert (own.other, own.below, own.proof.state) == ("Battery", False, State.COVERED)
    assert found.staff == ()
    (staff,) = below.staff
    assert (staff.other, staff.below, below.postings) == ("Commander", True, ())
    (attribution,) = found.attributions
    assert (attribution.act, attribution.crime, attribution.liability) == ("A-0001 Shelling", "8(2)(b)(i)", "25(3)(c)")
    assert attribution.coverage == Coverage(gap=attribution.coverage.total)
    assert [(part.title, part.role) for part in found.parts] == [("Warrant", "subject")]
    assert [(part.name, part.actor_id) for part in parts] == [("Commander", person)]
