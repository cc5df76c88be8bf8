"""What was changed, and the way out of the bin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefile.operations import records
from casefile.settings import Settings
from casefile.ui.history.view import HistoryView
from tests.ui.real_window import add, at, empty_case, passage, press, shown


def words(view: HistoryView) -> list[str]:
    return [label.text() for label in view.change.findChildren(QLabel) if label.isVisibleTo(view.change)]


def test_changes_are_listed_newest_first_with_before_and_after(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    act = add(case, "act", title="Shelling of a market")
    with case.change("Edit Title of act") as session:
        records.edit(session, "act", act, {"title": "Shelling <b>of</b> a school"})
    window = shown(qtbot, settings, case)
    view = at(window, "history", HistoryView)
    listed = [view.changes.model.index(row, 1).data() for row in range(view.changes.model.rowCount())]
    assert listed == ["Edit Title of act", "Add act", "Create case"]
    assert {"Title", "Shelling of a market", "Shelling <b>of</b> a school"} <= set(words(view))
    view.changes.table.setFocus()
    press(view.changes.table, Qt.Key.Key_Down)
    assert view.change.title.text() == "Add act"
    with case.change("Bin act") as session:
        records.bin_(session, "act", act)
    qtbot.waitUntil(lambda: view.changes.model.rowCount() == 4)
    assert view.change.title.text() == "Add act", "what is read stays"


def test_everything_in_the_bin_can_be_restored(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    act, made = add(case, "act", title="Shelling of a market"), passage(case)
    with case.change("Bin") as session:
        records.bin_(session, "act", act)
        records.bin_(session, "passage", made)
    window = shown(qtbot, settings, case)
    view = at(window, "history", HistoryView)
    QTest.mouseClick(view.switches[0].buttons["bin"], Qt.MouseButton.LeftButton)
    labels = [view.bin.model.index(row, 1).data() for row in range(view.bin.model.rowCount())]
    assert labels == ["A-0001 Shelling of a market", "the market was full"]
    assert view.bin.select(act)
    view.bin.selected.emit(act)
    view.bin.table.setFocus()
    press(view.bin.table, Qt.Key.Key_Return)
    assert view.binned.button.hasFocus()
    press(view.binned.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.bin.model.rowCount() == 1)
    assert not window.workspace.read(records.get, "act", act).binned
    assert case.undo_label == "Restore from bin"


def test_a_long_history_is_paged(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    for number in range(257):
        with case.change(f"Step {number}") as session:
            records.add(session, "tag", {"name": f"tag {number}"})
    window = shown(qtbot, settings, case)
    view = at(window, "history", HistoryView)
    assert view.changes.model.rowCount() == 258
    assert view.changes.model.index(257, 1).data() == "Create case"
    assert view.changes.model.index(256, 1).data() == "Step 0"
    last = view.changes.model.id_at(257)
    assert last is not None
    assert view.changes.model.find(last) == 257
