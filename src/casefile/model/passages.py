"""Exact places in items of evidence."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class Passage(Record):
    """A place in one item, with its words: what a link to proof points at."""

    noun: ClassVar[str] = "passage"
    plural: ClassVar[str] = "passages"
    title_fields: ClassVar[tuple[str, ...]] = ("quote", "note", "locator")
    parents: ClassVar[tuple[str, ...]] = ("evidence_id",)

    evidence_id: Mapped[UUID | None] = fields.reference("Item", "evidence", required=True)
    locator: Mapped[str] = fields.locator("Place", help="Such as p. 3, para. 12 or 00:01:20-00:02:10.")
    quote: Mapped[str] = fields.prose("Quote", help="The words as they stand in the item.")
    language: Mapped[str] = fields.line("Language", searched=False, help="ISO 639 code such as uk.")
    before: Mapped[str] = fields.line(
        "Words before", searched=False, help="Tells apart quotes that stand more than once."
    )
    after: Mapped[str] = fields.line("Words after", searched=False)
    transcriber: Mapped[str] = fields.line(
        "Transcribed by", protected=True, help="Where the quote was heard or read off."
    )
    translation: Mapped[str] = fields.prose("Translation")
    translation_language: Mapped[str] = fields.line(
        "Language of the translation", searched=False, help="ISO 639 code such as en."
    )
    translator: Mapped[str] = fields.line("Translator", protected=True)
    translated: Mapped[str] = fields.date("Translated on")
    note: Mapped[str] = fields.prose("Note")
