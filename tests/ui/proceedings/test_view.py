"""Proceedings with their votes and who takes part."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt

from casefile.model.proceedings import KINDS
from casefile.operations import records
from casefile.ui.proceedings.ballot import several_states
from casefile.ui.proceedings.kinds import FITTING
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


def change(desk: Desk, noun: str, record: UUID, **values: Any) -> None:
    desk.workspace.write("Change", records.edit, noun, record, values)
    desk.settle()


def shown_fields(desk: Desk) -> set[str]:
    detail = view_of(desk).detail
    return {name for form in detail.forms for name, row in form.rows.items() if row.isVisible()}


ALWAYS = {"title", "kind", "date", "body", "reference", "summary"}


def test_each_kind_has_the_fields_that_fit_it_and_what_holds_something(desk: Desk) -> None:
    step = desk.add("proceeding", title="Step", kind="treaty")
    desk.go("proceedings", step)
    detail = view_of(desk).detail
    assert shown_fields(desk) == ALWAYS
    assert detail.step.rows["reference"].label.text() == "Clause"
    change(desk, "proceeding", step, kind="warrant", votes_for=2)
    assert shown_fields(desk) == ALWAYS | {"announced", "conduct", "crimes", "votes_for"}
    assert detail.step.rows["date"].label.text() == "Date of issue"
    assert detail.conduct.rows["conduct"].label.text() == "Days of the alleged conduct"
    assert detail.conduct.rows["conduct"].editor.control.accessibleName() == "Days of the alleged conduct"
    change(desk, "proceeding", step, kind="declaration", votes_for=None)
    assert shown_fields(desk) == ALWAYS | {"state", "conduct"}
    change(desk, "proceeding", step, kind="national", state="UA")
    tests = {"state", "stage", "outcome", "same_case", "genuineness", "announced", "conduct", "crimes"}
    assert shown_fields(desk) == ALWAYS | tests
    assert "Open: a recorded proceeding is not assessed" in detail.leads_to.text()
    change(desk, "proceeding", step, stage="investigation", same_case="same", genuineness="genuine")
    assert "Inadmissible as assessed" in detail.leads_to.text()
    assert detail.line.text() == "National proceeding  ·  Ukraine"


def test_states_are_added_to_a_vote_one_by_one_and_as_a_list(desk: Desk) -> None:
    step = desk.add("proceeding", title="Vote", kind="vote", votes_for=11, votes_against=1, abstentions=2)
    desk.go("proceedings", step)
    ballot = view_of(desk).detail.ballot
    against, abstaining = ballot.columns["states_against"], ballot.columns["states_abstaining"]
    abstaining.picker.line.setFocus()
    desk.choose("nigeria, TD")
    assert desk.one("proceeding")["states_abstaining"] == ("NG", "TD")
    assert abstaining.words.text() == "Abstained: 2 named of 2"
    against.picker.line.setFocus()
    desk.choose("china")
    assert not against.doubt.isVisible()
    against.picker.line.setFocus()
    desk.choose("RU CN TD")
    assert desk.one("proceeding")["states_against"] == ("CN", "RU", "TD")
    assert against.doubt.text() == ("Named: 3 States. Votes counted: 1. Correct the list or the count.")
    assert ballot.doubt.text() == "In more than one list: Chad. A State votes once."
    against.take("TD")
    desk.settle()
    assert desk.one("proceeding")["states_against"] == ("CN", "RU")
    assert not ballot.doubt.isVisible()
    assert desk.undo() == "Edit votes of States"


def test_a_list_with_a_name_that_is_no_state_says_which() -> None:
    finder = several_states()
    assert [(one.value, one.text) for one in finder.find("China, Atlantis")] == [(None, "No State is called: Atlantis")]
    assert finder.find("CN RU")[0].value == ("CN", "RU")
    assert finder.find("ukrai")[0].value == ("UA",)
    assert finder.name(("CN", "UA")) == "China, Ukraine"


def test_every_kind_says_what_fits_it() -> None:
    assert set(FITTING) == {kind for kind, _words in KINDS}
