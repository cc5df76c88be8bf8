"""Links as lists, under what they bear on and under their passage."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from casefile.operations.proof_links import Target
from casefile.ui.linking.passage import LinkFromPassage
from casefile.ui.linking.proof import ProofPanel
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


@pytest.fixture
def passage(desk: Desk) -> UUID:
    item = desk.add("evidence", title="Report", reliability="B", credibility="2")
    return desk.add("passage", evidence_id=item, locator="p. 2", quote="<b>shells</b>", translation="Granaten")


@pytest.fixture
def panel(desk: Desk, passage: UUID) -> ProofPanel:
    finding = desk.add("context_finding", title="The war")
    desk.add("proof_link", passage_id=passage, context_finding_id=finding, note="Says so", weight="strong")
    made = ProofPanel(desk.workspace, Target("context_finding", finding), parent=desk.window)
    made.resize(500, 400)
    made.show()
    return made


def test_a_link_shows_cite_words_grade_and_note(panel: ProofPanel) -> None:
    (item,) = panel.body.links.items.widgets()
    assert item.cite.text() == "TST-0001, p. 2"
    assert item.grade.text() == "B2 · strong"
    assert (item.quote.text(), item.translation.text(), item.note.text()) == (
        "“<b>shells</b>”",
        "“Granaten”",
        "Says so",
    )
    assert item.quote.textFormat() is Qt.TextFormat.PlainText
    assert panel.state.text() == "● covered"


def test_a_link_is_edited_in_place(desk: Desk, panel: ProofPanel) -> None:
    (item,) = panel.body.links.items.widgets()
    item.setFocus()
    desk.press(Key.Key_F2)
    assert item.form is not None
    bearing = item.form.rows["bearing"].editor.control
    assert desk.focused() is bearing
    desk.press(Key.Key_Down)
    assert desk.one("proof_link")["bearing"] == "undermines"
    assert item.bearing.text() == "⊘ undermines"
    assert panel.state.text() == "⊘ undermined"
    assert desk.undo() == "Edit Bearing of proof link"


def test_delete_bins_the_link_and_not_the_record_behind_it(desk: Desk, panel: ProofPanel) -> None:
    desk.go("incidents")
    (item,) = panel.body.links.items.widgets()
    item.setFocus()
    desk.press(Key.Key_Delete)
    assert desk.rows("proof_link") == ()
    assert len(desk.rows("context_finding")) == 1
    assert panel.empty.isVisible()
    assert desk.undo() == "Bin link"
    assert len(panel.body.links.items.widgets()) == 1


def test_ctrl_l_links_where_one_stands(desk: Desk, panel: ProofPanel) -> None:
    panel.link_button.setFocus()
    desk.press(Key.Key_L, CONTROL)
    assert panel.body.panel is not None
    assert desk.focused() is panel.body.panel.item.line


def test_from_a_passage_to_several_targets_in_one_change(desk: Desk, passage: UUID) -> None:
    act = desk.rows("act")[0].id
    desk.add("charge", act_id=act, crime="8(2)(b)(i)")
    widget = LinkFromPassage(desk.workspace, passage, desk.window)
    widget.resize(500, 400)
    widget.show()
    desk.settle()
    assert widget.empty.isVisible()
    widget.start_link()
    desk.choose("A-0001 element 2")
    desk.choose("market statement")
    desk.press(Key.Key_Return, CONTROL)
    links = desk.rows("proof_link")
    assert sorted((link["element"] or 0, link["bearing"]) for link in links) == [(0, "supports"), (2, "supports")]
    assert {item.cite.text() for item in widget.links.items.widgets()} == {
        "A-0001 Shelling of a market",
        "A-0001 8(2)(b)(i) element 2: Object civilians",
    }
    assert desk.undo() == "Link passage"
    assert desk.rows("proof_link") == ()


def test_a_link_under_its_passage_leads_to_the_element(desk: Desk, passage: UUID) -> None:
    act = desk.rows("act")[1].id
    charge = desk.add("charge", act_id=act, crime="8(2)(b)(i)")
    desk.add("proof_link", passage_id=passage, charge_id=charge, element=2)
    widget = LinkFromPassage(desk.workspace, passage, desk.window)
    widget.show()
    desk.settle()
    (item,) = widget.links.items.widgets()
    item.cite.click()
    desk.settle()
    assert desk.acts.table.current == act
    desk.qtbot.waitUntil(lambda: desk.focused() is desk.element(2))
