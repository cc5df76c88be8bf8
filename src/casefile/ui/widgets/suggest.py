"""The list that drops down under a line while one types; the line keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casefile.ui import theme
from casefile.ui.widgets import marked

_MOST_HEIGHT = 360
_LEAST_WIDTH = 320
_MOST_WIDTH = 560  # made by long choices under a short line
_INSET = 10
_PREVIEW_WIDTH = 380
_PREVIEW_HEIGHT = 460
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose. `detail` stands below, or at the right when `beside`; `value` is handed back. `marks` (from,
    to) are the places in `detail` that are shown bold, `head` says that it heads those that follow.
    """

    value: Any
    text: str
    detail: str = ""
    beside: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    head: bool = False


class Preview(QWidget):
    """What stands beside the list about the choice that is marked. Nothing in it takes the focus from the line."""

    def show_choice(self, choice: Choice) -> None:
        """Show `choice`. Each kind says how."""


class SuggestList(QFrame):
    """Choices under `line`. `chosen(Choice)` on Enter or a click; `dismissed` on Esc or when the line is left."""

    chosen = Signal(object)
    dismissed = Signal()

    def __init__(self, line: QLineEdit, preview: Preview | None = None) -> None:
        super().__init__(line.window())
        self._line, self._preview = line, preview
        self._outdated = self._entered = False
        self._scrolled: list[QAbstractScrollArea] = []
        self.setProperty("card", "true")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(line.accessibleName())
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._mark)
        room = QHBoxLayout(self)
        room.setContentsMargins(4, 4, 4, 4)
        room.addWidget(self.list)
        if preview is not None:
            preview.setFixedWidth(_PREVIEW_WIDTH)
            room.addWidget(preview)
        self.hide()
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)  # it listens to the window, which outlives a gesture put away

    def offer(self, choices: Sequence[Choice]) -> None:
        """Show `choices`, the first one marked that is no head; nothing is shown when there are none."""
        entered, self._outdated, self._entered = self._entered, False, False
        self.list.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            self.list.addItem(item)
        if not choices:
            self.hide()
            return
        self.list.setCurrentRow(next((row for row, choice in enumerate(choices) if not choice.head), 0))
        if entered:
            self._choose(self.list.currentItem())
            return
        self._follow_scrolling()
        self._place()
        self.show()
        self.raise_()
        self.list.scrollToTop()  # the head of the first group is above the first choice

    def expect(self, others: bool) -> None:
        """Other choices are to be offered, as more was typed: Enter waits for them and takes the first."""
        self._outdated, self._entered = others, False

    def _follow_scrolling(self) -> None:
        """Stay at the line when what it stands in is scrolled."""
        above = self._line.parentWidget()
        while above is not None:
            if isinstance(above, QAbstractScrollArea) and above not in self._scrolled:
                self._scrolled.append(above)
                above.verticalScrollBar().valueChanged.connect(self._scrolled_by)
            above = above.parentWidget()

    def _scrolled_by(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        window.installEventFilter(self)
        rows = sum(self.list.sizeHintForRow(row) for row in range(min(self.list.count(), 40))) + 10
        below = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        above = self._line.mapTo(window, QPoint(0, -2))
        height = _PREVIEW_HEIGHT if self._preview is not None else min(rows, _MOST_HEIGHT)
        upward = below.y() + height > window.height() and above.y() > window.height() - below.y()
        height = min(height, (above.y() if upward else window.height() - below.y()) - 8)
        beside = 0 if self._preview is None else _PREVIEW_WIDTH
        width = min(self._line.width(), _MOST_WIDTH) if beside else self._line.width()
        width = min(max(width, _LEAST_WIDTH, min(self._longest(), _MOST_WIDTH)) + beside, window.width() - 16)
        left = max(8, min(below.x(), window.width() - width - 8))
        self.setGeometry(left, above.y() - height if upward else below.y(), width, height)

    def _longest(self) -> int:
        """The width at which no choice is cut."""
        texts = [self.list.item(row).text() for row in range(min(self.list.count(), 40))]
        return max((self.list.fontMetrics().horizontalAdvance(text) for text in texts), default=0) + 2 * _INSET + 32

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and self._outdated and _is_enter(event):
            self._entered = True
            return True
        if watched is self._line and self.isVisible():
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(event.key())
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
            elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
                self._dismiss()
            elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move):  # it was laid out after the list was shown
                self._place()
        elif event.type() == QEvent.Type.Resize and watched is self._line.window() and self.isVisible():
            self._dismiss()
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        row, last = self.list.currentRow(), self.list.count() - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = next((by for known, by in steps.items() if known == key), 0)
        if step:
            self._outdated = False  # who walks chooses from what is shown
            self.list.setCurrentRow((row + step) % (last + 1) if abs(step) == 1 else max(0, min(last, row + step)))
            return True
        if key in _ENTER and row >= 0:
            self._choose(self.list.item(row))
            return True
        if key == Qt.Key.Key_Escape:
            self._dismiss()
            return True
        return False

    def _mark(self, item: QListWidgetItem | None) -> None:
        if self._preview is not None and item is not None:
            self._preview.show_choice(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()


def _is_enter(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER


class _Delegate(QStyledItemDelegate):
    """Text, and its detail in grey below it or at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        lines = 2 if choice.detail and not choice.beside else 1
        return QSize(0, lines * option.fontMetrics.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        room = QRect(option.rect).adjusted(_INSET, 5, -_INSET, -5)
        metrics, side = option.fontMetrics, Qt.AlignmentFlag.AlignTop
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        detail = choice.detail if choice.marks else " ".join(choice.detail.split())
        if choice.head:
            painter.setFont(theme.scaled_font(9, strong=True))
        if choice.beside:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, side | Qt.AlignmentFlag.AlignRight, detail)
            room.setRight(room.right() - metrics.horizontalAdvance(detail) - 16)
        elif detail:
            painter.setPen(theme.colour("muted"))
            below = room.adjusted(0, metrics.height(), 0, 0)
            if choice.marks:
                marked.draw(painter, below, detail, choice.marks, theme.colour("muted"), theme.colour("text"))
                detail = ""
            painter.drawText(below, side, metrics.elidedText(detail, Qt.TextElideMode.ElideRight, room.width()))
        painter.setPen(theme.colour("muted" if choice.head else "text"))
        painter.drawText(room, side, metrics.elidedText(choice.text, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
