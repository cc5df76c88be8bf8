from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casefile.ui.widgets.keyed import KeyedColumn

Row = tuple[int, str]


def column(qtbot: QtBot, pause: float = 0.0) -> KeyedColumn[Row, QLabel]:
    def make(_row: Row) -> QLabel:
        time.sleep(pause)
        return QLabel()

    made: KeyedColumn[Row, QLabel] = KeyedColumn(lambda row: row[0], make, lambda label, row: label.setText(row[1]))
    qtbot.addWidget(made)
    return made


def texts(shown: KeyedColumn[Row, QLabel]) -> list[str]:
    return [label.text() for label in shown.made()]


def test_what_stays_keeps_its_widget_and_moves(qtbot: QtBot) -> None:
    shown = column(qtbot)
    shown.show_rows([(1, "one"), (2, "two"), (3, "three")])
    kept = shown.widget(3)
    shown.show_rows([(3, "drei"), (1, "one")])
    assert texts(shown) == ["drei", "one"]
    assert shown.widget(3) is kept
    assert shown.widget(2) is None


def test_many_are_made_over_several_turns(qtbot: QtBot) -> None:
    shown = column(qtbot, pause=0.03)
    shown.show_rows([(number, str(number)) for number in range(4)])
    assert texts(shown) == ["0"]
    qtbot.waitUntil(lambda: texts(shown) == ["0", "1", "2", "3"])


def test_one_asked_for_is_made_at_once(qtbot: QtBot) -> None:
    shown = column(qtbot, pause=0.03)
    shown.show_rows([(number, str(number)) for number in range(4)])
    assert shown.widget(3) is not None
    shown.show_rows([])
    assert shown.isHidden()
