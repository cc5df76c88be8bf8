"""Searches that are kept to be asked again."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record


class SavedSearch(Record):
    """A search as it was typed, under a name."""

    noun: ClassVar[str] = "saved_search"
    plural: ClassVar[str] = "saved_searches"

    title: Mapped[str] = fields.line("Name", required=True)
    query: Mapped[str] = fields.line("Search", required=True, searched=False)
    note: Mapped[str] = fields.prose("Note")
