"""The list of a place: title, first step, filter, a table that stays smooth at a million rows, and what to do when empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.fitting import ColumnWidths
from casefile.ui.widgets.grid import Grid, WholeTextDelegate
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.marks import Coverage, CoverageDelegate
from casefile.ui.widgets.paging import Ask, Column, PagedModel, Source
from casefile.ui.widgets.several import Several, holds, select_again, several_of

_FILTER_WAIT = 150  # ms after the last key


class Memory(Protocol):
    """What remembers widths and orders: `settings.Settings`."""

    def remembered(self, key: str, default: Any = None) -> Any: ...
    def remember(self, key: str, value: Any) -> None: ...


class RecordTable(QWidget):
    """Rows of a `Source` under `title`.

    `selected(id or None)` follows the selection, `activated(id)` is Enter or a double click, `beside(id)` Ctrl+click or
    Ctrl+Enter, `edit_asked(id)` F2, `preview_asked(id)` Space, `bin_asked(id)` Delete, `menu_asked(id or None, global
    point)` the context menu, `new_asked` the "New" button and the first step of the empty list. With `several` also
    `several_selected(count)`: Ctrl and Shift with clicks and arrows, and Ctrl+A, select more than one.
    """

    selected = Signal(object)
    several_selected = Signal(int)
    activated = Signal(object)
    beside = Signal(object)
    edit_asked = Signal(object)
    preview_asked = Signal(object)
    bin_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    new_asked = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        source: Source,
        columns: Sequence[Column],
        *,
        empty: str,
        first_step: str = "",
        new: str = "",
        memory: Memory | None = None,
        several: bool = False,
        notes: Callable[[str], str] = lambda _typed: "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what widths and order are remembered under; `empty` the sentence of the empty list; `new` the
        words of the button in the head ("New act"), no button when it is ""; `notes(typed)` what is to be said of what
        stands in the filter.
        """
        super().__init__(parent)
        self._name, self._memory = name, memory
        self._wanted: UUID | None = None
        self._quiet = False
        self._several: Several | None = None  # while more than one row is selected
        self.model = PagedModel(source, columns, self)
        self.table = Grid(self, several=several)
        self.heading = Heading(title)
        self.new_button = QPushButton(new or tr("New"))
        self.new_button.setIcon(icons.icon("add"))
        if not new:  # showing a widget without a parent would open a window
            self.new_button.hide()
        self.filter = QLineEdit()
        self.noted = PlainLabel(tone="muted", wrap=True)
        self._notes = notes
        self.empty = EmptyState(empty, first_step)
        self.nothing = EmptyState(tr("Nothing here has these words. Empty the filter to see everything."))
        self._stack = QStackedWidget()
        self._filter_wait = QTimer(self)
        self._lay_out(title)
        self._set_up_table()
        self._connect()

    def _lay_out(self, title: str) -> None:
        head = self._head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.new_button)
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setAccessibleName(tr("Filter") + f": {title}")
        self.filter.setClearButtonEnabled(True)
        row = self._tools = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.filter)
        for page in (self.table, self.empty, self.nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.noted)
        self.noted.setContentsMargins(16, 0, 12, 0)
        self.noted.hide()
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self._stack)
        column.addLayout(body, 1)
        self.table.setAccessibleName(title)

    def _set_up_table(self) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.setModel(self.model)
        apart = QItemSelectionModel(self.model, header)  # else it asks of each row whether it is selected
        header.setSelectionModel(apart)
        self._bars = CoverageDelegate(table)
        self._plain = WholeTextDelegate(table)
        for place, column in enumerate(self.model.columns):
            table.setColumnWidth(place, column.width)
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._widths = ColumnWidths(table, self.model)
        self._recall()
        table.setSortingEnabled(True)
        self._widths.changed.connect(self._note)
        header.sectionMoved.connect(self._note)
        header.sortIndicatorChanged.connect(self._note)

    def _connect(self) -> None:
        self._filter_wait.setSingleShot(True)
        self._filter_wait.setInterval(_FILTER_WAIT)
        self._filter_wait.timeout.connect(self._apply_filter)
        self.filter.textChanged.connect(lambda _text: self._filter_wait.start())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.new_button.clicked.connect(self.new_asked)
        self.empty.stepped.connect(self.new_asked)
        if self.table.several:
            self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        else:
            self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.pressed_key.connect(self._key)
        self.table.opened.connect(self._opened)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.model.modelReset.connect(self._after_reset)

    # --- for views

    def set_head(self, widget: QWidget) -> None:
        """Put `widget` in the place of the title, such as a switch between lists."""
        self.heading.hide()
        self._head.insertWidget(0, widget)
        self._head.insertStretch(1, 1)

    def add_tool(self, widget: QWidget) -> None:
        """Put `widget` beside the filter."""
        self._tools.addWidget(widget)

    @property
    def current(self) -> UUID | None:
        return self._wanted

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return self._several.count if self._several is not None else int(self._wanted is not None)

    def chosen(self) -> Ask:
        """What asks for the ids of all that is selected, in the order of the list."""
        if self._several is not None:
            return self.model.ids(self._several.spans)
        found = () if self._wanted is None else (self._wanted,)
        return lambda _session: found

    def current_row(self) -> Any:
        """The frozen row that is selected, or None."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def reload(self) -> None:
        """Read again; the selection stays on the same record, the view where it was scrolled to."""
        bar = self.table.verticalScrollBar()
        where = bar.value()
        self.model.reload()
        bar.setValue(where)

    def select(self, record: UUID | None) -> bool:
        """Select `record` without telling `selected`; False when it is not in the list."""
        self._wanted, self._several = record, None
        place = None if record is None else self.model.find(record)
        self._quiet = True
        if place is None:
            self.table.selectionModel().clear()
        else:
            index = self.model.index(place, self._first_column())
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
        self._quiet = False
        return place is not None

    # --- within

    def _first_column(self) -> int:
        return max(self.table.horizontalHeader().logicalIndex(0), 0)

    def _apply_filter(self) -> None:
        typed = self.filter.text().strip()
        self.model.reload(replace(self.model.query, text=typed))
        said = self._notes(typed) if typed else ""
        self.noted.setText(said)
        self.noted.setVisible(bool(said))

    def _after_reset(self) -> None:
        filtered = bool(self.model.query.text)
        empty = self.model.rowCount() == 0
        self._stack.setCurrentWidget((self.nothing if filtered else self.empty) if empty else self.table)
        self.filter.setEnabled(not empty or filtered)
        if not empty:
            for place in range(len(self.model.columns)):
                bars = isinstance(self.model.index(0, place).data(Qt.ItemDataRole.UserRole), Coverage)
                self.table.setItemDelegateForColumn(place, self._bars if bars else self._plain)
        several = self._several
        if self._wanted is not None and not self.select(self._wanted) and not filtered:
            self._wanted = None
            self.selected.emit(None)
        elif several is not None:
            self._stay(several)

    def _stay(self, several: Several) -> None:
        """Select `several` again, if they stand where they stood."""
        if holds(self.model, several):
            self._quiet = True
            select_again(self.model, self.table.selectionModel(), several)
            self._quiet = False
            self._several = several
        else:
            self.selected.emit(self._wanted)

    def _selection_changed(self) -> None:
        if self._quiet:
            return
        several = several_of(self.model, self.table.selectionModel().selection())
        if several.count > 1:
            here = self.table.currentIndex().row()
            inside = any(first <= here <= last for first, last in several.spans)
            self._several, self._wanted = several, self.model.id_at(here if inside else several.spans[0][0])
            self.several_selected.emit(several.count)
            return
        record = self.model.id_at(several.spans[0][0]) if several.spans else None
        if self._several is not None or record != self._wanted:
            self._several, self._wanted = None, record
            self.selected.emit(record)

    def _row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            self._wanted = self.model.id_at(index.row())
            self.selected.emit(self._wanted)

    def _opened(self, index: QModelIndex, beside: bool) -> None:
        record = self.model.id_at(index.row())
        if record is not None:
            (self.beside if beside else self.activated).emit(record)

    def _key(self, key: int) -> None:
        record = self.current
        if key == Qt.Key.Key_Escape:
            self.select(record)
            self.selected.emit(record)
            return
        if record is not None:
            asked = {Qt.Key.Key_F2: self.edit_asked, Qt.Key.Key_Delete: self.bin_asked}
            asked.get(Qt.Key(key), self.preview_asked).emit(record)

    def _menu(self, point: QPoint) -> None:
        index = self.table.indexAt(point)
        record = self.model.id_at(index.row()) if index.isValid() else None
        self.menu_asked.emit(record, self.table.viewport().mapToGlobal(point))

    def _note(self) -> None:
        if self._memory is not None:
            state = bytes(self.table.horizontalHeader().saveState().data()).hex()
            held = {"header": state, "columns": len(self.model.columns), "widths": self._widths.chosen}
            self._memory.remember(f"table/{self._name}", held)

    def _recall(self) -> None:
        stored = self._memory.remembered(f"table/{self._name}") if self._memory is not None else None
        if isinstance(stored, dict) and stored.get("columns") == len(self.model.columns):
            self.table.horizontalHeader().restoreState(QByteArray.fromHex(str(stored.get("header", "")).encode()))
            widths = stored.get("widths")
            sound = isinstance(widths, dict) and all(isinstance(width, int) for width in widths.values())
            self._widths.chosen = dict(widths) if isinstance(widths, dict) and sound else {}
