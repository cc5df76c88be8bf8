"""One interface for every kind of document, from the register on."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PIL import Image
from PySide6.QtCore import Qt

from casefile.operations import search
from casefile.ui.commands import commands
from casefile.ui.search.opening import open_hit
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import done, opened, take, view_of

Key = Qt.Key
WAIT = 15_000


def test_a_workbook_is_a_grid_without_formulas_cited_by_row_and_sheet(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Calls"
    book.active.append(["From", "To"])
    book.active.append(["+380 44", "=HYPERLINK('http://example.org')"])
    other = book.create_sheet("공장")
    other.append(["부품", "12"])
    book.save(tmp_path / "calls.xlsx")
    opened(desk, tmp_path / "calls.xlsx")
    document = view_of(desk).reader.document
    table = document.table
    assert document.viewer is table
    assert (table.sheets.count(), table.model.rowCount(), table.model.columnCount()) == (2, 2, 2)
    document.look_for("380")
    assert table.finder.count.text() == "1 of 1"
    assert table.selection["locator"] == "l. 2, “Calls”"
    table.sheets.setCurrentIndex(1)
    assert table.model.sheet.text(0, 0) == "부품"


def test_a_row_has_one_number_in_the_search_the_reader_and_the_pin_cite(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Calls"
    book.active["A3"], book.active["B5000"] = "a\nb", "shipment"
    folder = tmp_path / "tables"
    folder.mkdir()
    book.save(folder / "calls.xlsx")
    (folder / "list.csv").write_bytes(b'What;When\n"two\nlines";1\n\nshipment;4\n')
    take(desk, folder)
    found = {group.kind: group for group in desk.workspace.read(search.find, "shipment").groups}
    hits = {hit.title: hit for hit in found[search.DOCUMENT].hits}
    assert hits["calls"].field == "l. 5000, “Calls”"
    table = view_of(desk).reader.document.table
    for title, rows, locator in (("calls", 5000, "l. 5000, “Calls”"), ("list", 4, "l. 4")):
        open_hit(desk.workspace, hits[title], "shipment")
        done(desk)
        assert table.model.rowCount() == rows
        desk.qtbot.waitUntil(lambda: table.search.place is not None, timeout=15_000)
        assert table.selection["locator"] == locator


def test_a_table_in_an_old_encoding_is_shown_with_its_columns(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Дата;Місто;Опис\n2024-01-02;Київ;=1+1\n2024-01-03;Львів;вибух біля школи\n".encode("cp1251"))
    opened(desk, path)
    table = view_of(desk).reader.document.table
    assert view_of(desk).reader.document.viewer is table
    assert [table.model.sheet.text(1, column) for column in range(3)] == ["2024-01-02", "Київ", "=1+1"]
    table.mark("", locator="ll. 2-3")
    assert table.selection["locator"] == "ll. 2-3"
    assert "вибух біля школи" in table.selection["quote"]


def test_mail_is_read_as_its_words_in_the_child_process(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_text(
        "From: a@example.org\nTo: b@example.org\nSubject: Parts\nMIME-Version: 1.0\n"
        "Content-Type: text/html\n\n<p>The <b>parts</b> left<script>x()</script> on Monday.</p>\n"
    )
    opened(desk, path)
    document = view_of(desk).reader.document
    assert document.viewer is document.text
    assert "The parts left on Monday." in document.text.words.text
    assert "x()" not in document.text.words.text


def test_a_film_that_is_not_played_here_says_what_it_is(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(200))
    opened(desk, path)
    document = view_of(desk).reader.document
    assert document.viewer is document.media
    assert document.media.about.sentence.text().startswith("A film (video/mp4).")


def test_what_is_marked_graphic_is_blurred_and_grey_until_one_wants_to_see_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.effect_noise((300, 300), 90).convert("RGB").save(path)
    take(desk, path)
    view = view_of(desk)
    item = view.items.current
    assert item is not None
    next(one for one in commands() if one.id == "evidence.graphic").run(desk.workspace)
    desk.settle()
    view.read_document(item)
    done(desk)
    document = view.reader.document
    desk.qtbot.waitUntil(lambda: not document.picture.canvas.image.isNull(), timeout=WAIT)
    desk.qtbot.waitUntil(lambda: not document.veil._blur.isNull(), timeout=WAIT)
    assert document.veil.isVisible()
    blur = document.veil._blur.toImage()
    assert blur.width() < document.width() / 20
    assert blur.allGray()
    assert desk.focused() is document.veil
    desk.press(Key.Key_Return)
    assert not document.veil.isVisible()
    assert desk.focused() is document.picture.canvas
    assert desk.undo() == "Mark an item as graphic"


def test_one_is_done_with_an_item_by_a_key_and_sees_how_far_each_folder_is(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"Letter {number}")
    take(desk, folder)
    view = view_of(desk)
    first = view.items.current
    assert first is not None
    view.read_document(first)
    done(desk)
    view.reader.document.text.view.setFocus()
    desk.press(Key.Key_D)
    (reading,) = desk.rows("reading")
    assert (reading["evidence_id"], reading["done"], reading["reader"]) == (first, True, str(desk.case.author.id))
    assert view.reader.read_mark.button.isChecked()
    view.reader.close_document()
    view.show_list("reading")
    desk.settle()
    assert [(row.folder, row.done, row.all) for row in [view.lists.progress.model.row(0)]] == [("letters", 1, 2)]
    assert desk.undo() == "Mark an item as read"
    assert desk.rows("reading") == ()
