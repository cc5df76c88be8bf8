from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QToolBar
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.ui import commands
from casefile.ui.commands import at, command, writable
from casefile.ui.menus import Actions
from casefile.ui.palette import CommandPalette
from casefile.ui.workspace import Workspace


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two commands that share a key in two places, one that fails."""
    monkeypatch.setattr(commands, "_commands", {})
    done: list[str] = []

    @command("act.new", "&New act…", menu="Acts", shortcut="Ctrl+N", when=at("acts") & writable, context=("act",))
    def new_act(_workspace: Workspace) -> None:
        done.append("act")

    @command("item.new", "&New item…", menu="Evidence", shortcut="Ctrl+N", when=at("evidence"), section=1)
    def new_item(_workspace: Workspace) -> None:
        done.append("item")

    @command("file.fail", "&Fail", menu="File", wording=lambda _workspace: "Fail & fall")
    def fail(_workspace: Workspace) -> None:
        raise UserError("It cannot be done.")

    return done


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def actions(ran: list[str], window: QMainWindow, workspace: Workspace) -> Actions:
    return Actions(workspace, window)


def test_menus_stand_in_order_and_texts_change(actions: Actions, window: QMainWindow) -> None:
    actions.fill_menu_bar(window.menuBar())
    assert [menu.text() for menu in window.menuBar().actions()] == ["&File", "&Acts", "&Evidence"]
    assert actions.all["file.fail"].text() == "Fail && fall"


def test_one_key_means_new_here(
    qtbot: QtBot, actions: Actions, window: QMainWindow, workspace: Workspace, ran: list[str]
) -> None:
    for place in ("acts", "evidence", "law"):
        workspace.go(place)
        QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["act", "item"]


def test_what_the_user_can_mend_is_said(qtbot: QtBot, actions: Actions, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.said) as said:
        actions.all["file.fail"].trigger()
    assert said.args == ["It cannot be done."]


def test_the_context_menu_holds_the_nouns_commands(actions: Actions, window: QMainWindow) -> None:
    menu = actions.context_menu("act", window)
    assert [action.objectName() for action in menu.actions()] == ["act.new"]


def test_tooltips_name_the_keys(actions: Actions, window: QMainWindow) -> None:
    bar = QToolBar(window)
    actions.fill_tool_bar(bar, ("act.new", "no.such"))
    keys = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
    assert [action.toolTip() for action in bar.actions()] == [f"New act… ({keys})"]


def test_the_palette_finds_and_runs_what_is_possible(
    qtbot: QtBot, actions: Actions, window: QMainWindow, workspace: Workspace, ran: list[str]
) -> None:
    workspace.go("acts")
    palette = CommandPalette(actions, window)
    palette.open()
    offered = palette.suggestions.list
    assert [offered.item(row).text() for row in range(offered.count())] == ["Acts: New act…", "File: Fail & fall"]
    QTest.keyClicks(palette.line, "new")
    assert offered.count() == 1
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert ran == ["act"]
    assert not palette.isVisible()
    palette.open()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_palette_puts_a_name_before_a_menu(actions: Actions, window: QMainWindow, workspace: Workspace) -> None:
    @command("new.here", "New &here", menu="Acts", section=-1)
    def new_here(_workspace: Workspace) -> None: ...

    @command("new.actors", "&New actors", menu="Acts of old")
    def new_actors(_workspace: Workspace) -> None: ...

    workspace.go("acts")
    palette = CommandPalette(Actions(workspace, window), window)
    palette.open()
    QTest.keyClicks(palette.line, "new act")
    offered = [palette.suggestions.list.item(row).text() for row in range(palette.suggestions.list.count())]
    assert offered == ["Acts: New act…", "Acts of old: New actors", "Acts: New here"]
