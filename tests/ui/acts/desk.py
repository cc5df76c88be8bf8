"""A window on a real case, worked with keys and clicks as a person would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.operations.records import Query, Row
from casefile.ui.acts.charges import ChargeBox
from casefile.ui.acts.elements import ElementRow
from casefile.ui.acts.view import ActsView
from casefile.ui.incidents.view import IncidentsView
from casefile.ui.places import load_nouns
from casefile.ui.widgets.turns import Turns
from casefile.ui.window import MainWindow
from casefile.ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Desk:
    """The window, and short words for what one does in it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.workspace: Workspace = window.workspace

    @property
    def case(self) -> CaseFile:
        assert self.workspace.case is not None
        return self.workspace.case

    @property
    def acts(self) -> ActsView:
        return cast("ActsView", self.window.view("acts"))

    @property
    def incidents(self) -> IncidentsView:
        return cast("IncidentsView", self.window.view("incidents"))

    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.focused(), key, modifiers)
        self.settle()

    def choose(self, text: str) -> None:
        """Type into the picker that has the focus, wait for its list, take the first row."""
        self.type(text)
        QTest.qWait(120)
        self.qtbot.waitUntil(
            lambda: not self.workspace.jobs.running
        )  # on a slow machine it is looked for beside the window
        self.settle()
        self.press(Qt.Key.Key_Return)

    def settle(self) -> None:
        """Let what was written be told and shown, and pages be made to their end."""
        for _turn in range(6):  # told on one turn of the loop, read on the next
            QApplication.processEvents()
            QTest.qWait(5)
        self.qtbot.waitUntil(lambda: not any(turns.waits for turns in self.window.findChildren(Turns)))

    def go(self, place: str, record: UUID | None = None) -> None:
        self.workspace.go(place, record)
        self.settle()

    def undo(self) -> str:
        label = self.case.undo()
        self.settle()
        return label

    def rows(self, noun: str, **where: Any) -> Sequence[Row]:
        return self.workspace.read(records.page, noun, Query(where=where))

    def one(self, noun: str, **where: Any) -> Row:
        (row,) = self.rows(noun, **where)
        return row

    def add(self, noun: str, **values: Any) -> UUID:
        made = self.workspace.write("Prepare", records.add, noun, values)
        self.settle()
        return made

    def charge_box(self, place: int = 0) -> ChargeBox:
        return self.acts.detail.charges.widgets()[place]

    def element(self, number: int, charge: int = 0) -> ElementRow:
        return self.charge_box(charge).elements.widgets()[number - 1]


def open_desk(qtbot: QtBot, workspace_of: MainWindow) -> Desk:
    """The desk of a window that is shown and active."""
    qtbot.addWidget(workspace_of)
    workspace_of.show()
    workspace_of.activateWindow()
    QTest.qWaitForWindowActive(workspace_of)
    return Desk(qtbot, workspace_of)


def new_window(settings: Any, case: CaseFile) -> MainWindow:
    """A window with every noun, on `case`."""
    load_nouns()
    window = MainWindow(settings)
    window.workspace.use(case)
    return window
