"""One sheet as Qt asks for it: its cells, what was found in them, and the passages that stand there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casefile.ui import theme
from casefile.ui.evidence.viewers.sheet import Cell, Cells, Sheet
from casefile.ui.evidence.viewers.viewer import Mark
from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.statelabel import bearing_ground, bearing_sign, bearing_words

_MOST_IN_CELL = 500
_SIGN = 14  # px
ROOM_OF_SIGN = 3 * _SIGN
"""With what stands around it, beside the number of a row."""
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage, and the cells that it is."""

    mark: Mark
    cells: Cells


class SheetModel(QAbstractTableModel):
    """Only the cells in sight are ever asked for, however long the sheet is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = Sheet("", ())
        self._hits: Sequence[Cell] = ()
        self._current: Cell | None = None
        self._placed: Sequence[Placed] = ()
        self._in_row: dict[int, Sequence[Placed]] = {}

    def show_sheet(self, sheet: Sheet) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self._hits, self._current = (), None
        self._placed, self._in_row = (), {}
        self.endResetModel()

    def show_hits(self, hits: Sequence[Cell], current: Cell | None) -> None:
        """Show the places found, in their order, and which of them one is at."""
        self._hits, self._current = hits, current
        self._changed()

    def show_marks(self, placed: Sequence[Placed]) -> None:
        """Show where passages stand, in the place of those shown before."""
        self._placed, self._in_row = placed, {}
        self._changed()

    def marks_in(self, row: int) -> Sequence[Placed]:
        """The passages that take a row or a part of it; of several the smallest first."""
        if row not in self._in_row:
            here = (one for one in self._placed if one.cells.top <= row <= one.cells.bottom)
            self._in_row[row] = sorted(here, key=lambda one: one.cells.size)
        return self._in_row[row]

    def marks_at(self, cell: Cell) -> list[Mark]:
        """The passages that a cell belongs to; of several the smallest first."""
        return [one.mark for one in self.marks_in(cell[0]) if one.cells.hold(cell)]

    def _changed(self) -> None:
        """The cells stay; what is painted about them is another thing."""
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        if last.isValid():
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    # --- what Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self.sheet.wide

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        cell = index.row(), index.column()
        if role == _Role.DisplayRole:
            return " ".join(self.sheet.text(*cell)[:_MOST_IN_CELL].split())
        if role == _Role.ToolTipRole:
            lines = [self.sheet.text(*cell)[:2000], *self._bearings(self.marks_at(cell))]
            return safe_tip("\n".join(line for line in lines if line))
        if role == _Role.AccessibleDescriptionRole:
            return ", ".join(self._bearings(self.marks_at(cell)))
        if role == _Role.BackgroundRole:
            return self._ground(cell)
        if role == _Role.ForegroundRole and cell == self._current:
            return theme.colour("on_accent")
        return None

    def _ground(self, cell: Cell) -> Any:
        if cell == self._current:
            return theme.colour("accent")
        place = bisect_left(self._hits, cell)
        if place < len(self._hits) and self._hits[place] == cell:
            return theme.colour("selected")
        marks = self.marks_at(cell)
        return bearing_ground(marks[0].bearing) if marks else None

    def _bearings(self, marks: Sequence[Mark]) -> list[str]:
        return list(dict.fromkeys(bearing_words(mark.bearing) for mark in marks))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return _letters(section) if role == _Role.DisplayRole else None
        if role == _Role.DisplayRole:
            return section + 1
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        bearings = list(dict.fromkeys(one.mark.bearing for one in self.marks_in(section)))
        if role == _Role.DecorationRole and bearings:
            return _signs(bearings)
        if role == _Role.ToolTipRole and bearings:
            return "\n".join(bearing_words(bearing) for bearing in bearings)
        return None

    def is_current(self, index: _Index) -> bool:
        """Whether a cell is the place found that is shown."""
        return (index.row(), index.column()) == self._current


class CellDelegate(QStyledItemDelegate):
    """The place found that is shown keeps its colour though it is selected too."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, SheetModel) and model.is_current(index):
            option.state &= ~QStyle.StateFlag.State_Selected


def _signs(bearings: Sequence[str]) -> QPixmap:
    """The signs of how passages bear, beside each other."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QPixmap(round(_SIGN * len(bearings) * ratio), round(_SIGN * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    for place, bearing in enumerate(bearings):
        glyph, tone = bearing_sign(bearing)
        painter.setPen(theme.colour(tone))
        painter.drawText(QRectF(QPointF(place * _SIGN, 0), QSizeF(_SIGN, _SIGN)), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    return made


def _letters(section: int) -> str:
    """A column as spreadsheets call it: A … Z, AA …"""
    name, rest = "", section + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(65 + digit) + name
    return name
