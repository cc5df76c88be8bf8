"""Finding what a passage bears on as one types: Enter is for what was typed, and only the last words are answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.operations.proof_links import Target
from casefile.ui.linking import finders
from casefile.ui.widgets.picker import Picker
from tests.ui.acts.desk import Desk

ENTER = Qt.Key.Key_Return


@pytest.fixture(params=[0, 1_000_000], ids=["beside the window", "at once"])
def picker(desk: Desk, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Picker]:
    """A line that finds targets, in a case that counts as big or as small."""
    monkeypatch.setattr(finders, "_MUCH", request.param)
    made = Picker(finders.targets(desk.window, desk.workspace), parent=desk.window)
    made.show()
    made.line.setFocus()
    yield made
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running)


def act(desk: Desk, place: int) -> Target:
    return Target("act", desk.rows("act")[place].id)


def test_enter_right_behind_the_last_letter_takes_what_was_typed(desk: Desk, picker: Picker) -> None:
    QTest.keyClicks(picker.line, "A-0002")
    QTest.keyClick(picker.line, ENTER)
    desk.qtbot.waitUntil(lambda: picker.value == act(desk, 1))


def test_enter_does_not_take_the_first_of_an_older_list(desk: Desk, picker: Picker) -> None:
    picker.open()
    desk.qtbot.waitUntil(lambda: picker._popup().isVisible())
    QTest.keyClicks(picker.line, "A-0003")
    QTest.keyClick(picker.line, ENTER)
    desk.qtbot.waitUntil(lambda: picker.value == act(desk, 2))


def test_the_last_words_are_answered(desk: Desk, picker: Picker) -> None:
    for words in ("A-0001", "A-0002", "A-0003"):
        picker.line.clear()
        QTest.keyClicks(picker.line, words)
        picker._wait.stop()
        picker._look()
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running and picker._popup().isVisible())
    assert [picker._popup().list.item(0).data(Qt.ItemDataRole.UserRole).value] == [act(desk, 2)]


def test_who_leaves_the_line_hears_no_more(desk: Desk, picker: Picker) -> None:
    QTest.keyClicks(picker.line, "A-0002")
    picker._wait.stop()
    picker._look()
    desk.window.navigation.list.setFocus()
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running)
    desk.settle()
    assert not picker._popup().isVisible()
    assert picker.value is None


def test_a_line_that_is_put_away_while_it_looks_is_no_trouble(desk: Desk, picker: Picker) -> None:
    QTest.keyClicks(picker.line, "A-0002")
    picker._wait.stop()
    picker._look()
    picker.hide()
    picker.deleteLater()
    desk.settle()
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running)
