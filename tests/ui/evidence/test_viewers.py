"""One interface for every kind of document."""

from __future__ import annotations

import io
import unicodedata
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.operations import search
from casefile.operations.finding import Folded, on_page, spans
from casefile.ui.commands import commands
from casefile.ui.evidence.viewers import Document, Mark
from casefile.ui.evidence.viewers.pages import PagesViewer
from casefile.ui.evidence.viewers.picture import PictureViewer
from casefile.ui.evidence.viewers.places import Counting
from casefile.ui.evidence.viewers.sheet import Cells, Sheet
from casefile.ui.evidence.viewers.table import TableViewer
from casefile.ui.evidence.viewers.text import TextViewer
from casefile.ui.evidence.viewers.words import Words, joined
from casefile.ui.search.opening import open_hit
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import done, opened, take, view_of
from tests.ui.widgets.test_pages import make_pdf

Key = Qt.Key
WAIT = 15_000
SHIFT = Qt.KeyboardModifier.ShiftModifier


# --- finding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Ещё раз, еще раз", "еще", ["Ещё", "еще"]),
        ("كِتَابٌ وكتاب", "كتاب", ["كِتَابٌ", "كتاب"]),
        (unicodedata.normalize("NFD", "공장을 방문"), "공장", [unicodedata.normalize("NFD", "공장")]),
        (unicodedata.normalize("NFD", "їжак їв"), "їжак", [unicodedata.normalize("NFD", "їжак")]),
        ("Café CAFE", "cafe", ["Café", "CAFE"]),
        ("a ship\x02\r\nment of\nshells", "shipment of shells", ["ship\x02\r\nment of\nshells"]),
        ("Straße", "strasse", ["Straße"]),
        ("a.b axb", "a.b", ["a.b"]),
    ],
)
def test_words_are_found_as_search_folds_them(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words)] == found


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(0, 60), st.integers(1, 12))
def test_what_stands_in_a_text_is_found_there_and_places_lie_within(text: str, at: int, length: int) -> None:
    found = Folded(text).find(text[at : at + length])
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.lists(st.sampled_from(["the", "train", "left", "at", "dawn"]), min_size=20, max_size=40), st.data())
def test_each_page_of_a_quote_shows_its_part_of_it(words: list[str], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.tuples(st.integers(7, 9), st.integers(12, 14))))
    start, end = data.draw(st.integers(1, cuts[0] - 6)), data.draw(st.integers(cuts[1] + 6, len(words)))
    numbered = [f"{word}{place}" for place, word in enumerate(words)]
    pages = [" ".join(part) for part in (numbered[: cuts[0]], numbered[cuts[0] : cuts[1]], numbered[cuts[1] :])]
    quote = " ".join(numbered[start:end])
    parts = []
    for place, page in enumerate(pages):
        span = on_page(Folded(page), quote, begins=place == 0, ends=place == 2)
        parts.append("" if span is None else page[slice(*span)])
    assert (" ".join(parts), parts[1]) == (quote, pages[1])


