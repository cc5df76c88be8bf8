"""Pages in the window: regions, and passages that are marked on them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.ui.evidence.viewers import Document, Mark
from casefile.ui.evidence.viewers.pages import PagesViewer
from tests.ui.widgets.test_pages import make_pdf

Key = Qt.Key
WAIT = 15_000


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
