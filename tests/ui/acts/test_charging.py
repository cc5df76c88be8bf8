"""Choosing a crime, what is cautioned against, the nexus beside the context, and the researcher's judgement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from casefile.operations import records
from casefile.ui.acts.crimes import NewCharge
from casefile.ui.acts.elements import ElementRow
from casefile.ui.widgets.suggest import Choice, SuggestList
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key
IAC, NIAC = "8(2)(b)(i)", "8(2)(e)(i)"


def prepare(desk: Desk, conflict: str = "international", **act: Any) -> UUID:
    """The first act, dated and placed in an incident of this conflict."""
    place = desk.add("place", name="Kyiv", state="UA")
    incident = desk.add("incident", title="Strikes", conflict=conflict, place_id=place)
    identity = desk.rows("act")[0].id
    values = {"incident_id": incident, "place_id": place, **act}
    desk.workspace.write("Prepare", records.edit, "act", identity, values)
    desk.go("acts", identity)
    return identity


def new_charge(desk: Desk) -> NewCharge:
    return desk.acts.detail.new_charge


def offered(desk: Desk, text: str) -> list[str]:
    """The codes in the list after typing `text`."""
    line = new_charge(desk).line
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, text)
    QTest.qWait(120)
    desk.settle()
    (shown,) = [one for one in desk.window.findChildren(SuggestList) if one.isVisible()]
    items = [shown.list.item(row) for row in range(shown.list.count())]
    return [item.data(Qt.ItemDataRole.UserRole).value for item in items]


def cautions(desk: Desk, charge: int = 0) -> list[str]:
    lines = desk.charge_box(charge).cautions.lines.widgets()
    return [line.words.text() for line in lines]


# --- the picker


def test_the_list_begins_with_what_is_known_about_the_act(desk: Desk) -> None:
    prepare(desk, "occupation", victims_group="objects")
    narrowing = new_charge(desk).filter
    assert (narrowing.conflict.currentData(), narrowing.group.currentData()) == ("international", "objects")
    found = offered(desk, "attacking civilian")
    assert "8(2)(b)(ii)" in found
    assert not {IAC, NIAC} & set(found)


def test_crimes_of_no_conflict_are_always_there_and_a_switch_shows_all(desk: Desk) -> None:
    prepare(desk, "non_international")
    found = offered(desk, "murder")
    assert "7(1)(a)" in found
    assert "8(2)(c)(i)-1" in found
    assert "8(2)(a)(i)" not in offered(desk, "killing")
    new_charge(desk).filter.every.click()
    assert "8(2)(a)(i)" in offered(desk, "killing")


def test_a_code_outside_of_the_list_is_found_with_its_counterpart(desk: Desk) -> None:
    prepare(desk)
    assert offered(desk, NIAC) == [NIAC, IAC]


def test_what_is_marked_is_told_beside_the_list(desk: Desk) -> None:
    prepare(desk)
    offered(desk, NIAC)
    preview = new_charge(desk).preview
    assert preview.isVisible()
    assert preview.title.text() == f"{NIAC}  War crime of attacking civilians"
    assert preview.about.text() == "In a non-international armed conflict"
    assert preview.elements.text().splitlines()[0] == "1  Attack directed"
    assert preview.proof.text()
    (line,) = preview.cautions.lines.widgets()
    assert "The act is classified as part of an international armed conflict" in line.words.text()
    QTest.keyClick(new_charge(desk).line, Key.Key_Down)
    assert preview.title.text().startswith(IAC)
    assert preview.cautions.isHidden()
    desk.press(Key.Key_Return)
    assert desk.one("charge")["crime"] == IAC


def test_the_counterpart_is_picked_with_one_click(desk: Desk) -> None:
    prepare(desk)
    offered(desk, NIAC)
    (line,) = new_charge(desk).preview.cautions.lines.widgets()
    (link,) = line.links
    assert link.text() == f"Charge {IAC} instead"
    link.click()
    desk.settle()
    assert desk.one("charge")["crime"] == IAC


# --- cautions never forbid


def test_a_charge_that_does_not_fit_is_made_and_says_so(desk: Desk) -> None:
    prepare(desk)
    new_charge(desk).line.setFocus()
    desk.choose(NIAC)
    assert desk.one("charge")["crime"] == NIAC
    (text,) = cautions(desk)
    assert text.endswith("(Rome Statute, articles 8(2)(e) and 8(2)(f))")
    box = desk.charge_box()
    assert box.caution.isVisible()
    assert box.fold_button.accessibleName().endswith("to look at: 1")
    (link,) = box.cautions.lines.widgets()[0].links
    link.click()
    desk.settle()
    assert desk.one("charge")["crime"] == IAC
    assert (cautions(desk), box.caution.isVisible()) == ([], False)
    assert desk.undo() == "Change the crime"
    assert desk.one("charge")["crime"] == NIAC


def test_a_charge_with_proof_stays_beside_its_counterpart(desk: Desk) -> None:
    act = prepare(desk)
    charge = desk.add("charge", act_id=act, crime=NIAC)
    passage = desk.add("passage", evidence_id=desk.add("evidence", title="Log"), quote="q")
    desk.add("proof_link", passage_id=passage, charge_id=charge, element=1)
    said: list[str] = []
    desk.workspace.said.connect(said.append)
    boxes = {box.record: box for box in desk.acts.detail.charges.widgets()}
    (link,) = boxes[charge].cautions.lines.widgets()[0].links
    link.click()
    desk.settle()
    assert sorted(row["crime"] for row in desk.rows("charge")) == [IAC, NIAC]
    assert "is charged as well" in said[0]


def test_incitement_outside_of_genocide_is_kept_and_cautioned(desk: Desk) -> None:
    act = prepare(desk)
    desk.add("charge", act_id=act, crime=IAC)
    desk.charge_box().new_attribution.actor.line.setFocus()
    desk.choose("General Example")
    desk.choose("25(3)(e)")
    assert desk.one("attribution")["liability"] == "25(3)(e)"
    (shown,) = desk.charge_box().attributions.widgets()
    (line,) = shown.cautions.lines.widgets()
    assert "for genocide only" in line.words.text()
    assert shown.caution.isVisible()


def test_a_child_is_a_note_not_a_caution(desk: Desk) -> None:
    act = prepare(desk, victims_youngest="under_15")
    desk.add("charge", act_id=act, crime=IAC)
    (line,) = desk.charge_box().cautions.lines.widgets()
    assert (line.shape.serious, desk.charge_box().caution.isVisible()) == (False, False)
    (link,) = line.links
    assert link.text() == "Charge 8(2)(b)(xxvi) as well"
    link.click()
    desk.settle()
    assert [row["crime"] for row in desk.rows("charge")] == [IAC, "8(2)(b)(xxvi)"]


# --- context and nexus


def test_the_nexus_stands_beside_the_context_and_is_edited_in_place(desk: Desk) -> None:
    act = prepare(desk)
    finding = desk.add("context_finding", title="The war", kind="occupation", period="2022-02-24/..")
    passage = desk.add("passage", evidence_id=desk.add("evidence", title="Log"), quote="q")
    desk.add("proof_link", passage_id=passage, context_finding_id=finding)
    desk.add("charge", act_id=act, crime=IAC)
    parts = desk.element(4).context
    assert parts is not None
    (line,) = parts.rows.widgets()
    assert (line.state.text(), line.link.text()) == ("●", "The war")
    assert (parts.nexus_state.text(), parts.nexus_argued.text()) == ("○ gap", "not argued yet")
    assert desk.element(5).context is None
    parts.form.start("nexus")
    desk.type("Fired at the town that both armies fought for.")
    desk.press(Key.Key_Return, CONTROL)
    assert desk.one("charge")["nexus"] == "Fired at the town that both armies fought for."
    assert parts.nexus_argued.text() == ""
    assert desk.undo() == "Edit Link with the context of charge"


def test_article_30_is_said_where_the_elements_are_silent(desk: Desk) -> None:
    act = prepare(desk)
    desk.add("charge", act_id=act, crime=IAC)
    assert "By article 30(2)(a): the person means to engage in the conduct." in desk.element(1).text.text()
    assert "article 30" not in desk.element(2).text.text()


# --- the judgement


def judge(desk: Desk, row: ElementRow, standing: str, note: str) -> None:
    row.setFocus()
    desk.press(Key.Key_A)
    assert row.assessing is not None
    form = row.assessing.draft.form
    control = form.rows["standing"].editor.control
    assert desk.focused() is control
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findData(standing))
    form.rows["note"].editor.control.setFocus()
    desk.type(note)
    desk.press(Key.Key_Return, CONTROL)


def test_an_element_is_judged_in_one_step_and_says_by_whom(desk: Desk) -> None:
    act = prepare(desk)
    desk.add("charge", act_id=act, crime=IAC)
    row = desk.element(1)
    assert row.standing.isHidden()
    judge(desk, row, "reasonable_basis", "Two logs agree")
    row = desk.element(1)
    assert row.standing.judged.text().startswith(
        "Assessment: sufficient (reasonable basis to proceed). Two logs agree (you, "
    )
    assert row.standing.hint.text() == "Called sufficient, but no passage supports it yet."
    assert desk.focused() is row
    judge(desk, row, "thin", "At most: ")
    assert desk.one("element_assessment")["note"] == "At most: Two logs agree"
    assert row.standing.hint_row.isHidden()
    assert [desk.undo(), desk.undo()] == ["Assess element", "Assess element"]
    assert desk.element(1).standing.isHidden()


def test_the_standard_of_the_case_is_shown(desk: Desk) -> None:
    prepare(desk)
    assert desk.acts.detail.standard.text() == "To the standard: reasonable basis to proceed"
    (case,) = desk.rows("case")
    desk.workspace.write("Prepare", records.edit, "case", case.id, {"standard": "beyond_reasonable_doubt"})
    desk.settle()
    assert desk.acts.detail.standard.text() == "To the standard: beyond reasonable doubt"


def test_the_command_judges_the_element_that_one_stands_on(desk: Desk) -> None:
    act = prepare(desk)
    charge = desk.add("charge", act_id=act, crime=IAC)
    desk.add("attribution", charge_id=charge, actor_id=desk.add("actor", name="N"), liability="25(3)(c)")
    (box,) = desk.charge_box().attributions.widgets()
    box.unfold()
    desk.settle()
    row = box.elements.widgets()[2]
    row.setFocus()
    desk.press(Key.Key_J, CONTROL)
    assert row.assessing is not None
    desk.press(Key.Key_Escape)
    assert row.assessing is None
    assert desk.rows("element_assessment") == ()


def test_a_row_that_shows_another_element_forgets_the_first(desk: Desk) -> None:
    act = prepare(desk)
    desk.add("charge", act_id=act, crime=IAC)
    row, other = desk.element(4), desk.element(1)
    row.start_assessment()
    assert row.context is not None
    assert other.shown is not None
    row.show_element(other.shown)
    assert row.assessing is None
    assert row.context.isHidden()


@pytest.mark.parametrize(("copies", "words"), [(1, "1 source: single"), (2, "2 independent sources")])
def test_independent_sources_are_counted_beside_the_state(desk: Desk, copies: int, words: str) -> None:
    act = prepare(desk)
    charge = desk.add("charge", act_id=act, crime=IAC)
    first = desk.add("evidence", title="Log")
    items = [first, desk.add("evidence", title="Copy", derived_from_id=first)]
    items += [desk.add("evidence", title=f"Other {place}") for place in range(copies - 1)]
    for item in items:
        passage = desk.add("passage", evidence_id=item, quote="q")
        desk.add("proof_link", passage_id=passage, charge_id=charge, element=1)
    standing = desk.element(1).standing
    assert standing.sources.text() == words
    assert ("rule 63(4)" in standing.sources.toolTip()) == (copies == 1)


# --- where an accomplice acted


def test_an_attribution_says_when_and_where_the_person_acted(desk: Desk) -> None:
    act = prepare(desk)
    charge = desk.add("charge", act_id=act, crime=IAC)
    desk.add("attribution", charge_id=charge, actor_id=desk.add("actor", name="N"), liability="25(3)(c)")
    (box,) = desk.charge_box().attributions.widgets()
    box.unfold()
    desk.settle()
    assert box.form is not None
    box.form.start("date")
    desk.type("2023-08")
    desk.press(Key.Key_Return)
    box.form.rows["place_id"].editor.control.setFocus()
    desk.choose("Rason")
    row = desk.one("attribution")
    assert (row["date"], row["place_id"]) == ("2023-08", desk.one("place", name="Rason").id)


def test_a_choice_of_nothing_shows_nothing(desk: Desk) -> None:
    prepare(desk)
    offered(desk, "zzzz")
    preview = new_charge(desk).preview
    preview.show_choice(Choice(None, "Nothing found."))
    assert not preview.title.isVisible()
