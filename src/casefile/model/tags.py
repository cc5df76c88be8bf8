"""Labels on any record."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Tag(Record):
    """A label."""

    noun: ClassVar[str] = "tag"
    plural: ClassVar[str] = "tags"
    title_fields: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = fields.line("Name", required=True)
    colour: Mapped[str] = fields.line("Colour", searched=False, help="Such as #3366aa.")


class Tagging(Record):
    """One record wears one tag."""

    noun: ClassVar[str] = "tagging"
    plural: ClassVar[str] = "taggings"
    title_fields: ClassVar[tuple[str, ...]] = ("about_noun",)
    parents: ClassVar[tuple[str, ...]] = ("tag_id",)

    tag_id: Mapped[UUID | None] = fields.reference("Tag", "tag", required=True)
    about_noun: Mapped[str] = fields.line("On, noun", searched=False)
    about_id: Mapped[UUID | None] = fields.about_id("On")
