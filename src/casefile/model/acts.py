"""Alleged acts: the smallest unit, who did what to whom."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

STATUSES = (("draft", "Draft"), ("in_review", "In review"), ("reviewed", "Reviewed"))


class Act(Record):
    """One assertion of fact; several assertions are several acts, since each may have its own proof."""

    noun: ClassVar[str] = "act"
    plural: ClassVar[str] = "acts"
    title_fields: ClassVar[tuple[str, ...]] = ("title", "statement")

    number: Mapped[str] = fields.number()
    title: Mapped[str] = fields.line("Title", required=True, help="A few words for lists.")
    statement: Mapped[str] = fields.prose("Statement", help="One assertion: who did what to whom, when and where.")
    incident_id: Mapped[UUID | None] = fields.reference("Incident", "incident")
    date: Mapped[str] = fields.date("Date")
    place_id: Mapped[UUID | None] = fields.reference("Place", "place")
    victims_kind: Mapped[str] = fields.line("Victims", help="Who they were, such as: civilians, among them children.")
    victims_min: Mapped[int | None] = fields.whole("Victims, at least")
    victims_max: Mapped[int | None] = fields.whole("Victims, at most")
    status: Mapped[str] = fields.choice("Status", STATUSES, "draft")
    note: Mapped[str] = fields.prose("Note")
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")
