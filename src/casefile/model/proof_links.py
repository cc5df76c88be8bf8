"""A passage bears on a target: an act's statement, an element, a finding, a posting, a proceeding."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

BEARINGS = (("supports", "Supports"), ("undermines", "Undermines"), ("context", "Context"))
"""Incriminating and exculpatory alike (articles 54(1)(a) and 67(2)): a brief never hides what undermines it."""
WEIGHTS = (("", "Not weighed"), ("strong", "Strong"), ("moderate", "Moderate"), ("weak", "Weak"))
TARGETS = ("act", "charge", "attribution", "context_finding", "posting", "proceeding")


class ProofLink(Record):
    """Exactly one of the targets is set; `element` numbers the element of a charge or an attribution."""

    noun: ClassVar[str] = "proof_link"
    plural: ClassVar[str] = "proof_links"
    title_fields: ClassVar[tuple[str, ...]] = ("note", "bearing")
    parents: ClassVar[tuple[str, ...]] = ("passage_id", *(f"{target}_id" for target in TARGETS))

    passage_id: Mapped[UUID | None] = fields.reference("Passage", "passage", required=True)
    bearing: Mapped[str] = fields.choice("Bearing", BEARINGS, "supports")
    weight: Mapped[str] = fields.choice("Weight", WEIGHTS)
    note: Mapped[str] = fields.prose("Note", help="Why this passage bears on it.")
    act_id: Mapped[UUID | None] = fields.reference("Act", "act")
    charge_id: Mapped[UUID | None] = fields.reference("Charge", "charge")
    attribution_id: Mapped[UUID | None] = fields.reference("Attribution", "attribution")
    context_finding_id: Mapped[UUID | None] = fields.reference("Context finding", "context_finding")
    posting_id: Mapped[UUID | None] = fields.reference("Posting", "posting")
    proceeding_id: Mapped[UUID | None] = fields.reference("Proceeding", "proceeding")
    element: Mapped[int | None] = fields.whole("Element", help="Its number in the Elements of Crimes or of the mode.")
