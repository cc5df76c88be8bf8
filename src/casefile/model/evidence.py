"""Items of evidence (exhibits, in the brief)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped

from casefile.model import fields
from casefile.model.base import Record
from casefile.model.cases import BASIS_HELP, CLASSIFICATIONS

TYPES = (
    ("report", "Report"),
    ("press", "Press article"),
    ("web", "Web page"),
    ("post", "Social media post"),
    ("statement", "Statement"),
    ("interview", "Interview transcript"),
    ("letter", "Letter"),
    ("order", "Order"),
    ("log", "Log"),
    ("photograph", "Photograph"),
    ("video", "Video"),
    ("audio", "Audio"),
    ("map", "Map"),
    ("satellite", "Satellite image"),
    ("medical", "Medical or forensic report"),
    ("call_data", "Call data record"),
    ("object", "Physical object"),
    ("legislation", "Legislation or treaty"),
    ("court", "Court record"),
    ("table", "Table or data"),
    ("other", "Other"),
)
RELIABILITY = (
    ("A", "A: completely reliable"),
    ("B", "B: usually reliable"),
    ("C", "C: fairly reliable"),
    ("D", "D: not usually reliable"),
    ("E", "E: unreliable"),
    ("F", "F: reliability cannot be judged"),
)
CREDIBILITY = (
    ("1", "1: confirmed by other sources"),
    ("2", "2: probably true"),
    ("3", "3: possibly true"),
    ("4", "4: doubtful"),
    ("5", "5: improbable"),
    ("6", "6: truth cannot be judged"),
)
"""The Admiralty grading (STANAG 2511). F and 6 mean "cannot be judged"; they are not the worst."""


class EvidenceItem(Record):
    """One item: its bytes (by hash), what it is, where it comes from, how it was collected, what protects it."""

    noun: ClassVar[str] = "evidence"
    plural: ClassVar[str] = "evidence"

    number: Mapped[str] = fields.number()
    title: Mapped[str] = fields.line("Title", required=True)
    type: Mapped[str] = fields.choice("Type", TYPES, "other")
    authors: Mapped[tuple[str, ...]] = fields.lines("Authors", searched=True, protected=True, help="One a line.")
    provider: Mapped[str] = fields.line("Provided by", protected=True)
    source_id: Mapped[UUID | None] = fields.reference("Source", "source")
    date: Mapped[str] = fields.date("Date", help="When it was made, not when it was collected.")
    date_estimated: Mapped[bool] = fields.flag("Date is estimated")
    languages: Mapped[tuple[str, ...]] = fields.lines("Languages", help="ISO 639 codes such as ko, one a line.")
    summary: Mapped[str] = fields.prose("Summary")
    collected_url: Mapped[str] = fields.line("Collected from", help="The address it was collected from; never opened.")
    collected_at: Mapped[str] = fields.instant("Collected at")
    collected_by: Mapped[str] = fields.line("Collected by", protected=True)
    collected_how: Mapped[str] = fields.line("How it was collected")
    collected_tool: Mapped[str] = fields.line("Tool and version")
    collected_with: Mapped[str] = fields.prose(
        "Machine and identity used",
        protected=True,
        help="Machine, address, virtual identity, clock (Berkeley Protocol 155(g)).",
    )
    uploader: Mapped[str] = fields.line("Put online by", protected=True, help="The account as it was shown.")
    uploaded: Mapped[str] = fields.date("Put online on")
    context: Mapped[str] = fields.prose(
        "Context", help="Comments, description, what stood around it (Berkeley Protocol 155(f))."
    )
    translation_of_id: Mapped[UUID | None] = fields.reference("Translation of", "evidence")
    derived_from_id: Mapped[UUID | None] = fields.reference("Derived from", "evidence")
    attached_to_id: Mapped[UUID | None] = fields.reference("Attached to", "evidence")
    classification: Mapped[str] = fields.choice("Classification", CLASSIFICATIONS, "confidential")
    classification_basis: Mapped[str] = fields.prose("Basis of the classification", help=BASIS_HELP)
    restrictions: Mapped[str] = fields.prose("Restrictions")
    graphic: Mapped[bool] = fields.flag("Graphic", help="Opens blurred and grey until it is clicked.")
    consent: Mapped[str] = fields.prose("Note on consent", protected=True)
    reliability: Mapped[str] = fields.choice(
        "Reliability of the source", RELIABILITY, "F", apart="F", then="credibility"
    )
    credibility: Mapped[str] = fields.choice("Credibility of the information", CREDIBILITY, "6", apart="6")
    grade_reason: Mapped[str] = fields.prose("Reason for the grade")
    file_name: Mapped[str] = fields.line("File name", once=True)
    mime: Mapped[str] = fields.line("MIME type", once=True, searched=False)
    size: Mapped[int | None] = fields.whole("Size in bytes", once=True)
    sha256: Mapped[str] = fields.hashed("SHA-256", once=True)
    sha512: Mapped[str] = fields.hashed("SHA-512", digits=128, once=True)
    image_hash: Mapped[str] = fields.hashed(
        "Perceptual hash", digits=16, once=True, help="Near duplicates of a picture differ in few of its 64 bits."
    )
    folder: Mapped[str] = fields.line(
        "Folder", once=True, protected=True, help="Where it lay, seen from the folder or archive that was added."
    )
    file_created: Mapped[str] = fields.instant("File made", once=True)
    file_modified: Mapped[str] = fields.instant("File last changed", once=True)
    embedded_title: Mapped[str] = fields.line("Embedded title", once=True)
    embedded_author: Mapped[str] = fields.line("Embedded author", once=True, protected=True)
    embedded_created: Mapped[str] = fields.line("Embedded time of making", once=True, searched=False)
    embedded_modified: Mapped[str] = fields.line("Embedded time of change", once=True, searched=False)
    embedded_software: Mapped[str] = fields.line("Embedded software", once=True)
    embedded_device: Mapped[str] = fields.line("Embedded device", once=True, protected=True)
    embedded_latitude: Mapped[str] = fields.decimal("Embedded latitude", once=True, protected=True)
    embedded_longitude: Mapped[str] = fields.decimal("Embedded longitude", once=True, protected=True)
    embedded: Mapped[str] = fields.prose(
        "Other embedded metadata", once=True, protected=True, help="One a line: name, colon, value as it stands."
    )
    pages: Mapped[int | None] = fields.whole("Pages")
    duration: Mapped[str] = fields.line("Duration", searched=False, help="Hours, minutes and seconds: 00:12:30.")
    note: Mapped[str] = fields.prose("Note", protected=True)
    first_day: Mapped[str | None] = fields.day_of("date", "first")
    last_day: Mapped[str | None] = fields.day_of("date", "last")
