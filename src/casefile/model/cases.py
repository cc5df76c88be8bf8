"""The one case of a file."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record

ROUTES = (
    ("art15", "Article 15 communication"),
    ("art13a", "State referral, articles 13(a) and 14"),
    ("art13b", "Security Council referral, article 13(b)"),
)
STANDARDS = (
    ("reasonable_basis", "Reasonable basis to proceed (articles 15, 53)"),
    ("reasonable_grounds", "Reasonable grounds to believe (article 58)"),
    ("substantial_grounds", "Substantial grounds to believe (article 61)"),
    ("beyond_reasonable_doubt", "Beyond reasonable doubt (article 66)"),
)
CLASSIFICATIONS = (
    ("public", "Public"),
    ("confidential", "Confidential"),
    ("under_seal", "Under seal"),
    ("secret", "Secret"),
)
"""Levels of the Regulations of the Registry, regulation 14."""
BASIS_HELP = "Above public, say why in fact and law (Regulations of the Court, regulation 23 bis)."


class Case(Record):
    """What is filed, by whom, by which route and to which standard of proof."""

    noun: ClassVar[str] = "case"
    plural: ClassVar[str] = "cases"

    title: Mapped[str] = fields.line("Title", required=True)
    reference: Mapped[str] = fields.line("Our reference", help="The organisation's own, never a number of the Court.")
    prefix: Mapped[str] = fields.line(
        "Number prefix", help="Begins every evidence number, such as NKR.", searched=False
    )
    situation: Mapped[str] = fields.line("Situation", help="Territory and time, such as: the situation in Ukraine.")
    route: Mapped[str] = fields.choice("Route to the Court", ROUTES, "art15")
    addressee: Mapped[str] = fields.line("Addressee", searched=False)
    organisation: Mapped[str] = fields.line("Submitting organisation")
    standard: Mapped[str] = fields.choice("Standard of proof", STANDARDS, "reasonable_basis")
    language: Mapped[str] = fields.line("Language of the brief", help="ISO 639 code such as en.", searched=False)
    classification: Mapped[str] = fields.choice("Classification", CLASSIFICATIONS, "confidential")
    classification_basis: Mapped[str] = fields.prose("Basis of the classification", help=BASIS_HELP)
    note: Mapped[str] = fields.prose("Note")
