"""Reading and citing: what is selected becomes a passage and is linked beside the document, by keys."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit

from casefile.operations import quotes
from casefile.operations.proof_links import Target
from casefile.storage.texts import Extract, Part
from casefile.ui import hooks
from casefile.ui.acts.detail import ActDetail
from casefile.ui.evidence.passage_card import PassageCard
from casefile.ui.evidence.reader import Reader
from casefile.ui.linking.rows import LinkItem
from tests.ui.acts.desk import CONTROL, NO_KEYS, Desk
from tests.ui.evidence.taking import LETTER, done, opened, view_of
from tests.ui.widgets.test_pages import make_pdf

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(desk: Desk, tmp_path: Path) -> Reader:
    """A letter that is open."""
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    view = opened(desk, path)
    return view.reader


def select(reader: Reader, words: str) -> None:
    view = reader.document.text.view
    cursor = view.textCursor()
    cursor.setPosition(LETTER.index(words))
    cursor.setPosition(LETTER.index(words) + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.setFocus()


def charge(desk: Desk) -> tuple[UUID, UUID]:
    act = desk.rows("act")[0].id
    return act, desk.add("charge", act_id=act, crime="8(2)(b)(i)")


def cards(reader: Reader) -> list[PassageCard]:
    return [card for card in reader.passages.list.cards if isinstance(card, PassageCard)]


def test_one_key_makes_the_passage_and_stays_in_the_document(desk: Desk, reader: Reader) -> None:
    select(reader, "train left")
    desk.press(Key.Key_Return, CONTROL)
    passage = desk.one("passage")
    assert (passage["quote"], passage["locator"]) == ("train left", "l. 1")
    assert passage["after"].startswith(". It carried")
    assert desk.focused() is reader.document.text.view
    assert [card.frame.property("pointed") for card in cards(reader)] == ["true"]
    desk.press(Key.Key_Return, CONTROL)  # the same again is the same passage
    assert desk.one("passage").id == passage.id
    assert desk.undo() == "Cite passage"
    assert not desk.rows("passage")
    reader.document.text.view.setTextCursor(QTextCursor(reader.document.text.view.document()))
    desk.press(Key.Key_Return, CONTROL)
    assert not desk.rows("passage")


def test_passage_and_link_are_one_step_and_the_last_target_comes_first(desk: Desk, reader: Reader) -> None:
    act, crime = charge(desk)
    reader.show_beside("act", act)
    desk.settle()
    detail = reader.beside.record.detail
    assert isinstance(detail, ActDetail)
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    select(reader, "train left")
    desk.press(Key.Key_L, CONTROL)
    assert isinstance(desk.focused(), QLineEdit)
    desk.choose("element 2")
    desk.press(Key.Key_U, ALT)
    desk.press(Key.Key_Return, CONTROL)
    link = desk.one("proof_link")
    assert (link["charge_id"], link["element"], link["bearing"]) == (crime, 2, "undermines")
    assert said == ["The passage is made and linked."]
    assert desk.focused() is reader.document.text.view
    assert detail.charges.widgets()[0].elements.widgets()[1].body.links.items.widgets()  # shown at once beside
    select(reader, "shells")
    desk.press(Key.Key_L, CONTROL)
    desk.choose("")  # what was linked last is the first
    desk.press(Key.Key_Return, CONTROL)
    assert len(desk.rows("proof_link", element=2, charge_id=crime)) == 2
    assert desk.undo() == "Cite and link passage"
    assert len(desk.rows("passage")) == len(desk.rows("proof_link")) == 1


def test_words_of_a_pdf_are_found_selected_and_cited_with_keys_alone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(make_pdf(3))
    view = opened(desk, path)
    pages = view.reader.document.pages.pages
    desk.qtbot.waitUntil(lambda: 0 in pages.canvas.kept.texts, timeout=15_000)
    assert desk.focused() is pages.canvas
    desk.press(Key.Key_F, CONTROL)
    desk.type("by rail")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    assert (view.reading, desk.focused()) == (True, pages.canvas)
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_Right, SHIFT)
    desk.press(Key.Key_Return, CONTROL)
    passage = desk.one("passage")
    assert (passage["quote"], passage["locator"]) == ("by rail.", "p. 1")
    view.reader.close_document()


def test_a_region_that_cuts_lines_is_no_quote_to_doubt(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "log.pdf"
    path.write_bytes(make_pdf(1))
    view = opened(desk, path)
    pages = view.reader.document.pages.pages
    desk.qtbot.waitUntil(lambda: 0 in pages.canvas.kept.texts, timeout=15_000)
    text = pages.canvas.kept.texts[0]
    tells, rail = text.box(text.text.index("tells")), text.box(text.text.index("rail"))
    pages.canvas.hand.draw_region(on=True)
    pages.canvas.hand.region.page = 0
    pages.canvas.hand.region.box = QRectF(QPointF(tells[0], tells[1]), QPointF(rail[0], rail[3]))
    pages.canvas.setFocus()
    desk.press(Key.Key_Return, CONTROL)
    done(desk)
    passage = desk.one("passage")
    assert "…" in passage["quote"]
    assert "region" in passage["locator"]
    checked = desk.workspace.read(quotes.of_item, passage["evidence_id"])
    assert checked[passage.id].standing is quotes.Standing.MATCHES
    assert [card.doubt.text() for card in cards(view.reader)] == [""]
    view.reader.close_document()


def test_ctrl_l_on_an_element_beside_takes_the_selection(desk: Desk, reader: Reader) -> None:
    act, crime = charge(desk)
    reader.show_beside("charge", crime)
    desk.settle()
    detail = reader.beside.record.detail
    assert isinstance(detail, ActDetail)
    assert reader.beside.act() == act
    select(reader, "It carried")
    element = detail.charges.widgets()[0].elements.widgets()[2]
    element.setFocus()
    desk.press(Key.Key_L, CONTROL)
    desk.press(Key.Key_C, NO_KEYS)
    desk.press(Key.Key_Return, CONTROL)
    passage, link = desk.one("passage"), desk.one("proof_link")
    assert (passage["quote"], link["element"], link["bearing"]) == ("It carried", 3, "context")
    assert passage["before"]


def test_marks_show_how_passages_bear_and_lead_to_their_card(desk: Desk, reader: Reader) -> None:
    act, _crime = charge(desk)
    select(reader, "train left")
    desk.press(Key.Key_Return, CONTROL)
    select(reader, "shells")
    desk.press(Key.Key_Return, CONTROL)
    first, second = (next(one.id for one in desk.rows("passage") if one["quote"] == words) for words in _CITED)
    desk.add("proof_link", passage_id=second, act_id=act, bearing="undermines")
    assert {mark.passage: mark.bearing for mark in reader._marks} == {first: "", second: "undermines"}
    reader.beside.turn_to("item")
    assert reader.beside.item is not None
    assert reader.beside.item.record == reader.item
    reader.document.mark_clicked.emit(first)
    desk.settle()
    assert reader.beside.value == "passages"
    pointed = [card.record for card in cards(reader) if card.frame.property("pointed")]
    assert pointed == [first]
    reader.document.text.view.setTextCursor(QTextCursor(reader.document.text.view.document()))
    reader.document.text.view.setFocus()
    desk.press(Key.Key_L, CONTROL)  # nothing is selected: the passage that was clicked
    desk.choose("A-0002")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.one("proof_link", passage_id=first)["act_id"] is not None


_CITED = ("train left", "shells")


def test_a_translation_is_signed_and_stands_beside_the_quote(desk: Desk, reader: Reader) -> None:
    desk.workspace.settings.set("name", "N. Translator")
    select(reader, "train left")
    desk.press(Key.Key_Return, CONTROL)
    card = cards(reader)[0]
    card.edit("translation")
    desk.type("tren otpravilsya")
    desk.press(Key.Key_Tab)
    passage = desk.one("passage")
    assert passage["translator"] == "N. Translator"
    assert passage["translated"]
    card.toggle_edit()
    desk.settle()
    assert card.translation.words.text() == "tren otpravilsya"
    assert "translated by N. Translator" in card.translation.about.text()
    assert desk.undo() == "Edit translation of passage"
    assert desk.one("passage")["translator"] == ""


def test_words_read_from_right_to_left_stand_at_the_right(desk: Desk, reader: Reader) -> None:
    desk.add("passage", evidence_id=reader.item, locator="l. 1", quote="قال الشاهد", translation="The witness said")
    card = cards(reader)[0]
    assert card.quote.words.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert card.translation.words.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_what_was_heard_is_to_be_written_down(desk: Desk, reader: Reader) -> None:
    made = desk.add("passage", evidence_id=reader.item, locator="00:01:20-00:02:10")
    reader._cited(made, "The passage is made.")
    desk.type("We fired at noon.")
    desk.workspace.settings.set("name", "Listener")
    desk.press(Key.Key_Tab)
    assert (desk.one("passage")["quote"], desk.one("passage")["transcriber"]) == ("We fired at noon.", "Listener")


def test_a_quote_that_does_not_stand_in_the_document_is_flagged(desk: Desk, reader: Reader) -> None:
    assert reader.row is not None
    text = (Part("", LETTER),)
    desk.case.keep_text([Extract(str(reader.row["sha256"]), "read", "test 1", "2026-11-22T05:00:00Z", text)])
    wrong = desk.add("passage", evidence_id=reader.item, locator="l. 1", quote="train stayed")
    desk.add("passage", evidence_id=reader.item, locator="l. 1", quote="train left")
    told = {card.record: card.doubt.text() for card in cards(reader) if card.doubt.isVisible()}
    assert told == {wrong: "These words do not stand in the document."}


def test_ctrl_and_a_click_open_the_document_beside_its_act(desk: Desk, reader: Reader) -> None:
    act, crime = charge(desk)
    passage = desk.add("passage", evidence_id=reader.item, locator="l. 1", quote="train left")
    desk.add("proof_link", passage_id=passage, charge_id=crime, element=1)
    reader.close_document()
    desk.go("acts", act)
    item = next(one for one in desk.acts.detail.findChildren(LinkItem) if one.isVisible())
    item.cite.followed.emit(True)
    desk.settle()
    done(desk)
    assert view_of(desk).reading
    assert reader.beside.act() == act
    assert reader.passages.pointed == passage
    other = desk.rows("act")[1].id
    assert hooks.open_beside.function is not None
    hooks.open_beside.function(desk.workspace, "act", other)
    desk.settle()
    assert view_of(desk).reading
    assert reader.beside.act() == other


def test_f6_goes_between_the_document_and_what_stands_beside_it(desk: Desk, reader: Reader) -> None:
    reader.document.text.view.setFocus()
    desk.press(Key.Key_F6)
    assert reader.beside.isAncestorOf(desk.focused())
    desk.press(Key.Key_Right)
    assert reader.beside.value == "item"
    desk.press(Key.Key_F6)
    assert desk.focused() is reader.document.text.view
    desk.press(Key.Key_Escape)
    assert not view_of(desk).reading


def test_targets_that_were_linked_are_offered_again(desk: Desk, reader: Reader) -> None:
    from casefile.ui.linking import finders

    act = desk.rows("act")[2].id
    finders.note_targets(desk.workspace, [Target("act", act)])
    assert finders.targets(reader, desk.workspace).find("")[0].value == Target("act", act)
    assert reader.item is not None
