"""The link gesture by itself: what it asks, what it refuses, what it writes."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.operations.proof_links import Target
from casefile.ui.linking.gesture import LinkPanel, place_words
from tests.ui.acts.desk import Desk

Key = Qt.Key


@pytest.fixture
def item(desk: Desk) -> UUID:
    made = desk.add("evidence", title="Report", reliability="B", credibility="2")
    desk.add("passage", evidence_id=made, locator="p. 2", quote="shells fell on the market")
    desk.add("passage", evidence_id=made, locator="p. 9", quote="nothing was seen")
    return made


@pytest.fixture
def panel(desk: Desk) -> LinkPanel:
    made = LinkPanel(desk.workspace, Target("act", desk.rows("act")[0].id), desk.window)
    made.resize(500, 600)
    made.show()
    made.start()
    return made


def test_an_existing_passage_in_one_change(desk: Desk, item: UUID, panel: LinkPanel) -> None:
    made: list[UUID] = []
    panel.linked.connect(made.append)
    desk.choose("report")
    assert panel.item.value == item
    desk.choose("market")
    assert desk.focused() is panel.bearing.buttons["supports"]
    desk.press(Key.Key_U)
    desk.press(Key.Key_Return)
    link = desk.one("proof_link")
    assert made == [link.id]
    assert (link["bearing"], link["act_id"]) == ("undermines", desk.rows("act")[0].id)
    assert desk.undo() == "Link passage"


def test_the_item_linked_last_is_offered_again(desk: Desk, item: UUID, panel: LinkPanel) -> None:
    desk.choose("report")
    desk.choose("market")
    desk.press(Key.Key_Return)
    other = LinkPanel(desk.workspace, panel.target, desk.window)
    other.start()
    assert other.item.value == item


def test_a_place_that_is_none_is_said_under_it(desk: Desk, item: UUID, panel: LinkPanel) -> None:
    desk.choose("report")
    panel.begin_passage("page")
    place = panel.new_passage.form.rows["locator"]
    assert panel.new_passage.form.rows["quote"].editor.raw() == "page"
    place.editor.control.setFocus()
    desk.type("somewhere")
    desk.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert place.mistake.text().startswith("“somewhere” is not a place in an item")
    assert desk.rows("proof_link") == ()


def test_what_is_missing_is_said(desk: Desk, item: UUID, panel: LinkPanel) -> None:
    panel.link()
    assert panel.mistake.text() == "Choose an item first."
    desk.choose("report")
    panel.link()
    assert panel.mistake.text() == "Choose a passage, or make a new one."
    panel.begin_passage()
    panel.link()
    assert panel.mistake.text() == "Say where the passage stands, or quote its words."
    assert desk.rows("proof_link") == ()


def test_without_evidence_it_says_what_to_do(desk: Desk, panel: LinkPanel) -> None:
    desk.type("report")
    QTest.qWait(120)
    desk.settle()
    shown = panel.item.findChildren(type(panel.item))
    assert shown == []
    (choice,) = panel.item._finder.find("report")
    assert choice.text.startswith("There is no evidence yet.")


def test_escape_leaves(desk: Desk, item: UUID, panel: LinkPanel) -> None:
    closed: list[bool] = []
    panel.closed.connect(lambda: closed.append(True))
    desk.press(Key.Key_Escape)
    assert closed == [True]


def test_places_read_in_words() -> None:
    assert place_words("p. 3, para. 12") == "page 3, paragraph 12"
    assert place_words("00:01:20-00:02:10") == "time 00:01:20-00:02:10"
    assert place_words("nowhere") == ""
