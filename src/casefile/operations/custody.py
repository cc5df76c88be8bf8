"""The custody of an item: handing it over, what a verification found, and everything that its sheet says.

Events are only ever added (Berkeley Protocol, paragraph 167): a mistake is put right by a later event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import EvidenceItem
from casefile.model.base import table_of
from casefile.operations import cases, evidence, records
from casefile.operations.records import Row

SOUND = "Unaltered: the bytes have this hash."
ALTERED = "Altered: the bytes no longer have this hash."
_OUT, _BACK = "transferred", "returned"


@dataclass(frozen=True, slots=True)
class Found:
    """What the bytes of an item hash to now, in hexadecimal."""

    sha256: str
    sha512: str


@dataclass(frozen=True, slots=True)
class Bytes:
    """What an item's bytes were when they were taken in: their hashes in hexadecimal ("" where not known) and size."""

    id: UUID
    number: str
    sha256: str
    sha512: str
    size: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the custody sheet of an item says: the case's title, the item, the name of its source, events in order."""

    case: str
    item: Row
    source: str
    events: tuple[Row, ...]


def hand_over(session: Session, item: UUID, action: str, values: Mapping[str, Any]) -> UUID:
    """Record that an item was `transferred` or `returned`; both hands must be named."""
    for name, label in (("released_by", "From"), ("received_by", "To")):
        if not str(values.get(name, "")).strip():
            raise UserError(f"{label} must not be empty: a transfer names both hands.")
    return records.add(session, "custody_event", {**values, "evidence_id": item, "action": action})


def out(events: Sequence[Row]) -> Row | None:
    """The transfer after which the item has not come back; `events` in order."""
    last = next((event for event in reversed(events) if event["action"] in (_OUT, _BACK)), None)
    return last if last is not None and last["action"] == _OUT else None


def verification(item: Bytes, found: Found, at: str, by: str) -> tuple[dict[str, Any], bool]:
    """The event that says what hashing the bytes of an item again found, and whether they are what they were."""
    sound = found.sha256 == item.sha256 and item.sha512 in ("", found.sha512)
    event = {
        "evidence_id": item.id,
        "action": "verified",
        "at": at,
        "by": by,
        "sha256": found.sha256,
        "condition": SOUND if sound else ALTERED,
        "note": f"SHA-512 {found.sha512}" if item.sha512 else "",
    }
    return event, sound


def bytes_of(session: Session, items: Sequence[UUID]) -> tuple[Bytes, ...]:
    """The bytes of these items, in their order; those that are recorded without a file are left out."""
    table, found = table_of(EvidenceItem).c, dict[UUID, Bytes]()
    columns = (table.id, table.number, table.sha256, table.sha512, table.size)
    for start in range(0, len(items), records.MOST_AT_ONCE):
        among = table.id.in_(items[start : start + records.MOST_AT_ONCE])
        for row in session.execute(select(*columns).where(among, table.sha256 != "")):
            found[row.id] = Bytes(row.id, row.number, row.sha256, row.sha512, row.size or 0)
    return tuple(found[one] for one in items if one in found)


def sheet(session: Session, item: UUID) -> Sheet:
    """The facts of the sheet."""
    detail = evidence.detail(session, item)
    source = detail.item["source_id"]
    names = {} if source is None else records.labels(session, [("source", source)])
    return Sheet(str(cases.case(session)["title"]), detail.item, names.get(source, ""), detail.custody)
