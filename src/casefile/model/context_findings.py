"""Contextual elements proved once for the case and inherited by its charges."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

KINDS = (
    ("international_armed_conflict", "International armed conflict"),
    ("occupation", "Occupation"),
    ("non_international_armed_conflict", "Non-international armed conflict"),
    ("attack", "Widespread or systematic attack on civilians"),
    ("manifest_pattern", "Manifest pattern of similar conduct"),
)
"""An occupation is an international armed conflict (Elements of Crimes, article 8, note 34): it proves the same context."""


class ContextFinding(Record):
    """The context that makes conduct a crime within the Court's jurisdiction: period, place, reasoning."""

    noun: ClassVar[str] = "context_finding"
    plural: ClassVar[str] = "context_findings"

    title: Mapped[str] = fields.line("Title", required=True)
    kind: Mapped[str] = fields.choice("Kind", KINDS, "international_armed_conflict")
    period: Mapped[str] = fields.date("Period")
    place_id: Mapped[UUID | None] = fields.reference("Place", "place")
    reasoning: Mapped[str] = fields.prose("Reasoning")
    first_day: Mapped[str | None] = fields.day_of("period", "first")
    last_day: Mapped[str | None] = fields.day_of("period", "last")
