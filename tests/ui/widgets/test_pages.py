from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import uuid4

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from casefile import resources
from casefile.ui.widgets import page_server
from casefile.ui.widgets.page_hits import PageHits
from casefile.ui.widgets.page_marks import PageMark
from casefile.ui.widgets.page_text import PageText
from casefile.ui.widgets.pages import PageView

WAIT = 15_000


def make_pdf(pages: int = 12, *, rotate: int = 0) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 500))
    for number in range(1, pages + 1):
        canvas.setPageRotation(rotate)
        canvas.drawString(50, 450, f"Page {number} tells of a shipment")
        canvas.drawString(50, 430, "of shells by rail.")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def arabic_pdf() -> bytes:
    """Letters are drawn from left to right, as files have them; a reader turns the words round."""
    pdfmetrics.registerFont(TTFont("Amiri", resources.path("fonts") / "Amiri-Regular.ttf"))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 500))
    canvas.setFont("Amiri", 14)
    canvas.drawRightString(
        350, 450, " ".join(_turned(word) for word in reversed(["قال", "الشاهد", "رأيت", "20", "حاوية"]))
    )
    canvas.drawRightString(350, 420, " ".join(_turned(word) for word in reversed(["نحو", "الميناء"])))
    canvas.save()
    return made.getvalue()


def _turned(word: str) -> str:
    return word if word.isdecimal() else word[::-1]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[PageView]:
    made = PageView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close_file()


def open_pdf(qtbot: QtBot, view: PageView, source: bytes | Path) -> None:
    with qtbot.waitSignal(view.opened, timeout=WAIT):
        view.open(source)
    qtbot.waitUntil(lambda: 0 in view.canvas.kept.texts and 0 in view.canvas.kept.images, timeout=WAIT)


def test_pages_are_drawn_and_read(qtbot: QtBot, view: PageView, tmp_path: Path) -> None:
    path = tmp_path / "воєнний звіт.pdf"
    path.write_bytes(make_pdf())
    open_pdf(qtbot, view, path)
    assert (view.page, view.bar.number.maximum(), view.bar.of.text()) == (1, 12, "of 12")
    image = view.canvas.kept.images[0][1]
    assert image.pixelColor(3, 3).name() == "#ffffff"
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 100]
    assert min(dark) > 0.1 * image.width()
    assert view.canvas.kept.texts[0].text.startswith("Page 1 tells of a shipment\r\nof shells")


def test_words_over_a_line_break_are_found_on_every_page(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf())
    view.go_to(3)
    view.look_for("SHIPMENT of shells")
    qtbot.waitUntil(lambda: view.finder.count.text().endswith("of 12"), timeout=WAIT)
    assert view.finder.count.text() in ("1 of 12", "2 of 12", "3 of 12")
    before = view.canvas.hits.current
    view.finder.line.setFocus()
    view.finder.line.setText("SHIPMENT of shells")
    QTest.keyClick(view.finder.line, Qt.Key.Key_Return)
    assert view.canvas.hits.current != before
    view.look_for("no such words")
    qtbot.waitUntil(lambda: view.finder.count.text() == "not found", timeout=WAIT)


@pytest.mark.parametrize("rotate", [0, 90])
def test_text_is_selected_with_the_mouse_and_copied(qtbot: QtBot, view: PageView, *, rotate: int) -> None:
    open_pdf(qtbot, view, make_pdf(2, rotate=rotate))
    text, corner = view.canvas.kept.texts[0], view.canvas.page_rect(0).topLeft()
    place = text.text.index("shipment")

    def spot(letter: int) -> QPoint:
        left, top, right, bottom = text.box(letter)
        scale = view.canvas.scale
        return QPoint(int(corner.x() + (left + right) / 2 * scale), int(corner.y() + (top + bottom) / 2 * scale))

    port = view.canvas.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=spot(place))
    QTest.mouseMove(port, spot(place + 3))
    QTest.mouseMove(port, spot(place + 7))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=spot(place + 7))
    assert (view.selection_text, view.selection_pages) == ("shipment", (1, 1))
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "shipment"
    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=spot(text.text.index("shells")))
    assert view.selection_text == "shells"
    view.canvas.grab()


def test_words_are_selected_with_the_keys_from_the_place_found(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(2))
    view.canvas.setFocus()
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, shift)
    assert view.selection_text == "P"  # nothing was found: the first letter in sight
    view.canvas.hand.clear()
    view.look_for("shipment")
    qtbot.waitUntil(lambda: 1 in view.canvas.kept.texts, timeout=WAIT)
    for keys, words in (
        ((Qt.Key.Key_Right, shift), "shipment"),
        ((Qt.Key.Key_Right, shift | control), "shipment\nof"),
        ((Qt.Key.Key_Right, shift), "shipment\nof "),
        ((Qt.Key.Key_Left, shift), "shipment\nof"),
        ((Qt.Key.Key_Left, shift | control), "shipment"),
    ):
        QTest.keyClick(view.canvas, *keys)
        assert view.selection_text == words
    for _time in range(2):
        QTest.keyClick(view.canvas, Qt.Key.Key_Down, shift)
    assert view.selection_pages == (1, 2)
    for _time in range(2):
        QTest.keyClick(view.canvas, Qt.Key.Key_Up, shift)
    assert view.selection_pages == (1, 1)


