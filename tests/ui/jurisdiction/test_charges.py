"""The charges page: the map of routes, the list, the computed answer and the reasoning beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from casefile.operations.jurisdiction import Line, Way
from casefile.ui.jurisdiction import charges as charges_page
from casefile.ui.jurisdiction.arranging import Head
from casefile.ui.jurisdiction.charges import ChargesPage
from casefile.ui.jurisdiction.view import JurisdictionView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


@dataclass(frozen=True)
class Made:
    """A strike in Ukraine with a foreign suspect, and a camp in North Korea."""

    strike: UUID
    suspect: UUID
    camp: UUID


@pytest.fixture
def made(desk: Desk) -> Made:
    kyiv = desk.add("place", name="Kyiv", state="UA")
    camp = desk.add("place", name="Camp", state="KP")
    incident = desk.add("incident", title="Strikes of May", date="2022-05", place_id=kyiv)
    strike = desk.add("act", title="Strike", date="2022-05-03", incident_id=incident)
    prison = desk.add("act", title="Prison", date="2010", place_id=camp)
    charge = desk.add("charge", act_id=strike, crime="8(2)(b)(i)")
    actor = desk.add("actor", name="Commander", nationalities=("RU",))
    suspect = desk.add("attribution", charge_id=charge, actor_id=actor, liability="28(a)")
    return Made(charge, suspect, desk.add("charge", act_id=prison, crime="7(1)(e)"))


def page_of(desk: Desk, record: UUID | None = None) -> ChargesPage:
    desk.go("jurisdiction", record)
    return cast("JurisdictionView", desk.window.view("jurisdiction")).charges


def listed(page: ChargesPage) -> list[str]:
    rows = page.list.lines.rows
    return [row.title if isinstance(row, Head) else row.actor or f"{row.act_number} {row.crime}" for row in rows]


def test_an_empty_case_says_what_to_do(desk: Desk) -> None:
    page = page_of(desk)
    assert page.empty.isVisible()
    assert not page.map.isVisible()
    page.empty.button.click()
    assert desk.workspace.here is not None
    assert desk.workspace.here.place == "acts"


def test_the_map_counts_and_filters(desk: Desk, made: Made) -> None:
    page = page_of(desk)
    assert page.map.rows[Way.WITHOUT_COUNCIL].accessibleName() == "Without the Council: 1 charge, 1 suspect"
    assert page.map.rows[Way.COUNCIL_ONLY].accessibleName() == "Only through the Council: 1 charge"
    assert not page.map.rows[Way.OUTSIDE].isVisible()
    assert listed(page) == ["A-0005 Prison", "A-0005 7(1)(e)", "Strikes of May", "A-0004 8(2)(b)(i)", "Commander"]
    page.map.rows[Way.COUNCIL_ONLY].setFocus()
    desk.press(Key.Key_Return)
    assert listed(page) == ["A-0005 Prison", "A-0005 7(1)(e)"]
    desk.press(Key.Key_Space)
    assert len(listed(page)) == 5
    page.filter.setText("commander ua")
    desk.qtbot.waitUntil(lambda: listed(page) == ["Strikes of May", "A-0004 8(2)(b)(i)", "Commander"])
    page.filter.setText("nothing is like that")
    desk.qtbot.waitUntil(page.nothing.isVisible)


def test_the_answer_shows_its_steps_with_their_sources(desk: Desk, made: Made) -> None:
    page = page_of(desk, made.suspect)
    detail = page.detail
    assert detail.heading.text() == "Commander"
    assert detail.way.text() == "● Without the Council"
    assert detail.routes.value == "13(c)"
    assert detail.answer.outcome.text() == "● The Court can reach this conduct."
    assert detail.answer.ground.text() == "Relying on articles 12(2)(a), 12(3).  Decided by: 21 November 2013."
    steps = {row.provision.text(): row for row in detail.answer.steps.widgets()}
    assert steps["Article 12(3)"].outcome.text() == "● inside"
    (fact,) = steps["Article 12(3)"].facts.widgets()
    assert "from 20 February 2014 on" in fact.fact.text()
    assert "confidence high" in fact.source.text()
    assert "as of " in fact.source.text()
    detail.routes.setFocus()
    desk.press(Key.Key_2)
    assert detail.answer.outcome.text().startswith("◇ Only if the Security Council refers the situation")
    detail.answer.steps.widgets()[0].provision.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert desk.workspace.here.place == "law"


def test_a_disputed_fact_is_shown_as_disputed(desk: Desk, made: Made) -> None:
    desk.add("state_fact", state="KP", kind="declaration", period="2009/..", holds="disputed", note="Seen in the press")
    page = page_of(desk, made.camp)
    assert page.detail.way.text() == "○ Needs counsel"
    assert page.detail.answer.doubt.isVisible()
    facts = [fact for row in page.detail.answer.steps.widgets() for fact in row.facts.widgets()]
    assert any(fact.fact.text().startswith("! Disputed: verify.") for fact in facts)
    assert any(fact.source.text() == "This case's own fact" for fact in facts)


def test_the_own_reasoning_is_written_and_edited_in_place(desk: Desk, made: Made) -> None:
    desk.add("assessment", topic="temporal", scope="Conduct in Ukraine", route="art15", finding="Inside")
    desk.add("assessment", topic="temporal", scope="Camps in North Korea", route="art15", finding="Outside")
    page = page_of(desk, made.suspect)
    detail = page.detail
    detail.sides.buttons["reasoning"].click()
    desk.settle()
    reasoning = detail.reasoning
    cards = [card for card in reasoning.cards.cards if card.isVisible()]
    assert len(cards) == 1  # the other conduct is in another State
    reasoning.buttons["territorial"].click()
    desk.type("On Ukrainian territory")
    desk.press(Key.Key_Return, CONTROL)
    made_row = desk.one("assessment", topic="territorial")
    assert (made_row["charge_id"], made_row["route"], made_row["finding"]) == (
        made.strike,
        "art15",
        "On Ukrainian territory",
    )
    assert made_row["actor_id"] is not None
    shown = [card for card in reasoning.cards.cards if card.isVisible()]
    assert len(shown) == 2
    assert desk.undo() == "Add assessment"


def test_lines_are_gone_through_with_the_keyboard_past_the_headings(desk: Desk, made: Made) -> None:
    page = page_of(desk)
    page.list.setFocus()
    assert page.current is None or isinstance(page.list.lines.rows[1], Line)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert page.current == made.strike
    desk.press(Key.Key_Down)
    assert page.current == made.suspect
    assert page.detail.heading.text() == "Commander"
    desk.press(Key.Key_Up)
    assert page.current == made.strike


def test_what_is_written_elsewhere_is_asked_about_again(desk: Desk, made: Made) -> None:
    page = page_of(desk, made.camp)
    assert page.detail.way.text() == "◇ Only through the Council"
    desk.add("state_fact", state="KP", kind="declaration", period="2009/..", note="Lodged with the Registrar")
    assert page.detail.way.text() == "● Without the Council"
    assert page.current == made.camp


def test_much_is_asked_and_filtered_beside_the_window(desk: Desk, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(desk)
    monkeypatch.setattr(charges_page, "_MANY", 2)
    page.filter.setText("prison")
    desk.qtbot.waitUntil(lambda: listed(page) == ["A-0005 Prison", "A-0005 7(1)(e)"])
