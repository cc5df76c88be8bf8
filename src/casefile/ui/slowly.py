"""Reading that is quick in most cases and long in some: at once while it is quick, beside the window once it was not."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from casefile.case_file import CaseFile
from casefile.errors import CancelledError
from casefile.ui.jobs import Cancelled, Job, Progress
from casefile.ui.workspace import Workspace

_R = TypeVar("_R")
PATIENCE = 0.1
"""Seconds for which the window may stand still."""


class Slowly(QObject, Generic[_R]):
    """`ask(session)` gives what `done(result)` shows. `weight(session)`, a quick count, and `much` say when to go beside
    the window before anything was measured. Asked again while it reads, it reads once more at the end.
    """

    def __init__(
        self,
        view: QWidget,
        workspace: Workspace,
        title: str,
        ask: Callable[[Any], _R],
        done: Callable[[_R], object],
        weight: Callable[[Any], int],
        much: int,
    ) -> None:
        super().__init__(view)
        self._workspace, self._title, self._ask, self._done = workspace, title, ask, done
        self._weight, self._much = weight, much
        self._slow = False
        self._again = False
        self._job: Job | None = None
        workspace.case_changed.connect(self._forget)

    @property
    def reading(self) -> bool:
        return self._job is not None

    def read(self) -> None:
        """Ask and show."""
        if self._job is not None:
            self._again = True
            return
        if not self._slow and self._workspace.read(self._weight) < self._much:
            began = time.monotonic()
            result = self._workspace.read(self._ask)
            self._slow = time.monotonic() - began > PATIENCE
            self._done(result)
            return
        self._start()

    def _start(self) -> None:
        case = self._workspace.case
        assert case is not None
        veil = self._workspace.veil

        def work(_progress: Progress, cancelled: Cancelled) -> tuple[CaseFile, _R, float]:
            began = time.monotonic()
            with case.reading() as session:
                result = self._ask(session)
            result = result if veil is None else veil.over(result)
            if cancelled():
                raise CancelledError
            return case, result, time.monotonic() - began

        self._again = False
        self._job = job = self._workspace.jobs.start(self._title, work, self._arrived)
        job.ended.connect(lambda: self._ended(job))

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _arrived(self, answer: tuple[CaseFile, _R, float]) -> None:
        case, result, took = answer
        if case is not self._workspace.case or not isValid(self):  # what it was read for may be gone
            return
        self._job = None  # the answer comes before the job's end is told, and may be asked for again
        self._slow = took > PATIENCE
        self._done(result)
        if self._again:
            self._again = False
            self.read()

    def _forget(self) -> None:
        self._slow = self._again = False
        self._job = None
