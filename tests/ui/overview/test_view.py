"""The first screen, empty and full."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.operations import cases
from casefile.settings import Settings
from casefile.ui.acts.view import ActsView
from casefile.ui.matrix.view import MatrixView
from casefile.ui.overview.rows import TwoLines
from casefile.ui.overview.view import OverviewView
from tests.ui.real_window import add, at, charged_act, empty_case, press, shown

LEFT = Qt.MouseButton.LeftButton


def test_an_empty_case_shows_first_steps_and_they_work(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    window = shown(qtbot, settings, empty_case(tmp_path / "Trial.casefile", settings))
    view = at(window, "overview", OverviewView)
    assert (view.steps.isVisible(), view.full.isVisible(), view.figures.isVisible()) == (True, False, False)
    QTest.mouseClick(view.steps.buttons["acts"], LEFT)
    acts = window.view("acts")
    assert isinstance(acts, ActsView)
    assert acts.draft.isVisible()
    window.workspace.go("overview")
    press(view.steps.buttons["law"], Qt.Key.Key_Space)
    assert window.view("law").isVisible()


def test_the_case_is_edited_in_place(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "Trial.casefile", settings)
    window = shown(qtbot, settings, case)
    view = at(window, "overview", OverviewView)
    situation = view.form.rows["situation"].editor.control
    situation.setFocus()
    press(situation, "the situation in X", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.situation.text() == "the situation in X")
    assert window.workspace.read(cases.case)["situation"] == "the situation in X"
    assert case.undo_label == "Edit Situation of case"
    window.workspace.go("acts")
    window.actions_.all["case.edit"].trigger()
    assert view.form.rows["title"].editor.control.hasFocus()


def test_figures_coverage_gaps_and_changes_lead_to_their_places(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    case = empty_case(tmp_path / "Trial.casefile", settings)
    act, _charge = charged_act(case)
    window = shown(qtbot, settings, case)
    view = at(window, "overview", OverviewView)
    assert view.figures.figures["act"].accessibleName() == "Alleged acts: 1"
    row = view.coverage.widgets()[0]
    assert row.accessibleName() == "8(2)(b)(i) Attacking civilians: 5 gap"
    QTest.mouseClick(row, LEFT)
    matrix = window.view("matrix")
    assert isinstance(matrix, MatrixView)
    assert matrix.filter.text() == "8(2)(b)(i)"
    window.workspace.go("overview")
    gaps = view.gaps.widgets()
    assert len(gaps) == 5
    gaps[0].setFocus()
    press(gaps[0], Qt.Key.Key_Return)
    acts = window.view("acts")
    assert isinstance(acts, ActsView)
    assert (acts.isVisible(), acts.listed.current) == (True, act)
    window.workspace.go("overview")
    view.latest.widgets()[0].click()
    assert window.view("acts").isVisible()


def test_what_changes_elsewhere_shows_here(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "Trial.casefile", settings)
    window = shown(qtbot, settings, case)
    view = at(window, "overview", OverviewView)
    add(case, "act", title="<img src=x> & more")
    qtbot.waitUntil(lambda: view.figures.figures["act"].count == 1)
    assert not view.steps.isVisible()
    latest = view.latest.widgets()[0]
    assert isinstance(latest, TwoLines)
    assert "<img src=x> & more" in latest.accessibleName()


@pytest.mark.parametrize("width", [820, 1280])
def test_nothing_is_cut_off_at_any_width(qtbot: QtBot, settings: Settings, tmp_path: Path, width: int) -> None:
    case = empty_case(tmp_path / "Trial.casefile", settings)
    charged_act(case, title="A very long title " * 20)
    window = shown(qtbot, settings, case)
    window.resize(width, 700)
    view = at(window, "overview", OverviewView)
    qtbot.waitUntil(view.form.rows["title"].isVisible)
    assert view.figures.mapTo(view, view.figures.rect().topRight()).x() <= view.width()
    assert view.form.mapTo(view, view.form.rect().topRight()).x() <= view.width()
