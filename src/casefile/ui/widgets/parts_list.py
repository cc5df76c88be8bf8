"""The parts of a drawing as a list of sentences, for those who would rather read, and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.figures.drawing import Part
from casefile.ui import theme
from casefile.ui.text import tr

_SIDE, _ABOVE, _APART = 6, 3, 2
_Index = QModelIndex | QPersistentModelIndex


class _Parts(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.parts: Sequence[Part] = ()

    def show_parts(self, parts: Sequence[Part]) -> None:
        self.beginResetModel()
        self.parts = parts
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.parts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.parts[index.row()].words if role == Qt.ItemDataRole.DisplayRole else None


class _Sentences(QStyledItemDelegate):
    """Whole sentences on as many lines as they need, whatever scripts they mix."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        text, whole.text = whole.text, ""
        style = QApplication.style() if whole.widget is None else whole.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        painter.save()
        painter.setPen(theme.colour("text"))
        painter.drawText(option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, 0), Qt.TextFlag.TextWordWrap, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self.parent()
        wide = (view.viewport().width() if isinstance(view, QListView) else 240) - 2 * _APART
        room = QRect(0, 0, wide - 2 * _SIDE, 100_000)
        text = str(index.data())
        needed = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(wide, needed.height() + 2 * _ABOVE)


class PartsList(QListView):
    """`chosen(part)` when the user moves to one, `opened(part)` on Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.parts = _Parts(self)
        self.setModel(self.parts)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(_APART)
        self.setItemDelegate(_Sentences(self))
        self.setMinimumWidth(180)
        self.setViewportMargins(8, 4, 4, 0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines are broken once, for this width
        self.setAccessibleName(tr("What the picture shows"))
        self.doubleClicked.connect(lambda index: self.opened.emit(self.parts.parts[index.row()]))
        self.selectionModel().currentChanged.connect(self._moved)
        self._quiet = False

    def show_parts(self, parts: Sequence[Part], current: int | None) -> None:
        """List `parts`; what only stands elsewhere now is not listed anew."""
        self._quiet = True
        if [part.words for part in parts] == [part.words for part in self.parts.parts]:
            self.parts.parts = parts
        else:
            self.parts.show_parts(parts)
        self._quiet = False
        self.choose(current)

    def choose(self, index: int | None) -> None:
        """Stand on a part without telling."""
        self._quiet = True
        self.setCurrentIndex(QModelIndex() if index is None else self.parts.index(index))
        if index is not None:
            self.scrollTo(self.currentIndex())
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.parts.parts[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.parts.parts[index.row()])
