"""Who may learn what of a person who gave evidence: informed consent, a recipient each."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

RECIPIENTS = (
    ("icc", "International Criminal Court, Office of the Prosecutor"),
    ("un", "United Nations investigation or mechanism"),
    ("national", "National authority"),
    ("partner", "Partner organisation"),
    ("media", "Media"),
    ("public", "The public"),
    ("other", "Other"),
)


class Consent(Record):
    """What one person allowed one recipient to be given (OTP and Eurojust guidelines for civil society, 2022)."""

    noun: ClassVar[str] = "consent"
    plural: ClassVar[str] = "consents"
    title_fields: ClassVar[tuple[str, ...]] = ("recipient_name", "note")

    actor_id: Mapped[UUID | None] = fields.reference("Person", "actor")
    source_id: Mapped[UUID | None] = fields.reference("Source", "source")
    evidence_id: Mapped[UUID | None] = fields.reference("Only for the item", "evidence")
    recipient: Mapped[str] = fields.choice("Recipient", RECIPIENTS, "icc", required=True)
    recipient_name: Mapped[str] = fields.line(
        "Name of the recipient", help="Such as the name of the authority or partner."
    )
    account: Mapped[bool] = fields.flag("May have the account")
    name: Mapped[bool] = fields.flag("May have the name")
    face: Mapped[bool] = fields.flag("May have the face or voice")
    place: Mapped[bool] = fields.flag("May have the place")
    given: Mapped[str] = fields.date("Given on")
    form: Mapped[str] = fields.line("How it was given", help="Such as: signed, spoken on tape; with which interpreter.")
    explained: Mapped[str] = fields.prose(
        "What was explained", help="Purpose, uses, limits of confidentiality, the right to refuse and to withdraw."
    )
    withdrawn: Mapped[str] = fields.date("Withdrawn on")
    withdrawn_reason: Mapped[str] = fields.prose("Why withdrawn", protected=True)
    note: Mapped[str] = fields.prose("Note", protected=True)
