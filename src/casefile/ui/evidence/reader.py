"""The reader: the document at the left, its passages at the right. Esc goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from casefile.operations import evidence
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.evidence.passages import Passages
from casefile.ui.evidence.viewers import DocumentView, Mark
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.workspace import Workspace

NEW_PASSAGE = "Ctrl+Return"


class Reader(QWidget):
    """`open(id)` shows the document of an item. `closed` on Esc or the back button, `copy_wanted(id)`."""

    closed = Signal()
    copy_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.row: Row | None = None
        self._marks: tuple[Mark, ...] = ()
        self.title = ElidedLabel()
        self.document = DocumentView(workspace)
        self.passages = Passages(workspace)
        self.take_button = QPushButton(tr("New passage from selection"))
        self.take_button.setIcon(icons.icon("add"))
        self.take_button.setToolTip(NEW_PASSAGE)
        self.back = QToolButton()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.back.setText(tr("Back to the register"))
        self.back.setToolTip(tr("Esc"))
        self.back.setIcon(icons.icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.take_button)
        side = ScrollColumn()
        side.column.addWidget(self.passages)
        side.column.addStretch()
        side.setMinimumWidth(320)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.document)
        self.splitter.addWidget(side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([620, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_document)
        self.workspace.case_changed.connect(self._let_go)
        self.take_button.clicked.connect(self.passage_from_selection)
        self.document.copy_wanted.connect(lambda: self.copy_wanted.emit(self.item))
        self.passages.wanted.connect(self.show_passage)
        self.document.selection_changed.connect(self._selection_changed)
        self.document.shown.connect(self._selection_changed)
        self.document.mark_clicked.connect(self.passages.reveal)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_document)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut  # in the draft the same keys save it
        take = QShortcut(QKeySequence(NEW_PASSAGE), self.document, context=within)
        take.activated.connect(self.passage_from_selection)

    # --- for the view

    def open(self, item: UUID, passage: Row | None = None, find: str | Sequence[str] = "") -> None:
        """Show the document of `item`, at `passage` if one is given, the words of `find` marked."""
        another, self.item = item != self.item, item
        self.reload()
        if another and self.row is not None:
            self.document.open_item(self.row)
            self._show_marks()
        if passage is not None:
            self.document.mark_passage(passage)
        if find:
            self.document.look_for(find)

    def reload(self) -> None:
        """Read the item and its passages again; the document stays."""
        if self.item is None:
            return
        detail = self.workspace.read(evidence.detail, self.item)
        self.row = detail.item
        self.title.setText(detail.item.label)
        locked = self.workspace.case is None or self.workspace.case.read_only
        self.passages.show_item(detail, locked=locked)
        self._marks = tuple(
            _mark(row, [link.bearing for link in detail.links.get(row.id, ())]) for row in detail.passages
        )
        self._show_marks()
        self._selection_changed()

    def _show_marks(self) -> None:
        self.document.set_marks(self._marks)

    def close_document(self) -> None:
        """Let go of the document; unsaved text is saved first."""
        if self.passages.commit():
            self._let_go()
            self.closed.emit()

    def show_passage(self, passage: Row) -> None:
        """Go to where `passage` stands, and mark its words."""
        self.document.mark_passage(passage)

    def passage_from_selection(self) -> None:
        """Begin a passage of the selected words, its place filled in."""
        values = self.selection()
        if not self.take_button.isHidden():
            self.passages.add(values)

    def selection(self) -> dict[str, Any]:
        """Locator, quote and the words around it of what is selected; the page alone when nothing is."""
        return dict(self.document.selection)

    # --- within

    def _selection_changed(self) -> None:
        locked = self.workspace.case is None or self.workspace.case.read_only
        chosen = self.selection()
        self.take_button.setVisible(not locked and self.document.viewer is not None)
        self.take_button.setEnabled(bool(chosen.get("quote")) or "region" in chosen.get("locator", ""))

    def _let_go(self) -> None:
        """Nothing of the document stays in memory, and no child process."""
        self.document.let_go()
        self.item = None


def _mark(row: Row, bearings: Sequence[str]) -> Mark:
    """A passage as its document marks it: what undermines shows before what supports."""
    bearing = next((one for one in ("undermines", "supports", "context") if one in bearings), "")
    locator, quote, before, after = (str(row[name]) for name in ("locator", "quote", "before", "after"))
    return Mark(row.id, locator, quote, before, after, bearing)
