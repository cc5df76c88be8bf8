"""What is kept of a document's words is shown in the reader: words of documents as they are, of scans beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

import docx
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextCursor

from casefile.evidence import child, extraction, intake
from casefile.ui.evidence.viewers.recognised import Recognised
from tests.evidence.test_extraction import png, scan, with_english
from tests.ui.acts.desk import Desk
from tests.ui.evidence.taking import done, view_of

WAIT = 15_000


def kept(desk: Desk, path: Path, languages: str = "") -> UUID:
    """Take a file in and read it."""
    (item,) = (taken.id for taken in intake.take_in(desk.case, [path]))
    assert item is not None
    extraction.extract(desk.case, [item], languages)
    return item


def opened(desk: Desk, item: UUID, find: str = "") -> Recognised:
    desk.go("evidence")
    view = view_of(desk)
    view.read_document(item)
    view.reader.open(item, find=find)
    done(desk)
    viewer = view.reader.document.viewer
    assert isinstance(viewer, Recognised)
    return viewer


def select(viewer: Recognised, words: str) -> None:
    at = viewer.text.view.toPlainText().index(words)
    cursor = viewer.text.view.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    viewer.text.view.setTextCursor(cursor)


def test_a_document_that_was_read_is_not_parsed_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = docx.Document()
    for words in ("The convoy left.", "It came back."):
        made.add_paragraph(words)
    made.save(str(tmp_path / "order.docx"))
    item = kept(desk, tmp_path / "order.docx")
    monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", "import os; os.abort()"])
    desk.go("evidence")
    view_of(desk).read_document(item)
    done(desk)
    text = view_of(desk).reader.document.text
    assert text.isVisible()
    assert text.view.toPlainText() == "The convoy left.\n\nIt came back."


@with_english
def test_what_was_recognised_in_a_scan_stands_beside_it_and_is_cited_by_page(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan("MISSILE CONVOY"))
    item = kept(desk, tmp_path / "scan.pdf", "eng")
    viewer = opened(desk, item)
    assert viewer.strip.isVisible()
    assert not viewer.text.isVisible()
    assert viewer.sure.text().startswith("p. 2: ")
    viewer.button.click()
    select(viewer, "CONVOY")
    reader = view_of(desk).reader
    assert reader.selection()["locator"] == "p. 2"
    reader.cite()
    assert (desk.one("passage")["quote"], desk.one("passage")["locator"]) == ("CONVOY", "p. 2")
    desk.settle()
    assert viewer.text.view.extraSelections(), "the passage is marked where its words stand"
    reader.close_document()
    assert viewer.text.view.toPlainText() == ""


@with_english
def test_a_hit_in_recognised_words_opens_them(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan("MISSILE CONVOY"))
    item = kept(desk, tmp_path / "scan.pdf", "eng")
    viewer = opened(desk, item, find="convoy")
    assert viewer.text.isVisible()
    assert viewer.text.search.places
    bar = view_of(desk).reader.document.pages.pages.canvas.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value(), timeout=WAIT)  # the second page is the last


@with_english
def test_words_of_a_picture_have_the_region_that_is_drawn_as_their_place(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(png("CONVOY 2024"))
    item = kept(desk, tmp_path / "photo.png", "eng")
    viewer = opened(desk, item)
    document = view_of(desk).reader.document
    desk.qtbot.waitUntil(lambda: not document.picture.canvas.image.isNull(), timeout=WAIT)
    viewer.button.click()
    select(viewer, "CONVOY")
    assert document.selection["locator"] == ""
    document.picture.canvas.select(QRectF(10, 20, 100, 50))
    assert document.selection["locator"].startswith("region ")
    assert document.selection["quote"] == "CONVOY"


def test_without_recognised_words_nothing_is_offered(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(png("CONVOY 2024"))
    viewer = opened(desk, kept(desk, tmp_path / "photo.png"))
    assert not viewer.strip.isVisible()
