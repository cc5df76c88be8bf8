"""The brief as it will be filed: written beside the window into a private file, read from there, shown as pages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.model import NOUNS
from casefile.ui.jobs import Cancelled, Job, Progress
from casefile.ui.signals import Touched
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, PlainLabel
from casefile.ui.widgets.pages import PageView
from casefile.ui.workspace import Workspace, nouns_of

if TYPE_CHECKING:
    from casefile.brief.pdf import Written

_TRIES = 5


class Pages(View):
    """Written when it is first shown, and again when asked. `written` when there are new pages."""

    tables: ClassVar[frozenset[str]] = frozenset(NOUNS)
    written = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.head = ""
        self.job: Job | None = None
        self._page = 1
        self.view = PageView()
        self.view.opened.connect(lambda _count: self.view.go_to(self._page))
        self.empty = EmptyState(tr("The brief is composed from the whole case."), tr("Write the pages"))
        self.empty.stepped.connect(self.write)
        self.note = PlainLabel(tone="muted")
        self.refresh_button = QPushButton(tr("Refresh"))
        self.refresh_button.setToolTip(tr("Write the pages again (F5)"))
        self.refresh_button.clicked.connect(self.write)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.bar.setAccessibleName(tr("Writing the pages"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setAccessibleName(tr("Cancel writing the pages"))
        self.cancel_button.clicked.connect(self._cancel)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.strip = QWidget()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        for widget in (self.note, self.bar, self.cancel_button, self.refresh_button):
            row.addWidget(widget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.stack, 1)
        workspace.case_changed.connect(self._case_changed)
        self._tell()

    def reload(self) -> None:
        if not self.head and self.job is None:
            self.write()
        self._tell()

    @property
    def outdated(self) -> bool:
        """The case is another than the one that these pages were written from."""
        case = self.workspace.case
        return bool(self.head) and case is not None and case.head != self.head

    def write(self) -> None:
        """Write the pages anew."""
        case = self.workspace.case
        if case is None or self.job is not None:
            return

        def work(progress: Progress, cancelled: Cancelled) -> tuple[CaseFile, bytes, str]:
            return case, *written_now(case, progress, cancelled)

        self.job = self.workspace.jobs.start(tr("Writing the pages of the brief"), work, self._arrived, self._failed)
        self.job.progressed.connect(self._progressed)
        self.job.ended.connect(self._ended)
        self.bar.setRange(0, 0)
        self._tell()

    # --- within

    def _touched(self, touched: Touched) -> None:
        case = self.workspace.case
        if nouns_of(touched) == {"edition"} and case is not None and not self.stale:
            self.head = case.head if self.head else ""  # to note what was filed changes nothing of what it says
        super()._touched(touched)

    def _arrived(self, found: tuple[CaseFile, bytes, str]) -> None:
        case, content, head = found
        if case is not self.workspace.case:
            return
        self.head = head
        self._page = self.view.page if self.stack.currentWidget() is self.view else 1
        self.stack.setCurrentWidget(self.view)
        self.view.open(content)
        self.written.emit()

    def _failed(self, error: UserError) -> None:
        self.empty.sentence.setText(str(error))
        self.stack.setCurrentWidget(self.empty)

    def _ended(self) -> None:
        self.job = None
        self._tell()

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def _tell(self) -> None:
        writing = self.job is not None
        outdated = self.outdated and not writing
        self.bar.setVisible(writing)
        self.cancel_button.setVisible(writing)
        self.refresh_button.setVisible(outdated)
        words = tr("Writing the pages …") if writing else tr("The case has changed since these pages were written.")
        self.note.setText(words)
        self.strip.setVisible(writing or outdated)
        self.empty.button.setVisible(not writing)

    def _case_changed(self) -> None:
        """Nothing of a closed case stays."""
        self.head = ""
        self._page = 1
        self.view.close_file()
        self.stack.setCurrentWidget(self.empty)
        self._tell()


def written_now(case: CaseFile, progress: Progress, cancelled: Cancelled) -> tuple[bytes, str]:
    """The brief's bytes and the journal's head that they were written from; its file is gone when this returns."""
    from casefile.brief.compose import write_brief

    with tempfile.TemporaryDirectory(prefix="casefile-") as folder:  # readable by this user alone
        target = Path(folder) / "brief.pdf"
        head = settled(case, lambda: write_brief(case, target, progress, cancelled))[1]
        return target.read_bytes(), head


def settled(case: CaseFile, write: Callable[[], Written]) -> tuple[Written, str]:
    """Write until the case stood still meanwhile: what was written, and the head that it was written from."""
    for _try in range(_TRIES):
        head = case.head
        written = write()
        if case.head == head:
            return written, head
    raise UserError(tr("The case was changed while its brief was being written; write it again."))
