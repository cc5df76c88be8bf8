"""One item: what it is, its passages, where it comes from, its bytes and their custody."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from casefile.model.cases import CLASSIFICATIONS
from casefile.model.dates import words
from casefile.model.evidence import TYPES
from casefile.operations import evidence, records
from casefile.operations.evidence import ItemDetail
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.bin import BinBanner
from casefile.ui.evidence.capture import Collection, Embedded, embedded_summary
from casefile.ui.evidence.custody import Custody, CustodySection
from casefile.ui.evidence.grading import GradePanel, GradeSection
from casefile.ui.evidence.integrity import Integrity
from casefile.ui.evidence.lineage import KinSection
from casefile.ui.evidence.passages import Passages
from casefile.ui.evidence.sections import Protection, Section, protection_summary, source_finder
from casefile.ui.evidence.texts import TextSection
from casefile.ui.listed import RecordDetail
from casefile.ui.moments import local_words
from casefile.ui.protection.classification import together
from casefile.ui.protection.consents import ConsentOfItem
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import FirstStep, Heading, PlainLabel
from casefile.ui.workspace import Workspace

_TYPES, _CLASSES = dict(TYPES), dict(CLASSIFICATIONS)


class EvidenceDetail(RecordDetail):
    """`reading_wanted(id, passage Row or None)`: open the document. `copy_wanted(id)`: write the original bytes out.
    `grade_hid`: the grades of the item are hidden while one is given blind, or shown again.
    """

    reading_wanted = Signal(object, object)
    copy_wanted = Signal(object)
    grade_hid = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "evidence", parent)
        self.detail: ItemDetail | None = None
        self.banner = BinBanner(workspace, "evidence")
        self.number = PlainLabel(tone="muted")
        self.title = Heading("", 1)
        self.line = PlainLabel(tone="muted", wrap=True)
        self.withdrawn = PlainLabel(tone="mistake", wrap=True)
        self.consents = ConsentOfItem(workspace)
        self.open_button = FirstStep(tr("Open document"))
        self.copy_button = QPushButton(tr("Save a copy…"))
        self.copy_button.setIcon(icons.icon("export"))
        self.passages = Passages(workspace)
        self._grade = GradeSection(workspace, lambda: self.locked)
        self._custody = CustodySection(workspace, lambda: self.locked)
        self.sections = self._make_sections()
        self._lay_out()
        self.open_button.clicked.connect(lambda: self.reading_wanted.emit(self.record, None))
        self.copy_button.clicked.connect(lambda: self.copy_wanted.emit(self.record))
        self._grade.hid.connect(self._grade_hid)
        self.passages.wanted.connect(lambda passage: self.reading_wanted.emit(self.record, passage))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.open_button)
        head.addWidget(self.copy_button)
        head.addStretch()
        self.column.setSpacing(8)
        for widget in (self.banner, self.number, self.title, self.line, self.withdrawn):
            self.column.addWidget(widget)
        self.column.addLayout(head)
        self.column.addSpacing(8)
        self.column.addWidget(self.passages)
        self.column.addSpacing(8)
        for section in self.sections.values():
            self.column.addWidget(section)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def _make_sections(self) -> dict[str, Section]:
        """The sections by name, in their order: what it is and whence, what it is worth, what guards it, its bytes."""
        return {
            "what": Section(tr("What it is"), self._what, _type_and_date, folded=False),
            "whence": Section(tr("Where it comes from"), self._whence, self._whence_summary),
            "how": Section(
                tr("How it was collected"),
                self._how,
                lambda row: row["collected_how"] or row["collected_url"],
                lambda collection, row: collection.show_row(row),
            ),
            "embedded": Section(
                tr("Embedded metadata"), Embedded, embedded_summary, lambda embedded, row: embedded.show_row(row)
            ),
            "kin": KinSection(self.workspace, self.make_form),
            "grade": self._grade,
            "protection": Section(
                tr("Classification and protection"),
                self._guarded,
                protection_summary,
                lambda protection, row: protection.show_row(row),
            ),
            "consent": Section(tr("Consent"), self._consent, lambda row: self.consents.summary() or row["consent"]),
            "text": TextSection(self.workspace, lambda: self.locked),
            "note": Section(tr("Note"), lambda: self.make_form("note"), lambda row: row["note"]),
            "integrity": Section(
                tr("Integrity"),
                lambda: Integrity(self.workspace),
                lambda row: str(row["sha256"])[:12],
                lambda integrity, row: integrity.show_row(row, locked=self.locked),
            ),
            "custody": self._custody,
        }

    # --- what the sections hold, made when they are first unfolded

    def make_form(self, *names: str, **options: Any) -> Form:
        """A form of the item; one that is made late shows the item at once."""
        form = super().make_form(*names, **options)
        if self.row is not None:
            form.show_record(self.row, locked=self.locked)
        return form

    def _what(self) -> Form:
        names = ("title", "type", "date", "date_estimated", "summary", "languages", "pages", "duration")
        return self.make_form(*names, together=(("type", "date"), ("languages", "pages", "duration")))

    def _whence(self) -> Form:
        finders = {"source_id": source_finder(self.workspace, lambda: self.record)}
        return self.make_form("source_id", "provider", "authors", finders=finders)

    def _how(self) -> Collection:
        form = self.make_form(
            "collected_url",
            "collected_at",
            "collected_by",
            "collected_how",
            "collected_tool",
            "collected_with",
            "uploader",
            "uploaded",
            "context",
            together=(("collected_at", "collected_by"), ("uploader", "uploaded")),
            readings={"collected_at": local_words},
        )
        return Collection(self.workspace, form)

    def _guarded(self) -> Protection:
        form = self.make_form("classification", "classification_basis", "restrictions")
        together(self.workspace, "evidence", lambda: self.record, form)
        return Protection(form)

    def _consent(self) -> ConsentOfItem:
        self.consents.add_below(self.make_form("consent"))
        return self.consents

    @property
    def grading(self) -> GradePanel:
        """The grade."""
        return self._grade.panel

    def hides_grade(self, item: UUID) -> bool:
        """Whether somebody is grading this item blind at present."""
        return item == self.record and self._grade.blind

    def _grade_hid(self) -> None:
        if self.row is not None:
            self._show_line(self.row)
            self.footer.setVisible(not self._grade.blind)  # it tells what was changed, grades among it
        self.grade_hid.emit()

    @property
    def custody(self) -> Custody:
        """The register of custody."""
        return self._custody.panel

    @property
    def integrity(self) -> Integrity:
        """The bytes."""
        return cast("Integrity", self.sections["integrity"].inside)

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002
        self.banner.show_record(row)
        self.detail = self.workspace.read(evidence.detail, row.id)
        self.number.setText(row.number)
        self.title.setText(row.title)
        self._show_line(row)
        self.open_button.setVisible(bool(row["sha256"]))
        self.copy_button.setVisible(bool(row["sha256"]))
        self.passages.show_item(self.detail, locked=self.locked)
        self.consents.show_item(row.id)
        self.withdrawn.setText(self.consents.withdrawn.text())
        self.withdrawn.setVisible(bool(self.withdrawn.text()))
        self._custody.events = self.detail.custody
        for section in self.sections.values():
            section.show_row(row)

    def _show_line(self, row: Row) -> None:
        grade = "" if self._grade.blind else f"{row['reliability']}{row['credibility']}"
        parts = [_type_and_date(row), grade, tr(_CLASSES[row["classification"]])]
        self.line.setText("  ·  ".join(part for part in parts if part))

    def verify(self) -> None:
        """Hash the bytes again, the section in sight."""
        self.sections["integrity"].unfold()
        self.ensureWidgetVisible(self.integrity)
        self.integrity.verify()

    def commit(self) -> bool:
        passages, forms = self.passages.commit(), super().commit()
        return passages and forms

    def _whence_summary(self, row: Row) -> str:
        source = row["source_id"]
        names = self.workspace.read(records.labels, [("source", source)]) if source is not None else {}
        return " · ".join(part for part in (names.get(source, ""), row["provider"]) if part)


def _type_and_date(row: Row) -> str:
    when = words(row["date"])
    if when and row["date_estimated"]:
        when = tr("{date}, estimated").format(date=when)
    return "  ·  ".join(part for part in (tr(_TYPES.get(row["type"], "")), when) if part)
