"""Alleged acts: the smallest unit, who did what to whom."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

VICTIM_GROUPS = (
    ("", "Not said"),
    ("civilians", "Civilians"),
    ("protected", "Persons protected by the Geneva Conventions"),
    ("prisoners", "Prisoners of war"),
    ("hors_de_combat", "Persons out of combat: wounded, sick, detained, surrendered"),
    ("combatants", "Combatants"),
    ("helpers", "Medical, religious, humanitarian or peacekeeping personnel"),
    ("objects", "Objects and property"),
)
"""Whom or what the act was done to, in the words that part the crimes of article 8."""
AGES = (("", "Not known"), ("under_15", "Under 15"), ("under_18", "15 to 17"), ("adult", "18 or older"))
"""Ages that the Statute knows: 15 in 8(2)(b)(xxvi) and 8(2)(e)(vii), 18 in 6(e) of the Elements and in article 26."""
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
    territories: Mapped[tuple[str, ...]] = fields.lines(
        "Partly on the territory of",
        kind="states",
        help="Other States where part of the conduct took place, as ISO 3166 codes, one a line.",
    )
    victims_kind: Mapped[str] = fields.line("Victims", help="Who they were, such as: civilians, among them children.")
    victims_min: Mapped[int | None] = fields.whole("Victims, at least")
    victims_max: Mapped[int | None] = fields.whole("Victims, at most")
    victims_group: Mapped[str] = fields.choice("Victims were", VICTIM_GROUPS)
    victims_youngest: Mapped[str] = fields.choice("Youngest victim", AGES)
    status: Mapped[str] = fields.choice("Status", STATUSES, "draft")
    note: Mapped[str] = fields.prose("Note")
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")
