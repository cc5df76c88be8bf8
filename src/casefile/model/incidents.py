"""Dated, placed events that hold one or more acts."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

CONFLICTS = (
    ("unclassified", "As the context findings say"),
    ("international", "International armed conflict"),
    ("non_international", "Non-international armed conflict"),
    ("occupation", "Occupation"),
    ("none", "No armed conflict"),
)


class Incident(Record):
    """Something that happened somewhere over some time, made of acts."""

    noun: ClassVar[str] = "incident"
    plural: ClassVar[str] = "incidents"

    title: Mapped[str] = fields.line("Title", required=True)
    date: Mapped[str] = fields.date("Date")
    place_id: Mapped[UUID | None] = fields.reference("Place", "place")
    conflict: Mapped[str] = fields.choice("Armed conflict", CONFLICTS, "unclassified")
    note: Mapped[str] = fields.prose("Note")
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")
