"""Every command by its name: Ctrl+Shift+P."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from casefile.ui.commands import Command
from casefile.ui.menus import Actions
from casefile.ui.text import tr
from casefile.ui.widgets.suggest import Choice, SuggestList

_WIDTH = 560


class CommandPalette(QFrame):
    """A line over the window that finds commands as one types."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._came_from: QWidget | None = None
        self._offered: Sequence[Command] = ()
        self.setProperty("card", "true")
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("What do you want to do?"))
        self.line.setAccessibleName(tr("Command"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        self.suggestions = SuggestList(self.line)
        self.suggestions.chosen.connect(self._run)
        self.suggestions.dismissed.connect(self._close)
        self.line.textChanged.connect(self._look)
        self.line.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        window = self.window()
        self._offered = self._actions.offered()
        self._came_from = window.focusWidget()
        width = min(_WIDTH, window.width() - 32)
        self.setGeometry((window.width() - width) // 2, 72, width, self.sizeHint().height())
        self.line.clear()
        self.show()
        self.raise_()
        self.line.setFocus()
        self._look("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: object) -> None:
        if getattr(event, "key", int)() == Qt.Key.Key_Escape:
            self._close()

    def _look(self, text: str) -> None:
        if not self.isVisible():
            return
        wanted = text.casefold().split()
        offered = [*self._actions.enabled(), *self._offered]
        found = [known for known in offered if all(word in _searched(known) for word in wanted)]
        found.sort(key=lambda known: _distance(known, wanted))
        choices = [Choice(known, self._words(known), _keys(known), beside=True) for known in found]
        self.suggestions.offer(choices or [Choice(None, tr("No command has these words."))])

    def _words(self, known: Command) -> str:
        menu = f"{tr(known.menu)}: " if known.menu else ""
        return menu + _name(self._actions.words(known))

    def _run(self, choice: Choice) -> None:
        self._close()
        if choice.value is not None:
            self._actions.run(choice.value)

    def _close(self) -> None:
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()


def _name(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _searched(known: Command) -> str:
    return f"{known.menu} {_name(tr(known.text))} {tr(known.help)}".casefold()


def _distance(known: Command, wanted: list[str]) -> tuple[bool, bool]:
    """Commands whose own name has the words come before those whose menu or help has them; first those that begin so."""
    name = _name(tr(known.text)).casefold()
    return not all(word in name for word in wanted), not (wanted and name.startswith(wanted[0]))


def _keys(known: Command) -> str:
    return QKeySequence(known.shortcut).toString(QKeySequence.SequenceFormat.NativeText) if known.shortcut else ""
