"""The custody of an item: handing it over, what a verification found, and everything that its sheet says.

Events are only ever added (Berkeley Protocol, paragraph 167): a mistake is put right by a later event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.errors import UserError
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


def verified(session: Session, item: UUID, found: Found, at: str, by: str) -> bool:
    """Record what hashing the bytes again found; False when they are not what they were."""
    row = records.get(session, "evidence", item)
    sound = found.sha256 == row["sha256"] and row["sha512"] in ("", found.sha512)
    event = {
        "evidence_id": item,
        "action": "verified",
        "at": at,
        "by": by,
        "sha256": found.sha256,
        "condition": SOUND if sound else ALTERED,
        "note": "" if not row["sha512"] else f"SHA-512 {found.sha512}",
    }
    records.add(session, "custody_event", event)
    return sound


def sheet(session: Session, item: UUID) -> Sheet:
    """The facts of the sheet."""
    detail = evidence.detail(session, item)
    source = detail.item["source_id"]
    names = {} if source is None else records.labels(session, [("source", source)])
    return Sheet(str(cases.case(session)["title"]), detail.item, names.get(source, ""), detail.custody)
