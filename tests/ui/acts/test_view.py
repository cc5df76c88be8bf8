"""The list and the page of acts."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt

from casefile.ui.widgets.marks import Coverage
from tests.ui.acts.desk import Desk

Key = Qt.Key


def charged(desk: Desk, place: int = 0) -> tuple[object, object]:
    act = desk.rows("act")[place].id
    charge = desk.add("charge", act_id=act, crime="8(2)(b)(i)")
    return act, charge


def test_the_list_shows_number_date_in_words_charges_and_proof(desk: Desk) -> None:
    charged(desk)
    desk.go("acts")
    model = desk.acts.table.model
    shown = [column.value(model.row(0)) for column in model.columns]
    assert shown == ["A-0001", "Shelling of a market", "Feb 2024", Coverage(gap=5), "8(2)(b)(i)", ""]


def test_the_first_act_is_shown_and_text_of_the_case_is_not_markup(desk: Desk) -> None:
    desk.go("acts")
    assert desk.acts.detail.heading.text() == "A-0001  Shelling of a market"
    desk.go("acts", desk.rows("act")[1].id)
    assert desk.acts.detail.heading.text() == "A-0002  Strike & fire <img src=x>"
    assert desk.acts.detail.heading.textFormat() is Qt.TextFormat.PlainText


def test_a_field_saves_on_leaving_as_one_step(desk: Desk) -> None:
    desk.go("acts")
    row = desk.acts.detail.details.rows["date"]
    row.editor.control.setFocus()
    row.editor.control.selectAll()  # type: ignore[attr-defined]
    desk.type("2023-08/2024-07")
    assert row.note.text() == "August 2023 to July 2024"
    desk.press(Key.Key_Return)
    assert desk.rows("act")[0]["date"] == "2023-08/2024-07"
    assert desk.undo() == "Edit Date of act"
    assert desk.rows("act")[0]["date"] == "2024-02"


def test_a_new_place_from_the_form(desk: Desk) -> None:
    desk.go("acts")
    desk.acts.detail.details.rows["place_id"].editor.control.setFocus()
    desk.choose("Kyiv")
    place = desk.one("place")
    assert (place.title, desk.rows("act")[0]["place_id"]) == ("Kyiv", place.id)
    assert desk.acts.detail.facts.text() == "February 2024 · Kyiv · Draft"


def test_a_charge_opens_its_act_with_that_charge_unfolded(desk: Desk) -> None:
    act = desk.rows("act")[1].id
    made = [desk.add("charge", act_id=act, crime=crime) for crime in ("8(2)(b)(i)", "8(2)(b)(ii)", "8(2)(b)(iv)")]
    desk.go("acts", made[2])
    assert desk.acts.table.current == act
    assert [box.fold_button.isChecked() for box in desk.acts.detail.charges.widgets()] == [True, False, True]


def test_a_binned_act_can_be_found_and_restored(desk: Desk) -> None:
    desk.go("acts")
    act = desk.acts.table.current
    desk.acts.table.table.setFocus()
    desk.press(Key.Key_Delete)
    assert len(desk.rows("act")) == 2
    desk.acts.bin_switch.click()
    desk.settle()
    assert desk.acts.table.model.rowCount() == 1
    desk.acts.table.table.selectRow(0)
    desk.settle()
    assert desk.acts.detail.banner.isVisible()
    desk.acts.detail.banner.button.click()
    desk.settle()
    assert len(desk.rows("act")) == 3
    assert (desk.acts.table.current, desk.acts.bin_switch.isChecked()) == (act, False)
    assert desk.undo() == "Restore from bin"
    assert desk.undo() == "Bin act"


def test_a_binned_charge_stands_in_the_bin_of_its_act(desk: Desk) -> None:
    charged(desk)
    desk.go("acts")
    box = desk.charge_box()
    box.fold_button.setFocus()
    desk.press(Key.Key_Delete)
    assert len(desk.rows("charge")) == 0
    assert len(desk.rows("act")) == 3
    (line,) = desk.acts.detail.binned.parts.widgets()
    assert line.words.text() == "Charge: 8(2)(b)(i)"
    line.restore()
    desk.settle()
    assert len(desk.rows("charge")) == 1
    assert desk.acts.detail.binned.isHidden()


def test_reasoning_of_a_charge_is_saved_on_leaving(desk: Desk) -> None:
    charged(desk)
    desk.go("acts")
    form = desk.charge_box().form
    assert form is not None
    form.start("reasoning")
    desk.type("Because it was a market.")
    desk.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.one("charge")["reasoning"] == "Because it was a market."


def test_a_contextual_element_shows_what_it_inherits(desk: Desk) -> None:
    charged(desk)
    item = desk.add("evidence", title="Resolution")
    passage = desk.add("passage", evidence_id=item, locator="p. 1", quote="war")
    finding = desk.add("context_finding", title="The war", kind="international_armed_conflict")
    desk.add("proof_link", passage_id=passage, context_finding_id=finding)
    desk.go("acts")
    row = desk.element(4)
    assert row.state.text() == "covered"
    assert row.context is not None
    (line,) = row.context.rows.widgets()
    assert (line.state.text(), line.link.text(), line.counts.text()) == ("●", "The war", "covered · 1 support")
    line.link.click()
    desk.settle()
    here = desk.workspace.here
    assert here is not None
    assert (here.place, here.record) == ("incidents", finding)


def test_an_act_is_opened_quickly(desk: Desk) -> None:
    charged(desk)
    act = desk.rows("act")[0].id
    desk.go("acts", desk.rows("act")[1].id)
    began = time.process_time()
    desk.acts.listed.open(act)
    assert time.process_time() - began < 0.4  # some 0.05 by itself; the machines of tests are busy
    assert desk.acts.detail.record == act
