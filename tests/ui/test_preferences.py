from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from casefile.settings import SETTINGS, Settings
from casefile.ui.preferences import Preferences


def test_every_setting_has_its_row_and_holds_at_once(qtbot: QtBot, settings: Settings) -> None:
    dialog = Preferences(settings)
    qtbot.addWidget(dialog)
    assert list(dialog.controls) == [setting.key for setting in SETTINGS]
    spin, box = dialog.controls["text_size"], dialog.controls["remember_recent"]
    assert isinstance(spin, QSpinBox)
    assert isinstance(box, QCheckBox)
    spin.setValue(12)
    box.click()
    assert (Settings().number("text_size"), Settings().get("remember_recent")) == (12, False)
    spin.setValue(10)


def test_a_name_holds_as_it_is_typed_without_unseen_signs(qtbot: QtBot, settings: Settings) -> None:
    dialog = Preferences(settings)
    qtbot.addWidget(dialog)
    line = dialog.controls["name"]
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Anna Novak ")
    assert Settings().text("name") == "Anna Novak"
    line.setText("Anna \u202eNovak")
    QTest.keyClicks(line, "a")
    assert Settings().text("name") == "Anna Novaka"