@given(st.text(max_size=40))
def test_letters_counted_for_qt_and_back_are_the_same(text: str) -> None:
    counting = Counting(text)
    for place in range(len(text) + 1):
        assert counting.to_qt(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert counting.from_qt(counting.to_qt(place)) == place


# --- text --------------------------------------------------------------------------------------------------------


@pytest.fixture
def text(qtbot: QtBot) -> TextViewer:
    made = TextViewer()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_all_places_are_counted_and_gone_through(qtbot: QtBot, text: TextViewer) -> None:
    text.show_document(Document(uuid4(), "text", Words("😀 поезд\n" + "\nПОЕЗД, поїзд" * 400)))
    text.look_for("поезд")
    assert text.finder.count.text() == "1 of 401"
    text.finder.line.setFocus()
    QTest.keyClick(text.finder.line, Key.Key_Return, SHIFT)
    assert text.finder.count.text() == "401 of 401"
    QTest.keyClick(text.finder.line, Key.Key_Return)
    assert text.finder.count.text() == "1 of 401"
    text.look_for(("поїзд", "поезд"))
    assert text.finder.count.text() == "1 of 801"
    text.look_for("корабль")
    assert text.finder.count.text() == "not found"


@given(
    st.lists(st.integers(0, 300_000).map(lambda count: "a" * count), max_size=6),
    st.integers(0, 2_000_000),
)
def test_a_long_text_is_shown_in_stretches_that_leave_nothing_out(lines: list[str], place: int) -> None:
    words = Words("\n".join(lines))
    spans = words.stretches
    assert (spans[0][0], spans[-1][1]) == (0, len(words.text))
    assert all(begin < after < end for (begin, end), (after, _end) in pairwise(spans))
    place = min(place, len(words.text))
    begin, end = spans[words.stretch_at(place)]
    assert begin <= place <= end


def test_a_long_text_is_read_searched_and_cited_beyond_its_first_stretch(qtbot: QtBot, text: TextViewer) -> None:
    lines = [f"{number} {'рядок' * 10} 😀 the train left" for number in range(1, 20_001)]
    lines[17_999] += " with SHELLS"
    words = Words("\n".join(lines))
    text.show_document(Document(uuid4(), "text", words))
    assert not text.turner.isHidden()
    assert text.turner.words.text() == f"Part 1 of {len(words.stretches)}"
    mark = Mark(uuid4(), "l. 15000", "the train left", "", "", "supports")  # these words stand in every line
    text.set_marks([mark])
    text.look_for("shells")
    qtbot.waitUntil(lambda: not text.search.looking)
    assert text.finder.count.text() == "1 of 1"
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    text.activateWindow()
    qtbot.waitUntil(text.isActiveWindow)
    text.view.setFocus()
    for key, quote in ((Key.Key_Left, "SHELLS"), (Key.Key_Left, "SHELL"), (Key.Key_Right, "SHELLS")):
        QTest.keyClick(text.view, key, shift)  # whichever arrow comes first: the place found is chosen
        assert text.selection["quote"] == quote
    assert (text.selection["locator"], text.selection["quote"]) == ("l. 18000", "SHELLS")
    text.mark("the train left", locator="l. 15000")
    assert text.selection["locator"] == "l. 15000"
    pressed: list[object] = []
    text.mark_clicked.connect(pressed.append)
    cursor = text.view.textCursor()
    text.view.pressed.emit(cursor.selectionStart() + 2)
    assert pressed == [mark.passage]
    here = text.turner.words.text()
    QTest.keyClick(text.view, Key.Key_PageUp, control)
    assert text.turner.words.text() != here
    QTest.keyClick(text.view, Key.Key_PageDown, control)
    assert text.turner.words.text() == here
    text.look_for("the train left")
    qtbot.waitUntil(lambda: not text.search.looking)
    assert text.finder.count.text().endswith("of 20,000")
    text.let_go()
    assert text.turner.isHidden()


def test_page_down_reads_on_into_the_next_stretch(qtbot: QtBot, text: TextViewer) -> None:
    text.show_document(Document(uuid4(), "text", Words("word " * 200_000)))  # one line, as of a file made by a machine
    count = len(text.words.stretches)
    assert count > 10
    text.view.verticalScrollBar().setValue(text.view.verticalScrollBar().maximum())
    QTest.keyClick(text.view, Key.Key_PageDown)
    assert text.turner.words.text() == f"Part 2 of {count}"
    text.view.verticalScrollBar().setValue(0)
    QTest.keyClick(text.view, Key.Key_PageUp)
    assert text.turner.words.text() == f"Part 1 of {count}"


def test_letters_are_made_larger_with_keys_and_as_they_were(qtbot: QtBot, text: TextViewer) -> None:
    text.show_document(Document(uuid4(), "text", Words("The train left.")))
    text.activateWindow()
    qtbot.waitUntil(text.isActiveWindow)
    text.view.setFocus()
    sizes = [text.view.fontMetrics().height()]
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_0, Key.Key_Minus):
        QTest.keyClick(text.view, key)
        sizes.append(text.view.fontMetrics().height())
    usual, once, twice, once_again, usual_again, smaller = sizes
    assert smaller < usual == usual_again < once == once_again < twice


def test_a_selection_has_its_place_and_the_words_around(text: TextViewer) -> None:
    words = joined([("“A”", "First line\nthe 😀 train left.\nLast"), ("“B”", "One\nthe train came.")])
    text.show_document(Document(uuid4(), "text", words))
    text.mark("the train came", locator="l. 2, “B”")
    assert text.selection == {
        "locator": "“B”, l. 2",
        "quote": "the train came",
        "before": "First line the 😀 train left. Last One"[-40:],
        "after": ".",
    }
    cursor = text.view.textCursor()
    start = words.counting.to_qt(words.text.index("train left"))
    cursor.setPosition(start)
    cursor.setPosition(start + 10, QTextCursor.MoveMode.KeepAnchor)
    text.view.setTextCursor(cursor)
    assert text.selection["quote"] == "train left"
    assert text.selection["locator"] == "“A”, l. 2"


