"""The list of results: two lines each, the words that were found in bold, more read as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casefile.operations import search
from casefile.operations.search import Group, Hit, Results
from casefile.ui import theme
from casefile.ui.search import words
from casefile.ui.text import tr
from casefile.ui.widgets import marked
from casefile.ui.workspace import Workspace

_PAGE = 50
_INSET, _GAP = 16, 7
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Head:
    """The line over the first results of a kind."""

    kind: str
    count: int


Line = Head | Hit


class ResultsModel(QAbstractListModel):
    """The first results of every kind under heads, or all of one kind."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._typed, self._kind = "", ""
        self._lines: list[Line] = []
        self._more: search.Cursor | None = None

    def show_all(self, results: Results) -> None:
        """The first of every kind."""
        lines: list[Line] = [] if results.exact is None else [results.exact]
        for group in results.groups:
            lines += [Head(group.kind, group.count), *group.hits]
        self._reset(lines, None)

    def show_kind(self, typed: str, kind: str) -> None:
        """All results of a kind, as many as come into sight."""
        self._typed, self._kind = typed, kind
        group = self._workspace.read(search.page, typed, kind, (), _PAGE)
        self._reset(list(group.hits), group.more)

    def line(self, row: int) -> Line | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _reset(self, lines: list[Line], more: search.Cursor | None) -> None:
        self.beginResetModel()
        self._lines, self._more = lines, more
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(line, Head):
                return f"{words.group_words(line.kind)}: {line.count:,}"
            return f"{words.title(line)}. {words.noun_words(line.kind)}. {words.detail(line)[0]}"
        return None

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: _Index) -> None:
        if parent.isValid() or self._more is None or self._workspace.case is None:
            return
        group: Group = self._workspace.read(search.page, self._typed, self._kind, self._more, _PAGE)
        self._more = group.more
        if group.hits:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(group.hits) - 1)
            self._lines += group.hits
            self.endInsertRows()


class ResultsList(QListView):
    """`opened(Hit)` on Enter or a double click, `kind_wanted(kind)` on a head."""

    opened = Signal(object)
    kind_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.results = ResultsModel(workspace, self)
        self.setModel(self.results)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Results"))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def mark_first(self) -> None:
        """Mark the first result."""
        lines = (self.results.line(row) for row in range(self.results.rowCount()))
        first = next((row for row, line in enumerate(lines) if isinstance(line, Hit)), -1)
        if first >= 0:
            self.setCurrentIndex(self.results.index(first))
        self.scrollToTop()

    def place(self) -> tuple[Line | None, int]:
        """The marked result, and how far one has scrolled."""
        return self.results.line(self.currentIndex().row()), self.verticalScrollBar().value()

    def stand_at(self, place: tuple[Line | None, int]) -> bool:
        """Mark a result that was marked before and scroll as then; False where it is no more among the first."""
        line, scrolled = place
        if not isinstance(line, Hit):
            return False
        for row in range(self.results.rowCount()):
            other = self.results.line(row)
            if isinstance(other, Hit) and (other.kind, other.id, other.provision) == (
                line.kind,
                line.id,
                line.provision,
            ):
                self.setCurrentIndex(self.results.index(row))
                self.verticalScrollBar().setValue(scrolled)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        line = self.results.line(row)
        if isinstance(line, Head):
            self.kind_wanted.emit(line.kind)
        elif line is not None:
            self.opened.emit(line)


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        head = isinstance(index.data(Qt.ItemDataRole.UserRole), Head)
        return QSize(0, (1 if head else 2) * option.fontMetrics.height() + 2 * _GAP + (6 if head else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("selected"))
        room = QRect(option.rect).adjusted(_INSET, _GAP, -_INSET, -_GAP)
        painter.setFont(option.font)
        if isinstance(line, Head):
            _paint_head(painter, room, line)
        else:
            _paint_hit(painter, room, line, option.fontMetrics.height())
        painter.restore()


def _paint_head(painter: QPainter, room: QRect, head: Head) -> None:
    painter.setFont(theme.scaled_font(9, strong=True))
    painter.setPen(theme.colour("muted"))
    low = Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, low, words.group_words(head.kind))
    painter.drawText(room, low | Qt.AlignmentFlag.AlignRight, f"{head.count:,}")


def _paint_hit(painter: QPainter, room: QRect, hit: Hit, height: int) -> None:
    text, muted = theme.colour("text"), theme.colour("muted")
    kind = words.noun_words(hit.kind)
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(kind)
    painter.setPen(muted)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, kind)
    title = " ".join(words.title(hit)[:400].split())
    painter.setPen(text)
    left = room.adjusted(0, 0, -wide - 16, 0)
    elided = metrics.elidedText(title, Qt.TextElideMode.ElideRight, left.width())
    painter.drawText(left, Qt.AlignmentFlag.AlignTop, elided)
    detail, marks = words.detail(hit)
    marked.draw(painter, room.adjusted(0, height, 0, 0), detail, marks, muted, text)


def counts(groups: Sequence[Group]) -> dict[str, int]:
    """How many results each kind has."""
    return {group.kind: group.count for group in groups}
