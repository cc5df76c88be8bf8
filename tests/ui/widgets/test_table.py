from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from casefile.settings import Settings
from casefile.ui.widgets.marks import Coverage, Mark
from casefile.ui.widgets.paging import PAGE, Column, PagedModel, Query, Source
from casefile.ui.widgets.table import RecordTable


@dataclass(frozen=True)
class Row:
    key: int
    name: str

    @property
    def id(self) -> UUID:
        return UUID(int=self.key)


class Numbers:
    """A list of so many rows, in the manner of a database: keys, never places."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.pages: list[int | None] = []

    def _all(self, query: Query) -> Sequence[int]:
        wanted = range(1, self.total + 1)
        found: Sequence[int] = [number for number in wanted if query.text in str(number)] if query.text else wanted
        return found[::-1] if query.descending else found

    def page(self, query: Query, after: int | None, limit: int) -> list[Row]:
        self.pages.append(after)
        found = self._all(query)
        start = 0 if after is None else found.index(after) + 1
        return [Row(number, f"row {number}") for number in found[start : start + limit]]

    def source(self, *, jumps: bool = True) -> Source:
        return Source(
            count=lambda query: len(self._all(query)),
            page=self.page,
            keys=(lambda query, step: self._all(query)[step - 1 :: step]) if jumps else None,
            position=self._position if jumps else None,
        )

    def _position(self, query: Query, record: UUID) -> int | None:
        found = self._all(query)
        return found.index(record.int) if record.int in found else None


COLUMNS = (
    Column("key", "Number", lambda row: row.key, sort="key", right=True),
    Column("name", "Name", lambda row: row.name, stretch=True),
    Column("mark", "", lambda row: list(Mark)[row.key % 4], 28),
    Column("proof", "Proof", lambda row: Coverage(row.key % 5, 1, 1, 0)),
)


def make(qtbot: QtBot, numbers: Numbers, memory: Settings | None = None, *, jumps: bool = True) -> RecordTable:
    table = RecordTable(
        "numbers", "Numbers", numbers.source(jumps=jumps), COLUMNS, empty="No numbers yet.", new="New", memory=memory
    )
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    table.reload()
    return table


@pytest.mark.parametrize("jumps", [True, False])
def test_every_row_is_found_wherever_one_looks_first(qtbot: QtBot, *, jumps: bool) -> None:
    model = PagedModel(Numbers(3 * PAGE + 5).source(jumps=jumps), COLUMNS)
    model.reload()
    for number in (3 * PAGE + 4, 0, PAGE, PAGE - 1, 2 * PAGE + 7):
        assert model.row(number).key == number + 1


def test_a_million_rows_are_shown_at_once_and_jumped_through(qtbot: QtBot) -> None:
    numbers = Numbers(1_000_000)
    table = make(qtbot, numbers)
    started = time.perf_counter()
    table.table.scrollToBottom()
    table.grab()
    assert table.table.indexAt(QPoint(5, table.table.viewport().height() - 20)).row() > 999_900
    assert len(numbers.pages) < 6
    assert time.perf_counter() - started < 2


def test_marks_and_coverage_are_said_in_words_too(qtbot: QtBot) -> None:
    model = PagedModel(Numbers(3).source(), COLUMNS)
    model.reload()
    assert model.index(0, 2).data() == "◐"
    assert model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == ": contested"
    assert model.index(0, 3).data() == "◐ 1/3"
    assert model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole) == "1 covered, 1 contested, 1 gap"


def test_the_selection_stays_with_the_record(qtbot: QtBot) -> None:
    table = make(qtbot, Numbers(1000))
    chosen: list[UUID | None] = []
    table.selected.connect(chosen.append)
    table.table.selectRow(700)
    table.model.sort(0, Qt.SortOrder.DescendingOrder)
    assert (table.current, table.table.currentIndex().row()) == (UUID(int=701), 299)
    table.reload()
    assert table.current_row().key == 701
    assert chosen == [UUID(int=701)]


def test_a_record_that_goes_away_is_no_longer_selected(qtbot: QtBot) -> None:
    numbers = Numbers(10)
    table = make(qtbot, numbers)
    table.select(UUID(int=10))
    numbers.total = 9
    with qtbot.waitSignal(table.selected) as selected:
        table.reload()
    assert (selected.args, table.current) == ([None], None)


def test_the_filter_narrows_and_says_when_nothing_is_left(qtbot: QtBot) -> None:
    table = make(qtbot, Numbers(500))
    QTest.keyClicks(table.filter, "49")
    qtbot.waitUntil(lambda: table.model.rowCount() == 15)
    QTest.keyClicks(table.filter, "x")
    qtbot.waitUntil(table.nothing.isVisible)
    table.filter.clear()
    qtbot.waitUntil(lambda: table.model.rowCount() == 500)


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot) -> None:
    table = make(qtbot, Numbers(0))
    assert table.empty.isVisible()
    assert table.empty.sentence.text() == "No numbers yet."
    with qtbot.waitSignal(table.new_asked):
        table.new_button.click()


def test_keys_open_edit_and_preview(qtbot: QtBot) -> None:
    table = make(qtbot, Numbers(5))
    table.table.selectRow(1)
    for key, modifier, signal in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, table.activated),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, table.beside),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, table.edit_asked),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, table.preview_asked),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.keyClick(table.table, key, modifier)
        assert asked.args == [UUID(int=2)]


def test_widths_and_sort_order_are_remembered(qtbot: QtBot, settings: Settings) -> None:
    table = make(qtbot, Numbers(5), settings)
    table.table.setColumnWidth(0, 91)
    table.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    again = make(qtbot, Numbers(5), Settings())
    assert again.table.columnWidth(0) == 91
    assert again.current_row() is None
    assert again.model.index(0, 0).data() == 5


def test_no_parent_has_rows(qtbot: QtBot) -> None:
    model = PagedModel(Numbers(5).source(), COLUMNS)
    model.reload()
    assert (model.rowCount(QModelIndex()), model.rowCount(model.index(0, 0))) == (5, 0)


WIDE = (
    Column("number", "A long title", lambda row: row.key, 20, sort="key"),
    Column("name", "Name", lambda row: row.name, 100, stretch=True),
    Column("date", "Date", lambda row: f"{row.key} December 2024", 20),
    Column("place", "Place", lambda _row: "A place with a name that goes on for rather long", 80, long=True),
)


def wide(qtbot: QtBot, width: int, memory: Settings | None = None) -> RecordTable:
    table = RecordTable("wide", "Wide", Numbers(1000).source(), WIDE, empty="None.", memory=memory)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    qtbot.waitExposed(table)
    table.reload()
    return table


def needed(table: RecordTable, place: int) -> int:
    """What the widest cell in sight needs."""
    grid = table.table
    return max(grid.sizeHintForIndex(grid.model().index(row, place)).width() for row in range(8))


def test_what_is_short_is_never_cut_and_what_is_long_takes_what_is_left(qtbot: QtBot) -> None:
    table = wide(qtbot, 500)
    grid, header = table.table, table.table.horizontalHeader()
    assert grid.columnWidth(0) >= header.fontMetrics().horizontalAdvance("A long title") + 16
    assert grid.columnWidth(2) >= needed(table, 2)
    assert grid.columnWidth(3) < needed(table, 3)
    table.resize(1400, 400)
    assert grid.columnWidth(3) >= needed(table, 3)


def test_columns_without_room_are_left_out_the_last_first(qtbot: QtBot) -> None:
    table = wide(qtbot, 380)
    grid = table.table
    assert [grid.isColumnHidden(place) for place in range(4)] == [False, False, False, True]
    assert not grid.horizontalScrollBar().isVisible()
    table.resize(200, 400)
    assert not grid.isColumnHidden(0)
    assert grid.isColumnHidden(2)


def test_a_column_grows_when_something_wider_comes_into_sight(qtbot: QtBot) -> None:
    table = wide(qtbot, 700)
    before = table.table.columnWidth(2)
    table.table.scrollToBottom()
    qtbot.waitUntil(lambda: table.table.columnWidth(2) > before)


def test_a_width_that_the_user_gave_stays(qtbot: QtBot, settings: Settings) -> None:
    table = wide(qtbot, 700, settings)
    table.table.horizontalHeader().resizeSection(2, 60)
    table.reload()
    table.resize(600, 400)
    assert table.table.columnWidth(2) == 60
    assert wide(qtbot, 640, settings).table.columnWidth(2) == 60


def test_a_cell_tells_its_whole_text_only_where_it_is_cut(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _point, text, _view: told.append(text))
    table = wide(qtbot, 500)
    for place in (2, 3):
        point = table.table.visualRect(table.model.index(1, place)).center()
        QApplication.sendEvent(table.table.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, point))
    assert told == ["", "<span>A place with a name that goes on for rather long</span>"]


def test_a_spare_column_gives_way_before_titles_are_cut(qtbot: QtBot) -> None:
    columns = (
        Column("name", "Name", lambda row: f"A name with many words in it, the {row.key}th", 80, stretch=True),
        Column("hash", "Hash", lambda _row: "0123456789ab", 100, spare=True),
        Column("key", "Key", lambda row: row.key, 40),
    )
    table = RecordTable("spare", "Spare", Numbers(9).source(), columns, empty="None.")
    qtbot.addWidget(table)
    table.resize(320, 300)
    table.show()
    qtbot.waitExposed(table)
    table.reload()
    hidden = [table.table.isColumnHidden(place) for place in range(3)]
    table.resize(600, 300)
    assert (hidden, table.table.isColumnHidden(1)) == ([False, True, False], False)
