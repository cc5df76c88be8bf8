"""Export: the brief as a PDF where the user wants it, and a record of what left the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QWidget

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.operations import cases, records
from casefile.operations.records import Query
from casefile.ui.brief.pages import settled
from casefile.ui.jobs import Cancelled, Job, Progress
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.workspace import Workspace

SUFFIX = ".pdf"
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written where, and from which state of the case; `edition` are the fields of its record."""

    case: CaseFile
    path: Path
    pages: int
    edition: dict[str, Any]


def export(case: CaseFile, path: Path, progress: Progress, cancelled: Cancelled) -> Exported:
    """Write the brief to `path`."""
    from casefile.brief.compose import write_brief

    written, head = settled(case, lambda: write_brief(case, path, progress, cancelled))
    with case.reading() as session:
        edition = {
            "kind": "brief",
            "classification": cases.case(session)["classification"],
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "head": "" if "+" in head else head,
            "sha256": written.sha256,
            "file_name": path.name,
            "numbers": _numbers(session),
        }
    return Exported(case, path, written.pages, edition)


def _numbers(session: Any) -> tuple[str, ...]:
    """Acts and items of the case: a brief speaks of every act and lists every item."""
    return tuple(row.number for noun in ("act", "evidence") for row in records.page(session, noun, Query(), limit=_ALL))


class ExportStrip(QFrame):
    """Progress with Cancel while the brief is written; afterwards where it is and its SHA-256. `exported(Exported)`."""

    exported = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.job: Job | None = None
        self.result: Exported | None = None
        self.setProperty("card", "true")
        self.words = ElidedLabel()
        self.hash = ElidedLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Exporting the brief"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel the export"))
        self.show_button = QPushButton(tr("Show in folder"))
        self.copy_button = QPushButton(tr("Copy SHA-256"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QPushButton(tr("Done"))
        self.cancel_button.clicked.connect(self._cancel)
        self.show_button.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.hide)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.hash, 2, 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.cancel_button, self.show_button, self.copy_button, self.close_button):
            buttons.addWidget(button)
        grid.addLayout(buttons, 0, 1, 3, 1)
        self.hide()
        workspace.case_changed.connect(self.hide)

    def ask(self) -> None:
        """Ask for the file, then write it."""
        case = self.workspace.case
        if case is None:
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        chosen, _kind = QFileDialog.getSaveFileName(
            self.workspace.window,
            tr("Export the brief"),
            str(folder / (case.path.stem + SUFFIX)),
            tr("PDF") + " (*.pdf)",
        )
        if chosen:
            path = Path(chosen)
            self.start(path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX))

    def start(self, path: Path) -> None:
        """Write the brief to `path`."""
        case = self.workspace.case
        if case is None:
            return
        if self.job is not None:
            raise UserError(tr("The brief is being exported already."))
        self.words.setText(tr("Writing {name} …").format(name=path.name))
        self.bar.setRange(0, 0)
        self._show(running=True)
        self.job = self.workspace.jobs.start(
            tr("Exporting the brief"),
            lambda progress, cancelled: export(case, path, progress, cancelled),
            self._done,
            self._failed,
        )
        self.job.progressed.connect(self._progressed)
        self.job.ended.connect(self._ended)

    # --- within

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, result: Exported) -> None:
        if result.case is not self.workspace.case:
            return
        self.result = result
        if not result.case.read_only:
            self.workspace.attempt(
                lambda: self.workspace.write(tr("Note edition"), records.add, "edition", result.edition)
            )
        self.words.setText(tr("Exported {pages} pages to {path}").format(pages=result.pages, path=result.path))
        self.hash.setText(f"SHA-256 {result.edition['sha256']}")
        self._show(running=False)
        self.exported.emit(result)

    def _failed(self, error: UserError) -> None:
        self.result = None
        self.words.setText(str(error))
        self.hash.setText("")
        self._show(running=False)

    def _ended(self) -> None:
        job, self.job = self.job, None
        if job is not None and job.cancelled and job.result is None:
            self.hide()

    def _show(self, *, running: bool) -> None:
        self.bar.setVisible(running)
        self.cancel_button.setVisible(running)
        self.hash.setVisible(not running and bool(self.hash.text()))
        for button in (self.show_button, self.copy_button):
            button.setVisible(not running and self.result is not None)
        self.close_button.setVisible(not running)
        self.show()

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def _copy(self) -> None:
        if self.result is not None:
            QGuiApplication.clipboard().setText(self.result.edition["sha256"])
            self.workspace.said.emit(tr("Copied."))

    def _show_folder(self) -> None:
        if self.result is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.path.parent)))
