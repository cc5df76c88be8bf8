"""Blocks of numbers for contributors, so that two of them never give the same number on two copies."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

SERIES = (("evidence", "Evidence"), ("act", "Acts"))
AUTHOR = "author"
"""Where a writing session keeps, in its `info`, the pseudonym of who writes: whose numbers are to be given."""


class NumberBlock(Record):
    """One contributor's numbers of one series: prefix, first and last."""

    noun: ClassVar[str] = "number_block"
    plural: ClassVar[str] = "number_blocks"
    title_fields: ClassVar[tuple[str, ...]] = ("contributor", "prefix")

    contributor: Mapped[str] = fields.line("Contributor", required=True, protected=True)
    author: Mapped[str] = fields.line(
        "Pseudonym",
        searched=False,
        help="The one that the journal knows the contributor by; whose it is gets these numbers.",
    )
    series: Mapped[str] = fields.choice("Series", SERIES, "evidence")
    prefix: Mapped[str] = fields.line("Prefix", searched=False, help="Empty: that of the case.")
    first: Mapped[int | None] = fields.whole("First number", required=True)
    last: Mapped[int | None] = fields.whole("Last number")
    note: Mapped[str] = fields.prose("Note")
