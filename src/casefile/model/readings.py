"""Who has read an item of evidence to its end."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Reading(Record):
    """One person is done with one item. Pages merely seen are that person's own affair and stay outside the case."""

    noun: ClassVar[str] = "reading"
    plural: ClassVar[str] = "readings"
    title_fields: ClassVar[tuple[str, ...]] = ("note",)
    parents: ClassVar[tuple[str, ...]] = ("evidence_id",)

    evidence_id: Mapped[UUID | None] = fields.reference("Item", "evidence", required=True)
    reader: Mapped[str] = fields.line(
        "Reader", searched=False, help="The pseudonym that the journal knows the person by."
    )
    done: Mapped[bool] = fields.flag("Done")
    at: Mapped[str] = fields.instant("When")
    note: Mapped[str] = fields.prose("Note")
