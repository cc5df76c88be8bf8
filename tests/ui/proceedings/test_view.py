"""Proceedings with their votes and who takes part."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Qt

from casefile.ui.proceedings.view import ProceedingsView
from casefile.ui.proceedings.votes import full_words, short_words
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


def view_of(desk: Desk) -> ProceedingsView:
    return cast("ProceedingsView", desk.window.view("proceedings"))


def test_a_vote_from_nothing_with_the_keyboard(desk: Desk) -> None:
    desk.go("proceedings")
    desk.press(Key.Key_N, CONTROL)
    desk.type("Resolution 69/188")
    desk.press(Key.Key_Tab)
    desk.type("Res")
    desk.press(Key.Key_Tab)
    desk.type("2014-12-18")
    desk.press(Key.Key_Return, CONTROL)
    view = view_of(desk)
    form = view.detail.forms[0]
    for name, count in (("votes_for", "116"), ("votes_against", "20"), ("abstentions", "53")):
        form.start(name)
        desk.type(count)
        desk.press(Key.Key_Tab)
    step = desk.one("proceeding")
    assert (step["kind"], step["date"]) == ("resolution", "2014-12-18")
    assert (step["votes_for"], step["votes_against"], step["abstentions"]) == (116, 20, 53)
    assert view.detail.votes.accessibleName() == "116 for, 20 against, 53 abstaining"
    assert view.detail.votes.isVisible()
    row = view.listed.table.current_row()
    values = [column.value(row) for column in view.listed.table.model.columns]
    assert values == ["2014-12-18", "Resolution", "Resolution 69/188", "116–20–53", ""]
    form.start("votes_for")
    desk.press(Key.Key_A, CONTROL)
    desk.type("many")
    desk.press(Key.Key_Tab)
    assert form.rows["votes_for"].mistake.text() == "Votes for must be a whole number, zero or more."


def test_the_day_of_the_step_and_the_days_of_the_conduct_are_two_fields(desk: Desk) -> None:
    step = desk.add("proceeding", title="Warrant", date="2024-06-24")
    desk.go("proceedings", step)
    detail = view_of(desk).detail
    assert "date" in detail.forms[0].rows
    assert list(detail.forms[1].rows) == ["conduct", "crimes"]
    detail.forms[1].start("conduct")
    desk.type("2022-10-10/2023-03-09")
    desk.press(Key.Key_Tab)
    assert detail.forms[1].rows["conduct"].note.text() == "10 October 2022 to 9 March 2023"
    detail.forms[1].rows["crimes"].editor.control.setFocus()
    desk.choose("8(2)(b)(ii)")
    saved = desk.one("proceeding")
    assert (saved["date"], saved["conduct"], saved["crimes"]) == (
        "2024-06-24",
        "2022-10-10/2023-03-09",
        ("8(2)(b)(ii)",),
    )


def test_actors_take_part_with_a_role_and_are_taken_away(desk: Desk) -> None:
    actor = desk.add("actor", name="Sergei Shoigu")
    step = desk.add("proceeding", title="Warrant")
    desk.go("proceedings", step)
    participants = view_of(desk).detail.participants
    for _again in range(2):
        participants.picker.line.setFocus()
        desk.choose("shoigu")
    part = desk.one("proceeding_actor")
    assert (part["proceeding_id"], part["actor_id"], part["role"]) == (step, actor, "subject")
    (line,) = cast("list[Any]", participants.list.cards)
    line.role.setCurrentIndex(line.role.findData("party"))
    line.role.activated.emit(line.role.currentIndex())
    desk.settle()
    assert desk.one("proceeding_actor")["role"] == "party"
    line.take_button.click()
    desk.settle()
    assert desk.rows("proceeding_actor") == ()
    assert [desk.undo(), desk.undo(), desk.undo()] == [
        "Take actor from proceeding",
        "Edit part in proceeding",
        "Add actor to proceeding",
    ]


def test_votes_in_words() -> None:
    assert short_words((116, 20, 53)) == "116–20–53"
    assert short_words((15, None, 0)) == "15–?–0"
    assert short_words((None, None, None)) == ""
    assert full_words((11, 2, None)) == "11 for, 2 against"
