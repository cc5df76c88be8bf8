"""What lies over a place that is left while the next one is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from casefile.ui.widgets.turns import Turns
from casefile.ui.workspace import Workspace


class Coming(QWidget):
    """A place is made for the first time in several turns of the event loop: its view, its list, its first record
    (`Workspace.in_turn`); so that the window stands still for none longer than for one of them.

    Clicks meanwhile do not reach the place that is left. A key does not wait: before anybody is asked whether it is a
    shortcut, the place is made and shown, and gets it.
    """

    def __init__(self, room: QWidget, workspace: Workspace) -> None:
        """Lie over all of `room`. Commands of the place that is `workspace.coming` can be run when it has come."""
        super().__init__(room)
        self._room, self._workspace = room, workspace
        self._turns = Turns(self)
        self._more: list[Callable[[], object]] = []
        self._listened: QObject | None = None
        self._busy = False
        self.hide()

    def begin(self, *steps: Callable[[], object]) -> None:
        """Run `steps`, each in a later turn, in place of those that wait."""
        self.give_up()
        self._listen(QApplication.focusWidget() or self.window())
        self.setGeometry(self._room.rect())
        self.raise_()
        self.show()
        self._workspace.coming = self._more.append
        self._run(steps)

    def complete(self) -> None:
        """Run at once what waits; nothing from within a step."""
        if not self._busy:
            self._turns.complete()

    def give_up(self) -> None:
        """Run no more, and go."""
        self._turns.give_up()
        self._more.clear()
        self._listen(None)
        self._workspace.coming = None
        self.hide()

    def _run(self, steps: Sequence[Callable[[], object]]) -> None:
        self._turns.begin_later([*(partial(self._do, step) for step in steps), self._come])

    def _come(self) -> None:
        if self._more:
            steps = list(self._more)
            self._more.clear()
            self._run(steps)
        else:
            self._end()

    def _end(self) -> None:
        self.give_up()
        self._workspace.state_changed.emit()  # commands may ask the view now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            self.complete()
        return super().eventFilter(watched, event)

    def _listen(self, widget: QObject | None) -> None:
        """Hear the keys that come to `widget`."""
        if self._listened is not None and isValid(self._listened):
            self._listened.removeEventFilter(self)
        self._listened = widget
        if widget is not None:
            widget.installEventFilter(self)

    def _do(self, step: Callable[[], object]) -> None:
        done = False
        self._busy = True
        try:
            done = self._workspace.attempt(step)
        finally:
            self._busy = False
            if done:
                self._listen(QApplication.focusWidget() or self.window())
            else:
                self._end()
