"""The places at the left, with their counts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from casefile.ui import icons, theme
from casefile.ui.places import Place, places
from casefile.ui.signals import Touched
from casefile.ui.text import tr
from casefile.ui.trail import Location
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.workspace import Workspace, nouns_of

WIDTH = 200
_COUNT = Qt.ItemDataRole.UserRole + 1


class Navigation(QWidget):
    """`chosen(key)` when the user picks a place."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setProperty("side", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.title = ElidedLabel()
        self.title.setFont(theme.scaled_font(10, strong=True))
        self.list = QListWidget()
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setAccessibleName(tr("Places"))
        self.list.setStyleSheet("background: transparent;")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 8)
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.list)
        self._known = {known.key: known for known in places()}
        for known in places():
            item = QListWidgetItem(tr(known.title))
            item.setData(Qt.ItemDataRole.UserRole, known.key)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._picked)
        workspace.moved.connect(self._mark)
        workspace.touched.connect(self._touched)
        workspace.case_changed.connect(self._recount)
        workspace.names_changed.connect(self._recount)

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _mark(self, location: Location) -> None:
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == location.place:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def _touched(self, touched: Touched) -> None:
        self._recount(nouns_of(touched))

    def _recount(self, nouns: frozenset[str] | None = None) -> None:
        """Count again where one of `nouns` is shown, everywhere without."""
        case = self._workspace.case
        if nouns is None:
            self.title.setText("" if case is None else self._workspace.shown(case.path.stem))
        for row in range(self.list.count()):
            item = self.list.item(row)
            known = self._known[item.data(Qt.ItemDataRole.UserRole)]
            if nouns is None or nouns & known.tables:
                self._count(item, known)

    def _count(self, item: QListWidgetItem, known: Place) -> None:
        count = None
        if known.count is not None and self._workspace.case is not None:
            count = self._workspace.read(known.count)
        item.setData(_COUNT, count)
        spoken = tr(known.title) if count is None else f"{tr(known.title)}, {count}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)


class _Delegate(QStyledItemDelegate):
    """Icon, title, and the count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + 16)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tones, chosen = theme.colours(), bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        room = QRect(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.colour("selected" if chosen else "hover"))
            painter.setPen(theme.colour("accent") if chosen and focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(room.adjusted(1, 0, -1, 0), 5, 5)
        name = str(index.data(Qt.ItemDataRole.UserRole))
        tone = tones.accent if chosen else tones.muted
        where = room.adjusted(10, 0, -10, 0)
        if not icons.icon(name).isNull():
            painter.drawPixmap(where.left(), where.center().y() - 8, icons.pixmap(name, 18, tone))
        count = index.data(_COUNT)
        number = "" if count is None else f"{count:,}"
        painter.setPen(theme.colour("muted"))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        painter.setPen(theme.colour("text"))
        where.adjust(28, 0, -option.fontMetrics.horizontalAdvance(number) - 8, 0)
        words = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
