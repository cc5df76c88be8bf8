"""Adding evidence: files and folders are taken in beside the window; a strip over the register tells how it goes and went."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.errors import UserError
from casefile.evidence import intake
from casefile.evidence.intake import Taken
from casefile.ui import icons
from casefile.ui.jobs import Job
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel, NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_MOST_HEIGHT = 140


class IntakeStrip(QFrame):
    """Progress with Cancel while files are taken in, then the report. `taken(ids of new items)`, `followed(id)`."""

    taken = Signal(object)
    followed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._job: Job | None = None
        self.report: tuple[Taken, ...] = ()
        self.setProperty("side", "true")
        self.words = PlainLabel()
        self.file = ElidedLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.bar.setAccessibleName(tr("Adding evidence"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close", "muted"))
        self.close_button.setToolTip(tr("Close the report"))
        self.close_button.setAccessibleName(tr("Close the report"))
        self.lines = QScrollArea()
        self.lines.setWidgetResizable(True)
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        for widget, stretch in ((self.words, 0), (self.bar, 0), (self.file, 1), (self.cancel_button, 0)):
            head.addWidget(widget, stretch)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.lines)
        self.cancel_button.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def add(self, paths: Sequence[Path]) -> None:
        """Take `paths` in; one intake at a time."""
        case = self.workspace.case
        if case is None or case.read_only:
            raise UserError(tr("This case is open for reading only; evidence cannot be added."))
        if self._job is not None:
            raise UserError(tr("Evidence is being added already; wait for it, or cancel it first."))
        self._begin()
        self._job = self.workspace.jobs.start(
            tr("Adding evidence"),
            lambda progress, cancelled: intake.take_in(
                case, paths, None, lambda step: progress(step.done, step.total, step.name), cancelled
            ),
            self._done,
            self._failed,
        )
        self._job.progressed.connect(self._progressed)

    @property
    def busy(self) -> bool:
        return self._job is not None

    # --- within

    def _begin(self) -> None:
        self.words.setText(tr("Adding evidence"))
        self.file.setText("")
        self.bar.setRange(0, 0)
        self._show(running=True)

    def _show(self, *, running: bool) -> None:
        for widget in (self.bar, self.file, self.cancel_button):
            widget.setVisible(running)
        self.close_button.setVisible(not running)
        self.lines.setVisible(False)
        self.show()

    def _progressed(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(1000 * done / total) if total else 0)
        self.file.setText(name)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.words.setText(tr("Stopping…"))

    def _failed(self, error: UserError) -> None:
        self._job = None
        self.words.setText(str(error))
        self._show(running=False)

    def _done(self, report: tuple[Taken, ...]) -> None:
        stopped = self._job is not None and self._job.cancelled
        self._job = None
        self.report = report
        self.words.setText(summary(report, stopped=stopped))
        self._show(running=False)
        self._show_lines([one for one in report if one.problem] + [one for one in report if one.already_there])
        self.taken.emit([one.id for one in report if one.id is not None and not one.already_there])

    def _show_lines(self, told: Sequence[Taken]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in told[:200]:
            column.addWidget(self._line(one))
        if len(told) > 200:
            column.addWidget(PlainLabel(tr("and {count} more").format(count=len(told) - 200), tone="muted"))
        column.addStretch()
        self.lines.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.lines.setFixedHeight(min(inner.sizeHint().height() + 4, _MOST_HEIGHT))
        self.lines.setVisible(bool(told))

    def _line(self, one: Taken) -> QWidget:
        if one.problem:
            return PlainLabel(f"⊘  {one.problem}", tone="mistake", wrap=True)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        link = NumberLink(one.number)
        link.followed.connect(lambda _beside, item=one.id: self._follow(item))
        line.addWidget(link)
        line.addWidget(PlainLabel(tr("has the same bytes as “{name}”").format(name=one.path.name), tone="muted"))
        line.addStretch()
        return row

    def _follow(self, item: UUID | None) -> None:
        self.followed.emit(item)


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
    if not report:
        words = tr("There was no file to add.")
    return f"{tr('Stopped.')} {words}" if stopped else words
