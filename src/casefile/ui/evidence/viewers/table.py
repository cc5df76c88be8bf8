"""Tables: CSV and workbooks in a grid, as they were stored; nothing is computed and nothing is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from casefile.model import locators
from casefile.ui import theme
from casefile.ui.evidence.viewers.found_places import FoundPlaces
from casefile.ui.evidence.viewers.sheet import Cell, Cells, Sheet
from casefile.ui.evidence.viewers.sheet_model import ROOM_OF_SIGN, CellDelegate, Placed, SheetModel
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel

_NO_PASSAGE = UUID(int=0)
_MEASURED_ROWS, _MEASURED_COLUMNS, _WIDEST = 50, 30, 40  # letters
_NARROWEST, _MARGIN = 64, 32  # pixels


class TableViewer(Viewer):
    """Shows sheets; a passage is a row or several, cited by their numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QTableView()
        self.model = SheetModel(self)
        self.sheets = QComboBox()
        self.note = ElidedLabel(tone="muted")
        self.search = FoundPlaces(self, self._places_of, self._here, self._show_hits, self._paint_hits)
        self.finder = self.search.bar
        self._sheets: Sequence[Sheet] = ()
        self._marks: list[tuple[int, Placed]] = []  # with the number of the sheet
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(CellDelegate(self.grid))
        self.grid.setFrameShape(QFrame.Shape.NoFrame)
        self.grid.setAccessibleName(tr("Table"))
        self.grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.grid.setWordWrap(False)
        self.grid.setTabKeyNavigation(False)
        self.grid.horizontalHeader().setStretchLastSection(True)
        for header in (self.grid.horizontalHeader(), self.grid.verticalHeader()):
            # with the selection of the cells it would ask, each time it is painted, about each of all rows
            header.setSelectionModel(QItemSelectionModel(self.model, header))
        self.grid.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.sheets.setAccessibleName(tr("Sheet"))
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(12)
        bar.addWidget(self.sheets)
        bar.addWidget(self.note, 1)
        bar.addWidget(self.finder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.grid.selectionModel().selectionChanged.connect(lambda _new, _old: self.selection_changed.emit())
        self.grid.clicked.connect(self._pressed)
        self.grid.verticalHeader().sectionClicked.connect(self._row_pressed)
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.grid, context=Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy)
        theme.theme().changed.connect(self._show_marks)

    # --- what every viewer does

    def show_document(self, document: Document) -> None:
        self._show(document.data)

    def let_go(self) -> None:
        self._show(())

    def _show(self, sheets: Sequence[Sheet]) -> None:
        self._sheets, self._marks = sheets, []
        self.search.forget()
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems([sheet.name for sheet in sheets])
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(sheets) > 1)
        self._show_sheet(0)

    def _show_sheet(self, number: int) -> None:
        sheet = self._sheets[number] if 0 <= number < len(self._sheets) else Sheet("", ())
        self.model.show_sheet(sheet)
        self.note.setText(self._note(sheet))
        metrics = self.grid.fontMetrics()
        numbers = metrics.horizontalAdvance(str(len(sheet.rows)))
        self.grid.verticalHeader().setFixedWidth(numbers + ROOM_OF_SIGN)  # where there is no sign yet, too
        for place in range(min(sheet.wide, _MEASURED_COLUMNS)):
            cells = (row[place][:_WIDEST] for row in sheet.rows[:_MEASURED_ROWS] if place < len(row))
            widest = max(map(metrics.horizontalAdvance, cells), default=0)
            self.grid.setColumnWidth(place, max(_NARROWEST, widest + _MARGIN))
        self._show_marks()
        if self._sheets:
            self.page_seen.emit(number + 1, len(self._sheets))
        if self.finder.words:
            self.look_for(self.finder.words)

    def _note(self, sheet: Sheet) -> str:
        count = f"{len(sheet.rows):,}"
        if sheet.cut:
            return tr("The first {count} rows; save a copy to see the rest").format(count=count)
        rows = tr("1 row") if len(sheet.rows) == 1 else tr("{count} rows").format(count=count)
        last = self._sheets[-1] if self._sheets else sheet
        return (
            tr("{rows}; sheet {name} is not shown to its end").format(rows=rows, name=last.name) if last.cut else rows
        )

    def look_for(self, words: str | Sequence[str]) -> None:
        self.search.look_for(words)

    def start_finding(self) -> None:
        self.finder.start()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        found = self._place_of(Mark(_NO_PASSAGE, locator, quote, before, after))
        if found is not None:
            number, cells = found
            self.sheets.setCurrentIndex(number)
            self._select(cells)
        elif quote:
            self.look_for(quote)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        found = ((mark, self._place_of(mark)) for mark in marks)
        self._marks = [(place[0], Placed(mark, place[1])) for mark, place in found if place is not None]
        self._show_marks()

    @property
    def selection(self) -> dict[str, str]:
        cells, sheet = self._selected(), self.model.sheet
        if cells is None:
            return {}
        first, last = cells.top + 1, cells.bottom + 1
        lines = f"l. {first}" if first == last else f"ll. {first}-{last}"
        quote = sheet.quote_of(cells)
        place = ", ".join(part for part in (lines, sheet.place) if part)
        return {"locator": place, "quote": quote, "before": "", "after": ""}

    @property
    def focus_widget(self) -> QWidget:
        return self.grid

    def _selected(self) -> Cells | None:
        """The rectangle of cells that is selected; asked for by its sides, as it may hold a million."""
        ranges = self.grid.selectionModel().selection()
        chosen = [ranges.at(number) for number in range(ranges.count())]
        if not chosen:
            return None
        return Cells(
            min(one.top() for one in chosen),
            min(one.left() for one in chosen),
            max(one.bottom() for one in chosen),
            max(one.right() for one in chosen),
        )

    # --- passages

    def _place_of(self, mark: Mark) -> tuple[int, Cells] | None:
        """The number of its sheet, and its cells; a passage that names no sheet stands in the first that has it."""
        named = locators.parse(mark.locator).named if mark.locator else ""
        names = [sheet.name for sheet in self._sheets]
        among = [names.index(named)] if named in names else range(len(names))
        for number in among:
            cells = self._sheets[number].cells_of(mark)
            if cells is not None:
                return number, cells
        return None

    def _show_marks(self) -> None:
        here = self.sheets.currentIndex()
        self.model.show_marks([placed for number, placed in self._marks if number == here])

    def _select(self, cells: Cells) -> None:
        first, last = self.model.index(cells.top, cells.left), self.model.index(cells.bottom, cells.right)
        choose = self.grid.selectionModel()
        choose.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        choose.select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        seen = self.grid.viewport().rect().contains(self.grid.visualRect(first))
        hints = QAbstractItemView.ScrollHint
        self.grid.scrollTo(first, hints.EnsureVisible if seen else hints.PositionAtCenter)

    def _pressed(self, index: QModelIndex) -> None:
        here = self.model.marks_at((index.row(), index.column()))
        chosen = self._selected()
        if here and chosen is not None and chosen.size == 1:
            self.mark_clicked.emit(here[0].passage)

    def _row_pressed(self, row: int) -> None:
        """The sign of a passage stands at its rows."""
        here = self.model.marks_in(row)
        if here:
            self.mark_clicked.emit(here[0].mark.passage)

    # --- places found

    def _places_of(self, words: str | Sequence[str]) -> Iterable[Sequence[Cell]]:
        return self.model.sheet.cells_with(words)

    def _here(self) -> Cell:
        index = self.grid.currentIndex()
        return max(0, index.row()), max(0, index.column())

    def _show_hits(self) -> None:
        place = self.search.place
        self._paint_hits()
        if place is not None:
            self._select(Cells(*place, *place))

    def _paint_hits(self) -> None:
        self.model.show_hits(self.search.places, self.search.place)

    def _copy(self) -> None:
        cells, sheet = self._selected(), self.model.sheet
        if cells is not None:
            columns = range(cells.left, cells.right + 1)
            rows = ("\t".join(sheet.text(row, at) for at in columns) for row in range(cells.top, cells.bottom + 1))
            QGuiApplication.clipboard().setText("\n".join(rows))
