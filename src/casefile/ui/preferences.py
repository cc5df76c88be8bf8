"""The user's settings, one row for each of `settings.SETTINGS`; each holds as soon as it is changed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from casefile.settings import SETTINGS, Setting, Settings
from casefile.ui.text import tr
from casefile.ui.theme import theme
from casefile.ui.widgets.labels import Heading, PlainLabel


class Preferences(QDialog):
    """Settings as a short form; no OK and no Cancel, since nothing here cannot be set back."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.controls: dict[str, QWidget] = {}
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(Heading(tr("Settings"), 1))
        for setting in SETTINGS:
            column.addLayout(self._row(setting))
        column.addStretch()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        column.addWidget(buttons)

    def _row(self, setting: Setting) -> QVBoxLayout:
        control = self._control(setting)
        control.setAccessibleName(tr(setting.label))
        control.setAccessibleDescription(tr(setting.help))
        self.controls[setting.key] = control
        row = QVBoxLayout()
        row.setSpacing(4)
        if setting.kind != "flag":
            label = PlainLabel(tr(setting.label))
            label.setBuddy(control)
            row.addWidget(label)
        row.addWidget(control)
        row.addWidget(PlainLabel(tr(setting.help), tone="muted", wrap=True))
        return row

    def _control(self, setting: Setting) -> QWidget:
        if setting.kind == "flag":
            box = QCheckBox(tr(setting.label))
            box.setChecked(bool(self._settings.get(setting.key)))
            box.toggled.connect(lambda on: self._set(setting.key, on))
            return box
        if setting.kind == "whole":
            spin = QSpinBox()
            spin.setRange(setting.least, setting.most)
            spin.setValue(self._settings.number(setting.key))
            spin.valueChanged.connect(lambda number: self._set(setting.key, number))
            return spin
        if setting.kind == "text":
            line = QLineEdit(self._settings.text(setting.key))
            line.setMaxLength(setting.most)
            line.textEdited.connect(lambda text: self._set(setting.key, _printable(text)))
            return line
        combo = QComboBox()
        for stored, label in setting.choices:
            combo.addItem(tr(label), stored)
        combo.setCurrentIndex(combo.findData(self._settings.get(setting.key)))
        combo.activated.connect(lambda _row: self._set(setting.key, combo.currentData()))
        return combo

    def _set(self, key: str, value: str | bool | int) -> None:
        self._settings.set(key, value)
        if key in ("theme", "text_size"):
            theme().apply(self._settings.text("theme"), self._settings.number("text_size"))


def _printable(text: str) -> str:
    """What was typed or pasted, without what acts unseen."""
    return "".join(one for one in text if one.isprintable()).strip()
