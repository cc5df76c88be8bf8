"""Long work: a plain function with `progress` and `cancelled`, run beside the window, its result told on the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from casefile.errors import CancelledError, UserError

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]

_TELL_EVERY = 0.05  # seconds; the eye needs no more, and the queue stays short


class Job(QObject):
    """One piece of long work. `total` 0 means that nobody knows how much there is."""

    progressed = Signal(int, int, str)
    ended = Signal()
    _ended_there = Signal(object, object)

    def __init__(self, title: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.done, self.total, self.text = 0, 0, ""
        self.result: Any = None
        self.error: BaseException | None = None
        self.running = True
        self._work = work
        self._stop = threading.Event()
        self._told = 0.0
        self.progressed.connect(self._note, Qt.ConnectionType.QueuedConnection)
        self._ended_there.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next look at `cancelled()`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def work(self) -> None:
        """Do the work, on a thread of the pool."""
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(self._progress, self._stop.is_set)
        except Exception as raised:  # noqa: BLE001 - told on the GUI thread, where bugs go to the error hook
            error = raised
        self._ended_there.emit(result, error)

    def _progress(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if done >= total or now - self._told >= _TELL_EVERY:
            self._told = now
            self.progressed.emit(min(done, 2**31 - 1), min(total, 2**31 - 1), text)

    @Slot(int, int, str)
    def _note(self, done: int, total: int, text: str) -> None:
        self.done, self.total, self.text = done, total, text

    @Slot(object, object)
    def _end(self, result: Any, error: BaseException | None) -> None:
        self.result, self.error, self.running = result, error, False
        self.ended.emit()


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.work()


class Jobs(QObject):
    """All long work of one window. `changed` when a job starts or ends; `failed(sentence)` when nobody else says it."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job] = []
        self._pool = QThreadPool(self)

    def start(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
    ) -> Job:
        """Run `work(progress, cancelled)`; then `done(result)` or `failed(error)` here on the GUI thread.

        Without `failed` the sentence goes to the window. An error that is our bug is raised on the GUI thread. Work
        that was cancelled raises `CancelledError` and neither is called.
        """
        job = Job(title, work, self)
        self.running.append(job)
        job.ended.connect(lambda: self._ended(job, done, failed))
        self._pool.start(_Runner(job))
        self.changed.emit()
        return job

    def close(self, seconds: float = 10) -> bool:
        """Cancel everything and wait; False when some work would not stop in time."""
        for job in self.running:
            job.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    def _ended(
        self, job: Job, done: Callable[[Any], object] | None, failed: Callable[[UserError], object] | None
    ) -> None:
        self.running.remove(job)
        self.changed.emit()
        job.deleteLater()
        if job.error is None:
            if done is not None:
                done(job.result)
        elif isinstance(job.error, UserError):
            (failed or self._say)(job.error)
        elif not isinstance(job.error, CancelledError):
            raise job.error

    def _say(self, error: UserError) -> None:
        self.failed.emit(str(error))
