from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.ui.widgets.segments import Segments


def test_arrows_places_and_first_letters_choose(qtbot: QtBot) -> None:
    segments = Segments(
        (("supports", "● Supports"), ("undermines", "⊘ Undermines"), ("context", "◇ Context")), "Bearing"
    )
    qtbot.addWidget(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    button = segments.buttons["supports"]
    QTest.keyClick(button, Qt.Key.Key_Right)
    QTest.keyClick(button, Qt.Key.Key_3)
    QTest.keyClick(button, Qt.Key.Key_S)
    QTest.keyClick(button, Qt.Key.Key_Left)
    assert chosen == ["undermines", "context", "supports", "context"]
    assert segments.value == "context"


def test_one_stop_of_the_tab_key(qtbot: QtBot) -> None:
    segments = Segments((("a", "Acts"), ("b", "Both")), "List")
    qtbot.addWidget(segments)
    segments.show_value("b")
    stops = [key for key, button in segments.buttons.items() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["b"]
