"""What the window asks a case first, asked of an empty one: its statements are compiled then, and the first case opens quicker."""

from __future__ import annotations

from typing import Any

from casefile.operations import (
    acts,
    cases,
    chronology,
    consents,
    evidence,
    history,
    linkage,
    matrix,
    proof_links,
    quotes,
    readings,
    records,
    texts,
)
from casefile.operations.proof_links import Target
from casefile.operations.records import Query
from casefile.ui.acts.reading import act_page
from casefile.ui.places import places

_LISTED = ("act", "evidence", "actor", "incident", "proceeding", "question", "place", "source", "tag", "tagging")
_DIGEST = "0" * 64


def rehearse(session: Any) -> None:
    """Ask what the places show, of a case with one record of what most of them are about."""
    act, item = _made(session)
    for noun in _LISTED:
        records.count(session, noun)
        for row in records.page(session, noun):
            records.position(session, noun, Query(), row.id)
            records.get(session, noun, row.id)
            records.labels(session, [(noun, row.id)])
            records.exists(session, noun, row.id)
            history.of_record(session, noun, row.id)
    for place in places():
        if place.count is not None:
            place.count(session)
    records.page(session, "tagging", Query(where={"about_id": act}), None, 200)
    for whole in (cases.overview, matrix.whole, chronology.chronology, linkage.linkage, history.steps, history.count):
        whole(session)
    acts.of_rows(session, records.page(session, "act"))
    act_page(session, act)
    evidence.rows_of(session, records.page(session, "evidence"))
    detail = evidence.detail(session, item)
    proof_links.name_targets(session, [link.target for links in detail.links.values() for link in links])
    consents.of_item(session, item)
    quotes.parts_of(session, item)
    quotes.of_item(session, item)
    texts.state(session, _DIGEST)
    texts.unread(session)
    readings.done_among(session, [item], item)


def _made(session: Any) -> tuple[Any, Any]:
    """An act that is charged, attributed and proved, and the item that proves it."""
    records.add(session, "case", {"title": "Rehearsal"})
    place = records.add(session, "place", {"name": "Place"})
    incident = records.add(session, "incident", {"title": "Incident", "place_id": place})
    act = records.add(session, "act", {"title": "Act", "place_id": place, "incident_id": incident})
    charge = records.add(session, "charge", {"act_id": act, "crime": "8(2)(b)(i)"})
    actor = records.add(session, "actor", {"name": "Actor"})
    records.add(session, "attribution", {"charge_id": charge, "actor_id": actor, "liability": "25(3)(a)"})
    source = records.add(session, "source", {"name": "Source", "kind": "witness"})
    item = records.add(session, "evidence", {"title": "Item", "source_id": source, "sha256": _DIGEST})
    passage = records.add(session, "passage", {"evidence_id": item, "locator": "p. 1", "quote": "Words"})
    for target in (Target("act", act), Target("charge", charge, 1)):
        proof_links.link(session, passage, target)
    for noun, values in (("proceeding", {"title": "Proceeding"}), ("question", {"text": "Question?"})):
        records.add(session, noun, values)
    tag = records.add(session, "tag", {"name": "Tag"})
    records.add(session, "tagging", {"tag_id": tag, "about_noun": "act", "about_id": act})
    return act, item
