"""What a court, council or State has done."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

KINDS = (
    ("resolution", "Resolution"),
    ("vote", "Vote"),
    ("warrant", "Warrant"),
    ("decision", "Decision"),
    ("sanction", "Sanction"),
    ("treaty", "Treaty clause"),
    ("national", "National proceeding"),
    ("declaration", "Declaration"),
)
ROLES = (("subject", "Subject"), ("author", "Author"), ("party", "Party"), ("other", "Other"))


class Proceeding(Record):
    """An official step. The day of a warrant and the days of the conduct it alleges are two fields."""

    noun: ClassVar[str] = "proceeding"
    plural: ClassVar[str] = "proceedings"

    title: Mapped[str] = fields.line("Title", required=True)
    kind: Mapped[str] = fields.choice("Kind", KINDS, "decision")
    body: Mapped[str] = fields.line("Body", help="Such as: General Assembly, Third Committee.")
    date: Mapped[str] = fields.date("Date", help="The day of the step itself.")
    conduct: Mapped[str] = fields.date("Alleged conduct", help="The days of the conduct that it concerns.")
    reference: Mapped[str] = fields.line("Reference", help="Such as A/RES/69/188.")
    crimes: Mapped[tuple[str, ...]] = fields.lines("Crimes", help="Codes of the catalogue, one a line.")
    votes_for: Mapped[int | None] = fields.whole("Votes for")
    votes_against: Mapped[int | None] = fields.whole("Votes against")
    abstentions: Mapped[int | None] = fields.whole("Abstentions")
    summary: Mapped[str] = fields.prose("Summary")
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")


class ProceedingActor(Record):
    """An actor's part in a proceeding."""

    noun: ClassVar[str] = "proceeding_actor"
    plural: ClassVar[str] = "proceeding_actors"
    title_fields: ClassVar[tuple[str, ...]] = ("role",)
    parents: ClassVar[tuple[str, ...]] = ("proceeding_id", "actor_id")

    proceeding_id: Mapped[UUID | None] = fields.reference("Proceeding", "proceeding", required=True)
    actor_id: Mapped[UUID | None] = fields.reference("Actor", "actor", required=True)
    role: Mapped[str] = fields.choice("Part", ROLES, "subject")
