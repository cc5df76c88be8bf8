"""The window with nothing open, and hands to work it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.settings import Settings
from casefile.ui import theme
from casefile.ui.places import load_nouns
from casefile.ui.window import MainWindow
from tests.features.hands import Hands


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication) -> Iterator[Hands]:
    """A person before an empty window."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.theme().apply("light")
    load_nouns()
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    yield Hands(qtbot, window)
    window.workspace.close_case()
