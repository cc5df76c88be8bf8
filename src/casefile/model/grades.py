"""Who graded an item of evidence, when, and why: the Admiralty grading's history (STANAG 2511)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record
from casefile.model.evidence import CREDIBILITY, RELIABILITY

KINDS = (
    ("open", "Knowing earlier grades"),
    ("blind", "Without knowing earlier grades"),
    ("reconciled", "Reconciliation of grades"),
)


class Grade(Record):
    """One analyst's grading of one item. The item itself carries the grade that holds."""

    noun: ClassVar[str] = "grade"
    plural: ClassVar[str] = "grades"
    append_only: ClassVar[bool] = True
    title_fields: ClassVar[tuple[str, ...]] = ("reason",)
    parents: ClassVar[tuple[str, ...]] = ("evidence_id",)

    evidence_id: Mapped[UUID | None] = fields.reference("Item", "evidence", required=True)
    kind: Mapped[str] = fields.choice("Kind", KINDS, "open")
    reliability: Mapped[str] = fields.choice("Reliability of the source", RELIABILITY, "F")
    credibility: Mapped[str] = fields.choice("Credibility of the information", CREDIBILITY, "6")
    reason: Mapped[str] = fields.prose("Reason")
    grader: Mapped[str] = fields.line("Graded by", protected=True)
    at: Mapped[str] = fields.instant("When")
