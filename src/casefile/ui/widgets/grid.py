"""The rows of a list themselves: whole rows without a grid, their keys and clicks; `table.py` puts a head over them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.several import spans_of

_OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Space, Qt.Key.Key_Delete)


class Grid(QTableView):
    """`opened(index, beside)` is Enter or a double click, with Ctrl or a click with Ctrl beside what stands there;
    `pressed_key(key)` F2, Space or Delete, and Esc where several rows are selected.
    """

    opened = Signal(QModelIndex, bool)
    pressed_key = Signal(int)

    def __init__(self, parent: QWidget, *, several: bool) -> None:
        super().__init__(parent)
        self.several = several
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.opened.emit(index, False))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End lead to the first and the last row, not to the first and the last column."""
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        return super().moveCursor(
            action, modifiers | Qt.KeyboardModifier.ControlModifier if action in ends else modifiers
        )

    def _keys(self) -> tuple[Qt.Key, ...]:
        """Keys that somebody else acts on; Esc where several rows are selected."""
        spans = spans_of(self.selectionModel().selection())
        many = len(spans) > 1 or any(first < last for first, last in spans)
        return (*_OWN_KEYS, Qt.Key.Key_Escape) if many else _OWN_KEYS

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.several:  # Ctrl+click is one more, or one less
            return
        index = self.indexAt(event.position().toPoint())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index, control)
        elif event.key() in self._keys() and not control:
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


class WholeTextDelegate(QStyledItemDelegate):
    """Tells the whole text of a cell that cuts it, and not what stands there whole anyway."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        tip, own = index.data(Qt.ItemDataRole.ToolTipRole) or "", safe_tip(str(index.data() or ""))
        cut = self.sizeHint(option, index).width() > view.visualRect(index).width()
        QToolTip.showText(event.globalPos(), "" if tip in ("", own) and not cut else tip or own, view)
        return True
