"""Answers of the jurisdiction and admissibility workbook."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record
from casefile.model.cases import ROUTES

TOPICS = (
    ("temporal", "Temporal jurisdiction"),
    ("territorial", "Territorial jurisdiction"),
    ("personal", "Personal jurisdiction"),
    ("material", "Material jurisdiction"),
    ("complementarity", "Complementarity"),
    ("scale", "Gravity: scale"),
    ("nature", "Gravity: nature"),
    ("manner", "Gravity: manner of commission"),
    ("impact", "Gravity: impact"),
    ("interests_of_justice", "Interests of justice"),
)
"""The questions of articles 11, 12, 17 and 53, gravity by the factors of regulation 29(2) of the Prosecutor's Office."""


class Assessment(Record):
    """The researcher's answer to one question, for one group of acts and one route to the Court."""

    noun: ClassVar[str] = "assessment"
    plural: ClassVar[str] = "assessments"
    title_fields: ClassVar[tuple[str, ...]] = ("finding", "topic")

    topic: Mapped[str] = fields.choice("Topic", TOPICS, "temporal", required=True)
    scope: Mapped[str] = fields.line("Conduct", help="Which acts it is about, such as: conduct in Ukraine.")
    charge_id: Mapped[UUID | None] = fields.reference("Charge", "charge", help="If it is about one charge alone.")
    actor_id: Mapped[UUID | None] = fields.reference("Suspect", "actor", help="If it is about one suspect alone.")
    route: Mapped[str] = fields.choice("Route", ROUTES)
    finding: Mapped[str] = fields.line("Finding", help="The answer in one line.")
    reasoning: Mapped[str] = fields.prose("Reasoning")
