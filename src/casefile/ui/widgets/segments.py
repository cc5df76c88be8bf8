"""A few choices beside each other, one of them chosen: sub-lists of a place, the bearing of a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from casefile.ui.text import plain

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segments(QWidget):
    """`chosen(key)` when the user chooses. Left and Right move; a first letter or the place (1, 2, 3) chooses too.

    One stop of the Tab key: the focus stands on the chosen one.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """`choices` are (key, words); `name` says aloud what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for key, words in choices:
            button = QToolButton()
            button.setText(plain(words))
            button.setAccessibleName(f"{name}: {words}")
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.installEventFilter(self)
            button.clicked.connect(lambda _checked=False, key=key: self._choose(key))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[key] = button
        self._keys = [key for key, _words in choices]
        self._words = dict(choices)
        self._value = self._keys[0]
        self.show_value(self._value)

    @property
    def value(self) -> str:
        return self._value

    def show_value(self, key: str) -> None:
        """Show `key` as chosen without telling `chosen`."""
        self._value = key
        for known, button in self.buttons.items():
            button.setChecked(known == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known == key else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.buttons[key])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not _modified(event):
            key = self._meant(event)
            if key is not None:
                self._choose(key)
                self.buttons[key].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, event: QKeyEvent) -> str | None:
        here = self._keys.index(self._value)
        for known, step in _STEPS.items():
            if event.key() == known:
                return self._keys[(here + step) % len(self._keys)]
        typed = event.text().casefold()
        if typed.isdecimal() and 1 <= int(typed) <= len(self._keys):
            return self._keys[int(typed) - 1]
        begins = [key for key in self._keys if typed and _letters(self._words[key]).startswith(typed)]
        return begins[0] if begins else None

    def _choose(self, key: str) -> None:
        changed = key != self._value
        self.show_value(key)
        if changed:
            self.chosen.emit(key)


def _modified(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    return held != Qt.KeyboardModifier.NoModifier


def _letters(words: str) -> str:
    """Without a glyph in front."""
    return words.lstrip("●◐○⊘◇ ").casefold()
