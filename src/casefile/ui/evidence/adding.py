"""Adding evidence: files and folders are taken in beside the window; a strip over the register tells how it goes and went."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import intake
from casefile.evidence.extraction import Failure
from casefile.evidence.intake import Keeping, Step, Survey, Taken
from casefile.ui import icons
from casefile.ui.evidence.intake_report import ReportLines
from casefile.ui.jobs import Job
from casefile.ui.moments import rough_size, size_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel, PlainLabel
from casefile.ui.workspace import Workspace


class IntakeStrip(QFrame):
    """What is to be decided, progress with Cancel, then the report. `taken(ids of new items)`, `followed(id)`."""

    taken = Signal(object)
    followed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._job: Job | None = None
        self._survey: Survey | None = None
        self.report: tuple[Taken, ...] = ()
        self._reports = False  # whether the report stands in the strip, and not something that goes on
        self.unread: tuple[Failure, ...] = ()
        self.setProperty("side", "true")
        self.words = PlainLabel(wrap=True)
        self.file = ElidedLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.bar.setAccessibleName(tr("Adding evidence"))
        self.beside_button = QPushButton(tr("Keep beside the case"))
        self.embed_button = QPushButton(tr("Put into the case file"))
        self.copies_button = QPushButton(tr("Add all as new items"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close", "muted"))
        self.close_button.setToolTip(tr("Close the report"))
        self.close_button.setAccessibleName(tr("Close the report"))
        self.fold_button = QToolButton()
        self.fold_button.setCheckable(True)
        self.fold_button.setChecked(True)
        self.fold_button.setStyleSheet("QToolButton:checked { background: transparent; }")
        self._folded_for_reader = False
        self.lines = ReportLines(workspace.shown)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(12)
        for widget, stretch in ((self.words, 0), (self.bar, 0), (self.file, 1)):
            head.addWidget(widget, stretch)
        for button in (self.beside_button, self.embed_button, self.copies_button, self.cancel_button):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            head.addWidget(button)
        head.addWidget(self.fold_button)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.lines)

    def _connect(self) -> None:
        self.beside_button.clicked.connect(lambda: self._begin("beside"))
        self.embed_button.clicked.connect(lambda: self._begin("embedded"))
        self.copies_button.clicked.connect(lambda: self._add_copies([one for one in self.report if one.already_there]))
        self.cancel_button.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.hide)
        self.fold_button.toggled.connect(self._fold)
        self.fold_button.clicked.connect(self._fold_chosen)
        self._fold()
        self.lines.followed.connect(self.followed)
        self.lines.copies_wanted.connect(self._add_copies)

    def ask_files(self) -> None:
        """Let the user choose files, and take them in."""
        chosen, _kind = QFileDialog.getOpenFileNames(self.workspace.window, tr("Add evidence"))
        if chosen:
            self.add([Path(one) for one in chosen])

    def ask_folder(self) -> None:
        """Let the user choose a folder, and take all that is in it in."""
        chosen = QFileDialog.getExistingDirectory(self.workspace.window, tr("Add a folder of evidence"))
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: Sequence[Path]) -> None:
        """Take `paths` in; one intake at a time. Where files are big, ask first where they shall be kept."""
        case = self.workspace.case
        if case is None or case.read_only:
            raise UserError(tr("This case is open for reading only; evidence cannot be added."))
        if self.busy:
            raise UserError(tr("Evidence is being added already; wait for it, or cancel it first."))
        self.report = self.unread = ()
        self.words.setText(tr("Looking at the files"))
        self.file.setText("")
        self.bar.setRange(0, 0)
        self._show(self.bar, self.file, self.cancel_button)
        self._job = self.workspace.jobs.start(
            tr("Looking at the files"),
            lambda progress, cancelled: intake.survey(
                case,
                paths,
                cancelled,
                lambda count: progress(0, 0, tr("{count} files found").format(count=f"{count:,}")),
            ),
            lambda survey: self._surveyed(case, survey),
            self._failed,
        )
        self._job.progressed.connect(lambda _done, _total, text: self.file.setText(text))

    def tell_unread(self, failures: Sequence[Failure]) -> None:
        """Add documents whose words could not be read to the report, and show it again if it was closed."""
        if self.isHidden():
            self.report = self.unread = ()
        self.unread += tuple(failures)
        if not self.busy:
            self._tell(self.report, summary(self.report) if self.report else "")

    @property
    def busy(self) -> bool:
        """Whether files are being taken in, or wait for an answer."""
        return self._job is not None or self._survey is not None

    def make_room(self, *, for_reader: bool) -> None:
        """Fold the report to one line while a document is read, and show it again afterwards, if nobody else did."""
        if for_reader and self.fold_button.isChecked():
            self.fold_button.setChecked(False)
            self._folded_for_reader = True
        elif not for_reader and self._folded_for_reader:
            self._folded_for_reader = False
            self.fold_button.setChecked(True)

    # --- within

    def _fold_chosen(self) -> None:
        self._folded_for_reader = False

    def _fold(self) -> None:
        """The lines, or none of them; nothing to fold where there are none."""
        unfolded, has_lines = self.fold_button.isChecked(), self._reports and not self.lines.empty
        words = tr("Fold the report") if unfolded else tr("Show the report")
        self.fold_button.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.fold_button.setToolTip(words)
        self.fold_button.setAccessibleName(words)
        self.fold_button.setVisible(has_lines)
        self.lines.setVisible(has_lines and unfolded)

    def _show(self, *shown: QWidget) -> None:
        buttons = (self.beside_button, self.embed_button, self.copies_button, self.cancel_button)
        for widget in (self.bar, self.file, *buttons, self.close_button):
            widget.setVisible(widget in shown)
        self.words.setWordWrap(self.bar not in shown)
        self._head.setStretchFactor(self.words, 0 if self.bar in shown else 1)
        self._reports = False
        self._fold()
        self.show()

    def _surveyed(self, case: CaseFile, survey: Survey) -> None:
        stopped = self._job is not None and self._job.cancelled
        self._job = None
        if stopped:
            self._done(())
            return
        self._survey = survey
        if not survey.is_big:
            self._begin("embedded")
            return
        self.words.setText(
            tr(
                "{size} in {files}: big files make the case file slow to copy and to send. They can be kept in the "
                "folder “{folder}” beside it instead, which must then go wherever the case goes."
            ).format(
                files=tr("one file")
                if len(survey.files) == 1
                else tr("{count} files").format(count=f"{len(survey.files):,}"),
                size=size_words(survey.size),
                folder=case.originals.folder.name,
            )
        )
        self._show(self.beside_button, self.embed_button, self.cancel_button)
        self.beside_button.setFocus()

    def _begin(self, keeping: Keeping) -> None:
        case, survey, self._survey = self.workspace.case, self._survey, None
        if case is None or survey is None:
            return
        self.words.setText(tr("Adding evidence"))
        self._show(self.bar, self.file, self.cancel_button)
        tell = _Words()
        self._job = self.workspace.jobs.start(
            tr("Adding evidence"),
            lambda progress, cancelled: intake.take_in(
                case,
                survey,
                None,
                lambda step: progress(step.done, step.total, tell.of(step)),
                cancelled,
                keeping=keeping,
            ),
            self._done,
            self._failed,
        )
        self._job.progressed.connect(self._progressed)

    def _progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(1000 * done / total) if total else 0)
        self.file.setText(self.workspace.shown(text))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.words.setText(tr("Stopping…"))
        elif self._survey is not None:
            self._survey = None
            self.hide()

    def _failed(self, error: UserError) -> None:
        self._job = None
        self.words.setText(self.workspace.shown(str(error)))
        self._show(self.close_button)

    def _done(self, report: tuple[Taken, ...]) -> None:
        stopped = self._job is not None and self._job.cancelled
        self._job = None
        self._tell(report, summary(report, stopped=stopped))
        self.taken.emit([one.id for one in report if one.id is not None and not one.already_there])

    def _tell(self, report: tuple[Taken, ...], words: str) -> None:
        self.report = report
        unread = tr("the text of {count} could not be read").format(count=f"{len(self.unread):,}")
        self.words.setText(", ".join(part for part in (words, unread if self.unread else "") if part))
        several = sum(one.already_there for one in report) > 1
        self._show(self.close_button, *([self.copies_button] if several else []))
        self.lines.show_report(report, self.unread, may_copy=True)
        self._reports = True
        self._fold()

    def _add_copies(self, wanted: Sequence[Taken]) -> None:
        """Make items of files whose bytes were already there; their lines leave the report."""
        case = self.workspace.case
        if case is not None and not self.busy:
            self._job = self.workspace.jobs.start(
                tr("Adding evidence"),
                lambda _progress, _cancelled: intake.add_copies(case, wanted),
                lambda made: self._copied(wanted, made),
                self._failed,
            )

    def _copied(self, wanted: Sequence[Taken], made: tuple[Taken, ...]) -> None:
        self._job = None
        gone = {id(one) for one in wanted}
        report = (*(one for one in self.report if id(one) not in gone), *made)
        self._tell(report, summary(report))
        self.taken.emit([one.id for one in made])


class _Words:
    """Progress as people read it, on the thread that works."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def of(self, step: Step) -> str:
        """Files, bytes, the time left once it can be told, and the file at hand."""
        parts = [
            tr("{file} of {files} files").format(file=f"{step.file:,}", files=f"{step.files:,}"),
            tr("{done} of {total}").format(done=rough_size(step.done), total=rough_size(step.total)),
        ]
        spent = time.monotonic() - self._start
        if spent > 2 and 0 < step.done < step.total:
            parts.append(time_left(spent * (step.total - step.done) / step.done))
        return " · ".join((*parts, step.name))


def time_left(seconds: float) -> str:
    """About how long something will still take."""
    if seconds < 60:
        return tr("less than a minute left")
    if seconds < 3600:
        return tr("about {minutes} min left").format(minutes=round(seconds / 60))
    return tr("about {hours} h {minutes} min left").format(
        hours=int(seconds // 3600), minutes=int(seconds % 3600 // 60)
    )


def summary(report: Sequence[Taken], *, stopped: bool = False) -> str:
    """The report in one line."""
    added = sum(one.id is not None and not one.already_there for one in report)
    known = sum(one.already_there for one in report)
    wrong = sum(bool(one.problem) for one in report)
    parts = [tr("{count} added").format(count=f"{added:,}")]
    if known:
        parts.append(tr("{count} already there").format(count=f"{known:,}"))
    if wrong:
        parts.append(tr("{count} not taken in").format(count=f"{wrong:,}"))
    words = ", ".join(parts)
    if not added + known + wrong:
        words = tr("Nothing was added.") if stopped else tr("There was no file to add.")
    return f"{tr('Stopped.')} {words}" if stopped else words
