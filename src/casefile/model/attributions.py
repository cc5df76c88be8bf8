"""One actor's mode of liability for one charge."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Attribution(Record):
    """An actor alleged to answer for a charge, and how (articles 25 and 28)."""

    noun: ClassVar[str] = "attribution"
    plural: ClassVar[str] = "attributions"
    title_fields: ClassVar[tuple[str, ...]] = ("liability",)
    parents: ClassVar[tuple[str, ...]] = ("charge_id",)

    charge_id: Mapped[UUID | None] = fields.reference("Charge", "charge", required=True)
    actor_id: Mapped[UUID | None] = fields.reference("Actor", "actor", required=True)
    liability: Mapped[str] = fields.code(
        "Mode of liability", required=True, help="A code of the catalogue, such as 25(3)(c)."
    )
    date: Mapped[str] = fields.date("When the person acted", help="If other than the act itself.")
    place_id: Mapped[UUID | None] = fields.reference(
        "Where the person acted", "place", help="If other than the act itself, such as an accomplice abroad."
    )
    reasoning: Mapped[str] = fields.prose("Reasoning")
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")
