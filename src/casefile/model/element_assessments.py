"""How far the researcher thinks an element is proved, beside what is computed from the links."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record
from casefile.model.cases import STANDARDS

STANDINGS = (
    ("not_addressed", "Not addressed"),
    ("thin", "Thin"),
    *((key, f"Sufficient: {label[0].lower()}{label[1:]}") for key, label in STANDARDS),
)
"""From nothing to the standards of proof in rising order (articles 15 and 53, 58, 61, 66)."""


class ElementAssessment(Record):
    """One person's judgement of one element of a charge or of an attribution. Who and when is in the journal."""

    noun: ClassVar[str] = "element_assessment"
    plural: ClassVar[str] = "element_assessments"
    title_fields: ClassVar[tuple[str, ...]] = ("note", "standing")
    parents: ClassVar[tuple[str, ...]] = ("charge_id", "attribution_id")

    charge_id: Mapped[UUID | None] = fields.reference("Charge", "charge")
    attribution_id: Mapped[UUID | None] = fields.reference("Attribution", "attribution")
    element: Mapped[int | None] = fields.whole("Element", help="Its number in the Elements of Crimes or of the mode.")
    standing: Mapped[str] = fields.choice("Assessment", STANDINGS, "not_addressed")
    note: Mapped[str] = fields.prose("Note", help="Why.")
