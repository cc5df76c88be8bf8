from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casefile.ui.widgets.resting import layouts_rest


class Counted(QWidget):
    """Counts how often it is asked for its size, as it is each time that it is laid out anew."""

    asked = 0

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        self.asked += 1
        return super().minimumSizeHint()


def page(qtbot: QtBot) -> tuple[QWidget, Counted, list[QLabel]]:
    made, counted = QWidget(), Counted()
    inside = QVBoxLayout(counted)
    labels = [QLabel(f"Line {number}") for number in range(20)]
    for label in labels:
        inside.addWidget(label)
        label.hide()
    QVBoxLayout(made).addWidget(counted)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made, counted, labels


def test_what_is_shown_while_layouts_rest_is_laid_out_once_and_stands_in_its_place(qtbot: QtBot) -> None:
    made, counted, labels = page(qtbot)
    before = counted.asked
    with layouts_rest(made):
        for label in labels:
            label.show()
    assert counted.asked - before <= 1
    qtbot.waitUntil(lambda: labels[-1].y() > labels[0].y() > 0)
    assert counted.height() >= labels[-1].geometry().bottom()


def test_layouts_work_again_after_an_error(qtbot: QtBot) -> None:
    made, _counted, labels = page(qtbot)
    with pytest.raises(ZeroDivisionError), layouts_rest(made):
        labels[1].setText(str(1 // 0))
    labels[0].show()
    assert labels[0].y() > 0
