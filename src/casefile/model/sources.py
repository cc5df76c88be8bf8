"""Origins that evidence descends from: independence is counted in sources, never in items."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

KINDS = (
    ("witness", "Witness"),
    ("publisher", "Publisher"),
    ("organisation", "Organisation"),
    ("state", "State body"),
    ("party", "Party to the conflict"),
    ("satellite", "Satellite or sensor"),
    ("device", "Device"),
    ("court", "Court"),
    ("other", "Other"),
)


class Source(Record):
    """Someone or something that evidence comes from."""

    noun: ClassVar[str] = "source"
    plural: ClassVar[str] = "sources"
    title_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = fields.line("Name", required=True, protected=True)
    kind: Mapped[str] = fields.choice("Kind", KINDS, "publisher")
    protected: Mapped[bool] = fields.flag("Protected", help="The name is withheld from public copies.")
    pseudonym: Mapped[str] = fields.line("Pseudonym", help="Stands for the name where it is withheld, such as P-0001.")
    copied_from_id: Mapped[UUID | None] = fields.reference("Copied from", "source")
    note: Mapped[str] = fields.prose("Note", protected=True)
