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
STAGES = (
    ("", "Not said"),
    ("preliminary", "Preliminary inquiry"),
    ("investigation", "Investigation"),
    ("prosecution", "Prosecution or trial"),
    ("convicted", "Conviction"),
    ("acquitted", "Acquittal"),
    ("declined", "Decision not to prosecute"),
    ("ended", "Ended otherwise"),
)
SAME_CASE = (
    ("", "Not assessed"),
    ("same", "Same persons and conduct"),
    ("other_persons", "Other persons"),
    ("other_conduct", "Other conduct"),
)
GENUINENESS = (
    ("", "Not assessed"),
    ("genuine", "Genuine"),
    ("shielding", "Unwilling: shields the person, 17(2)(a)"),
    ("delay", "Unwilling: unjustified delay, 17(2)(b)"),
    ("partial", "Unwilling: not independent or impartial, 17(2)(c)"),
    ("unable", "Unable, 17(3)"),
)
"""The tests of complementarity, article 17(1)(a)-(c), (2) and (3)."""
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
    state: Mapped[str] = fields.state("State", help="Whose proceeding or declaration it is, as an ISO 3166 code.")
    announced: Mapped[str] = fields.date("Made public", help="The day it became known, where that is another one.")
    votes_for: Mapped[int | None] = fields.whole("Votes for")
    votes_against: Mapped[int | None] = fields.whole("Votes against")
    abstentions: Mapped[int | None] = fields.whole("Abstentions")
    states_for: Mapped[tuple[str, ...]] = fields.lines(
        "States for", kind="states", help="One code a line, where known."
    )
    states_against: Mapped[tuple[str, ...]] = fields.lines("States against", kind="states", help="One code a line.")
    states_abstaining: Mapped[tuple[str, ...]] = fields.lines(
        "States abstaining", kind="states", help="One code a line."
    )
    stage: Mapped[str] = fields.choice("Stage", STAGES)
    outcome: Mapped[str] = fields.line("Outcome")
    same_case: Mapped[str] = fields.choice(
        "Same case", SAME_CASE, help="Whether it is about the same persons and substantially the same conduct."
    )
    genuineness: Mapped[str] = fields.choice("Genuineness", GENUINENESS)
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