def test_of_two_places_the_one_with_the_same_surroundings_is_marked(qtbot: QtBot, text: TextViewer) -> None:
    text.show_document(Document(uuid4(), "text", Words("In May shells fell.\nIn June shells fell.\n")))
    passage = uuid4()
    text.set_marks([Mark(passage, "l. 2", "shells fell", before="In June", bearing="undermines")])
    start = text.words.text.index("June shells") + 5
    assert [(span, mark.passage) for span, mark in text._marks] == [((start, start + 11), passage)]
    assert text.view.gutter.signs == [(start, "undermines")]
    cursor = text.view.textCursor()
    cursor.setPosition(start + 3)
    text.view.setTextCursor(cursor)
    with qtbot.waitSignal(text.mark_clicked) as heard:
        QTest.mouseClick(text.view.viewport(), Qt.MouseButton.LeftButton, pos=text.view.cursorRect().center())
    assert heard.args == [passage]


# --- pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def pages(qtbot: QtBot) -> PagesViewer:
    made = PagesViewer()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    with qtbot.waitSignal(made.pages.opened, timeout=WAIT):
        made.show_document(Document(uuid4(), "pages", make_pdf(3)))
    qtbot.waitUntil(lambda: 0 in made.pages.canvas.kept.texts and 0 in made.pages.canvas.kept.images, timeout=WAIT)
    return made


def test_a_region_of_a_page_is_drawn_with_the_mouse_and_moved_with_keys(qtbot: QtBot, pages: PagesViewer) -> None:
    canvas = pages.pages.canvas
    pages.pages.bar.region_button.click()
    room = canvas.page_rect(0)
    corner = room.topLeft().toPoint()
    scale = canvas.scale
    start, end = corner + QPoint(int(40 * scale), int(35 * scale)), corner + QPoint(int(300 * scale), int(80 * scale))
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas.viewport(), end)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    chosen = pages.selection
    assert chosen["quote"] == "Page 1 tells of a shipment of shells by rail."
    place = chosen["locator"].removeprefix("p. 1, region ")
    x0, y0, x1, y1 = (float(side) for side in place.split(","))
    assert (x0, y0, x1, y1) == pytest.approx((40, 420, 300, 465), abs=2)  # points from the lower left corner
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Right)
    assert float(pages.selection["locator"].split("region ")[1].split(",")[0]) > x0
    pages.let_go()


def test_passages_are_marked_on_pages_and_a_click_tells_which(qtbot: QtBot, pages: PagesViewer) -> None:
    words, box = uuid4(), uuid4()
    pages.set_marks(
        [
            Mark(words, "p. 1", "of shells by rail", bearing="supports"),
            Mark(box, "p. 1, region 200,100,380,200"),
        ]
    )
    canvas = pages.pages.canvas
    placed = canvas.marks.on(0, canvas.kept.texts[0], canvas.sizes[0][1])
    assert [one.mark.passage for one in placed] == [words, box]
    corner, scale = canvas.page_rect(0).topLeft(), canvas.scale
    for one in placed:
        left, top, right, bottom = one.boxes[0]
        middle = QRectF(left, top, right - left, bottom - top).center() * scale
        for spot in (corner + middle, corner + one.sign_room(scale).center()):
            with qtbot.waitSignal(pages.mark_clicked) as heard:
                QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
            assert heard.args == [one.mark.passage]
    pages.let_go()


def letters_marked(pages: PagesViewer, page: int) -> list[str]:
    """The words under each mark of a page, "" for a sign alone."""
    canvas = pages.pages.canvas
    text = canvas.kept.texts[page]
    return [
        " ".join(text.within(*box) for box in one.boxes) for one in canvas.marks.on(page, text, canvas.sizes[page][1])
    ]


def test_a_passage_over_several_pages_is_marked_and_selected_on_all_of_them(qtbot: QtBot, pages: PagesViewer) -> None:
    texts = pages.pages.canvas.kept.texts
    quote = "of shells by rail. Page 2 tells of a shipment of shells by rail. Page 3 tells of a"
    pages.set_marks([Mark(uuid4(), "pp. 1-3", quote, bearing="supports"), Mark(uuid4(), "pp. 2-3", "")])
    pages.mark(quote, locator="pp. 1-3")
    qtbot.waitUntil(lambda: pages.selection["quote"] == quote, timeout=WAIT)
    assert pages.selection["locator"] == "p. 1-3"
    assert set(texts) >= {0, 1, 2}
    assert letters_marked(pages, 0) == ["of shells by rail."]
    assert letters_marked(pages, 1) == ["Page 2 tells of a shipment of shells by rail.", ""]
    assert letters_marked(pages, 2) == ["Page 3 tells of a", ""]
    pages.let_go()


