"""The whole window on a real case, as a user has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.exchange import cases
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import places
from casefile.ui.view import View
from casefile.ui.window import MainWindow

_V = TypeVar("_V", bound=View)
WAIT = 10_000


def shown(qtbot: QtBot, settings: Settings, case: CaseFile | None) -> MainWindow:
    """The window, in front, on `case`."""
    places.load_nouns()
    window = MainWindow(settings)
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    if case is not None:
        window.workspace.use(case)
    return window


def empty_case(path: Path, settings: Settings) -> CaseFile:
    return cases.new(path, settings.author, {"title": "Trial", "prefix": "TST"})


def at(window: MainWindow, place: str, kind: type[_V]) -> _V:
    """Go to `place`; its view."""
    window.workspace.go(place)
    view = window.view(place)
    assert isinstance(view, kind)
    return view


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    """Keys one after the other; a text is typed."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key)


def add(case: CaseFile, noun: str, **values: Any) -> UUID:
    with case.change(f"Add {noun}") as session:
        return records.add(session, noun, values)


def charged_act(case: CaseFile, **values: Any) -> tuple[UUID, UUID]:
    """An act charged as attacking civilians; the ids of both."""
    act = add(case, "act", **({"title": "Shelling of a market"} | values))
    return act, add(case, "charge", act_id=act, crime="8(2)(b)(i)")


def passage(case: CaseFile, locator: str = "p. 2", quote: str = "the market was full") -> UUID:
    """A passage of a new item."""
    item = add(case, "evidence", title="Report of the monitors")
    return add(case, "passage", evidence_id=item, locator=locator, quote=quote)
