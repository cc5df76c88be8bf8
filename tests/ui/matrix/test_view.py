"""The matrix: from gap to covered, by keyboard and by mouse."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.operations import records
from casefile.operations.matrix import State
from casefile.operations.proof_links import Target, link
from casefile.settings import Settings
from casefile.ui.matrix.grid import FIRST
from casefile.ui.matrix.view import MatrixView
from casefile.ui.widgets.picker import Picker
from tests.ui.real_window import add, at, charged_act, empty_case, passage, press, shown

Key = Qt.Key


def cell(view: MatrixView, row: int, element: int) -> QModelIndex:
    return view.grid.matrix.index(row, FIRST + element - 1)


def offers_one(picker: Picker) -> bool:
    return picker._list is not None and picker._list.list.count() == 1


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
    qtbot.waitUntil(lambda: bool(view.behind.element.body.links.items.widgets()))
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
        act = records.add(session, "act", {"title": "Many"})
        for _number in range(400):
            records.add(session, "charge", {"act_id": act, "crime": "8(2)(b)(i)"})
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    assert view.bar.isVisible()
    qtbot.waitUntil(lambda: view.grid.matrix.rowCount() == 400)
    assert not view.bar.isVisible()


def test_provision_actor_and_incident_narrow_the_rows_and_what_is_of_no_case_is_remembered(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    market = add(case, "incident", title="Market day")
    _act, charge = charged_act(case, incident_id=market)
    act, _other = charged_act(case, title="Strike on a bridge")
    murder = add(case, "charge", act_id=act, crime="7(1)(a)")
    actor = add(case, "actor", kind="person", name="Ivan Example")
    attribution = add(case, "attribution", charge_id=charge, actor_id=actor, liability="25(3)(c)")
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)

    def ids() -> list[UUID]:
        return [view.grid.matrix.row(number).id for number in range(view.grid.matrix.rowCount())]

    for picker, typed, expected in (
        (view.filters.actor, "ivan", [charge, attribution]),
        (view.filters.incident, "market", [charge, attribution]),
        (view.filters.provision, "article 7", [murder]),
    ):
        picker.open()
        press(picker.line, typed)
        qtbot.waitUntil(partial(offers_one, picker))
        press(picker.line, Key.Key_Return)
        qtbot.waitUntil(partial(lambda wanted: ids() == wanted, expected))
        if picker is not view.filters.provision:
            picker.line.clear()
            assert len(ids()) == 4, "an emptied line wants all again"
    QTest.mouseClick(view.filters.order.buttons["gaps"], Qt.MouseButton.LeftButton)
    remembered = MatrixView(window.workspace).filters.wanted
    assert (remembered.provision, remembered.by_gaps) == ("7", True)
    assert (remembered.actor, remembered.incident, remembered.text) == (None, None, "")


def test_marks_and_the_panel_tell_what_a_count_hides(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    _act, charge = charged_act(case, date="2024-02")
    made = passage(case)
    war = add(case, "context_finding", title="War", kind="international_armed_conflict", period="2022/..")
    add(case, "proof_link", passage_id=made, context_finding_id=war)
    add(case, "proof_link", passage_id=made, charge_id=charge, element=1)
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    context = next(one.element.number for one in view.grid.matrix.row(0).cells if one.element.context)
    index = cell(view, 0, context)
    assert (cell(view, 0, 1).data(), index.data()) == ("● 1ˢ", "● 1ˢⁿ")
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "All support comes from one source" in tip
    assert "Nexus of this act: ○ gap, not argued yet" in tip
    view.stand_on(charge, context)
    assert not view.behind.outside.isVisible()
    with case.change("Edit") as session:
        records.edit(session, "context_finding", war, {"period": "2010/2011"})
    qtbot.waitUntil(view.behind.outside.isVisible)
    assert view.behind.outside.text() == "Outside the period of the finding “War”"
    assert index.data() == "○"


def test_letters_in_the_table_begin_the_filter(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    charged_act(case)
    window = shown(qtbot, settings, case)
    view = at(window, "matrix", MatrixView)
    view.grid.setFocus()
    press(view.grid, "m")
    assert view.filter.hasFocus()
    press(view.filter, "arket")
    assert view.filter.text() == "market"
