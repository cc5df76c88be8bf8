"""Words of a document in the window: found, selected, marked, and read in stretches."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.operations.finding import Folded, on_page, spans
from casefile.ui.evidence.viewers import Document, Mark
from casefile.ui.evidence.viewers.places import Counting
from casefile.ui.evidence.viewers.text import TextViewer
from casefile.ui.evidence.viewers.words import Words, joined

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    qtbot.waitUntil(lambda: not text.search.looking, timeout=15_000)
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
    qtbot.waitUntil(lambda: not text.search.looking, timeout=15_000)
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
