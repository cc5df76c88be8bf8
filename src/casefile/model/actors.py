"""Persons, units, organisations and States."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

KINDS = (("person", "Person"), ("unit", "Unit"), ("organisation", "Organisation"), ("state", "State"))


class Actor(Record):
    """Somebody who acts or suffers: an alleged perpetrator, a superior, a victim group's organisation, a State."""

    noun: ClassVar[str] = "actor"
    plural: ClassVar[str] = "actors"
    title_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = fields.line("Name", required=True, protected=True)
    kind: Mapped[str] = fields.choice("Kind", KINDS, "person")
    aliases: Mapped[tuple[str, ...]] = fields.lines(
        "Other names", searched=True, protected=True, help="One a line, each in its own script."
    )
    nationalities: Mapped[tuple[str, ...]] = fields.lines(
        "Nationalities", kind="states", help="ISO 3166 codes, one a line."
    )
    role: Mapped[str] = fields.line("Role", help="Such as: Minister of Defence. Say alleged perpetrator, never guilty.")
    born: Mapped[str] = fields.date("Born", help="Article 26: no jurisdiction over persons under 18 at the time.")
    pseudonym: Mapped[str] = fields.line("Pseudonym", help="Stands for the name where it is withheld, such as P-0001.")
    protected: Mapped[bool] = fields.flag("Protected", help="The name is withheld from public copies.")
    note: Mapped[str] = fields.prose("Note", protected=True)
