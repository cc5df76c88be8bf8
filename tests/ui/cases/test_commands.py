"""A new case, the sample, and the search at the top."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from casefile.operations import cases, records
from casefile.settings import Settings
from casefile.ui.cases.searching import find
from casefile.ui.law.keys import address
from casefile.ui.overview.view import OverviewView
from casefile.ui.trail import Location
from tests.ui.real_window import add, charged_act, empty_case, passage, press, shown


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


def test_search_finds_numbers_words_and_the_law(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    case = empty_case(tmp_path / "T.casefile", settings)
    act, charge = charged_act(case)
    made = passage(case)
    note = add(case, "question", text="Who saw the market?")
    window = shown(qtbot, settings, case)
    workspace = window.workspace
    assert find(workspace, "a-0001")[0].location == Location("acts", act)
    hits = find(workspace, "market")
    places = [hit.location for hit in hits[:3]]
    assert places == [Location("acts", act), Location("evidence", made), Location("questions", note)]
    assert hits[1].detail == "Passage"
    assert find(workspace, "8 2 b i")[0].location == address("8(2)(b)(i)")
    assert find(workspace, "attacking civilians")[-1].detail.startswith("Law")
    del charge
    window.search.start()
    press(window.search, "TST-0001", Qt.Key.Key_Return)
    press(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view("evidence").isVisible())


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
