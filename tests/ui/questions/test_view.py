"""Questions, open and answered, about any record."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt

from casefile.ui.questions.view import QuestionsView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def view_of(desk: Desk) -> QuestionsView:
    return cast("QuestionsView", desk.window.view("questions"))


def texts(view: QuestionsView) -> list[str]:
    model = view.listed.table.model
    return [model.row(place).row["text"] for place in range(model.rowCount())]


def test_a_question_is_asked_about_an_act_and_answered(desk: Desk) -> None:
    desk.go("questions")
    desk.press(Key.Key_N, CONTROL)
    desk.type("Who gave the order?")
    desk.press(Key.Key_Tab)
    desk.type("Researcher A")
    desk.press(Key.Key_Tab)
    desk.type("2027-01-31")
    desk.press(Key.Key_Return, CONTROL)
    view = view_of(desk)
    act = next(row for row in desk.rows("act") if row.title == "Shelling of a market")
    view.detail.about.line.setFocus()
    desk.choose("shelling")
    question = desk.one("question")
    assert (question["text"], question["assignee"], question["due"]) == (
        "Who gave the order?",
        "Researcher A",
        "2027-01-31",
    )
    assert (question["about_noun"], question["about_id"]) == ("act", act.id)
    assert view.listed.table.current_row().about == act.label
    assert (view.detail.state.text(), texts(view)) == ("○ open", ["Who gave the order?"])
    view.detail.forms[1].start("answer")
    desk.type("The commander.")
    desk.press(Key.Key_Tab)
    assert texts(view) == []
    view.filter.buttons["answered"].click()
    desk.settle()
    assert (view.detail.state.text(), texts(view)) == ("● answered", ["Who gave the order?"])
    view.detail.about.go.click()
    desk.settle()
    assert desk.workspace.here is not None
    assert (desk.workspace.here.place, desk.workspace.here.record) == ("acts", act.id)


def test_the_about_is_emptied_in_one_step(desk: Desk) -> None:
    act = desk.rows("act")[0]
    question = desk.add("question", text="Where?", about_noun="act", about_id=act.id)
    desk.go("questions", question)
    view = view_of(desk)
    view.detail.about.line.setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_Delete)
    view.detail.forms[0].start()
    desk.settle()
    found = desk.one("question")
    assert (found["about_noun"], found["about_id"]) == ("", None)
    assert desk.undo() == "Edit about of question"
    assert desk.one("question")["about_id"] == act.id


def test_an_answered_question_is_shown_where_it_stands(desk: Desk) -> None:
    desk.add("question", text="Open one")
    answered = desk.add("question", text="Known", answer="Yes")
    desk.go("questions", answered)
    view = view_of(desk)
    assert (view.filter.value, texts(view), view.detail.record) == ("answered", ["Known"], answered)


def test_a_question_about_an_element_says_which(desk: Desk) -> None:
    act = desk.rows("act")[0]
    charge = desk.add("charge", act_id=act.id, crime="8(2)(b)(i)")
    desk.add("question", text="Who aimed?", about_noun="charge", about_id=charge, element=1)
    desk.go("questions", desk.one("question").id)
    view = view_of(desk)
    words = f"{act.number} 8(2)(b)(i) element 1: Attack directed"
    assert view.listed.table.current_row().about == words
    assert (view.detail.element.text(), view.detail.element.isVisible()) == (words, True)
    view.detail.about.line.setFocus()
    desk.choose("shelling")
    question = desk.one("question")
    assert (question["about_noun"], question["element"]) == ("act", None)
    assert not view.detail.element.isVisible()
