"""The place "results": everything that a search found, by kind, and the searches that are kept."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.errors import UserError
from casefile.operations import records
from casefile.operations.search import Hit, Results
from casefile.ui import icons
from casefile.ui.evidence import texts
from casefile.ui.places import place
from casefile.ui.search import words
from casefile.ui.search.asking import Asker
from casefile.ui.search.opening import open_hit
from casefile.ui.search.results import ResultsList, counts
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, PlainLabel
from casefile.ui.workspace import Workspace

PLACE = "results"
_EACH = 5
_ROW = 34  # pixels
_KEPT = 500  # saved searches that are listed
_EMPTY = (
    "Type what you look for: words are all needed, “words in quotes” stand together, word* is a beginning, -word must "
    "not be there. type: lang: date: grade: by: number: tag: folder: and is: narrow, such as date:>=2024-02."
)


@place(PLACE, "Search", order=900)
class ResultsView(View):
    """The line at the top, kinds and saved searches at the left, the results at the right."""

    tables = frozenset({"saved_search", "text"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.line = QLineEdit()
        self.save_button = QPushButton(tr("Keep this search"))
        self.said = PlainLabel("", tone="muted", wrap=True)
        self.kinds = QListWidget()
        self.saved = QListWidget()
        self.none_saved = PlainLabel(
            tr("None yet. “Keep this search” puts what you typed here."), tone="muted", wrap=True
        )
        self.results = ResultsList(workspace)
        self.empty = EmptyState(tr(_EMPTY))
        self.stack = QStackedWidget()
        self._asker = Asker(self, workspace, _EACH)
        self._kind, self._typed, self._results = "", "", Results()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(tr("Search everything"))
        self.line.setAccessibleName(tr("Search"))
        self.line.setClearButtonEnabled(True)
        self.save_button.setIcon(icons.icon("add"))
        self.kinds.setAccessibleName(tr("Kinds of results"))
        self.saved.setAccessibleName(tr("Saved searches"))
        self.saved.setToolTip(tr("Enter asks again, F2 renames, Del puts into the bin."))
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(12)
        head.addWidget(self.line, 1)
        head.addWidget(self.save_button)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(12)
        for one in (self.kinds, self.saved):
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.kinds, 2)
        column.addWidget(PlainLabel(tr("Saved searches"), tone="muted"))
        column.addWidget(self.none_saved)
        column.addWidget(self.saved, 1)
        column.addStretch()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.results)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(side)
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 800])
        split.setChildrenCollapsible(False)
        said = QHBoxLayout()
        said.setContentsMargins(16, 0, 16, 8)
        said.addWidget(self.said)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addLayout(head)
        room.addLayout(said)
        room.addWidget(split, 1)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._asker.ask)
        self.line.returnPressed.connect(self.results.setFocus)
        self._asker.answered.connect(self._show)
        self.kinds.currentItemChanged.connect(self._kind_chosen)
        self.results.opened.connect(self._open)
        self.results.kind_wanted.connect(self.show_kind)
        self.save_button.clicked.connect(lambda: self.workspace.attempt(self.keep))
        self.saved.itemActivated.connect(lambda item: self.ask(item.data(_QUERY)))
        self.saved.itemChanged.connect(self._renamed)
        remove = QShortcut(QKeySequence("Del"), self.saved, context=Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(lambda: self.workspace.attempt(self._forget_saved))

    # --- what the window and commands ask

    def reload(self) -> None:
        rows = self.workspace.read(records.page, "saved_search", None, None, _KEPT)
        self.saved.blockSignals(True)
        self.saved.clear()
        locked = self.workspace.locked
        for row in rows:
            item = _entry(row.title)
            item.setData(_ID, row.id)
            item.setData(_QUERY, row["query"])
            if not locked:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.saved.addItem(item)
        self.saved.blockSignals(False)
        self.none_saved.setVisible(not rows)
        self.saved.setVisible(bool(rows))
        self.saved.setMaximumHeight(len(rows) * _ROW + 2)
        self._asker.ask(self.line.text(), soon=False)

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def ask(self, typed: str, kind: str = "") -> None:
        """Show what `typed` finds, of one kind or, with "", of all."""
        self.line.setText(typed)
        self._kind = kind
        self._asker.ask(typed, soon=False)
        self.results.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_kind(self, kind: str) -> None:
        """Show all results of one kind."""
        for row in range(self.kinds.count()):
            if self.kinds.item(row).data(_ID) == kind:
                self.kinds.setCurrentRow(row)

    def keep(self) -> UUID:
        """Keep what was asked under its own words; F2 renames it."""
        typed = " ".join(self.line.text().split())
        if not typed:
            raise UserError(tr("Type a search first; then it can be kept."))
        return self.workspace.write(tr("Keep search"), records.add, "saved_search", {"title": typed, "query": typed})

    # --- within

    def _show(self, typed: str, results: Results) -> None:
        again, self._typed = typed == self._typed, typed
        reading = [tr("Documents are being read; what they hold is found as they come.")] if self._reads() else []
        said = [*results.problems, *results.notes, *reading]
        self.said.setText("  ".join(said))
        self.said.setVisible(bool(said))
        found = counts(results.groups)
        if self._kind not in found:
            self._kind = ""
        self._list_kinds(found, results.count)
        if found or results.exact is not None:
            self._show_lines(results, again=again)
            self.stack.setCurrentWidget(self.results)
        else:
            self.empty.sentence.setText((words.nothing(results) if typed.strip() else "") or tr(_EMPTY))
            self.stack.setCurrentWidget(self.empty)
        self._results = results

    def _reads(self) -> bool:
        return texts.runs(self.workspace).job is not None

    def _show_lines(self, results: Results, *, again: bool = False) -> None:
        """Show the results; where the same is asked `again`, one stays where one was."""
        place = self.results.place() if again else None
        if self._kind:
            self.results.results.show_kind(self._typed, self._kind)
        else:
            self.results.results.show_all(results)
        if place is None or not self.results.stand_at(place):
            self.results.mark_first()

    def _list_kinds(self, found: dict[str, int], count: int) -> None:
        self.kinds.blockSignals(True)
        self.kinds.clear()
        for kind, many in {"": count, **found}.items():
            item = _entry(f"{words.group_words(kind) if kind else tr('All')}   {many:,}")
            item.setData(_ID, kind)
            self.kinds.addItem(item)
            if kind == self._kind:
                self.kinds.setCurrentItem(item)
        self.kinds.setMaximumHeight(self.kinds.count() * _ROW + 2)
        self.kinds.blockSignals(False)

    def _kind_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID) != self._kind:
            self._kind = item.data(_ID)
            self._show_lines(self._results)

    def _open(self, hit: Hit) -> None:
        self.workspace.attempt(lambda: open_hit(self.workspace, hit, self._typed))

    def _renamed(self, item: QListWidgetItem) -> None:
        values = {"title": item.text()}
        if not self.workspace.attempt(
            lambda: self.workspace.write(tr("Rename search"), records.edit, "saved_search", item.data(_ID), values)
        ):
            self.reload()

    def _forget_saved(self) -> None:
        item = self.saved.currentItem()
        if item is not None:
            self.workspace.write(tr("Bin search"), records.bin_, "saved_search", item.data(_ID))
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))


def _entry(title: str) -> QListWidgetItem:
    item = QListWidgetItem(title)
    item.setSizeHint(QSize(0, _ROW))
    return item


_ID = Qt.ItemDataRole.UserRole
_QUERY = Qt.ItemDataRole.UserRole + 1