def test_words_that_are_not_on_their_page_leave_the_sign_alone(qtbot: QtBot, pages: PagesViewer) -> None:
    pages.set_marks([Mark(uuid4(), "pp. 1-2", "no such words at all"), Mark(uuid4(), "pp. 1-2", "Page 2 tells of a")])
    pages.mark("Page 2 tells of a", locator="pp. 1-2")
    qtbot.waitUntil(lambda: pages.selection["quote"] == "Page 2 tells of a", timeout=WAIT)
    assert letters_marked(pages, 0) == ["", ""]
    assert letters_marked(pages, 1) == ["Page 2 tells of a"]
    first, second = pages.pages.canvas.marks.on(0, pages.pages.canvas.kept.texts[0], 500)
    assert not first.sign_room(1).intersects(second.sign_room(1))
    pages.let_go()


# --- pictures ----------------------------------------------------------------------------------------------------


def jpeg(turned: int = 1) -> bytes:
    """A picture of 400 by 200 pixels, its left half black, and what its camera says of how it was held."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste("black", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = turned
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.fixture
def picture(qtbot: QtBot) -> PictureViewer:
    made = PictureViewer()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_a_picture_is_turned_as_held_brightened_and_cited_by_region(qtbot: QtBot, picture: PictureViewer) -> None:
    picture.show_document(Document(uuid4(), "picture", jpeg(turned=6), facts=(("Embedded device", "Phone"),)))
    canvas = picture.canvas
    qtbot.waitUntil(lambda: not canvas.image.isNull(), timeout=WAIT)
    assert (canvas.size_of_picture.width(), canvas.size_of_picture.height()) == (200, 400)
    dark, bright = canvas.image.pixelColor(100, 50).lightness(), canvas.image.pixelColor(100, 350).lightness()
    assert (dark < 40, bright > 215) == (True, True)
    picture.light.setValue(60)
    qtbot.waitUntil(lambda: canvas.image.pixelColor(100, 50).lightness() > 60, timeout=WAIT)
    assert picture.selection == {}
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Down)
    first = picture.selection["locator"]
    QTest.keyClick(canvas, Key.Key_Down)
    assert first.startswith("region ")
    assert picture.selection["locator"] != first
    passage = uuid4()
    picture.set_marks([Mark(passage, "region 0,0,200,100", bearing="context")])
    picture.canvas.turn()
    with qtbot.waitSignal(picture.mark_clicked) as heard:
        spot = canvas._transform().map(QPoint(100, 50))
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.args == [passage]
    picture.let_go()
    assert picture.client.process is None


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_every_usual_kind_of_picture_is_shown(qtbot: QtBot, picture: PictureViewer, kind: str) -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), tone) for tone in ("red", "blue")]
    several = {"save_all": True, "append_images": frames[1:]} if kind in ("GIF", "TIFF") else {}
    frames[0].save(made, kind, **several)
    picture.show_document(Document(uuid4(), "picture", made.getvalue()))
    qtbot.waitUntil(lambda: not picture.canvas.image.isNull(), timeout=WAIT)
    assert picture.canvas.image.pixelColor(5, 5).red() > 200
    if several:
        picture.frame.setValue(2)
        qtbot.waitUntil(lambda: not picture.canvas.image.isNull(), timeout=WAIT)
        assert picture.canvas.image.pixelColor(5, 5).blue() > 200
        picture.canvas.select(QRectF(1, 2, 10, 20))
        assert picture.selection["locator"] == "p. 2, region 1,2,11,22"
    picture.let_go()


@pytest.mark.parametrize("size", [(30_000, 30_000), (0, 0)])
def test_a_picture_too_large_or_damaged_is_refused_in_a_sentence(
    qtbot: QtBot, picture: PictureViewer, size: tuple[int, int]
) -> None:
    made = io.BytesIO()
    if size[0]:
        Image.new("1", size).save(made, "PNG")
    data = made.getvalue() or jpeg()[:150]
    with qtbot.waitSignal(picture.failed, timeout=WAIT) as heard:
        picture.show_document(Document(uuid4(), "picture", data))
    assert str(heard.args[0]).startswith("This picture cannot be shown")
    picture.let_go()


# --- tables -------------------------------------------------------------------------------------------------------


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
    qtbot.waitUntil(lambda: not table.search.looking)
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


# --- tables and documents, from the register on ------------------------------------------------------------------


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
    for title, rows, locator in (("calls", 5000, "l. 5000, “Calls”"), ("list", 4, "l. 4")):
        open_hit(desk.workspace, hits[title], "shipment")
        done(desk)
        table = view_of(desk).reader.document.table
        assert table.model.rowCount() == rows
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
