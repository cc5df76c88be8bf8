"""The brief's own narrative: headed sections and their paragraphs."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

LEVELS = (("1", "I."), ("2", "A."), ("3", "1."), ("4", "a."))
PLACES = (
    ("summary", "Summary"),
    ("introduction", "Introduction"),
    ("sources", "Sources and method"),
    ("background", "Background"),
    ("jurisdiction", "Jurisdiction"),
    ("responsibility", "Responsibility"),
    ("admissibility", "Admissibility"),
    ("requests", "Requests"),
)
"""Where in the brief a section stands; what the program composes from the case fills the rest."""


class Section(Record):
    """A heading of the narrative; sections of one part stand in the order of their position."""

    noun: ClassVar[str] = "section"
    plural: ClassVar[str] = "sections"

    part: Mapped[str] = fields.choice("Part of the brief", PLACES, "summary")
    title: Mapped[str] = fields.line("Heading", required=True)
    level: Mapped[str] = fields.choice("Level", LEVELS, "1")
    position: Mapped[str] = fields.position("Position")


class Paragraph(Record):
    """A numbered paragraph. `[NKR-0003, p. 2]` and `[A-0004]` in its text become a footnote and a link."""

    noun: ClassVar[str] = "paragraph"
    plural: ClassVar[str] = "paragraphs"
    title_fields: ClassVar[tuple[str, ...]] = ("text",)
    parents: ClassVar[tuple[str, ...]] = ("section_id",)

    section_id: Mapped[UUID | None] = fields.reference("Section", "section", required=True)
    text: Mapped[str] = fields.prose("Text", required=True)
    position: Mapped[str] = fields.position("Position")
