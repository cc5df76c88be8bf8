"""The page of a sheet: columns chosen and remembered, a look ahead, mistakes, one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from casefile.exchange import sheet
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.sheets.commands import open_sheet
from casefile.ui.sheets.page import SheetPage
from tests.ui.acts.desk import Desk


@pytest.fixture
def table(desk: Desk, tmp_path: Path) -> Path:
    for name in ("a.pdf", "b.pdf"):
        desk.add("evidence", title="x", file_name=name)
    path = tmp_path / "sheet.csv"
    path.write_text("Datei,Titel,Date\na.pdf,<b>증언</b>,2024-02\nb.pdf,x,\n", "utf-8")
    return path


def opened(desk: Desk, path: Path) -> SheetPage:
    page = open_sheet(desk.workspace, path)
    wait(desk)
    return page


def wait(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running, timeout=10_000)
    desk.settle()


def test_columns_are_chosen_looked_ahead_filled_in_and_undone(desk: Desk, table: Path) -> None:
    page = opened(desk, table)
    assert page.state.text() == "Say which column holds the number or the file name of the items."
    assert not page.write_button.isEnabled()
    shown = [[page.ahead.item(row, column).text() for column in range(3)] for row in range(2)]  # type: ignore[union-attr]
    assert shown == [["a.pdf", "<b>증언</b>", "2024-02"], ["b.pdf", "x", ""]]  # the sheet as it is
    page.choose(0, "file_name")
    page.choose(1, "title")
    wait(desk)
    assert page.state.text() == "1 of 2 items will change."
    ahead = [page.ahead.item(0, column).text() for column in range(3)]  # type: ignore[union-attr]
    assert ahead == ["TST-0001  x", "<b>증언</b>", "2024-02"]
    assert page.ahead.item(0, 2).toolTip() == "<span>2024-02<br>Now: —</span>"  # type: ignore[union-attr]
    page.combos[0].setFocus()
    walked = [desk.focused()]
    for _step in range(5):
        desk.press(Qt.Key.Key_Tab)
        walked.append(desk.focused())
    assert walked == [*page.combos, page.ahead, page.write_button, page.drop_button]
    page.write_button.click()
    wait(desk)
    row = next(one for one in desk.rows("evidence") if one.number == "TST-0001")
    assert (row.title, row["date"]) == ("<b>증언</b>", "2024-02")
    view = desk.window.view("evidence")
    assert isinstance(view, EvidenceView)
    assert view.stack.currentIndex() == 0
    listed = [str(view.items.table.model.index(0, place).data()) for place in range(3)]
    assert "<b>증언</b>" in listed, "the register was read again"
    assert desk.undo() == sheet.LABEL
    assert {one.title for one in desk.rows("evidence")} == {"x"}
    again = opened(desk, table)
    assert again.mapper.fields == ("file_name", "title", "date")
    desk.press(Qt.Key.Key_Escape)
    assert view.stack.currentIndex() == 0


def test_a_sheet_that_is_left_while_it_is_read_troubles_nobody(desk: Desk, table: Path) -> None:
    page = open_sheet(desk.workspace, table)
    page.drop_button.click()
    other = table.with_name("other.csv")
    other.write_text("Number,Note\nTST-0001,read\n", "utf-8")
    again = opened(desk, other)
    assert again.isVisible()
    assert "other.csv" in again.words.text()
    assert again.state.text() == "1 of 1 items will change."


def test_following_an_item_leads_out_of_a_sheet(desk: Desk, table: Path) -> None:
    page = opened(desk, table)
    item = next(one for one in desk.rows("evidence") if one.number == "TST-0002")
    desk.workspace.go("evidence", item.id)
    view = desk.window.view("evidence")
    assert isinstance(view, EvidenceView)
    assert not page.isVisible()
    assert (view.items.isVisible(), view.items.current) == (True, item.id)


def test_mistakes_are_told_by_row_and_nothing_can_be_filled_in(desk: Desk, table: Path) -> None:
    table.write_text("Number,Date\nTST-0001,yesterday\nTST-7,2024\n", "utf-8")
    page = opened(desk, table)
    assert page.problems.text().splitlines()[1] == "Row 3: No item of this case has the number “TST-7”."
    assert page.state.text().startswith("2 cells or rows are not right yet")
    assert not page.write_button.isEnabled()


def test_many_mistakes_leave_room_for_what_is_right(desk: Desk, table: Path) -> None:
    rows = "".join(f"gone {number}.pdf,x\n" for number in range(80))
    table.write_text(f"File name,Title\na.pdf,Order\n{rows}", "utf-8")
    page = opened(desk, table)
    assert page.state.text().startswith("80 cells or rows")
    assert page.problems.text().splitlines()[-1] == "and 30 more"
    assert page.wrong.verticalScrollBar().maximum() > 0
    assert page.ahead.height() > page.wrong.height() / 2


def test_what_is_no_sheet_is_a_sentence(desk: Desk, table: Path) -> None:
    table.write_text("", "utf-8")
    page = opened(desk, table)
    assert "holds no table" in page.words.text()
