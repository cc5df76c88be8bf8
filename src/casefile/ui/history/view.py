"""The place "history": the changes of the file, and its bin."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.model import NOUNS
from casefile.ui.addresses import address_of
from casefile.ui.history import binned, changes
from casefile.ui.history.binned import Binned, BinnedPage
from casefile.ui.history.changes import ChangePage, step_of
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

PLACE = "history"


@place(PLACE, "History", order=130)
class HistoryView(View):
    """Two lists, one of them shown, each with its detail."""

    tables: ClassVar[frozenset[str]] = frozenset(NOUNS)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.changes, self.bin = changes.table(workspace), binned.table(workspace)
        self.change, self.binned = ChangePage(workspace), BinnedPage(workspace)
        self.switches = [self._switch(), self._switch()]
        for table, switch in zip((self.changes, self.bin), self.switches, strict=True):
            table.set_head(switch)
        self._details = (
            _with_hint(self.change, tr("Choose a change to see what it did.")),
            _with_hint(self.binned, tr("Choose a record to see it and to restore it.")),
        )
        self.pages = QStackedWidget()
        self._splits = (
            ListDetail("history", self.changes, self._details[0], workspace.settings, share=0.45),
            ListDetail("bin", self.bin, self._details[1], workspace.settings),
        )
        for split in self._splits:
            self.pages.addWidget(split)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.pages)
        self.changes.selected.connect(lambda _record: self._chose_change())
        self.bin.selected.connect(lambda _record: self._chose_binned())
        self.bin.activated.connect(lambda _record: self.binned.button.setFocus())
        self.binned.restored.connect(self._restored)
        workspace.case_changed.connect(self.change.forget)

    def _switch(self) -> Segments:
        made = Segments([("changes", tr("Changes")), ("bin", tr("Bin"))], tr("List"))
        made.chosen.connect(self._switched)
        return made

    # --- what the window asks

    def reload(self) -> None:
        if self.shows_bin:
            self.bin.reload()
            self._show_binned()
            return
        self.changes.reload()
        if self.changes.current is None and self.changes.model.rowCount():
            self.changes.select(self.changes.model.id_at(0))
        self._show_change()

    @property
    def shows_bin(self) -> bool:
        return self.pages.currentIndex() == 1

    def show_list(self, key: str) -> None:
        """Show "changes" or "bin"."""
        for switch in self.switches:
            switch.show_value(key)
        self.pages.setCurrentIndex(1 if key == "bin" else 0)
        self.reload()

    # --- within

    def _switched(self, key: str) -> None:
        self.show_list(key)
        self.switches[self.pages.currentIndex()].setFocus()

    def _chose_change(self) -> None:
        self._show_change()
        self._splits[0].show_detail(True)

    def _chose_binned(self) -> None:
        self._show_binned()
        self._splits[1].show_detail(self.bin.current is not None)

    def _show_change(self) -> None:
        step = step_of(self.changes.current_row())
        if step is not None:
            self.change.show_step(step)
        self._details[0].setCurrentIndex(0 if step is None else 1)

    def _show_binned(self) -> None:
        one = self.bin.current_row()
        shown = isinstance(one, Binned)
        if isinstance(one, Binned):
            self.binned.show_binned(one)
        self._details[1].setCurrentIndex(1 if shown else 0)

    def _restored(self, noun: str, record: UUID) -> None:
        address = address_of(self.workspace, noun, record)
        self.bin.select(None)
        self.bin.reload()
        self._show_binned()
        self.workspace.said.emit(
            tr("Restored; it stands in its place again.") if address else tr("Restored; undo puts it back.")
        )


def _with_hint(page: QWidget, hint: str) -> QStackedWidget:
    stack = QStackedWidget()
    stack.addWidget(EmptyState(hint))
    stack.addWidget(page)
    return stack
