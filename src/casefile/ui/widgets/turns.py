"""Making widgets over several turns of the event loop, so that keys, clicks and drawing get in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_ONCE = 0.02
"""Seconds of one turn in which parts of a page are made; the others follow when the window has drawn itself."""


class _Turn:
    """The present turn of the event loop: all columns of a page share its time."""

    def __init__(self) -> None:
        self._began: float | None = None

    def is_over(self) -> bool:
        """Whether so long was spent since this was first asked in the turn that what can wait should wait."""
        now = time.monotonic()
        if self._began is None:
            self._began = now
            QTimer.singleShot(0, self._end)
        return now - self._began > _AT_ONCE

    def _end(self) -> None:
        self._began = None


_turn = _Turn()


class Turns(QObject):
    """Steps that are run in their order: the first at once, others as long as the turn lasts, the rest in later turns.

    `begin` anew gives up what waits.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], object]] = []
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)

    @property
    def waits(self) -> bool:
        """Whether something is still to be run."""
        return bool(self._waiting)

    def begin(self, steps: Iterable[Callable[[], object]]) -> None:
        """Run `steps`."""
        self._waiting = list(steps)
        self._run()

    def begin_later(self, steps: Iterable[Callable[[], object]]) -> None:
        """Run `steps`, none of them before the window has drawn what it shows now."""
        self._waiting = list(steps)
        self._later.start()

    def complete(self) -> None:
        """Run at once what waits."""
        while self._waiting:
            self._waiting.pop(0)()

    def give_up(self) -> None:
        """Run no more."""
        self._waiting = []

    def _go_on(self) -> None:
        self._later.start() if _turn.is_over() else self._run()

    def _run(self) -> None:
        over = _turn.is_over()  # asked first: the time of the turn begins here
        while self._waiting:
            self._waiting.pop(0)()
            over = over or _turn.is_over()
            if self._waiting and over:
                self._later.start()
                return


def complete_all(widget: QWidget) -> None:
    """Run at once what waits anywhere in `widget`, and what comes of it: a part of it is wanted now."""
    while waiting := [turns for turns in widget.findChildren(Turns) if turns.waits]:
        for turns in waiting:
            turns.complete()
