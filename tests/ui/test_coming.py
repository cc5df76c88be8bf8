"""A place that is shown for the first time comes over several turns of the event loop, and loses no key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui.acts.view import ActsView
from casefile.ui.overview.view import OverviewView
from tests.ui.acts.desk import Desk, new_window, open_desk

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings, case_path: Path) -> Iterator[Desk]:
    """The window on a case with three acts, at the overview."""
    made = open_desk(qtbot, new_window(settings, CaseFile.open(case_path, settings.author)))
    made.go("overview")
    yield made
    made.workspace.close_case()


def shown(desk: Desk) -> object:
    return desk.window._stack.currentWidget()


def test_the_frame_is_there_at_once_and_the_place_follows(desk: Desk) -> None:
    desk.workspace.go("questions")
    assert isinstance(shown(desk), OverviewView)
    assert desk.window.navigation.list.currentItem().text() == "Questions"
    assert not desk.window.actions_.all["question.new"].isEnabled()
    desk.settle()
    assert shown(desk) is desk.window.views["questions"]
    assert desk.window.actions_.all["question.new"].isEnabled()


def test_a_key_that_comes_before_the_place_is_its_own(desk: Desk) -> None:
    """Down right behind Ctrl+2 goes to the second act, though the list did not exist when it was pressed."""
    window = desk.window.windowHandle()
    QTest.keyClick(window, Key.Key_2, CONTROL)
    assert desk.workspace.here is not None
    assert desk.workspace.here.place == "acts"
    QTest.keyClick(window, Key.Key_Down)
    desk.settle()
    numbers = [row.number for row in desk.workspace.read(records.page, "act")]
    acts = cast("ActsView", desk.window.views["acts"])
    assert acts.listed.table.current_row().number == numbers[1]
    assert acts.detail.row is not None
    assert acts.detail.row.number == numbers[1]


def test_a_command_of_the_place_can_be_run_right_behind(desk: Desk) -> None:
    window = desk.window.windowHandle()
    QTest.keyClick(window, Key.Key_2, CONTROL)
    QTest.keyClick(window, Key.Key_N, CONTROL)
    desk.settle()
    assert desk.acts.draft.isVisible()


def test_a_click_does_not_reach_what_is_left(desk: Desk) -> None:
    left = cast("OverviewView", shown(desk))
    under = left.mapTo(desk.window, QPoint(left.width() // 2, left.height() // 2))
    desk.workspace.go("questions")
    assert desk.window.childAt(under) is desk.window._coming
    desk.settle()
    assert desk.window.childAt(under) is not desk.window._coming


def test_who_goes_on_before_it_has_come_arrives_there(desk: Desk) -> None:
    desk.workspace.go("questions")
    desk.workspace.go("proceedings")
    desk.settle()
    assert shown(desk) is desk.window.views["proceedings"]
    assert "questions" not in desk.window.views
    desk.workspace.back()
    desk.workspace.close_case()
    desk.settle()
    assert desk.window.welcome.isVisible()


def test_the_wanted_record_is_shown_not_the_first(desk: Desk) -> None:
    last = desk.workspace.read(records.page, "act")[-1].id
    desk.workspace.go("acts", last)
    desk.settle()
    acts = cast("ActsView", desk.window.views["acts"])
    assert (acts.detail.record, acts.listed.table.current) == (last, last)
    assert desk.workspace.here is not None
    assert desk.workspace.here.record == last


def test_who_begins_to_search_meanwhile_goes_on_searching(desk: Desk) -> None:
    desk.workspace.go("questions")
    desk.window.search.setFocus()
    desk.settle()
    assert desk.window.search.hasFocus()
    assert shown(desk) is desk.window.views["questions"]


def test_a_record_that_is_not_there_leaves_nothing_in_the_way(desk: Desk) -> None:
    desk.workspace.go("acts", UUID(int=7))
    desk.settle()
    assert desk.workspace.coming is None
    assert desk.window._coming.isHidden()
    assert desk.window.actions_.all["act.new"].isEnabled()
    desk.press(Key.Key_N, CONTROL)
    assert desk.acts.draft.isVisible()
