from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui.workspace import Workspace, dropped_files


def first_act(workspace: Workspace) -> UUID:
    return workspace.read(records.page, "act")[0].id


def test_views_hear_of_a_change_once_on_their_own_thread(qtbot: QtBot, workspace: Workspace) -> None:
    act = first_act(workspace)
    heard: list[tuple[object, str]] = []
    workspace.touched.connect(lambda touched: heard.append((touched, threading.current_thread().name)))

    def write() -> None:
        for title in ("One", "Two"):
            workspace.write("Edit", records.edit, "act", act, {"title": title})

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(frozenset({("act", act)}), "MainThread")]


def test_reading_and_writing_without_a_case_say_what_to_do(qtbot: QtBot, settings: Settings) -> None:
    workspace = Workspace(settings)
    with pytest.raises(UserError, match="No case is open; open or create one first"):
        workspace.read(records.count, "act")
    with pytest.raises(UserError, match="No case is open"):
        workspace.write("Add", records.add, "act", {"title": "x"})


def test_an_attempt_says_what_went_wrong(qtbot: QtBot, workspace: Workspace) -> None:
    act, said = first_act(workspace), list[str]()
    workspace.said.connect(said.append)
    assert not workspace.attempt(lambda: workspace.write("Edit", records.edit, "act", act, {"title": ""}))
    assert said == ["Title must not be empty."]


def test_going_back_shows_where_one_was(workspace: Workspace) -> None:
    act, shown = first_act(workspace), list[object]()
    workspace.moved.connect(lambda location: shown.append((location.place, location.record)))
    workspace.go("acts", act)
    workspace.go("law")
    workspace.back()
    workspace.forward()
    assert shown == [("acts", act), ("law", None), ("acts", act), ("law", None)]


def test_closing_forgets_the_case(workspace: Workspace, case_path: Path) -> None:
    workspace.go("acts")
    workspace.close_case()
    assert (workspace.case, workspace.here) == (None, None)
    assert workspace.settings.recent() == [case_path]


def test_of_dropped_files_the_case_is_opened_and_the_others_are_evidence() -> None:
    files = [Path("a.pdf"), Path("B.CASEFILE"), Path("c.html")]
    assert dropped_files(files) == (files[1], [files[0], files[2]])


def test_what_is_read_within_one_look_sees_what_is_written_meanwhile(workspace: Workspace) -> None:
    act = first_act(workspace)
    sessions: list[object] = []
    with workspace.looking():
        with workspace.looking():
            before = workspace.read(records.get, "act", act)["title"]
        workspace.read(sessions.append)
        workspace.write("Edit", records.edit, "act", act, {"title": "Written meanwhile"})
        after = workspace.read(records.get, "act", act)["title"]
        workspace.read(sessions.append)
    workspace.read(sessions.append)
    assert before != after == "Written meanwhile"
    assert sessions[0] is sessions[1] is not sessions[2]


def test_a_look_without_a_case_reads_nothing(qtbot: QtBot, settings: Settings) -> None:
    workspace = Workspace(settings)
    with workspace.looking(), pytest.raises(UserError, match="No case is open"):
        workspace.read(records.count, "act")
