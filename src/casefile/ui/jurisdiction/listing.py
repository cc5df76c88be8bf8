"""The list of charges and suspects under their conduct, with the answer by each route as a sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from casefile.law.jurisdiction import Route
from casefile.operations.jurisdiction import Line, Outcomes
from casefile.ui import theme
from casefile.ui.jurisdiction.arranging import Head, Listed
from casefile.ui.jurisdiction.words import Sign, line_words, shown, sign_of, states_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import safe_tip

_Index = QModelIndex | QPersistentModelIndex
NAME, WITHOUT, COUNCIL = 0, 1, 2
"""Columns: who or what, the answer without the Council (13(a) and 13(c)), the answer by its referral (13(b))."""


def signs(outcomes: Outcomes, column: int) -> tuple[Sign, ...]:
    """What a column shows; 13(a) and 13(c) together where they agree."""
    if column == COUNCIL:
        return (sign_of(outcomes[Route.COUNCIL], needs_referral=outcomes.needs_referral),)
    return tuple(dict.fromkeys((sign_of(outcomes[Route.STATE]), sign_of(outcomes[Route.PROSECUTOR]))))


class LinesModel(QAbstractTableModel):
    """`rows` as they are to be shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Listed] = ()

    def show_rows(self, rows: Sequence[Listed]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def find(self, record: UUID) -> QModelIndex:
        """Where a charge or an attribution stands."""
        for number, row in enumerate(self.rows):
            if isinstance(row, Line) and row.id == record:
                return self.index(number, NAME)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The first line that is no heading."""
        number = next((number for number, row in enumerate(self.rows) if isinstance(row, Line)), None)
        return QModelIndex() if number is None else self.index(number, NAME)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Head):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Charge and suspect"), "13(a), (c)", "13(b)")[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                "",
                tr("Without the Council: a State Party refers, or the Prosecutor acts on own initiative"),
                tr("The Security Council refers the situation"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell_words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(_tip(row))
        return None


def _cell_words(row: Listed, column: int) -> str:
    if isinstance(row, Head):
        return f"{row.title}, {states_words(row.states)}" if column == NAME else ""
    if column == NAME:
        return line_words(row)
    return " / ".join(shown(sign) for sign in signs(row.outcomes, column))


def _tip(row: Listed) -> str:
    if isinstance(row, Head):
        return f"{row.title}\n{states_words(row.states)}"
    by_route = [
        f"{words}: {_cell_words(row, column)}" for words, column in (("13(a), 13(c)", WITHOUT), ("13(b)", COUNCIL))
    ]
    return "\n".join((line_words(row), *by_route))


class LinesView(QTableView):
    """`stood(index)` when the current line changes, `wanted` on Enter or a double click."""

    stood = Signal(QModelIndex)
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Charges and suspects"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (WITHOUT, COUNCIL):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, 104)
        self.activated.connect(lambda _index: self.wanted.emit())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and isinstance(self.lines.rows[current.row()], Line):
            self.stood.emit(self.lines.index(current.row(), current.column()))

    def stand(self, index: QModelIndex) -> None:
        """Select a line without telling."""
        self.blockSignals(True)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.blockSignals(False)


class _Delegate(QStyledItemDelegate):
    """Headings in strong type over the whole width, charges, suspects further in, signs in their colours."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, LinesModel)
        row = model.rows[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        if isinstance(row, Head):
            if index.column() == NAME:
                self._head(painter, QRect(option.rect), row)
        elif index.column() == NAME:
            self._line(painter, QRect(option.rect).adjusted(12, 0, -8, 0), row)
        else:
            self._signs(painter, QRect(option.rect).adjusted(6, 0, -4, 0), signs(row.outcomes, index.column()))
        painter.restore()

    def _head(self, painter: QPainter, room: QRect, head: Head) -> None:
        view = self.parent()
        assert isinstance(view, LinesView)
        room.setRight(view.viewport().width() - 12)
        room.setLeft(12)
        painter.setClipRect(room)
        painter.setFont(theme.scaled_font(10, strong=True))
        painter.setPen(theme.colour("text"))
        states = states_words(head.states)
        aside = painter.fontMetrics().horizontalAdvance(states) + 16
        _text(painter, room.adjusted(0, 6, -aside, 0), head.title)
        painter.setFont(theme.scaled_font(10))
        painter.setPen(theme.colour("muted"))
        _text(painter, room.adjusted(0, 6, 0, 0), states, Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _line(painter: QPainter, room: QRect, line: Line) -> None:
        metrics = painter.fontMetrics()
        if line.attribution_id is None:
            code = f"{line.act_number}  {line.crime}"
            painter.setPen(theme.colour("text"))
            _text(painter, room, code)
            painter.setPen(theme.colour("muted"))
            _text(painter, room.adjusted(metrics.horizontalAdvance(code) + 12, 0, 0, 0), line.act_title)
            return
        room.adjust(20, 0, 0, 0)
        painter.setPen(theme.colour("text"))
        _text(painter, room, line.actor)
        painter.setPen(theme.colour("muted"))
        _text(painter, room.adjusted(metrics.horizontalAdvance(line.actor) + 12, 0, 0, 0), line.liability)

    @staticmethod
    def _signs(painter: QPainter, room: QRect, several: tuple[Sign, ...]) -> None:
        for sign in several:
            painter.setPen(theme.colour(sign[2]))
            words = shown(sign) if len(several) == 1 else sign[0]
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            room.adjust(painter.fontMetrics().horizontalAdvance(words) + 8, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 14)


def _text(painter: QPainter, room: QRect, text: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
    if room.width() > 0:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
