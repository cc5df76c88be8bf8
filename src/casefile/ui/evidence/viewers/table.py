"""Tables: CSV and workbooks in a grid, as they were stored; nothing is computed and nothing is a formula."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from casefile.model import locators
from casefile.operations import finding
from casefile.ui import theme
from casefile.ui.evidence.viewers.loading import Sheet
from casefile.ui.evidence.viewers.viewer import Document, Viewer
from casefile.ui.text import tr
from casefile.ui.widgets.find_bar import FindBar
from casefile.ui.widgets.labels import ElidedLabel, safe_tip

_MOST_IN_CELL = 500
_Index = QModelIndex | QPersistentModelIndex
_Cell = tuple[int, int]


class TableViewer(Viewer):
    """Shows sheets; a passage is a row or several, cited by their numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QTableView()
        self.model = _Model(self)
        self.sheets = QComboBox()
        self.note = ElidedLabel(tone="muted")
        self.finder = FindBar()
        self._sheets: Sequence[Sheet] = ()
        self._hits: list[_Cell] = []
        self._current = -1
        self._lay_out()
        self.grid.selectionModel().selectionChanged.connect(lambda _new, _old: self.selection_changed.emit())
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.finder.looked_for.connect(self.look_for)
        self.finder.stepped.connect(self.next_hit)
        find = QShortcut(QKeySequence.StandardKey.Find, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.start_finding)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.grid, context=Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)

    def _lay_out(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setFrameShape(QFrame.Shape.NoFrame)
        self.grid.setAccessibleName(tr("Table"))
        self.grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.grid.setWordWrap(False)
        self.grid.setTabKeyNavigation(False)
        self.grid.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.sheets.setAccessibleName(tr("Sheet"))
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(self.sheets)
        bar.addWidget(self.note, 1)
        bar.addWidget(self.finder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)

    # --- what every viewer does

    def show_document(self, document: Document) -> None:
        self._show(document.data)

    def let_go(self) -> None:
        self._show(())

    def _show(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self.finder.forget()
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems([sheet.place.strip("“”") for sheet in sheets])
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(sheets) > 1)
        self._show_sheet(0)

    def _show_sheet(self, number: int) -> None:
        sheet = self._sheets[number] if 0 <= number < len(self._sheets) else Sheet("", ())
        self._hits, self._current = [], -1
        self.model.show_sheet(sheet)
        cut = tr("Only the first {count} rows are shown; save a copy to see the rest.").format(
            count=f"{len(sheet.rows):,}"
        )
        count = tr("1 row") if len(sheet.rows) == 1 else tr("{count} rows").format(count=f"{len(sheet.rows):,}")
        self.note.setText(cut if sheet.cut else count)
        for place in range(min(self.model.columnCount(), 30)):
            widest = max((len(row[place]) for row in sheet.rows[:50] if place < len(row)), default=4)
            self.grid.setColumnWidth(place, 24 + self.fontMetrics().averageCharWidth() * max(4, min(widest, 40)))
        if self._sheets:
            self.page_seen.emit(number + 1, len(self._sheets))
        if self.finder.words:
            self.look_for(self.finder.words)

    def look_for(self, words: str | Sequence[str]) -> None:
        self.finder.show_words(words if isinstance(words, str) else " ".join(words))
        self._hits = [] if not words else self.model.cells_with(words)
        self._current = 0 if self._hits else -1
        self.model.mark_hits(self._hits)
        self._show_hit()

    def start_finding(self) -> None:
        self.finder.start()

    def next_hit(self, step: int = 1) -> None:
        """Show the next cell that holds the words, or the one before with -1."""
        if self._hits:
            self._current = (self._current + step) % len(self._hits)
            self._show_hit()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:  # noqa: ARG002
        place = locators.parse(locator) if locator else locators.Locator()
        named = [sheet.place.strip("“”") for sheet in self._sheets]
        if place.named in named:
            self.sheets.setCurrentIndex(named.index(place.named))
            self._show_sheet(named.index(place.named))
        lines = [int(one) - 1 for one in place.line.split("-")] if place.line else []
        if lines and lines[-1] < self.model.rowCount():
            chosen = QItemSelection(
                self.model.index(lines[0], 0), self.model.index(lines[-1], self.model.columnCount() - 1)
            )
            self.grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.grid.scrollTo(self.model.index(lines[0], 0))
        elif quote:
            self.look_for(quote)

    @property
    def selection(self) -> dict[str, str]:
        cells = sorted((index.row(), index.column()) for index in self.grid.selectionModel().selectedIndexes())
        if not cells:
            return {}
        first, last = cells[0][0] + 1, cells[-1][0] + 1
        sheet = self._sheets[max(0, self.sheets.currentIndex())].place if self._sheets else ""
        lines = f"l. {first}" if first == last else f"ll. {first}-{last}"
        quote = " ".join(" ".join(self.model.text(*cell) for cell in cells).split())
        place = ", ".join(part for part in (lines, sheet) if part)
        return {"locator": place, "quote": quote, "before": "", "after": ""}

    @property
    def focus_widget(self) -> QWidget:
        return self.grid

    # --- within

    def _show_hit(self) -> None:
        self.finder.tell(self._current + 1, len(self._hits))
        if self._hits:
            index = self.model.index(*self._hits[self._current])
            self.grid.scrollTo(index)
            self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for index in sorted(self.grid.selectionModel().selectedIndexes(), key=lambda one: (one.row(), one.column())):
            rows.setdefault(index.row(), []).append(self.model.text(index.row(), index.column()))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))


class _Model(QAbstractTableModel):
    """One sheet; only the cells in sight are ever asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[str]] = ()
        self._wide = 0
        self._hits: frozenset[_Cell] = frozenset()

    def show_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self._rows = sheet.rows
        self._wide = max((len(row) for row in self._rows), default=0)
        self._hits = frozenset()
        self.endResetModel()

    def mark_hits(self, hits: Sequence[_Cell]) -> None:
        self._hits = frozenset(hits)
        self.layoutChanged.emit()

    def cells_with(self, words: str | Sequence[str]) -> list[_Cell]:
        """The cells that hold the words, row by row."""
        text, starts, cells = [], [], list[_Cell]()
        length = 0
        for down, row in enumerate(self._rows):
            for across, cell in enumerate(row):
                starts.append(length)
                cells.append((down, across))
                text.append(cell)
                length += len(cell) + 1
        return _holders("\x1f".join(text), starts, cells, words)

    def text(self, down: int, across: int) -> str:
        row = self._rows[down]
        return row[across] if across < len(row) else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._wide

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self.text(index.row(), index.column())[:_MOST_IN_CELL].split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(self.text(index.row(), index.column())[:2000])
        if role == Qt.ItemDataRole.BackgroundRole and (index.row(), index.column()) in self._hits:
            return theme.colour("mark")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return section + 1 if orientation == Qt.Orientation.Vertical else _letters(section)


def _holders(text: str, starts: list[int], cells: list[_Cell], words: str | Sequence[str]) -> list[_Cell]:
    found = dict.fromkeys(cells[bisect_right(starts, start) - 1] for start, _end in finding.spans(text, words))
    return list(found)


def _letters(section: int) -> str:
    """A column as spreadsheets call it: A … Z, AA …"""
    name, rest = "", section + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
