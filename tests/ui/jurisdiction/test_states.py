"""The States page: what is known of each State, and what the case knows better."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt

from casefile.ui.jurisdiction.states import KindBlock, StatesPage
from casefile.ui.jurisdiction.view import JurisdictionView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


@pytest.fixture
def page(desk: Desk) -> StatesPage:
    """The States of a case with one charge in Ukraine."""
    place = desk.add("place", name="Kyiv", state="UA")
    act = desk.add("act", title="Strike", date="2022-05", place_id=place)
    desk.add("charge", act_id=act, crime="8(2)(b)(i)")
    desk.go("jurisdiction")
    view = cast("JurisdictionView", desk.window.view("jurisdiction"))
    view.turn_to("states")
    desk.settle()
    return view.states


def block(page: StatesPage, kind: str) -> KindBlock:
    found = page.facts.kinds.widget(kind)
    assert found is not None
    return found


def test_facts_show_source_confidence_and_disputes(page: StatesPage) -> None:
    assert page.list.count() == 1
    assert page.facts.heading.text() == "Ukraine"
    first, second = block(page, "declaration").known.widgets()
    assert first.fact.fact.text().startswith("21 November 2013 to 22 February 2014")
    assert "confidence high" in second.fact.source.text()
    (put_off,) = block(page, "article_124").known.widgets()
    assert put_off.fact.fact.text().startswith("! Disputed: verify.")
    assert page.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Ukraine, ! Disputed: verify")


def test_a_fact_is_overridden_with_a_note_beside_the_original(desk: Desk, page: StatesPage) -> None:
    first, _second = block(page, "declaration").known.widgets()
    first.button.click()
    draft = page.facts.draft
    assert draft.isVisible()
    assert draft.form.rows["period"].editor.raw() == "2013-11-21/2014-02-22"
    draft.form.start("note")
    desk.type("The Registry counts one day more")
    draft.form.rows["period"].editor.control.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.type("2013-11-21/2014-02-23")
    desk.press(Key.Key_Return, CONTROL)
    periods = {row["period"] for row in desk.rows("state_fact")}
    assert periods == {"2013-11-21/2014-02-23", "2014-02-20/.."}  # the other window was taken along
    shown = block(page, "declaration")
    assert len(shown.own.cards) == 2
    assert "not counted in this case" in shown.known_words.text()
    assert len(shown.known.widgets()) == 2
    assert desk.undo() == "Add fact about State"
    assert not block(page, "declaration").own.isVisible()


def test_a_note_is_asked_for(desk: Desk, page: StatesPage) -> None:
    block(page, "party").known.widgets()[0].button.click()
    page.facts.draft.form.start("period")
    desk.press(Key.Key_Return, CONTROL)
    assert page.facts.draft.form.rows["note"].mistake.text() == "Source and reason must not be empty."
    assert desk.rows("state_fact") == ()
    desk.press(Key.Key_Escape)
    assert not page.facts.draft.isVisible()


def test_another_state_is_looked_up_and_a_fact_added(desk: Desk, page: StatesPage) -> None:
    page.picker.line.setFocus()
    desk.choose("north kor")
    assert page.facts.heading.text() == "Democratic People’s Republic of Korea"
    assert block(page, "party").known_words.text().startswith("Nothing is known of this kind")
    page.facts.kind_choice.setCurrentIndex(page.facts.kind_choice.findData("declaration"))
    page.facts.add_button.click()
    desk.type("2024/..")
    page.facts.draft.form.start("note")
    desk.type("Lodged")
    desk.press(Key.Key_Return, CONTROL)
    fact = desk.one("state_fact")
    assert (fact["state"], fact["kind"], fact["period"], fact["holds"]) == ("KP", "declaration", "2024/..", "yes")
    (own,) = block(page, "declaration").own.cards
    own.take_button.click()  # type: ignore[attr-defined]
    desk.settle()
    assert desk.rows("state_fact") == ()


def test_a_fact_of_the_case_is_opened_on_its_state(desk: Desk, page: StatesPage) -> None:
    fact = desk.add("state_fact", state="RU", kind="declaration", period="2024/..", note="Lodged")
    desk.go("jurisdiction", fact)
    assert page.isVisible()
    assert page.state == "RU"