def test_another_place_found_is_where_the_keys_begin_then(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(2))
    view.canvas.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    view.look_for("shells")
    qtbot.waitUntil(lambda: 1 in view.finder.looked, timeout=WAIT)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, shift)
    assert (view.selection_text, view.selection_pages) == ("shells", (1, 1))
    view.finder.next_hit()
    assert view.selection_text == ""
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, shift)
    assert (view.selection_text, view.selection_pages) == ("shells", (2, 2))


def test_a_place_found_is_shown_where_it_stands_although_its_page_was_let_go(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(6))
    view.resize(700, 220)
    view.look_for("shells")
    qtbot.waitUntil(lambda: len(view.finder.looked) == 6, timeout=WAIT)
    del view.canvas.kept.texts[4]  # as it is of the first pages of a long file
    for _time in range(4):
        view.finder.next_hit()
    assert view.canvas.hits.current is not None
    assert view.canvas.hits.current[0] == 4
    qtbot.waitUntil(lambda: 4 in view.canvas.kept.texts, timeout=WAIT)
    _left, top, _right, _bottom = view.canvas.kept.texts[4].box(view.canvas.hits.current[1])
    assert view.canvas.seen_of(4).top() > 0  # scrolled to the words, not to the top of their page
    assert view.canvas.seen_of(4).contains(100, top)


def test_arabic_words_are_selected_the_way_they_are_read(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, arabic_pdf())
    text = view.canvas.kept.texts[0]
    assert text.text.startswith("قال الشاهد رأيت 20 حاوية")
    view.canvas.setFocus()
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    view.look_for("الشاهد")
    for keys, words in (
        ((Qt.Key.Key_Left, shift), "الشاهد"),
        ((Qt.Key.Key_Left, shift | control), "الشاهد رأيت"),
        ((Qt.Key.Key_Left, shift), "الشاهد رأيت "),
        ((Qt.Key.Key_Right, shift), "الشاهد رأيت"),
        ((Qt.Key.Key_Right, shift | control), "الشاهد"),
    ):
        QTest.keyClick(view.canvas, *keys)
        assert view.selection_text == words
    start = text.text.index("الشاهد")
    assert len(text.strips(start, start + len("الشاهد رأيت"))) == 1  # one strip, without seams between its letters


def test_a_pdf_is_as_wide_as_most_of_its_pages_and_a_wider_one_is_fitted_or_scrolled(
    qtbot: QtBot, view: PageView
) -> None:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 500))
    for number in range(5):
        canvas.setPageSize((1600, 500) if number == 2 else (400, 500))
        canvas.drawString(1400 if number == 2 else 50, 450, "legend")
        canvas.showPage()
    canvas.save()
    open_pdf(qtbot, view, made.getvalue())
    room = view.canvas.viewport().width()
    assert 0.9 * room < view.canvas.page_rect(0).width() < room
    view.look_for("legend")
    qtbot.waitUntil(lambda: len(view.finder.looked) == 5, timeout=WAIT)
    view.finder.next_hit()
    view.finder.next_hit()
    assert view.canvas.hits.current is not None
    assert view.canvas.hits.current[0] == 2
    assert view.canvas.seen_of(2).contains(1410, 50)  # the words are scrolled to, across too
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_0)
    assert 0.9 * room < view.canvas.page_rect(2).width() < room
    QTest.keyClick(view.canvas, Qt.Key.Key_Minus)
    assert view.canvas.page_rect(2).width() < 0.9 * room


def test_one_goes_to_a_page_by_its_number_with_keys(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(5))
    view.canvas.setFocus()
    QTest.keyClick(view.canvas, Qt.Key.Key_G)
    QTest.keyClicks(view.bar.number, "4")
    QTest.keyClick(view.bar.number, Qt.Key.Key_Return)
    assert view.page == 4
    assert view.canvas.hasFocus()


def test_a_click_with_shift_takes_the_selection_further(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(1))
    text, corner, scale = view.canvas.kept.texts[0], view.canvas.page_rect(0).topLeft(), view.canvas.scale
    spots = []
    for letter in (text.text.index("tells"), text.text.index("by rail") + 6):
        left, top, right, bottom = text.box(letter)
        spots.append(QPoint(int(corner.x() + (left + right) / 2 * scale), int(corner.y() + (top + bottom) / 2 * scale)))
    port = view.canvas.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=spots[0])
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, pos=spots[1])
    assert view.selection_text == "tells of a shipment\nof shells by rail"


