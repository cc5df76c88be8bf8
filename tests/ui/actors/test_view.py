"""Actors, their names in their own scripts, and their postings."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from casefile.ui.actors.postings import PostingCard, span_words
from casefile.ui.actors.view import ActorsView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def view_of(desk: Desk) -> ActorsView:
    return cast("ActorsView", desk.window.view("actors"))


def compose(desk: Desk, text: str) -> None:
    """Type as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(desk.focused(), event)
    desk.settle()


def test_a_new_actor_with_an_alias_in_korean_and_two_nationalities(desk: Desk) -> None:
    desk.go("actors")
    desk.press(Key.Key_N, CONTROL)
    desk.type("Kim Jong-un")
    desk.press(Key.Key_Return, CONTROL)
    view = view_of(desk)
    actor = desk.one("actor")
    assert (actor["name"], actor["kind"], view.listed.current) == ("Kim Jong-un", "person", actor.id)
    form = view.detail.forms[0]
    form.start("aliases")
    compose(desk, "김정은")
    desk.press(Key.Key_Tab)
    form.rows["nationalities"].editor.control.setFocus()
    desk.choose("north korea")
    form.rows["nationalities"].editor.control.setFocus()
    desk.choose("RU")
    actor = desk.one("actor")
    assert (actor["aliases"], actor["nationalities"]) == (("김정은",), ("KP", "RU"))
    assert view.detail.line.text().startswith("Person")
    assert "Russian Federation" in view.detail.line.text()


def test_a_draft_without_its_name_says_so_and_esc_drops_it(desk: Desk) -> None:
    desk.go("actors")
    view = view_of(desk)
    view.listed.new()
    desk.press(Key.Key_Return, CONTROL)
    assert view.listed.draft is not None
    assert view.listed.draft.form.rows["name"].mistake.text() == "Name must not be empty."
    desk.type("Half a na")
    desk.press(Key.Key_Escape)
    assert desk.rows("actor") == ()
    assert view.listed.pages.currentWidget() is not view.listed._draft_page


def test_a_draft_that_was_left_is_gone_on_with(desk: Desk) -> None:
    desk.add("actor", name="Somebody")
    desk.go("actors")
    view = view_of(desk)
    view.listed.new()
    desk.type("Half a name")
    view.listed.table.table.setFocus()
    view.listed.table.table.selectionModel().clear()
    view.listed.table.table.selectRow(0)
    assert view.listed.pages.currentWidget() is view.detail
    view.listed.new()
    assert view.listed.draft is not None
    assert view.listed.draft.form.rows["name"].editor.raw() == "Half a name"
    desk.press(Key.Key_Escape)
    view.listed.new()
    assert view.listed.draft.form.rows["name"].editor.raw() == ""


def test_a_posting_is_added_its_order_checked_edited_and_binned(desk: Desk) -> None:
    person = desk.add("actor", name="Sergei Shoigu")
    ministry = desk.add("actor", name="Ministry of Defence", kind="organisation")
    desk.go("actors", person)
    postings = view_of(desk).detail.postings
    postings.add_button.click()
    desk.type("Minister")
    postings.draft.form.rows["superior_id"].editor.control.setFocus()
    desk.choose("ministry")
    postings.draft.form.start("start")
    desk.type("2024-05")
    postings.draft.form.start("end")
    desk.type("2012-11")
    desk.press(Key.Key_Return, CONTROL)
    assert postings.draft.mistake.text() == "To must not be earlier than From."
    postings.draft.form.start("start")
    desk.press(Key.Key_A, CONTROL)
    desk.type("2012-11")
    postings.draft.form.start("end")
    desk.press(Key.Key_A, CONTROL)
    desk.type("2024-05")
    desk.press(Key.Key_Return, CONTROL)
    posting = desk.one("posting")
    assert (posting["actor_id"], posting["superior_id"], posting["start"]) == (person, ministry, "2012-11")
    (card,) = postings.list.cards
    assert isinstance(card, PostingCard)
    assert (card.role.text(), card.other.text(), card.when.text()) == (
        "Minister",
        "Ministry of Defence",
        "November 2012 to May 2024",
    )
    assert card.state.text() == "○ gap"
    card.edit_button.click()
    assert card.form is not None
    card.form.start("note")
    desk.type("By decree.")
    desk.press(Key.Key_Tab)
    assert desk.one("posting")["note"] == "By decree."
    desk.go("actors", ministry)
    (below,) = postings.staff.cards
    assert isinstance(below, PostingCard)
    assert below.other.text() == "Sergei Shoigu"
    below.bin_button.click()
    desk.settle()
    assert desk.rows("posting") == ()


def test_a_posting_is_opened_by_its_id_with_its_proof(desk: Desk) -> None:
    person = desk.add("actor", name="A")
    desk.add("actor", name="B")
    posting = desk.add("posting", actor_id=person, role="Commander")
    desk.go("actors", posting)
    view = view_of(desk)
    assert view.detail.record == person
    (card,) = view.detail.postings.list.cards
    assert isinstance(card, PostingCard)
    assert card.proof is not None
    assert card.proof.isVisible()
    assert card.proof.target is not None
    assert (card.proof.target.noun, card.proof.target.id) == ("posting", posting)


def test_what_an_actor_is_alleged_to_answer_for_and_where_it_takes_part(desk: Desk) -> None:
    actor = desk.add("actor", name="Commander")
    charge = desk.add("charge", act_id=desk.rows("act")[0].id, crime="8(2)(b)(i)")
    desk.add("attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    step = desk.add("proceeding", title="Warrant", kind="warrant", date="2024-06-24")
    desk.add("proceeding_actor", proceeding_id=step, actor_id=actor)
    desk.go("actors", actor)
    detail = view_of(desk).detail
    (line,) = detail.attributions.cards
    assert line.act.text() == "A-0001 Shelling of a market"  # type: ignore[attr-defined]
    assert line.words.text().startswith("8(2)(b)(i)  ·  25(3)(c)")  # type: ignore[attr-defined]
    (part,) = detail.parts.cards
    assert part.words.text() == "Warrant  ·  24 June 2024  ·  Subject"  # type: ignore[attr-defined]
    part.title.click()  # type: ignore[attr-defined]
    desk.settle()
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("proceedings", step)


def test_spans_in_words() -> None:
    assert span_words("2012", "2024-05") == "2012 to May 2024"
    assert span_words("2012", "") == "from 2012"
    assert span_words("", "2024") == "until 2024"
    assert span_words("", "") == "dates not known"
