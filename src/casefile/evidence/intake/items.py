"""How files that have been read become items: their values, their custody events, one change for many of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from casefile.case_file import CaseFile, add_many, prepare_many
from casefile.evidence import kinds
from casefile.evidence.found import Contents, Relation
from casefile.evidence.intake.files import safe_name
from casefile.model import CustodyEvent, EvidenceItem
from casefile.operations import protection, records, rules
from casefile.operations.duplicates import Alike
from casefile.operations.evidence import Known
from casefile.storage import digests
from casefile.storage.blobs import Held, Incoming

LABEL = "Add evidence"
_OF_BYTES = ("pages", "duration", "image_hash")
"""Fields that the bytes decide; so do all whose names begin with `embedded`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. `id` is None where it was not taken in; `problem` then says why, or `notes` say what in a
    folder was passed over.

    Where the bytes were `already_there`, `id` and `number` are of the item that has them; `values`, and `origin` in words,
    are what an item of its own would have. `alike` are items whose pictures look the same.
    """

    path: Path
    id: UUID | None
    number: str
    already_there: bool = False
    problem: str = ""
    notes: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""


@dataclass(slots=True)
class Ready:
    """A file that has been read: its bytes are in memory (`held`) or in the case already (`incoming`).

    `extra` are fields that a file outside it gives; they go over what its own bytes say. `known` is the item that has
    these bytes already, `item` the one that has them in the end, `id` that of its own if it gets one. A file inside
    another names that one as `owner`. Its line goes into `report`, which is that of the file that was named.
    """

    path: Path
    origin: str
    own: dict[str, Any]
    report: list[Taken]
    held: Held | None = None
    incoming: Incoming | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    contents: Contents | None = None
    known: Known | None = None
    owner: Ready | None = None
    relation: Relation = "derived_from_id"
    notes: tuple[str, ...] = ()
    item: UUID | None = None
    id: UUID = field(default_factory=uuid4)

    @property
    def is_inside(self) -> bool:
        return self.owner is not None

    @property
    def sha256(self) -> str:
        return str(self.own["sha256"])

    @property
    def mime(self) -> str:
        return str(self.own["mime"])

    @property
    def size(self) -> int:
        return int(self.own["size"])


def own_values(name: str, mime: str) -> dict[str, Any]:
    """What the name and the kind of a file say about its item."""
    shown = safe_name(name)
    title = safe_name(Path(name).stem) or shown or "Untitled"
    return {"title": title, "type": kinds.type_of(mime), "file_name": shown, "mime": mime}


def write(case: CaseFile, new: Sequence[Ready], incoming: Sequence[Incoming], given: Mapping[str, Any]) -> list[str]:
    """Make items of them in one change, together with all their bytes; returns their numbers. `given` goes over all."""
    with case.change(LABEL, incoming=tuple(incoming)) as session:
        basis = protection.default_basis(session)
        items = [_item(session, ready, given, basis) for ready in new]
        events = [event for ready in new for event in _events(ready)]
        add_many(session, prepare_many(EvidenceItem, items))
        add_many(session, prepare_many(CustodyEvent, events))
    return [str(item["number"]) for item in items]


def receipts_of(new: Sequence[Ready]) -> list[Held]:
    """The receipts that came with files, as bytes to be stored."""
    found = [receipt.data for ready in new if ready.contents for receipt in ready.contents.receipts]
    return [Held(data, *digests.of(data)) for data in found]


def _item(session: Session, ready: Ready, given: Mapping[str, Any], basis: str) -> dict[str, Any]:
    found: Mapping[str, Any] = ready.contents.values if ready.contents else {}
    if ready.known is not None and session.get(EvidenceItem, ready.known.id) is not None:
        found = _of_bytes(session, ready.known.id) | dict(found)
    values = records.check(EvidenceItem, {**ready.own, **found, **ready.extra, **lineage(ready), **given})
    records.check_complete(EvidenceItem, values)
    number = values.get("number") or rules.next_number(session, EvidenceItem)
    return values | protection.basis_for(values, basis) | {"id": ready.id, "number": number}


def lineage(ready: Ready) -> dict[str, UUID]:
    """The item that a file came out of: of the one it lies in, or of what is around that where it has none."""
    owner = ready.owner
    while owner is not None and owner.item is None:
        owner = owner.owner
    return {} if owner is None or owner.item is None else {ready.relation: owner.item}


def _of_bytes(session: Session, item: UUID) -> dict[str, Any]:
    """What the bytes decide, from an item that has them."""
    values = records.get(session, "evidence", item).values
    return {name: value for name, value in values.items() if name in _OF_BYTES or name.startswith("embedded")}


def _events(ready: Ready) -> list[dict[str, Any]]:
    """That the item was received, and what its file tells of its earlier life."""
    contents = ready.contents or Contents()
    events: list[Mapping[str, Any]] = [_received(ready), *contents.events]
    for receipt in contents.receipts:
        named = {"receipt_name": safe_name(receipt.name), "receipt_sha256": digests.of(receipt.data)[0]}
        events.append({**receipt.event, **named})
    made = []
    for event in events:
        values = records.check(CustodyEvent, {**event, "evidence_id": ready.id})
        records.check_complete(CustodyEvent, values)
        made.append(values | {"id": uuid4()})
    return made


def _received(ready: Ready) -> dict[str, Any]:
    if ready.known is not None:
        how = f"the same bytes as those of {ready.known.number}."
    else:
        how = "read back and compared."
        if ready.incoming is not None and ready.incoming.draft is not None:
            how += " Kept in the folder beside the case."
    return {
        "action": "received",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": ready.sha256,
        "note": f"{ready.origin}, {ready.size:,} bytes, {how}",
    }
