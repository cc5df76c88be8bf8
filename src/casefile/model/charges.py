"""The legal characterisation of one act."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Charge(Record):
    """One act under one crime of the catalogue."""

    noun: ClassVar[str] = "charge"
    plural: ClassVar[str] = "charges"
    title_fields: ClassVar[tuple[str, ...]] = ("crime",)
    parents: ClassVar[tuple[str, ...]] = ("act_id",)

    act_id: Mapped[UUID | None] = fields.reference("Act", "act", required=True)
    crime: Mapped[str] = fields.code("Crime", required=True, help="A code of the catalogue, such as 8(2)(b)(ii).")
    nexus: Mapped[str] = fields.prose(
        "Link with the context", help="What ties this act to the armed conflict, the attack or the pattern."
    )
    reasoning: Mapped[str] = fields.prose("Reasoning")
