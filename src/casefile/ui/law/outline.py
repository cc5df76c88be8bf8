"""The Statute as a tree to walk in, and what a search found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from casefile.law import tree
from casefile.law.catalogue import catalogue
from casefile.law.search import Hit
from casefile.law.snippets import Marks, snippet, title_marks
from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.labels import safe_tip

KEY, TITLE, COUNT, MARKS, PLACE, FOUND, FOUND_MARKS = (Qt.ItemDataRole.UserRole + step for step in range(7))


class _Tree(QTreeWidget):
    """`chosen(key)` when the user stands on a provision, `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: dict[str, QTreeWidgetItem] = {}
        self.counts: Counter[str] = Counter()
        self.setHeaderHidden(True)
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
        """How often the case uses each provision and what stands below it."""
        self.counts = counts
        for key, item in self.items.items():
            self._count(item, key)

    def make(self, key: str, title: str) -> QTreeWidgetItem:
        """The item of a provision, to be put into the tree."""
        item = QTreeWidgetItem([f"{key} {title}"])
        item.setData(0, KEY, key)
        item.setData(0, TITLE, title)
        item.setToolTip(0, safe_tip(f"{key} {title}"))
        self._count(item, key)
        self.items[key] = item
        return item

    def _count(self, item: QTreeWidgetItem, key: str) -> None:
        count = self.counts.get(key, 0)
        item.setData(0, COUNT, count)
        spoken = tr("{title}, {count} in this case").format(title=item.text(0), count=count) if count else ""
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken or None)

    def _stood(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KEY):
            self.chosen.emit(item.data(0, KEY))


class Outline(_Tree):
    """All of the Statute; what stands under a part or a provision is put in when it is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("The Rome Statute"), parent)
        self._parts: dict[int, QTreeWidgetItem] = {}
        self._waiting: dict[int, list[str]] = {}
        self.setUniformRowHeights(True)
        self.itemExpanded.connect(self._open)

    def fill(self) -> None:
        """Read the catalogue and show its parts, those on crimes and on liability open."""
        self._waiting = {}
        for article in catalogue().articles:
            if article.part not in self._parts:
                part = QTreeWidgetItem([tr("Part {number}").format(number=article.part)])
                part.setData(0, TITLE, f"{article.part}  {article.part_title}")
                part.setToolTip(0, safe_tip(article.part_title))
                part.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
                self._parts[article.part] = part
            self._waiting.setdefault(article.part, []).append(article.code)
        self.addTopLevelItems(list(self._parts.values()))
        for number in (2, 3):
            self._parts[number].setExpanded(True)

    def select(self, key: str) -> None:
        if key:
            part = self._parts[catalogue().article(tree.nodes()[key].code).part]
            self._open(part)
            for above in tree.above(key):
                self._open(self.items[above])
        super().select(key)

    def _open(self, item: QTreeWidgetItem) -> None:
        """Put in what stands under `item`, if that has not been done."""
        if item.childCount():
            return
        key = item.data(0, KEY)
        keys = tree.nodes()[key].children if key else self._waiting[self._number(item)]
        item.addChildren([self._entry(child) for child in keys])

    def _entry(self, key: str) -> QTreeWidgetItem:
        node = tree.nodes()[key]
        nameless = node.kind == "article" and not catalogue().article(key).heading
        item = self.make(key, tr("(no heading)") if nameless else node.title)
        if node.children:
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _number(self, part: QTreeWidgetItem) -> int:
        return next(number for number, item in self._parts.items() if item is part)


class Results(_Tree):
    """What a search found, best first, each with the place in which the words stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Found in the law"), parent)
        self.setRootIsDecorated(False)

    def show_hits(self, hits: Iterable[Hit], query: str) -> None:
        self.blockSignals(True)
        self.clear()
        self.items.clear()
        for hit in hits:
            if hit.key not in self.items:
                self.addTopLevelItem(self._found(hit, query))
        self.blockSignals(False)

    def _found(self, hit: Hit, query: str) -> QTreeWidgetItem:
        item = self.make(hit.key, hit.title)
        item.setData(0, MARKS, title_marks(hit.title, query))
        where = snippet(hit.key, query)
        if where is not None:
            item.setData(0, PLACE, tr(where.place))
            item.setData(0, FOUND, where.text)
            item.setData(0, FOUND_MARKS, where.marks)
            item.setText(0, f"{hit.key} {hit.title}. {tr(where.place)}: {where.text}")
        return item

    def first(self) -> str | None:
        """The best answer."""
        return next(iter(self.items), None)


class _Delegate(QStyledItemDelegate):
    """Code in the accent, title, how often the case uses it; under it where a search found its words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 2 if index.data(FOUND) else 1
        return QSize(0, lines * option.fontMetrics.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), theme.colour("accent")
            )
        line = option.fontMetrics.height()
        room = QRect(option.rect).adjusted(4, 5, -10, 0)
        self._title(painter, QRect(room.left(), room.top(), room.width(), line), index)
        if index.data(FOUND):
            below = QRect(room.left(), room.top() + line, room.width(), line)
            painter.setPen(theme.colour("muted"))
            place = f"{index.data(PLACE)}: "
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, place)
            below.setLeft(below.left() + painter.fontMetrics().horizontalAdvance(place))
            _marked(painter, below, index.data(FOUND), index.data(FOUND_MARKS) or (), theme.colour("muted"))
        painter.restore()

    def _title(self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        metrics, key, count = painter.fontMetrics(), index.data(KEY), index.data(COUNT)
        if count:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, f"{count:,}")
            room.setRight(room.right() - metrics.horizontalAdvance(f"{count:,}") - 10)
        if key:
            painter.setPen(theme.colour("accent"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, key)
            room.setLeft(room.left() + metrics.horizontalAdvance(key) + 10)
        _marked(painter, room, index.data(TITLE), index.data(MARKS) or (), theme.colour("text" if key else "muted"))


def _marked(painter: QPainter, room: QRect, text: str, marks: Marks, colour: QColor) -> None:
    """One line of `text`, cut where the room ends, its marks on the marker's yellow."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    layout = QTextLayout(shown, painter.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    formats = []
    for start, end in marks:
        if start < len(shown):
            part = QTextLayout.FormatRange()
            part.start, part.length = start, min(end, len(shown)) - start
            letters = QTextCharFormat()
            letters.setBackground(theme.colour("mark"))
            letters.setForeground(theme.colour("text"))
            letters.setFontWeight(QFont.Weight.DemiBold)
            part.format = letters
            formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPoint(room.left(), room.top()))
