"""The Statute as a tree: parts, articles, and under them the crimes and the modes of liability."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.records import Crime, Mode
from casefile.law.search import Hit
from casefile.ui import theme
from casefile.ui.law.keys import GROUPS, group_of
from casefile.ui.text import tr
from casefile.ui.widgets.labels import safe_tip

KEY, TITLE, COUNT = (Qt.ItemDataRole.UserRole + step for step in range(3))


class _Tree(QTreeWidget):
    """`chosen(key)` when the user stands on a provision, `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: dict[str, QTreeWidgetItem] = {}
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self))
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._stood)
        self.activated.connect(lambda _index: self.entered.emit())

    def select(self, key: str) -> None:
        """Stand on `key` without telling."""
        item = self.items.get(key)
        self.blockSignals(True)
        if item is None:
            self.setCurrentIndex(QModelIndex())
        elif item is not self.currentItem():
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self.blockSignals(False)
        self.viewport().update()

    def show_counts(self, counts: Counter[str]) -> None:
        """How often the case uses each provision."""
        for key, item in self.items.items():
            item.setData(0, COUNT, counts.get(key, 0))

    def add(self, key: str, title: str, under: QTreeWidgetItem | None = None) -> QTreeWidgetItem:
        item = QTreeWidgetItem([f"{key} {title}"])
        item.setData(0, KEY, key)
        item.setData(0, TITLE, title)
        item.setToolTip(0, safe_tip(f"{key} {title}"))
        if under is None:
            self.addTopLevelItem(item)
        else:
            under.addChild(item)
        self.items[key] = item
        return item

    def _stood(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KEY):
            self.chosen.emit(item.data(0, KEY))


class Outline(_Tree):
    """All of the Statute."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The Rome Statute"), parent)
        law = catalogue()
        parts: dict[int, QTreeWidgetItem] = {}
        for article in law.articles:
            if article.part not in parts:
                part = QTreeWidgetItem([tr("Part {number}").format(number=article.part)])
                part.setData(0, TITLE, f"{article.part}  {article.part_title}")
                part.setToolTip(0, safe_tip(article.part_title))
                self.addTopLevelItem(part)
                parts[article.part] = part
            self.add(article.code, article.heading or article.title, parts[article.part])
        for group, title in GROUPS.items():
            self.add(group, tr(title), self.items["8"])
        for crime in law.crimes:
            self.add(crime.key, crime.title, self.items[group_of(crime.code) or crime.article])
        for mode in law.modes:
            self.add(mode.key, mode.title, self.items[law.article(mode.code).code])
        for number in (2, 3):
            parts[number].setExpanded(True)


class Results(_Tree):
    """What a search found, best first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Found in the law"), parent)
        self.setRootIsDecorated(False)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.blockSignals(True)
        self.clear()
        self.items.clear()
        for hit in hits:
            if hit.key not in self.items:
                self.add(hit.key, hit.title)
        self.blockSignals(False)

    def first(self) -> str | None:
        """The best answer."""
        return next(iter(self.items), None)


def crime_keys(code: str) -> list[str]:
    """The crimes and modes that stand under an article or a paragraph."""
    whole, law = codes.parse(code), catalogue()
    known: tuple[Crime | Mode, ...] = (*law.crimes, *law.modes)
    return [one.key for one in known if whole.contains(codes.parse(one.code)) and one.key != code]


class _Delegate(QStyledItemDelegate):
    """Code in the accent, title, and how often the case uses it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, option.fontMetrics.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        room, metrics = QRect(option.rect).adjusted(4, 0, -10, 0), option.fontMetrics
        middle = Qt.AlignmentFlag.AlignVCenter
        key, count = index.data(KEY), index.data(COUNT)
        if count:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, f"{count:,}")
            room.setRight(room.right() - metrics.horizontalAdvance(f"{count:,}") - 10)
        if key:
            painter.setPen(theme.colour("accent"))
            painter.drawText(room, middle, key)
            room.setLeft(room.left() + metrics.horizontalAdvance(key) + 10)
        painter.setPen(theme.colour("text" if key else "muted"))
        painter.drawText(room, middle, metrics.elidedText(index.data(TITLE), Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
