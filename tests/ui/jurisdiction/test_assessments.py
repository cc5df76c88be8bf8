"""All assessments: topics answered and open, by conduct and route, by charge and suspect."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from casefile.ui.jurisdiction.assessments import AssessmentsPage
from casefile.ui.jurisdiction.view import JurisdictionView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def page_of(desk: Desk) -> AssessmentsPage:
    """The assessments, turned to."""
    desk.go("jurisdiction")
    view = cast("JurisdictionView", desk.window.view("jurisdiction"))
    view.turn_to("assessments")
    desk.settle()
    return view.assessments


def shown(view: AssessmentsPage) -> dict[str, list[tuple[str, str]]]:
    tree = view.workbook.tree
    heads = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    lines = {
        head.text(0): [head.child(place) for place in range(head.childCount())] for head in heads if head is not None
    }
    return {head: [(line.text(0), line.text(1)) for line in found if line is not None] for head, found in lines.items()}


def test_an_open_topic_is_answered_in_its_group(desk: Desk) -> None:
    desk.add("assessment", topic="territorial", scope="Conduct in Ukraine", route="art15", finding="Inside")
    view = page_of(desk)
    (head,) = shown(view)
    assert head == "Conduct in Ukraine  ·  Article 15 communication"
    assert shown(view)[head][:3] == [
        ("Temporal jurisdiction", "○ not answered yet"),
        ("Territorial jurisdiction", "Inside"),
        ("Personal jurisdiction", "○ not answered yet"),
    ]
    view.workbook.tree.setFocus()
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return)
    desk.type("From 20 February 2014")
    desk.press(Key.Key_Return, CONTROL)
    made = desk.one("assessment", topic="temporal")
    assert (made["scope"], made["route"], made["finding"]) == ("Conduct in Ukraine", "art15", "From 20 February 2014")
    assert view.detail.record == made.id
    assert view.detail.title.text() == "Temporal jurisdiction"
    assert shown(view)[head][0] == ("Temporal jurisdiction", "From 20 February 2014")
    assert desk.undo() == "Add assessment"
    assert shown(view)[head][0] == ("Temporal jurisdiction", "○ not answered yet")


def test_the_first_assessment_of_an_empty_workbook(desk: Desk) -> None:
    view = page_of(desk)
    assert view.workbook.empty.isVisible()
    view.workbook.empty.button.click()
    view.draft.form.start("finding")
    desk.type("Grave")
    view.draft.form.rows["topic"].editor.control.setFocus()
    desk.type("Gra")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.one("assessment")["topic"] == "scale"
    assert list(shown(view)) == ["All conduct"]


def test_the_filter_keeps_what_holds_the_words(desk: Desk) -> None:
    desk.add("assessment", topic="territorial", scope="Ukraine", finding="Inside")
    desk.add("assessment", topic="personal", scope="Camps", finding="Outside")
    view = page_of(desk)
    view.workbook.filter.setText("outside")
    desk.qtbot.waitUntil(lambda: shown(view) == {"Camps": [("Personal jurisdiction", "Outside")]})
    view.workbook.filter.setText("nothing has this")
    desk.qtbot.waitUntil(view.workbook.nothing.isVisible)


def test_an_assessment_goes_into_the_bin_and_comes_back(desk: Desk) -> None:
    record = desk.add("assessment", topic="territorial", scope="Ukraine", finding="Inside")
    desk.go("jurisdiction", record)
    view = cast("JurisdictionView", desk.window.view("jurisdiction")).assessments
    assert view.isVisible()
    view.bin_current()
    desk.settle()
    assert desk.rows("assessment") == ()
    view.workbook.bin_button.click()
    desk.settle()
    view.workbook.tree.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert view.detail.banner.isVisible()
    view.detail.banner.button.click()
    desk.settle()
    assert desk.one("assessment").id == record == view.detail.record


def test_what_is_tied_to_a_charge_and_a_suspect_has_a_group_of_its_own(desk: Desk) -> None:
    act = desk.rows("act")[0]
    charge = desk.add("charge", act_id=act.id, crime="7(1)(a)")
    actor = desk.add("actor", name="Commander")
    desk.add("assessment", topic="personal", charge_id=charge, actor_id=actor, route="art15", finding="Adult")
    view = page_of(desk)
    (head,) = shown(view)
    assert head == f"7(1)(a), {act.label}  ·  Commander  ·  Article 15 communication"
    assert shown(view)[head] == [("Personal jurisdiction", "Adult")]
