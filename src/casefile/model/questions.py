"""Open leads and tasks."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Question(Record):
    """Something still to find out, about any record."""

    noun: ClassVar[str] = "question"
    plural: ClassVar[str] = "questions"
    title_fields: ClassVar[tuple[str, ...]] = ("text",)
    parents: ClassVar[tuple[str, ...]] = ()

    text: Mapped[str] = fields.prose("Question", required=True)
    about_noun: Mapped[str] = fields.line("About, noun", searched=False)
    about_id: Mapped[UUID | None] = fields.about_id("About")
    element: Mapped[int | None] = fields.whole("Element", help="Of the charge or attribution that it is about.")
    assignee: Mapped[str] = fields.line("Assignee", protected=True)
    due: Mapped[str] = fields.date("Due")
    answer: Mapped[str] = fields.prose("Answer")