def test_a_quote_is_marked_as_soon_as_the_page_is_read(qtbot: QtBot, view: PageView) -> None:
    view.open(make_pdf(40))
    view.seek({32: PageMark(uuid4(), "shells by rail", "", "", "")})
    qtbot.waitUntil(lambda: view.selection_text == "shells by rail", timeout=WAIT)
    assert (view.selection_pages, view.page) == ((33, 33), 33)


def test_zoom_keeps_the_place(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf())
    view.go_to(7)
    view.canvas.step_zoom(1.5)
    assert view.page == 7
    view.canvas.fit_width()
    assert view.canvas.horizontalScrollBar().maximum() == 0


def test_the_child_may_die_and_the_view_goes_on(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf())
    first = view.client.process
    assert first is not None
    first.kill()
    qtbot.waitUntil(lambda: view.client.process is not None and view.client.process is not first, timeout=WAIT)
    view.go_to(9)
    qtbot.waitUntil(lambda: 8 in view.canvas.kept.images, timeout=WAIT)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("cut", "This file cannot be shown as pages; it is damaged or not a PDF."),
        ("locked", "This PDF is locked with a password; open it elsewhere and add an unlocked copy."),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(qtbot: QtBot, view: PageView, damage: str, sentence: str) -> None:
    source = b"<html>not a PDF</html>"
    if damage == "locked":
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(make_pdf(1))) as pdf:
            pdf.save(made, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        source = made.getvalue()
    with qtbot.waitSignal(view.failed, timeout=WAIT) as failed:
        view.open(source)
    assert failed.args == [sentence]
    assert view.message.isVisible()


def test_the_server_answers_and_ends_with_its_input() -> None:
    pdf = make_pdf(1)
    requests = page_server.frame({"do": "open"}, pdf) + page_server.frame({"do": "text", "page": 7})
    answers = io.BytesIO()
    page_server.serve(io.BytesIO(requests), answers)
    assert answers.getvalue() == page_server.frame({"sizes": [[400.0, 500.0]]}) + page_server.frame(
        {"failed": "damaged"}
    )


def test_letters_beyond_the_first_plane_keep_their_places() -> None:
    import array

    codes = array.array("I", [0x61, 0xD83D, 0xDE00, 0x62])
    text = PageText.unpack(4, codes.tobytes() + array.array("f", [0.0] * 16).tobytes())
    assert (len(text.text), text.copy(0, 4), text.find("b")) == (4, "a😀b", [(3, 4)])


def test_words_cut_at_the_end_of_a_line_are_copied_whole() -> None:
    import array

    text = PageText("ship\x02\r\nment", array.array("f", [0.0] * 44))
    assert text.copy(0, 11) == "shipment"


def test_a_region_quotes_whole_words_and_says_where_it_leaves_some_out(qtbot: QtBot, view: PageView) -> None:
    open_pdf(qtbot, view, make_pdf(1))
    text = view.canvas.kept.texts[0]
    first, last = (text.text.index(word) for word in ("tells", "shells"))
    left, right = text.box(first)[0] + 3, text.box(text.text.index(" shipment") - 1)[2]
    quote = text.within(left, text.box(first)[1], right, text.box(last)[3])
    assert "…" in quote
    assert quote.startswith("tells of")
    pieces = [" ".join(piece.split()) for piece in quote.split("…")]
    plain, at = " ".join(text.text.split()), 0
    for piece in pieces:  # as the check of quotes looks for them
        at = plain.index(piece, at) + len(piece)
    whole = text.within(0, 0, 400, 500)
    assert whole == " ".join(text.text.split())


@given(
    st.dictionaries(st.integers(0, 30), st.lists(st.integers(0, 50), min_size=1, max_size=4, unique=True).map(sorted)),
    st.integers(-9, 9),
    st.randoms(use_true_random=False),
)
def test_places_are_numbered_and_gone_through_in_the_order_of_their_pages(
    starts: dict[int, list[int]], step: int, chance: Random
) -> None:
    hits, pages = PageHits(), list(starts)
    chance.shuffle(pages)  # they are read from the one in sight on
    for page in pages:
        hits.take(page, [(start, start + 1) for start in starts[page]])
    places = [(page, start, start + 1) for page in sorted(starts) for start in starts[page]]
    assert (hits.count, hits.first(), hits.number()) == (len(places), places[0] if places else None, 0)
    for number, place in enumerate(places):
        hits.current = place
        assert hits.number() == number + 1
        assert hits.beside(step) == places[(number + step) % len(places)]
