"""Tables in the window: what was cited is marked in its cells, rectangles are quoted, words are found."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.ui.evidence.viewers import Document, Mark
from casefile.ui.evidence.viewers.sheet import Cells, Sheet
from casefile.ui.evidence.viewers.table import TableViewer


@pytest.fixture
def table(qtbot: QtBot) -> TableViewer:
    made = TableViewer()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    calls = [
        ["From", "To", "Words"],
        ["Київ", "공장", "the train\nleft"],
        ["Lviv", "공장", "two trains"],
        ["x", "공장", ""],
    ]
    sheets = Sheet("“Calls”", calls), Sheet("“Names”", [["공장", "the plant"]])
    made.show_document(Document(uuid4(), "table", sheets))
    return made


def marked(table: TableViewer) -> dict[tuple[int, int], str]:
    rows, columns = range(table.model.rowCount()), range(table.model.columnCount())
    return {
        (row, column): marks[0].bearing
        for row in rows
        for column in columns
        if (marks := table.model.marks_at((row, column)))
    }


def test_what_was_cited_from_a_table_is_marked_in_the_same_cells(qtbot: QtBot, table: TableViewer) -> None:
    table._select(Cells(1, 1, 2, 2))
    chosen = table.selection
    assert chosen == {
        "locator": "ll. 2-3, “Calls”",
        "quote": "공장 the train left 공장 two trains",
        "before": "",
        "after": "",
    }
    first, second = uuid4(), uuid4()
    table.set_marks(
        [
            Mark(first, chosen["locator"], chosen["quote"], bearing="supports"),
            Mark(second, "“Calls”, l. 3", "two trains", bearing="undermines"),
        ]
    )
    assert marked(table) == {(1, 1): "supports", (1, 2): "supports", (2, 1): "supports", (2, 2): "undermines"}
    with qtbot.waitSignal(table.mark_clicked) as heard:
        spot = table.grid.visualRect(table.model.index(2, 2)).center()
        QTest.mouseClick(table.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [second]
    with qtbot.waitSignal(table.mark_clicked) as heard:
        head = table.grid.verticalHeader()
        spot = QPoint(10, head.sectionViewportPosition(1) + 5)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [first]
    description = table.model.index(2, 2).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert description == "⊘ Undermines, ● Supports"


def test_marks_follow_the_sheet_that_is_shown(table: TableViewer) -> None:
    table.set_marks([Mark(uuid4(), "l. 1, “Names”", "the plant", bearing="context"), Mark(uuid4(), "", "two trains")])
    assert marked(table) == {(2, 2): ""}
    table.sheets.setCurrentIndex(1)
    assert marked(table) == {(0, 1): "context"}
    table.mark("two trains")
    assert table.sheets.currentIndex() == 0
    assert table.selection["locator"] == "l. 3, “Calls”"


@pytest.mark.parametrize(
    ("locator", "quote", "cells"),
    [
        ("l. 2", "", (1, 0, 1, 2)),
        ("ll. 2-3", "words that stand nowhere", (1, 0, 2, 2)),
        ("l. 2", "train", (1, 2, 1, 2)),
        ("l. 2", "공장 the train", (1, 1, 1, 2)),
        ("l. 9", "train", None),
        ("", "nowhere", None),
        ("", "", None),
    ],
)
def test_a_passage_of_a_table_stands_in_its_cells_or_its_rows(
    table: TableViewer, locator: str, quote: str, cells: tuple[int, ...] | None
) -> None:
    assert table.model.sheet.cells_of(Mark(uuid4(), locator, quote)) == cells


@given(st.lists(st.lists(st.sampled_from(["", "a", "b b", "a\n"]), max_size=4), min_size=1, max_size=4), st.data())
def test_a_rectangle_of_a_table_is_found_again_by_its_words(rows: list[list[str]], data: st.DataObject) -> None:
    sheet = Sheet("", rows)
    top, bottom = sorted(data.draw(st.tuples(*[st.integers(0, len(rows) - 1)] * 2)))
    left, right = sorted(data.draw(st.tuples(*[st.integers(0, max(0, sheet.wide - 1))] * 2)))

    def words(cells: Cells) -> str:
        columns = range(cells.left, cells.right + 1)
        taken = (sheet.text(row, column) for row in range(cells.top, cells.bottom + 1) for column in columns)
        return " ".join(" ".join(taken).split())

    quote = words(Cells(top, left, bottom, right))
    found = sheet.cells_of(Mark(uuid4(), f"ll. {top + 1}-{bottom + 1}", quote))
    assert found is not None
    assert (found.top >= top, found.bottom <= bottom, quote in words(found)) == (True, True, True)


def test_all_cells_of_a_long_table_are_selected_and_their_first_words_quoted(qtbot: QtBot, table: TableViewer) -> None:
    rows = [[str(number), "call", "Rajin"] for number in range(1, 60_001)]
    table.show_document(Document(uuid4(), "table", (Sheet("", rows), Sheet("“B”", [["a"]], cut=True))))
    assert table.note.text() == "60,000 rows; sheet B is not shown to its end"
    table.grid.selectAll()
    table.grid.grab()
    assert table.selection["locator"] == "ll. 1-60000"
    assert table.selection["quote"].startswith("1 call Rajin 2 call Rajin")
    assert table.selection["quote"].endswith("call Rajin …")
    assert len(table.selection["quote"]) < 21_000
    table.look_for("call")
    qtbot.waitUntil(lambda: not table.search.looking, timeout=15_000)
    assert table.finder.count.text() == "1 of 60,000"
    assert table.selection["quote"] == "call"


def test_a_table_is_searched_from_where_one_is(table: TableViewer) -> None:
    table._select(Cells(2, 0, 2, 0))
    table.look_for("공장")
    assert (table.finder.count.text(), table.selection["locator"]) == ("2 of 3", "l. 3, “Calls”")
    table.search.step(1)
    assert table.selection["locator"] == "l. 4, “Calls”"
    table.look_for("left 공장")  # over the edge of a row
    assert table.finder.count.text() == "not found"
    table.look_for(("left", "from"))
    assert table.finder.count.text() == "1 of 2"
