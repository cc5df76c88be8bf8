"""Documents inside the window."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from tests.ui.acts.desk import CONTROL, Desk
from tests.ui.evidence.taking import LETTER, done, opened, take, view_of
from tests.ui.widgets.test_pages import make_pdf

Key = Qt.Key
WAIT = 15_000


def test_words_chosen_in_a_text_become_a_passage_with_its_lines(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    take(desk, path)
    view = view_of(desk)
    item = view.items.current
    view.items.table.table.setFocus()
    desk.press(Key.Key_Return)
    done(desk)
    assert view.reading
    assert view.reader.document.text.view.toPlainText() == LETTER
    assert not view.reader.take_button.isEnabled()
    cursor = view.reader.document.text.view.textCursor()
    cursor.setPosition(LETTER.index("train"))
    cursor.setPosition(LETTER.index("shells") + 6, QTextCursor.MoveMode.KeepAnchor)
    view.reader.document.text.view.setTextCursor(cursor)
    assert view.reader.take_button.isEnabled()
    view.reader.document.text.view.setFocus()
    desk.press(Key.Key_Return, CONTROL)
    passage = desk.one("passage")
    assert (passage["locator"], passage["evidence_id"]) == ("ll. 1-2", item)
    view.reader.document.text.view.setFocus()
    desk.press(Key.Key_Escape)
    assert not view.reading
    assert len(view.detail.passages.list.cards) == 1


def test_a_pdf_opens_at_a_passage_and_gives_page_and_quote(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(make_pdf(4))
    take(desk, path)
    view = view_of(desk)
    item = view.items.current
    assert item is not None
    desk.add("passage", evidence_id=item, locator="p. 3", quote="Page 3 tells of a shipment of shells by rail.")
    view.reader.open(item)
    view.read_document(item, desk.one("passage"))
    done(desk)
    desk.qtbot.waitUntil(lambda: view.reader.document.pages.pages.selection_pages == (3, 3), timeout=WAIT)
    assert view.reader.selection() == {
        "locator": "p. 3",
        "quote": "Page 3 tells of a shipment of shells by rail.",
        "before": "",
        "after": "",
    }
    view.reader.close_document()
    assert view.reader.document.pages.pages.client.process is None


def test_marks_stand_in_a_pdf_from_its_first_sight_on_and_its_page_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(make_pdf(4))
    take(desk, path)
    view = view_of(desk)
    item = view.items.current
    assert item is not None
    passage = desk.add("passage", evidence_id=item, locator="p. 1", quote="of shells by rail")
    view.read_document(item)
    done(desk)
    pages = view.reader.document.pages.pages
    desk.qtbot.waitUntil(lambda: 0 in pages.canvas.kept.texts, timeout=WAIT)
    placed = pages.canvas.marks.on(0, pages.canvas.kept.texts[0], pages.canvas.sizes[0][1])
    assert [one.mark.passage for one in placed] == [passage]
    edit = pages.bar.number.lineEdit()
    assert (edit.text(), edit.width() > 30) == ("1", True)
    view.reader.close_document()
    assert pages.canvas.marks.on(0, None, 500) == []


def test_a_picture_is_shown_and_a_damaged_one_is_said(desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "map.png", tmp_path / "torn.png"
    Image.new("RGB", (300, 200), "white").save(good)
    bad.write_bytes(good.read_bytes()[:60])
    view = opened(desk, good)
    assert view.reader.document.picture.isVisible()
    assert not view.reader.take_button.isEnabled()
    view.reader.close_document()
    opened(desk, bad)
    desk.qtbot.waitUntil(lambda: view.reader.document.viewer is None, timeout=WAIT)
    assert view.reader.document.message.sentence.text().startswith("This picture cannot be shown")


def test_what_cannot_be_shown_can_be_saved(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "thing.bin"
    path.write_bytes(b"\x00\x01\x02" * 50)
    view = opened(desk, path)
    assert view.reader.document.message.sentence.text() == (
        "Casefile cannot show this kind of file (application/octet-stream). Save a copy to look at it elsewhere."
    )
    assert view.reader.document.message.button.isVisible()


def test_closing_the_case_lets_go_of_the_document(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(make_pdf(2))
    view = opened(desk, path)
    desk.qtbot.waitUntil(lambda: view.reader.document.pages.pages.client.process is not None, timeout=WAIT)
    client = view.reader.document.pages.pages.client
    desk.workspace.close_case()
    assert client.process is None
