"""A new case, the sample, and where records without a place lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from casefile.operations import cases, records
from casefile.settings import Settings
from casefile.ui.overview.view import OverviewView
from casefile.ui.trail import Location
from tests.ui.real_window import add, empty_case, press, shown


def test_a_new_case_is_made_and_its_title_typed(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Market.casefile"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(path), ""))
    window = shown(qtbot, settings, None)
    window.actions_.all["file.new"].trigger()
    view = window.view("overview")
    assert isinstance(view, OverviewView)
    assert path.exists()
    title = view.form.rows["title"].editor.control
    assert title.hasFocus()
    press(title, "The market case", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.title.text() == "The market case")
    assert window.workspace.read(cases.case).title == "The market case"


def test_the_sample_is_made_beside_the_window_and_opened(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Sample"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(path), ""))
    window = shown(qtbot, settings, None)
    window.actions_.all["file.sample"].trigger()
    qtbot.waitUntil(lambda: window.workspace.case is not None, timeout=60_000)
    assert window.workspace.read(records.count, "act") > 10
    view = window.view("overview")
    assert isinstance(view, OverviewView)
    assert view.coverage.widgets()


@pytest.mark.parametrize("noun", ["tagging", "tag"])
def test_what_has_no_place_leads_to_what_it_is_about(
    qtbot: QtBot, settings: Settings, tmp_path: Path, noun: str
) -> None:
    from casefile.ui.addresses import address_of

    case = empty_case(tmp_path / "T.casefile", settings)
    act = add(case, "act", title="Shelling")
    tag = add(case, "tag", name="urgent")
    tagging = add(case, "tagging", tag_id=tag, about_noun="act", about_id=act)
    window = shown(qtbot, settings, case)
    wanted = {"tag": None, "tagging": Location("acts", act)}[noun]
    assert address_of(window.workspace, noun, {"tag": tag, "tagging": tagging}[noun]) == wanted
