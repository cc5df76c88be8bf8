"""Long work: a plain function with `progress` and `cancelled`, run beside the window, its result told on the GUI thread."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from casefile.errors import CancelledError, UserError

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Work = Callable[[Progress, Cancelled], Any]

_TELL_EVERY = 0.05  # seconds; the eye needs no more, and the queue stays short
_TURN = 0.0005
"""Seconds for which a thread that computes may keep Python to itself while the window waits for it. The usual 5 ms, waited
for at each of the hundreds of small steps of painting a table, would add up to a window that stands still.
"""


class Job(QObject):
    """One piece of long work, as the GUI thread sees it. `total` 0 means that nobody knows how much there is."""

    progressed = Signal(object, object, str)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.done, self.total, self.text = 0, 0, ""
        self.result: Any = None
        self.error: BaseException | None = None
        self.running = True
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next look at `cancelled()`."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def note(self, done: int, total: int, text: str) -> None:
        self.done, self.total, self.text = done, total, text
        self.progressed.emit(done, total, text)

    def end(self, result: Any, error: BaseException | None) -> None:
        self.result, self.error, self.running = result, error, False
        self.ended.emit()


class Jobs(QObject):
    """All long work of one window. `changed` when a job starts or ends; `failed(sentence)` when nobody else says it.

    The threads touch no object that may go away: they put what they have to tell into a queue and ring `_rung`.
    """

    changed = Signal()
    failed = Signal(str)
    _rung = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job] = []
        self._pool = QThreadPool(self)
        sys.setswitchinterval(_TURN)
        self._told: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._rung.connect(self._hear, Qt.ConnectionType.QueuedConnection)

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
        job = Job(title, self)
        self.running.append(job)
        job.ended.connect(lambda: self._ended(job, done, failed))
        self._pool.start(partial(self._run, job, work, _Throttle()))
        self.changed.emit()
        return job

    def close(self, seconds: float = 10) -> bool:
        """Cancel everything and wait; False when some work would not stop in time."""
        for job in self.running:
            job.cancel()
        return self._pool.waitForDone(int(seconds * 1000))

    # --- on a thread of the pool

    def _run(self, job: Job, work: Work, throttle: _Throttle) -> None:
        def progress(done: int, total: int, text: str = "") -> None:
            if throttle.passes(done, total):
                self._tell(partial(job.note, done, total, text))

        result: Any = None
        error: BaseException | None = None
        try:
            result = work(progress, lambda: job.cancelled)
        except Exception as raised:  # noqa: BLE001 - told on the GUI thread, where bugs go to the error hook
            error = raised
        self._tell(partial(job.end, result, error))

    def _tell(self, what: Callable[[], None]) -> None:
        self._told.put(what)
        self._rung.emit()

    # --- on the GUI thread

    @Slot()
    def _hear(self) -> None:
        while not self._told.empty():
            self._told.get()()

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


class _Throttle:
    """Lets the first, the last, and one in a while through."""

    def __init__(self) -> None:
        self._last = 0.0

    def passes(self, done: int, total: int) -> bool:
        now = time.monotonic()
        last = 0 < total <= done
        if not last and now - self._last < _TELL_EVERY:
            return False
        self._last = now
        return True
