"""The sheet: plain words, links, reading width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.ui.law.paper import Paper, Piece


@pytest.fixture
def paper(qtbot: QtBot) -> Paper:
    made = Paper("Provision")
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.begin()
    made.heading("A <b>heading</b>", 1)
    made.line("See ", Piece("one", target=1), " and ", Piece("two", target=("2", None)), ".")
    made.quiet("Two\nlines", indent=1)
    made.end()
    return made


def test_text_is_never_read_as_mark_up(paper: Paper) -> None:
    assert paper.words() == "A <b>heading</b>\nSee one and two.\nTwo\nlines"


def test_a_link_leads_to_what_it_was_given(qtbot: QtBot, paper: Paper) -> None:
    assert paper.targets() == [1, ("2", None)]
    paper.show()
    paper.setFocus()
    with qtbot.waitSignal(paper.followed) as followed:
        QTest.keyClick(paper, Qt.Key.Key_Tab)
        QTest.keyClick(paper, Qt.Key.Key_Tab)
        QTest.keyClick(paper, Qt.Key.Key_Return)
    assert followed.args == [("2", None)]


def test_nothing_is_loaded_and_nothing_can_be_typed(paper: Paper) -> None:
    assert paper.loadResource(2, QUrl("https://example.org/x.png")) is None  # type: ignore[func-returns-value]
    QTest.keyClicks(paper, "x")
    assert "x" not in paper.words()


def test_a_new_sheet_forgets_the_old_one(paper: Paper) -> None:
    paper.begin()
    paper.line("Alone")
    paper.end()
    assert (paper.words(), paper.targets()) == ("Alone", [])


def test_lines_keep_to_reading_width(qtbot: QtBot, paper: Paper) -> None:
    paper.show()
    frame = paper.document().rootFrame().frameFormat()
    assert paper.viewport().width() - frame.leftMargin() - frame.rightMargin() <= 720
    paper.resize(400, 300)
    assert paper.document().rootFrame().frameFormat().rightMargin() == frame.leftMargin()


def test_headings_are_headings_to_a_screen_reader(paper: Paper) -> None:
    cursor = QTextCursor(paper.document())
    assert cursor.blockFormat().headingLevel() == 1
