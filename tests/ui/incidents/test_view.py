"""Incidents, places and context findings."""

from __future__ import annotations

from PySide6.QtCore import Qt

from casefile.ui.incidents.kinds import IncidentDetail
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def test_a_new_incident_with_the_keyboard_and_an_act_in_it(desk: Desk) -> None:
    desk.go("incidents")
    desk.press(Key.Key_N, CONTROL)
    desk.type("Strikes of February")
    desk.press(Key.Key_Tab)
    desk.type("2024-02")
    desk.press(Key.Key_Return, CONTROL)
    incident = desk.one("incident")
    detail = desk.incidents.shown.detail
    assert isinstance(detail, IncidentDetail)
    assert (detail.heading.text(), detail.facts.text()) == ("Strikes of February", "February 2024")
    detail.new_act.click()
    desk.settle()
    desk.type("A strike")
    desk.press(Key.Key_Return, CONTROL)
    (act,) = desk.rows("act", incident_id=incident.id)
    assert (act.title, act["date"]) == ("A strike", "2024-02")
    desk.workspace.go("incidents", incident.id)
    desk.settle()
    (line,) = detail.acts.rows.widgets()
    assert line.link.text() == "A-0004 A strike"
    assert [desk.undo(), desk.undo()] == ["Add act", "Add incident"]


def test_the_switch_goes_between_the_lists(desk: Desk) -> None:
    place = desk.add("place", name="Kyiv", state="UA")
    desk.go("incidents")
    desk.incidents.shown.switched.buttons["place"].click()
    desk.settle()
    shown = desk.incidents.shown
    assert shown.part.noun == "place"
    assert shown.switched.value == "place"
    assert shown.table.current == place
    assert shown.detail.facts.text() == "Ukraine"
    shown.switched.setFocus()
    desk.press(Key.Key_Right)
    assert desk.incidents.shown.part.noun == "context_finding"


def test_any_of_the_three_opens_in_its_own_list(desk: Desk) -> None:
    finding = desk.add("context_finding", title="The war", kind="international_armed_conflict", period="2022-02-24/..")
    desk.go("incidents", finding)
    shown = desk.incidents.shown
    assert shown.part.noun == "context_finding"
    assert shown.detail.facts.text() == "International armed conflict · from 24 February 2022 on"


def test_a_finding_is_proved_in_place(desk: Desk) -> None:
    item = desk.add("evidence", title="Resolution")
    desk.add("passage", evidence_id=item, locator="p. 1", quote="armed conflict")
    finding = desk.add("context_finding", title="The war")
    desk.go("incidents", finding)
    desk.press(Key.Key_L, CONTROL)
    desk.choose("resolution")
    desk.choose("armed")
    desk.press(Key.Key_Return)
    link = desk.one("proof_link")
    assert link["context_finding_id"] == finding
    assert desk.incidents.shown.table.model.row(0).mark.value == "covered"


def test_a_binned_place_is_restored(desk: Desk) -> None:
    place = desk.add("place", name="Kyiv")
    desk.go("incidents", place)
    desk.incidents.shown.table.table.setFocus()
    desk.press(Key.Key_Delete)
    assert desk.rows("place") == ()
    desk.incidents.shown.bin_switch.click()
    desk.settle()
    desk.incidents.shown.table.table.selectRow(0)
    desk.settle()
    desk.incidents.shown.detail.banner.button.click()
    desk.settle()
    assert desk.one("place").id == place
