"""A short list of two lines each: what it is, and in grey how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casefile.ui import theme
from casefile.ui.widgets.labels import safe_tip

_KEY, _BELOW, _TONE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_PAD = 8


class ChoiceList(QListWidget):
    """Rows are (key, words, words below, tone of these); `key` is the chosen one's, None without rows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[tuple[str, str, str, str]], chosen: str) -> None:
        """Show `rows` with the one of key `chosen` selected, without telling."""
        self.blockSignals(True)
        self.clear()
        for key, words, below, tone in rows:
            item = QListWidgetItem(words)
            item.setData(_KEY, key)
            item.setData(_BELOW, below)
            item.setData(_TONE, tone)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {below}")
            item.setToolTip(safe_tip(f"{words}\n{below}"))
            self.addItem(item)
            if key == chosen:
                self.setCurrentItem(item)
        self.blockSignals(False)

    def stand(self, chosen: str) -> None:
        """Select the row of key `chosen` without telling."""
        self.blockSignals(True)
        for place in range(self.count()):
            if self.item(place).data(_KEY) == chosen:
                self.setCurrentRow(place)
        self.blockSignals(False)

    @property
    def key(self) -> str | None:
        item = self.currentItem()
        return None if item is None else str(item.data(_KEY))


class _Delegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        room = QRect(option.rect).adjusted(_PAD, _PAD - 2, -_PAD, 0)
        metrics = option.fontMetrics
        lines = ((str(index.data()), "text"), (str(index.data(_BELOW)), str(index.data(_TONE))))
        for words, tone in lines:
            painter.setPen(theme.colour(tone))
            painter.drawText(room, 0, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()))
            room.adjust(0, metrics.lineSpacing() + 2, 0, 0)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, 2 * option.fontMetrics.lineSpacing() + 2 * _PAD)
