"""Exports that left the house. Append-only."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record
from casefile.model.cases import CLASSIFICATIONS

KINDS = (("brief", "Brief"), ("team", "Team copy"), ("sealed", "Sealed copy"), ("public", "Public copy"))


class Edition(Record):
    """What was handed out, from which state of the journal, and which numbers it cites."""

    noun: ClassVar[str] = "edition"
    plural: ClassVar[str] = "editions"
    append_only: ClassVar[bool] = True
    title_fields: ClassVar[tuple[str, ...]] = ("file_name", "kind")

    kind: Mapped[str] = fields.choice("Kind", KINDS, "brief")
    classification: Mapped[str] = fields.choice("Classification", CLASSIFICATIONS, "confidential")
    at: Mapped[str] = fields.instant("When")
    head: Mapped[str] = fields.hashed("Journal head")
    sha256: Mapped[str] = fields.hashed("SHA-256 of the file")
    file_name: Mapped[str] = fields.line("File name")
    numbers: Mapped[tuple[str, ...]] = fields.lines("Numbers cited")
