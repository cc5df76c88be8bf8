"""Grades and custody of an item, given with the keyboard."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from casefile.operations import custody
from casefile.ui.commands import commands
from casefile.ui.evidence.view import EvidenceView
from tests.ui.acts.desk import CONTROL, Desk

Key = Qt.Key


@pytest.fixture
def item(desk: Desk) -> EvidenceView:
    """The register on one item."""
    desk.workspace.settings.set("name", "Ana")
    record = desk.add("evidence", title="Letter")
    desk.go("evidence", record)
    return cast("EvidenceView", desk.window.view("evidence"))


def give(desk: Desk, item: EvidenceView, kind: str, reliability: str, credibility: str, reason: str) -> None:
    panel = item.detail.grading
    item.detail.sections["grade"].unfold()
    panel.begin(kind)
    panel.draft.form.rows["reliability"].editor.show_value(reliability)
    panel.draft.form.rows["credibility"].editor.show_value(credibility)
    panel.draft.form.start("reason")
    desk.type(reason)
    desk.press(Key.Key_Return, CONTROL)


def history(item: EvidenceView) -> list[str]:
    panel = item.detail.grading
    return [label.text() for label in panel.history.findChildren(QLabel) if not label.isHidden()]


def test_a_grade_is_given_and_told_in_words(desk: Desk, item: EvidenceView) -> None:
    assert item.detail.grading.words.text() == "Nobody has judged this item yet."
    give(desk, item, "open", "B", "2", "Known archive")
    assert item.detail.grading.words.text() == "B2\nB: usually reliable\n2: probably true"
    assert item.detail.grading.who.text().startswith("Ana · ")
    assert item.detail.grading.kind == ""
    give(desk, item, "open", "C", "3", "Two letters disagree")
    assert "C3, before B2" in history(item)
    assert desk.undo() == "Grade evidence"
    assert item.detail.grading.grading is not None
    assert item.detail.grading.grading.grade == "B2"


def test_a_grade_without_reason_is_said_and_nothing_is_written(desk: Desk, item: EvidenceView) -> None:
    give(desk, item, "open", "B", "2", "")
    assert "Reason must not be empty" in item.detail.grading.draft.mistake.text()
    assert desk.rows("grade") == ()


def test_a_blind_grade_hides_the_others_until_it_is_given_and_is_reconciled(desk: Desk, item: EvidenceView) -> None:
    give(desk, item, "open", "B", "2", "Known archive")
    panel, table = item.detail.grading, item.items.table
    desk.workspace.settings.set("name", "Ben")
    panel.begin("blind")
    desk.settle()
    assert "B2" not in item.detail.line.text()
    assert not any(label.isVisible() for label in (panel.words, panel.reason, panel.who, panel.history))
    assert item.detail.sections["grade"].summary.text() in ("", "hidden")
    record = item.items.current
    assert record is not None
    assert item.detail.hides_grade(record)
    assert [table.model.index(0, column).data() for column in range(3)].count("…") == 1
    assert panel.draft.form.values()["grader"] == "Ben"
    panel.draft.drop()
    assert "B2" in item.detail.line.text()
    give(desk, item, "blind", "D", "4", "No second voice")
    assert desk.one("evidence")["reliability"] == "B"
    assert panel.differs.isVisible()
    sides = [label.text() for label in panel.sides.findChildren(QLabel) if not label.isHidden()]
    assert sides == ["Holds", "B2", "Ana: Known archive", "Given blind", "D4", "Ben: No second voice"]
    assert panel.reconcile_button.isVisible()
    give(desk, item, "reconciled", "C", "3", "Both read it again")
    assert not panel.differs.isVisible()
    assert (desk.one("evidence")["reliability"], desk.one("evidence")["credibility"]) == ("C", "3")


def test_another_item_ends_a_blind_grade(desk: Desk, item: EvidenceView) -> None:
    item.detail.sections["grade"].unfold()
    item.detail.grading.begin("blind")
    other = desk.add("evidence", title="Log", reliability="A", credibility="1")
    desk.go("evidence", other)
    assert not item.detail.hides_grade(other)
    assert "A1" in item.detail.line.text()
    assert item.detail.grading.room.isHidden()


def test_an_item_is_handed_over_and_taken_back(desk: Desk, item: EvidenceView) -> None:
    item.detail.sections["custody"].unfold()
    panel = item.detail.custody
    assert panel.back_button.isHidden()
    panel.out_button.click()
    desk.settle()
    panel.drafts["transferred"].form.start("received_by")
    desk.type("Laboratory")
    panel.drafts["transferred"].form.start("purpose")
    desk.type("Examination")
    desk.press(Key.Key_Return, CONTROL)
    assert panel.drafts["transferred"].mistake.text() == ""
    event = desk.one("custody_event")
    assert (event["action"], event["released_by"], event["received_by"]) == ("transferred", "Ana", "Laboratory")
    assert panel.where.text().startswith("Out of the house: with Laboratory since ")
    assert panel.out_button.isHidden()
    panel.back_button.click()
    desk.settle()
    desk.press(Key.Key_Return, CONTROL)
    assert [one["action"] for one in panel.events] == ["transferred", "returned"]
    assert custody.out(panel.events) is None
    assert panel.where.isHidden()
    assert desk.undo() == "Take evidence back"


def test_the_lineage_is_drawn_told_and_followed(desk: Desk, item: EvidenceView) -> None:
    letter = item.items.current
    copy = desk.add("evidence", title="Translation", translation_of_id=letter)
    desk.go("evidence", copy)
    item.detail.sections["kin"].unfold()
    desk.settle()
    kin = item.detail.sections["kin"].inside
    assert kin.words.text().startswith("It is the voice of ")
    assert kin.canvas.isVisible()
    assert len(kin.canvas.drawing.parts) == 2
    kin.canvas.opened.emit(kin.canvas.drawing.parts[0])
    desk.settle()
    assert item.items.current == letter


def test_grading_blind_by_command_shows_no_grade_on_the_way(desk: Desk, item: EvidenceView) -> None:
    give(desk, item, "open", "B", "2", "Known archive")
    item.detail.sections["grade"].button.setChecked(False)
    next(one for one in commands() if one.id == "evidence.grade_blind").run(desk.workspace)
    desk.settle()
    panel = item.detail.grading
    assert panel.room.isVisible()
    assert not panel.words.isVisible()
    assert item.detail.sections["grade"].summary.text() == "hidden"
