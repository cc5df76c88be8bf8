"""Asking as one types: at once where it is quick, else beside the window; an answer to older words is not shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casefile.operations import search
from casefile.operations.search import Results
from casefile.ui.evidence import texts
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace

_WAIT = 60  # ms after the last key
_MUCH = 20_000  # records and pages


class Asker(QObject):
    """`ask(text)`, and `answered(text, Results)` for the text that was asked last."""

    answered = Signal(str, object)

    def __init__(self, owner: QWidget, workspace: Workspace, most: int) -> None:
        super().__init__(owner)
        self._workspace, self._most = workspace, most
        self._typed = ""
        self._asked = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self._look)
        self._slowly = Slowly(owner, workspace, tr("Searching"), self._find, self._found, search.weight, _MUCH)

    def ask(self, typed: str, *, soon: bool = True) -> None:
        """Find `typed`, once the keys are at rest when `soon`."""
        self._typed, self._asked = typed, self._asked + 1
        if soon:
            self._wait.start()
        else:
            self._look()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._wait.stop()
        self._typed = ""

    def _look(self) -> None:
        self._wait.stop()
        if not self._typed.strip() or self._workspace.case is None:
            self.answered.emit(self._typed, Results())
        else:
            texts.runs(self._workspace)  # what nobody has read yet is read from the first search on
            self._slowly.read()

    def _find(self, session: Any) -> tuple[int, Results]:
        typed, asked = self._typed, self._asked
        return asked, search.find(session, typed, self._most, lambda: typed != self._typed)

    def _found(self, answer: tuple[int, Results]) -> None:
        asked, results = answer  # not the words: an answer may come with protected names taken out
        if asked == self._asked:
            self.answered.emit(self._typed, results)
