"""The matrix: from gap to covered, by keyboard and by mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.operations.matrix import State
from casefile.operations.proof_links import Target, link
from casefile.settings import Settings
from casefile.ui.matrix.grid import FIRST
from casefile.ui.matrix.view import MatrixView
from tests.ui.real_window import add, at, charged_act, empty_case, passage, press, shown

Key = Qt.Key


def cell(view: MatrixView, row: int, element: int) -> QModelIndex:
    return view.grid.matrix.index(row, FIRST + element - 1)


def test_a_gap_is_covered_once_a_passage_is_linked(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    assert view.empty.isVisible()
    _act, charge = charged_act(case)
    qtbot.waitUntil(lambda: view.grid.matrix.rowCount() == 1)
    index = cell(view, 0, 2)
    assert index.data() == "○"
    view.grid.stand(index)
    assert not view.behind.element.body.links.isVisible()
    made = passage(case)
    with case.change("Link passage") as session:
        link(session, made, Target("charge", charge, 2))
    qtbot.waitUntil(lambda: cell(view, 0, 2).data() == "● 1ˢ")
    found = view.grid.matrix.cell(cell(view, 0, 2))
    assert found is not None
    assert found.state is State.COVERED
    assert view.grid.currentIndex() == cell(view, 0, 2), "the selection stays on its cell"
    item = view.behind.element.body.links.items.widgets()[0]
    assert item.cite.text() == "TST-0001, p. 2"
    QTest.mouseClick(item.cite, Qt.MouseButton.LeftButton)
    assert window.view("evidence").isVisible()
    window.workspace.back()
    assert view.isVisible()
    window.actions_.all["edit.undo"].trigger()
    qtbot.waitUntil(lambda: cell(view, 0, 2).data() == "○")


def test_arrows_move_enter_opens_the_proof_and_escape_goes_back(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    charged_act(case)
    act, _second = charged_act(case, title="Strike on a bridge")
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    view.grid.setFocus()
    view.grid.stand(cell(view, 0, 1))
    press(view.grid, Key.Key_Right, Key.Key_Right, Key.Key_Down)
    assert view.grid.currentIndex() == cell(view, 1, 3)
    qtbot.waitUntil(lambda: view.behind.element.label.text() == "Intent to attack civilians")
    press(view.grid, Key.Key_Space)
    assert view.behind.element.hasFocus()
    press(view.behind.element, Key.Key_Return)
    qtbot.waitUntil(lambda: view.behind.element.body.panel is not None)
    press(QApplication.focusWidget() or view, Key.Key_Escape)
    if view.behind.element.body.panel is not None:  # the first Esc may close a list of choices
        press(QApplication.focusWidget() or view, Key.Key_Escape)
    view.behind.start()
    press(view.behind.element, Key.Key_Escape)
    assert view.grid.hasFocus()
    QTest.mouseClick(view.behind.act_button, Qt.MouseButton.LeftButton)
    assert window.view("acts").isVisible()
    assert window.workspace.here is not None
    del act


def test_filter_states_and_order(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    _act, charge = charged_act(case)
    charged_act(case, title="Strike on a bridge")
    actor = add(case, "actor", kind="person", name="Ivan Example")
    add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    view.filter.setFocus()
    press(view.filter, "bridge", Key.Key_Return)
    qtbot.waitUntil(lambda: view.grid.matrix.rowCount() == 1)
    assert view.grid.hasFocus()
    view.filter.clear()
    qtbot.waitUntil(lambda: view.grid.matrix.rowCount() == 3)
    QTest.mouseClick(view.filters.states.buttons["covered"], Qt.MouseButton.LeftButton)
    assert view.nothing.isVisible()
    QTest.mouseClick(view.filters.states.buttons["gap"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.filters.order.buttons["gaps"], Qt.MouseButton.LeftButton)
    assert view.grid.matrix.row(0).id == charge
    tip = cell(view, 0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "Attack directed" in tip


def test_thousands_of_rows_are_read_beside_the_window(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    with case.change("Add many") as session:
        from casefile.operations import records

        act = records.add(session, "act", {"title": "Many"})
        for _number in range(400):
            records.add(session, "charge", {"act_id": act, "crime": "8(2)(b)(i)"})
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    assert view.bar.isVisible()
    qtbot.waitUntil(lambda: view.grid.matrix.rowCount() == 400)
    assert not view.bar.isVisible()
