"""An actor's role in another actor over time."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Posting(Record):
    """A person or unit held a role under a superior; linkage evidence hangs on it."""

    noun: ClassVar[str] = "posting"
    plural: ClassVar[str] = "postings"
    title_fields: ClassVar[tuple[str, ...]] = ("role",)
    parents: ClassVar[tuple[str, ...]] = ("actor_id",)

    actor_id: Mapped[UUID | None] = fields.reference("Person or unit", "actor", required=True)
    superior_id: Mapped[UUID | None] = fields.reference("In or under", "actor")
    role: Mapped[str] = fields.line("Role", required=True)
    start: Mapped[str] = fields.date("From")
    end: Mapped[str] = fields.date("To")
    note: Mapped[str] = fields.prose("Note")
    first_day: Mapped[str | None] = fields.day_of("start", "first")
    last_day: Mapped[str | None] = fields.day_of("end", "last")
