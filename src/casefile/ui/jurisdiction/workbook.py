"""All assessments at the left: conduct and route as headings, topics below with their finding or as still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casefile.model.assessments import TOPICS
from casefile.model.cases import ROUTES
from casefile.operations.assessments import Group
from casefile.operations.records import Row
from casefile.ui import icons, theme
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState, Heading, safe_tip

TOPIC_WORDS, ROUTE_WORDS = dict(TOPICS), dict(ROUTES)
_RECORD = Qt.ItemDataRole.UserRole
_BLANK = Qt.ItemDataRole.UserRole + 1


class Workbook(QWidget):
    """`selected(id)`, `missing(values)` when a topic without an answer is opened, `new_asked`, `menu_asked(point)`."""

    selected = Signal(object)
    missing = Signal(object)
    new_asked = Signal()
    edit_asked = Signal()
    menu_asked = Signal(QPoint)
    asked_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.current: UUID | None = None
        self._quiet = False
        self.new_button = QPushButton(tr("New assessment"))
        self.new_button.setIcon(icons.icon("add"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setAccessibleName(tr("Filter") + f": {tr('Assessments')}")
        self.filter.setClearButtonEnabled(True)
        self.bin_button = QToolButton()
        self.bin_button.setCheckable(True)
        self.bin_button.setIcon(icons.icon("bin", "muted"))
        self.bin_button.setToolTip(tr("Show the bin"))
        self.bin_button.setAccessibleName(tr("Show the bin"))
        self.tree = _Tree()
        self.empty = EmptyState(
            tr(
                "Whether the Court may and should act is answered here: jurisdiction, complementarity, gravity and the "
                "interests of justice, for each conduct by each route."
            ),
            tr("New assessment"),
        )
        self.nothing = EmptyState(tr("Nothing here has these words. Empty the filter to see everything."))
        self._stack = QStackedWidget()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(150)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(Heading(tr("Assessments")), 1)
        head.addWidget(self.new_button)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.filter)
        row.addWidget(self.bin_button)
        for page in (self.tree, self.empty, self.nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(row)
        body = QHBoxLayout()
        body.setContentsMargins(8, 0, 0, 0)
        body.addWidget(self._stack)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_asked)
        self.empty.stepped.connect(self.new_asked)
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(self.asked_again)
        self.bin_button.toggled.connect(self.asked_again)
        self.tree.currentItemChanged.connect(self._chosen)
        self.tree.itemActivated.connect(self._activated)
        self.tree.edit_pressed.connect(self.edit_asked)
        self.tree.customContextMenuRequested.connect(self._menu)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show the workbook again; the selection stays on the same record."""
        self._quiet = True
        where = self.tree.verticalScrollBar().value()
        self.tree.clear()
        for group in groups:
            self.tree.addTopLevelItem(_heading(group))
        self.tree.expandAll()
        for place in range(self.tree.topLevelItemCount()):
            self.tree.setFirstColumnSpanned(place, QModelIndex(), True)
        self.select(self.current)
        self.tree.verticalScrollBar().setValue(where)
        self._quiet = False
        filtered = bool(self.filter.text().strip()) or self.bin_button.isChecked()
        self._stack.setCurrentWidget(self.tree if groups else self.nothing if filtered else self.empty)

    def select(self, record: UUID | None) -> bool:
        """Select `record` without telling; False when it is not shown."""
        self.current = record
        found = next((item for item in self._items() if record is not None and item.data(0, _RECORD) == record), None)
        before, self._quiet = self._quiet, True
        if found is None:
            self.tree.setCurrentIndex(QModelIndex())
        else:
            self.tree.setCurrentItem(found)
        self._quiet = before
        return found is not None

    def first(self) -> UUID | None:
        """The first assessment."""
        return next((item.data(0, _RECORD) for item in self._items() if item.data(0, _RECORD)), None)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        found = [head.child(place) for head in heads if head is not None for place in range(head.childCount())]
        return [item for item in found if item is not None]

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if not self._quiet and item is not None and item.data(0, _RECORD) is not None:
            self.current = item.data(0, _RECORD)
            self.selected.emit(self.current)

    def _activated(self, item: QTreeWidgetItem) -> None:
        blank = item.data(0, _BLANK)
        if blank is not None:
            self.missing.emit(blank)

    def _menu(self, point: QPoint) -> None:
        item = self.tree.itemAt(point)
        if item is not None and item.data(0, _RECORD) is not None:
            self.menu_asked.emit(self.tree.viewport().mapToGlobal(point))


def group_words(scope: str, route: str, about: str = "") -> str:
    """What a group is about (`about` names charge and suspect, else it is a conduct) and its route, as one heading."""
    of = "  ·  ".join(part for part in (about, scope) if part) or tr("All conduct")
    return "  ·  ".join(part for part in (of, tr(ROUTE_WORDS.get(route, ""))) if part)


def _heading(group: Group) -> QTreeWidgetItem:
    words = group_words(group.scope, group.route, group.about)
    head = QTreeWidgetItem([words, ""])
    head.setFont(0, theme.scaled_font(10, strong=True))
    head.setToolTip(0, safe_tip(words))
    head.setFlags(Qt.ItemFlag.ItemIsEnabled)
    lines = [(row["topic"], _answer(row)) for row in group.answers]
    lines += [(topic, _blank(group, topic)) for topic in group.missing]
    order = list(TOPIC_WORDS)
    head.addChildren([line for _topic, line in sorted(lines, key=lambda pair: order.index(pair[0]))])
    return head


def _answer(row: Row) -> QTreeWidgetItem:
    line = QTreeWidgetItem([tr(TOPIC_WORDS[row["topic"]]), " ".join(row["finding"].split())])
    line.setData(0, _RECORD, row.id)
    line.setToolTip(1, safe_tip(row["finding"]))
    return line


def _blank(group: Group, topic: str) -> QTreeWidgetItem:
    line = QTreeWidgetItem([tr(TOPIC_WORDS[topic]), tr("○ not answered yet")])
    values: dict[str, Any] = {"topic": topic, "scope": group.scope, "route": group.route}
    line.setData(0, _BLANK, values)
    for column in (0, 1):
        line.setForeground(column, theme.colour("muted"))
    line.setToolTip(1, tr("Press Enter or double-click to answer it"))
    return line


class _Tree(QTreeWidget):
    edit_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Topic"), tr("Finding")])
        self.setAccessibleName(tr("Assessments"))
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setItemDelegate(_Airy(self))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(0, 200)
        self.header().setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.edit_pressed.emit()
        else:
            super().keyPressEvent(event)


class _Airy(QStyledItemDelegate):
    """Rows as high as those of the other lists."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.height() + 16)
