"""The admissibility page: complementarity, gravity in figures, the researcher's assessments."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from casefile.ui.jurisdiction.admissibility import AdmissibilityPage
from casefile.ui.jurisdiction.view import JurisdictionView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


@pytest.fixture
def suspect(desk: Desk) -> UUID:
    """Somebody to whom the killing of at least 24 is attributed."""
    act = desk.add("act", title="Strike", date="2022-05", victims_min=24, victims_youngest="under_15")
    charge = desk.add("charge", act_id=act, crime="7(1)(a)")
    actor = desk.add("actor", name="Commander")
    desk.add("attribution", charge_id=charge, actor_id=actor, liability="28(a)")
    return actor


def page_of(desk: Desk) -> AdmissibilityPage:
    desk.go("jurisdiction")
    view = cast("JurisdictionView", desk.window.view("jurisdiction"))
    view.turn_to("admissibility")
    desk.settle()
    return view.admissibility


def test_a_suspect_without_a_proceeding_is_inactivity_until_one_is_written_down(desk: Desk, suspect: UUID) -> None:
    page = page_of(desk)
    log = page.topic("complementarity").log
    assert log is not None
    (card,) = cast("list[Any]", log.suspects.cards)
    assert card.standing.text() == "● no proceeding known: inactivity"
    assert log.no_log.isVisible()
    card.button.click()
    desk.type("Case 17 of 2024")
    desk.press(Key.Key_Return, CONTROL)
    made = desk.one("proceeding")
    assert (made["kind"], made["title"]) == ("national", "Case 17 of 2024")
    assert desk.one("proceeding_actor")["actor_id"] == suspect
    (national,) = cast("list[Any]", log.cards.cards)
    assert national.people.text() == "About Commander"
    assert card.standing.text() == "○ open"
    for field, value in (("stage", "investigation"), ("same_case", "same"), ("genuineness", "genuine")):
        combo = national.form.rows[field].editor.combo
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
        desk.settle()
    desk.qtbot.waitUntil(lambda: card.standing.text() == "⊘ bars the Court as assessed")
    assert "Inadmissible as assessed" in log.legend.text()
    national.title.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("proceedings", made.id)


def test_gravity_is_filled_in_from_the_acts_and_weighed_by_the_researcher(desk: Desk, suspect: UUID) -> None:
    page = page_of(desk)
    page.list.setFocus()
    desk.press(Key.Key_Down)
    assert page.current.topic == "scale"
    figures = {row.label.text(): row.value.text() for row in page.current.figures.widgets()}
    assert figures["Victims"] == "at least 24, no upper figure"
    assert figures["When"] == "1 May 2022 to 31 May 2022"
    desk.press(Key.Key_Down)
    figures = {row.label.text(): row.value.text() for row in page.current.figures.widgets()}
    assert figures["Acts with child victims"] == "1"
    assert page.current.reasoning.nothing.isVisible()
    page.current.reasoning.buttons["nature"].click()
    draft = page.current.reasoning.draft
    assert draft is not None
    draft.form.start("finding")
    desk.type("Killing of children")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.one("assessment")["topic"] == "nature"
    assert page.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole) == "Gravity: nature, ● 1 written"
    (card,) = cast("list[Any]", page.current.reasoning.cards.cards)
    card.form.start("reasoning")
    desk.type("Two of them were under five")
    desk.press(Key.Key_Tab)
    assert desk.one("assessment")["reasoning"] == "Two of them were under five"
    card.topic.click()
    desk.settle()
    view = cast("JurisdictionView", desk.window.view("jurisdiction"))
    assert (view.page, view.assessments.detail.record) == ("assessments", desk.one("assessment").id)


def test_an_empty_case_says_what_belongs_here(desk: Desk) -> None:
    page = page_of(desk)
    log = page.topic("complementarity").log
    assert log is not None
    assert log.no_suspects.isVisible()
    assert not page.topic("scale").figures.isVisible()
    assert [page.list.item(place).data(Qt.ItemDataRole.DisplayRole) for place in range(page.list.count())] == [
        "Complementarity",
        "Gravity: scale",
        "Gravity: nature",
        "Gravity: manner of commission",
        "Gravity: impact",
        "Interests of justice",
    ]


def test_pages_are_turned_with_the_keyboard(desk: Desk) -> None:
    desk.go("jurisdiction")
    view = cast("JurisdictionView", desk.window.view("jurisdiction"))
    for key, page in ((Key.Key_3, "admissibility"), (Key.Key_2, "states"), (Key.Key_4, "assessments")):
        desk.press(key, Qt.KeyboardModifier.AltModifier)
        assert view.page == page
    view.segments.setFocus()
    desk.press(Key.Key_Left)
    assert view.page == "admissibility"
