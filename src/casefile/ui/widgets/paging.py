"""A table of any length over pages read by key: the whole row count at once, pages of 256 as they come into sight.

Where a page begins is known by the key of the row before it. Keys come from the pages read so far, or all at once from
`Source.keys` when the user jumps; without it a jump walks there page by page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casefile.ui.text import tr
from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.marks import Coverage, Mark

PAGE = 256
_KEPT_PAGES = 24
Span = tuple[int, int]
"""The first and the last row of a run of rows."""
Ask = Callable[[Any], Sequence[UUID]]
"""A question to be asked in any session, on any thread."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows: `sort` is a column's `sort` name, "" for the source's own order."""

    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from. Keys are the source's own: whatever `key(row)` gives, `page` takes as `after`.

    `page(query, after, limit)`: up to `limit` rows behind `after`, None for the beginning. `keys(query, step)`: the key
    of every `step`-th row, in one statement; wanted for long lists. `position(query, id)`: how many rows stand before
    it, None when it is not among them; without it a record is looked for in pages already read and those near.
    `ids(query, spans)`: what asks for the ids of these rows; wanted where several can be selected.
    """

    count: Callable[[Query], int]
    page: Callable[[Query, Any, int], Sequence[Any]]
    key: Callable[[Any], Any] = lambda row: row.key
    id: Callable[[Any], UUID] = lambda row: row.id
    keys: Callable[[Query, int], Sequence[Any]] | None = None
    position: Callable[[Query, UUID], int | None] | None = None
    ids: Callable[[Query, Sequence[Span]], Ask] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value(row)` is a text, a number, a `Mark` or a `Coverage`; `sort` the name that the source sorts by.

    `width` is what a `long` text has at least, the column that `stretch`es and takes the rest too; others are as wide as
    what they show (fitting.py). `tip(row)` says more than the cell; what is cut shows itself whole anyway.
    """

    name: str
    title: str
    value: Callable[[Any], str | int | Mark | Coverage | None]
    width: int = 120
    sort: str = ""
    right: bool = False
    stretch: bool = False
    long: bool = False
    spare: bool = False
    tip: Callable[[Any], str] | None = None


@dataclass(slots=True)
class _Pages:
    """The pages in memory, and the key before each page that is known."""

    starts: dict[int, Any] = field(default_factory=lambda: {0: None})
    kept: OrderedDict[int, Sequence[Any]] = field(default_factory=OrderedDict)


class PagedModel(QAbstractTableModel):
    """Rows of a `Source` for a QTableView."""

    def __init__(self, source: Source, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = Query()
        self._source = source
        self._pages = _Pages()
        self._count = 0

    def reload(self, query: Query | None = None) -> None:
        """Read again from the beginning, under another `query` if one is given."""
        self.beginResetModel()
        self.query = query or self.query
        self._pages = _Pages()
        self._count = self._source.count(self.query)
        self.endResetModel()

    def row(self, number: int) -> Any:
        """The frozen row at `number`, or None when it went away since it was counted."""
        page = self._page(number // PAGE)
        place = number % PAGE
        return page[place] if place < len(page) else None

    def id_at(self, number: int) -> UUID | None:
        row = self.row(number) if 0 <= number < self._count else None
        return None if row is None else self._source.id(row)

    def ids(self, spans: Sequence[Span]) -> Ask:
        """What asks for the ids of the rows in `spans`, however many they are."""
        assert self._source.ids is not None, "a list in which several can be selected says how to ask for them"
        return self._source.ids(self.query, spans)

    def find(self, record: UUID) -> int | None:
        """Where `record` stands."""
        if self._count <= PAGE:  # all of it is read to be shown: nothing more need be asked
            return next((place for place, row in enumerate(self._page(0)) if self._source.id(row) == record), None)
        if self._source.position is not None:
            return self._source.position(self.query, record)
        known = list(self._pages.kept)
        near = [*known, *(page for page in range(min(-(-self._count // PAGE), 40)) if page not in known)]
        for page in near:
            for place, row in enumerate(self._page(page)):
                if self._source.id(row) == record:
                    return page * PAGE + place
        return None

    # --- pages

    def _page(self, number: int) -> Sequence[Any]:
        kept = self._pages.kept
        if number in kept:
            kept.move_to_end(number)
            return kept[number]
        if number not in self._pages.starts:
            self._find_start(number)
        rows = self._read(number)
        while len(kept) > _KEPT_PAGES:
            kept.popitem(last=False)
        return rows

    def _read(self, number: int) -> Sequence[Any]:
        if number not in self._pages.starts:
            return ()
        rows = self._source.page(self.query, self._pages.starts[number], PAGE)
        if len(rows) == PAGE:
            self._pages.starts[number + 1] = self._source.key(rows[-1])
        self._pages.kept[number] = rows
        return rows

    def _find_start(self, number: int) -> None:
        if self._source.keys is not None:
            keys = self._source.keys(self.query, PAGE)
            self._pages.starts |= {place + 1: key for place, key in enumerate(keys)}
            return
        known = max(page for page in self._pages.starts if page <= number)
        while known < number and known in self._pages.starts:
            self._read(known)
            self._pages.kept.pop(known - 1, None)
            known += 1

    # --- what Qt asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        reader = _READERS.get(role)
        if reader is None or not index.isValid():
            return None
        row = self.row(index.row())
        return None if row is None else reader(self.columns[index.column()], row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        by = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        descending = order == Qt.SortOrder.DescendingOrder
        if (by, descending) != (self.query.sort, self.query.descending):
            self.reload(replace(self.query, sort=by, descending=descending))


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _display(column: Column, row: Any) -> Any:
    value = column.value(row)
    if isinstance(value, Mark):
        return value.glyph
    if isinstance(value, Coverage):
        return str(value)
    if isinstance(value, str):
        return " ".join(value[:500].split())
    return value


def _tip(column: Column, row: Any) -> str | None:
    if column.tip is not None:
        return safe_tip(column.tip(row))
    value = column.value(row)
    return value.words if isinstance(value, Mark | Coverage) else None


def _spoken(column: Column, row: Any) -> str | None:
    value = column.value(row)
    return f"{tr(column.title)}: {value.words}" if isinstance(value, Mark | Coverage) else None


def _painted(column: Column, row: Any) -> Any:
    from casefile.ui import theme

    value = column.value(row)
    return theme.colour(value.value) if isinstance(value, Mark) else None


def _raw(column: Column, row: Any) -> Any:
    value = column.value(row)
    return value if isinstance(value, Mark | Coverage) else None


_READERS: dict[int, Callable[[Column, Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: _display,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Qt.ItemDataRole.ForegroundRole: _painted,
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: _alignment(column),
    Qt.ItemDataRole.UserRole: _raw,
}
