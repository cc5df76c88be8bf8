"""The table of the matrix: rows of operations as they are, cells painted as glyph and number of passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from casefile.operations import matrix
from casefile.operations.matrix import Cell, Matrix, MatrixRow
from casefile.ui import theme
from casefile.ui.matrix.arranging import title_of
from casefile.ui.text import tr
from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.marks import Coverage, Mark, paint_coverage

_Index = QModelIndex | QPersistentModelIndex
HEAD, PROVED, FIRST = 0, 1, 2
"""Columns: the charge or attribution, how much of it is proved, and from FIRST on the elements."""
CELL_WIDTH = 47
ONE_SOURCE, NEXUS_OPEN = "ˢ", "ⁿ"
"""Marks of a cell: all its support comes from one origin; the link of this act with the context is not proved."""
_MOST_MADE = 400


class MatrixModel(QAbstractTableModel):
    """The rows of a matrix that are shown, by their places in it. A row is made in full when it is looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Matrix | None = None
        self.places: Sequence[int] = ()
        self._made: dict[int, MatrixRow] = {}
        self._elements = 0

    def show_rows(self, table: Matrix, places: Sequence[int], elements: int) -> None:
        """Show rows in columns for so many elements."""
        self.beginResetModel()
        self.table, self.places = table, places
        self._made.clear()
        self._elements = elements
        self.endResetModel()

    def row(self, number: int) -> MatrixRow:
        """The row at `number` among those shown."""
        assert self.table is not None
        found = self._made.get(number)
        if found is None:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            found = self._made[number] = self.table.row(self.places[number])
        return found

    def coverage(self, number: int) -> Coverage:
        """How the elements of a row stand."""
        return coverage_of(self.row(number))

    def cell(self, index: _Index) -> Cell | None:
        """The element at `index`; None beside the elements and where a row has none of that number."""
        if not index.isValid() or index.column() < FIRST:
            return None
        cells, nth = self.row(index.row()).cells, index.column() - FIRST
        return cells[nth] if nth < len(cells) else None

    def find(self, record: UUID, element: int | None = None) -> QModelIndex:
        """Where an element of a charge or an attribution stands, or its head."""
        place = self.table.find(record) if self.table is not None else None
        try:
            number = self.places.index(place) if place is not None else -1
        except ValueError:  # it is not among those shown
            number = -1
        return self.index(number, HEAD if element is None else FIRST + element - 1)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIRST + self._elements

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Act and charge"), tr("Covered"))[section] if section < FIRST else str(section - FIRST + 1)
        if role == Qt.ItemDataRole.ToolTipRole and section >= FIRST:
            return tr("Element {number} of each charge or attribution").format(number=section - FIRST + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if section >= FIRST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, cell = self.row(index.row()), self.cell(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(cell_words(cell) if cell else head_words(row))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if cell is not None:
                return (
                    f"{head_words(row)}, {cell_words(cell)}" if role != Qt.ItemDataRole.DisplayRole else cell_text(cell)
                )
            return (head_words(row), self.coverage(index.row()).words, "")[min(index.column(), FIRST)]
        return None


def head_words(row: MatrixRow) -> str:
    """A row as it is read aloud."""
    if row.attribution_id is None:
        return f"{row.act_number} {row.crime} {title_of(row.crime)}: {row.act_title}"
    return f"{row.act_number} {row.crime}, {row.liability} {row.actor}"


def cell_text(cell: Cell) -> str:
    """Glyph, how many passages stand behind it, and its marks."""
    behind = cell.proof.supports + cell.proof.undermines
    return Mark(cell.state.value).glyph + (f" {behind}" if behind else "") + marks_of(cell)


def marks_of(cell: Cell) -> str:
    """The marks that a cell bears, for what a count alone would hide."""
    return ONE_SOURCE * cell.single_source + NEXUS_OPEN * (cell.nexus_open and cell.proof.supports > 0)


def cell_words(cell: Cell) -> str:
    """Everything about a cell, in lines."""
    proof, mark = cell.proof, Mark(cell.state.value)
    head = tr("Element {number}, {label}").format(number=cell.element.number, label=cell.element.label)
    counts = tr("{supports} support, {undermines} undermine").format(
        supports=proof.supports, undermines=proof.undermines
    )
    lines = [head, f"{mark.glyph} {mark.words}: {counts}"]
    if cell.sources:
        lines.append(sources_words(cell))
    if cell.inherited:
        lines.append(tr("{count} of these through context findings").format(count=cell.inherited))
    if cell.nexus is not None:
        nexus = Mark(cell.nexus.value)
        said = tr("Nexus of this act: {glyph} {state}").format(glyph=nexus.glyph, state=nexus.words)
        lines.append(said if cell.nexus_argued else tr("{nexus}, not argued yet").format(nexus=said))
    return "\n".join([*lines, cell.element.text])


def sources_words(cell: Cell) -> str:
    """How many independent origins support an element. One is no defect: rule 63(4)."""
    if cell.single_source:
        return tr("All support comes from one source; the law asks for no second one (rule 63(4))")
    return tr("Support from {count} independent sources").format(count=cell.sources)


def coverage_of(row: MatrixRow) -> Coverage:
    return _drawn(row.coverage)


def counted_words(found: matrix.Coverage) -> str:
    """How many elements stand where."""
    return _drawn(found).words


def _drawn(found: matrix.Coverage) -> Coverage:
    return Coverage(found.covered, found.contested, found.gap, found.undermined)


class MatrixDelegate(QStyledItemDelegate):
    """Paints heads in one line, and cells in the colour of their state."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        row = model.row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.attribution_id is None and index.row():
            painter.setPen(theme.colour("line"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        self._ground(painter, option)
        if index.column() == HEAD:
            _paint_head(painter, QRect(option.rect).adjusted(12, 0, -8, 0), row, option.font)
        elif index.column() == PROVED:
            paint_coverage(painter, QRectF(option.rect).adjusted(8, 0, -12, 0), model.coverage(index.row()))
        elif (cell := model.cell(index)) is not None:
            painter.setPen(theme.colour(cell.state.value))
            painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, cell_text(cell))
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        focused = bool(option.state & QStyle.StateFlag.State_Active)
        painter.setPen(theme.colour("accent") if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selected"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(CELL_WIDTH, option.fontMetrics.height() + 12)


def _paint_head(painter: QPainter, room: QRect, row: MatrixRow, font: QFont) -> None:
    """Charge: number, code, title. Attribution: indented, mode and actor."""
    if row.attribution_id is None:
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        parts = [(row.act_number, "text", font), (row.crime, "text", strong), (row.act_title, "muted", font)]
    else:
        room.setLeft(room.left() + 24)
        parts = [(row.liability, "muted", font), (row.actor, "text", font)]
    for text, tone, face in parts:
        painter.setFont(face)
        painter.setPen(theme.colour(tone))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        room.setLeft(room.left() + metrics.horizontalAdvance(shown) + 12)
        if room.width() < 12:
            return


class MatrixGrid(QTableView):
    """`stood(index)` follows the selection, `wanted` is Enter, Space or a double click, `typed(letters)` any other text."""

    stood = Signal(QModelIndex)
    wanted = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setItemDelegate(MatrixDelegate(self))
        self.setAccessibleName(tr("Matrix of charges and elements"))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(CELL_WIDTH)
        header.setDefaultSectionSize(CELL_WIDTH)
        self.doubleClicked.connect(lambda _index: self.wanted.emit())
        self.selectionModel().currentChanged.connect(lambda index, _before: self.stood.emit(index))
        self.matrix.modelReset.connect(self._widths)

    def stand(self, index: QModelIndex) -> None:
        """Select one cell."""
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """A letter begins the filter: looking for it through 50,000 rows would stop the window."""
        self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def _widths(self) -> None:
        header = self.horizontalHeader()
        if header.count() > PROVED:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionResizeMode(HEAD, QHeaderView.ResizeMode.Stretch)
            self.setColumnWidth(PROVED, 96)
            for section in range(FIRST, header.count()):
                self.setColumnWidth(section, CELL_WIDTH)
