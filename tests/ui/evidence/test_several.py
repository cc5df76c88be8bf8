"""Several items of the register at once: selected with keys and mouse, verified, marked, tagged, binned."""

from __future__ import annotations

from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from casefile.case_file import add_many, prepare_many
from casefile.model import EvidenceItem
from casefile.operations import evidence, records
from casefile.operations.records import Query
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.widgets.labels import NumberLink
from tests.ui.acts.desk import CONTROL, NO_KEYS, Desk

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def done(desk: Desk) -> None:
    """Wait until no job runs."""
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running, timeout=20_000)
    desk.settle()


@pytest.fixture
def view(desk: Desk, tmp_path: Path) -> EvidenceView:
    """Five texts, taken in."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for place in range(5):
        (folder / f"letter {place}.txt").write_text(f"Letter {place}\n")
    desk.go("evidence")
    found = cast("EvidenceView", desk.window.view("evidence"))
    found.add([folder])
    done(desk)
    return found


def grid(view: EvidenceView) -> QTableView:
    return view.items.table.table


def click(desk: Desk, view: EvidenceView, row: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    table = grid(view)
    point = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, keys, point)
    desk.settle()


def verified(desk: Desk) -> list[UUID]:
    events = desk.workspace.read(records.page, "custody_event", Query(where={"action": "verified"}))
    return sorted(event["evidence_id"] for event in events)


def test_keys_and_clicks_select_several_and_one_again(desk: Desk, view: EvidenceView) -> None:
    click(desk, view, 0)
    assert view.items.pages.currentWidget() is view.detail
    desk.press(Key.Key_Down, SHIFT)
    desk.press(Key.Key_Down, SHIFT)
    assert view.lists.several.isVisible()
    assert view.lists.several.title.text() == "3 items selected"
    click(desk, view, 1, CONTROL)
    assert view.lists.several.title.text() == "2 items selected"
    click(desk, view, 2)
    click(desk, view, 4, SHIFT)
    assert view.lists.several.title.text() == "3 items selected"
    desk.press(Key.Key_A, CONTROL)
    assert view.lists.several.title.text() == "5 items selected"
    click(desk, view, 3)
    assert view.items.pages.currentWidget() is view.detail
    assert view.detail.number.text() == "TST-0004"
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_Escape)
    assert view.items.pages.currentWidget() is view.detail
    assert view.items.table.count == 1


def test_commands_for_one_wait_for_one(desk: Desk, view: EvidenceView) -> None:
    actions = desk.window.actions_.all
    click(desk, view, 0)
    assert actions["evidence.copy"].isEnabled()
    desk.press(Key.Key_A, CONTROL)
    assert not actions["evidence.copy"].isEnabled()
    for several in ("evidence.verify", "evidence.graphic", "evidence.bin"):
        assert actions[several].isEnabled()


def test_several_are_verified_by_one_job_as_one_step(desk: Desk, view: EvidenceView) -> None:
    click(desk, view, 1)
    desk.press(Key.Key_Down, SHIFT)
    view.lists.several.verify_button.click()
    assert not view.lists.several.verify_button.isEnabled()
    done(desk)
    assert view.lists.several.said.text() == "● 2 unaltered"
    chosen = [row.id for row in desk.rows("evidence")][1:3]
    assert verified(desk) == sorted(chosen)
    assert view.lists.several.title.text() == "2 items selected"
    assert view.lists.several.verify_button.isEnabled()
    assert desk.undo() == "Verify evidence"
    assert verified(desk) == []


def test_an_altered_item_among_several_is_named_and_led_to(desk: Desk, view: EvidenceView) -> None:
    first = desk.rows("evidence")[0]
    other = desk.add("evidence", title="Says another sum", sha256=first["sha256"], sha512="0" * 128)
    desk.add("evidence", title="Without a file")
    grid(view).setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.window.actions_.all["evidence.verify"].trigger()
    done(desk)
    assert view.lists.several.said.text() == "⊘ 5 unaltered, 1 altered, 1 without a file"
    (link,) = [one for one in view.lists.several.found.findChildren(NumberLink) if not one.isHidden()]
    link.click()
    desk.settle()
    assert view.items.current == other
    assert view.items.table.count == 1
    assert view.detail.isVisible()


def test_marking_several_is_one_step(desk: Desk, view: EvidenceView) -> None:
    grid(view).setFocus()
    desk.press(Key.Key_A, CONTROL)
    desk.window.actions_.all["evidence.graphic"].trigger()
    done(desk)
    assert {row["graphic"] for row in desk.rows("evidence")} == {True}
    assert view.lists.several.title.text() == "5 items selected"
    view.lists.several.plain_button.click()
    done(desk)
    assert {row["graphic"] for row in desk.rows("evidence")} == {False}
    assert [desk.undo(), desk.undo()] == ["Mark as not graphic", "Mark as graphic"]


def test_several_go_into_the_bin_and_come_back(desk: Desk, view: EvidenceView) -> None:
    click(desk, view, 0)
    click(desk, view, 2, CONTROL)
    desk.press(Key.Key_Delete)
    done(desk)
    assert [row.title for row in desk.rows("evidence")] == ["letter 1", "letter 3", "letter 4"]
    assert view.items.bin_switch is not None
    view.items.bin_switch.click()
    desk.settle()
    grid(view).setFocus()
    desk.press(Key.Key_A, CONTROL)
    assert not view.lists.several.bin_button.isVisible()
    view.lists.several.restore_button.click()
    done(desk)
    assert len(desk.rows("evidence")) == 5
    assert desk.undo() == "Restore from bin"


def test_a_tag_and_a_level_are_given_to_all(desk: Desk, view: EvidenceView) -> None:
    grid(view).setFocus()
    desk.press(Key.Key_A, CONTROL)
    view.lists.several.tag.line.setFocus()
    desk.choose("Convoy")
    done(desk)
    assert len(desk.rows("tagging")) == 5
    view.lists.several.classes.form.rows["classification"].editor.show_value("secret")
    view.lists.several.classes.form.rows["classification_basis"].editor.show_value("Names witnesses.")
    assert view.lists.several.classes.save()
    done(desk)
    assert {row["classification"] for row in desk.rows("evidence")} == {"secret"}
    assert desk.undo() == "Classify several"
    assert desk.undo() == "Tag several"
    assert desk.rows("tag") == ()


def test_a_hundred_thousand_are_selected_without_being_read(desk: Desk, view: EvidenceView) -> None:
    rows = [{"id": UUID(int=place), "number": f"TST-{place}", "title": "One of many"} for place in range(10, 3010)]
    with desk.case.change("Fill") as session:
        add_many(session, prepare_many(EvidenceItem, rows))
    desk.settle()
    table = view.items.table
    grid(view).setFocus()
    desk.press(Key.Key_Home)
    before = set(table.model._pages.kept)
    desk.press(Key.Key_A, CONTROL)
    assert view.lists.several.title.text() == "3,005 items selected"
    assert set(table.model._pages.kept) == before
    assert len(desk.workspace.read(table.chosen())) == 3005
    table.reload()
    assert table.count == 3005
    one = desk.add("evidence", title="One more")
    assert table.count == 1  # the list is no longer what was selected
    assert one not in desk.workspace.read(table.chosen())


def test_a_selection_in_another_order_shrinks_to_the_cursor(desk: Desk, view: EvidenceView) -> None:
    click(desk, view, 0)
    desk.press(Key.Key_Down, SHIFT)
    current = view.items.current
    view.items.table.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    desk.settle()
    assert view.items.table.count == 1
    assert (view.items.current, view.detail.record) == (current, current)
    assert view.items.pages.currentWidget() is view.detail


def test_the_events_of_several_stand_in_their_registers(desk: Desk, view: EvidenceView) -> None:
    grid(view).setFocus()
    desk.press(Key.Key_A, CONTROL)
    view.lists.several.verify_button.click()
    done(desk)
    for row in desk.rows("evidence"):
        detail = desk.workspace.read(evidence.detail, row.id)
        assert [event["action"] for event in detail.custody] == ["received", "verified"]
