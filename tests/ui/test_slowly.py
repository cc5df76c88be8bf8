"""Long reading beside the window: what is asked for meanwhile is read at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.ui.slowly import Slowly
from casefile.ui.workspace import Workspace


def test_asked_again_while_it_reads_it_reads_once_more(qtbot: QtBot, workspace: Workspace) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    wanted = ["first"]
    answers: list[str] = []

    def ask(_session: Any) -> str:
        return wanted[-1]

    reader = Slowly(view, workspace, "Reading", ask, answers.append, lambda _session: 1, 0)
    reader.read()
    assert reader.reading
    for word in ("second", "third"):
        wanted.append(word)
        reader.read()
    qtbot.waitUntil(lambda: answers[-1:] == ["third"] and not reader.reading)
    assert len(answers) == 2


def test_what_is_quick_is_read_at_once(qtbot: QtBot, workspace: Workspace) -> None:
    view = QWidget()
    qtbot.addWidget(view)
    answers: list[int] = []
    reader = Slowly(view, workspace, "Reading", lambda _session: 7, answers.append, lambda _session: 0, 1)
    reader.read()
    assert (answers, reader.reading) == ([7], False)
