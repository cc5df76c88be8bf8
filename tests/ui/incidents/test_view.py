"""Incidents, places and context findings."""

from __future__ import annotations

from PySide6.QtCore import Qt

from casefile.operations import records
from casefile.ui.incidents.kinds import FindingDetail, IncidentDetail
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


def test_an_incident_shows_the_conflict_that_it_inherits_and_why(desk: Desk) -> None:
    place = desk.add("place", name="Kyiv", state="UA")
    incident = desk.add("incident", title="Strike", date="2024-02-10", place_id=place)
    desk.go("incidents", incident)
    detail = desk.incidents.shown.detail
    assert isinstance(detail, IncidentDetail)
    assert detail.classification.sentence.text().startswith("No context finding on an armed conflict covers")
    kind = "international_armed_conflict"
    finding = desk.add("context_finding", title="The war", kind=kind, period="2022-02-24/..", place_id=place)
    assert detail.facts.text() == "10 February 2024 · Kyiv · International armed conflict"
    (line,) = detail.classification.says.widgets()
    shown = (line.state.text(), line.kind.text(), line.link.text(), line.period.text())
    assert shown == ("○", "International armed conflict", "The war", "from 24 February 2022 on")
    desk.add("context_finding", title="Rebels", kind="non_international_armed_conflict")
    assert "do not say the same" in detail.classification.sentence.text()
    assert len(detail.classification.says.widgets()) == 2
    desk.workspace.write("Prepare", records.edit, "incident", incident, {"conflict": "occupation"})
    desk.settle()
    assert detail.facts.text() == "10 February 2024 · Kyiv · Occupation"
    assert "stands in place of" in detail.classification.sentence.text()
    line.link.click()
    desk.settle()
    assert desk.incidents.shown.detail.record == finding


def test_a_finding_lists_what_inherits_it_and_flags_what_lies_outside(desk: Desk) -> None:
    finding = desk.add("context_finding", title="The war", kind="occupation", period="2024")
    inside, before, other = desk.rows("act")
    desk.workspace.write("Prepare", records.edit, "act", before.id, {"date": "2014"})
    desk.add("charge", act_id=inside.id, crime="8(2)(b)(i)")
    outside = desk.add("charge", act_id=before.id, crime="8(2)(b)(i)")
    desk.add("charge", act_id=other.id, crime="8(2)(e)(i)")
    desk.go("incidents", finding)
    detail = desk.incidents.shown.detail
    assert isinstance(detail, FindingDetail)
    assert detail.facts.text() == "Occupation · 2024"
    reach = detail.reach
    assert reach.covered.heading.text() == "Charges that inherit it (1)"
    (line,) = reach.outside.rows.widgets()
    assert (line.shape.isVisible(), line.why.text()) == (True, "outside the period, covered by none")
    desk.add("context_finding", title="Earlier", kind="international_armed_conflict", period="2014")
    assert (line.shape.isVisible(), line.why.text()) == (False, "outside the period, covered by another finding")
    line.link.click()
    desk.settle()
    assert desk.acts.detail.record == before.id
    assert desk.charge_box().record == outside
