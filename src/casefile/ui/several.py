"""What stands in the detail's place while several records are selected: how many, and what can be done to all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from casefile.errors import UserError
from casefile.operations import together
from casefile.operations.together import Do
from casefile.operations.veil import HIDDEN
from casefile.ui.jobs import Cancelled, Job, Progress, Work
from casefile.ui.text import tr
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


class SeveralRecords(ScrollColumn):
    """The selected records of `table`, of one noun; a list shows it with `show_count`.

    What is done goes beside the window, with progress and Cancel, and is one step of undo.
    """

    def __init__(
        self,
        workspace: Workspace,
        noun: str,
        table: RecordTable,
        in_bin: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """`in_bin()`: whether the list shows the bin."""
        super().__init__(parent)
        self.workspace, self.noun, self.table, self._in_bin = workspace, noun, table, in_bin
        self.job: Job | None = None
        self.title = Heading("", 1)
        self.line = PlainLabel(tone="muted", wrap=True)
        self.tools = QWidget()
        self.buttons = FlowLayout(self.tools)
        self.bin_button, self.restore_button = QPushButton(tr("Put into the bin")), QPushButton(tr("Restore"))
        self.bar, self.cancel_button = QProgressBar(), QPushButton(tr("Cancel"))
        self.said = PlainLabel(wrap=True)
        self._lay_out()
        self.bin_button.clicked.connect(lambda: self.workspace.attempt(self.bin_all))
        self.restore_button.clicked.connect(lambda: self.workspace.attempt(self.restore_all))
        self.cancel_button.clicked.connect(self._cancel)

    def _lay_out(self) -> None:
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(200)
        self.progress = QWidget()
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar)
        row.addWidget(self.cancel_button)
        row.addStretch()
        self.progress.hide()
        self.said.hide()
        self.column.setSpacing(12)
        for widget in (self.title, self.line, self.tools, self.progress, self.said):
            self.column.addWidget(widget)
        for button in (self.bin_button, self.restore_button):
            self.buttons.addWidget(button)
        self.column.addStretch()

    # --- what a list asks

    def show_count(self, count: int) -> None:
        """Say how many are selected, and offer what can be done with them."""
        case, in_bin = self.workspace.case, self._in_bin()
        locked = case is None or case.read_only
        self.title.setText(tr("{count} items selected").format(count=f"{count:,}"))
        words = tr("What you do here is done to all of them, and one undo takes it back.")
        self.line.setText(tr("This case is open for reading only.") if locked else words)
        for button in self._buttons():
            button.setVisible(not locked and (button is self.restore_button) == in_bin)
            button.setEnabled(self.job is None)
        self.show_more(locked=locked or in_bin)

    def show_more(self, *, locked: bool) -> None:
        """What a subclass shows below; `locked`: nothing can be written."""

    def forget(self) -> None:
        """Another selection: what was said of the last one goes."""
        self.tell("")
        self.verticalScrollBar().setValue(0)

    # --- what can be done

    def bin_all(self) -> None:
        """Put all of them into the bin, unless that is where they are."""
        if self._in_bin():
            return
        words = tr("Put into the bin. Undo brings them back.")
        self.change_all(tr("Bin several"), together.bin_(self.noun), words)

    def restore_all(self) -> None:
        """Take all of them out of the bin."""
        self.change_all(tr("Restore from bin"), together.restore(self.noun), tr("Taken out of the bin."))

    def change_all(self, label: str, do: Do, words: str) -> None:
        """`do` with each, as one step of undo called `label`; then say `words`."""
        case, ask, noun, veil = self.workspace.case, self.table.chosen(), self.noun, self.workspace.veil
        assert case is not None

        def work(progress: Progress, cancelled: Cancelled) -> None:
            with case.change(label) as session:
                if veil is not None:
                    session.info[HIDDEN] = (veil, None)
                together.each(session, noun, ask(session), do, lambda done, total: progress(done, total, ""), cancelled)

        self.run(label, work, lambda _none: self.workspace.said.emit(words))

    def run(self, title: str, work: Work, done: Callable[[Any], object]) -> None:
        """Start `work` beside the window; one at a time."""
        if self.job is not None:
            raise UserError(tr("Something is being done with several items already; wait for it, or cancel it first."))
        self.tell("")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.progress.show()
        self.cancel_button.setEnabled(True)
        self.job = self.workspace.jobs.start(title, work, done, lambda error: self.tell(str(error), "mistake"))
        self.job.progressed.connect(self._progressed)
        self.job.ended.connect(self._ended)
        for button in self._buttons():
            button.setEnabled(False)

    def tell(self, sentence: str, tone: str = "") -> None:
        """Say what came of it, under the buttons."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.said.setProperty("tone", tone)
        self.said.style().polish(self.said)

    # --- within

    def _buttons(self) -> list[QPushButton]:
        return self.tools.findChildren(QPushButton)

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(1000 * done / total) if total else 0)

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.cancel_button.setEnabled(False)

    def _ended(self) -> None:
        self.job = None
        self.progress.hide()
        for button in self._buttons():
            button.setEnabled(True)
