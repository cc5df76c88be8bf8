"""The chain of custody: who had an item when. Append-only."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

ACTIONS = (
    ("collected", "Collected"),
    ("received", "Received"),
    ("transferred", "Transferred"),
    ("returned", "Returned"),
    ("copied", "Copied"),
    ("opened", "Opened"),
    ("converted", "Converted"),
    ("timestamped", "Timestamped"),
    ("verified", "Verified"),
    ("exported", "Exported"),
)


class CustodyEvent(Record):
    """One entry of an item's custody register (Berkeley Protocol, paragraph 167)."""

    noun: ClassVar[str] = "custody_event"
    plural: ClassVar[str] = "custody_events"
    append_only: ClassVar[bool] = True
    title_fields: ClassVar[tuple[str, ...]] = ("action",)
    parents: ClassVar[tuple[str, ...]] = ("evidence_id",)

    evidence_id: Mapped[UUID | None] = fields.reference("Item", "evidence", required=True)
    action: Mapped[str] = fields.choice("Action", ACTIONS, "received", required=True)
    at: Mapped[str] = fields.instant("When")
    by: Mapped[str] = fields.line("By", protected=True)
    released_by: Mapped[str] = fields.line("From", protected=True)
    received_by: Mapped[str] = fields.line("To", protected=True)
    place: Mapped[str] = fields.line("Place", protected=True)
    condition: Mapped[str] = fields.line("Condition")
    purpose: Mapped[str] = fields.line("Purpose")
    sha256: Mapped[str] = fields.hashed("SHA-256")
    receipt_name: Mapped[str] = fields.line(
        "Receipt", help="Name of the file that proves the event, such as a time-stamp."
    )
    receipt_sha256: Mapped[str] = fields.hashed("SHA-256 of the receipt")
    note: Mapped[str] = fields.prose("Note", protected=True)
