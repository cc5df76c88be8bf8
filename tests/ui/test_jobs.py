from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from casefile.errors import CancelledError, UserError
from casefile.ui.jobs import Jobs, Progress


def test_the_result_arrives_on_the_gui_thread_with_progress_before(qtbot: QtBot) -> None:
    jobs, seen = Jobs(), []

    def work(progress: Progress, cancelled: Callable[[], bool]) -> str:
        progress(1, 2, "half")
        progress(2, 2, "all")
        return threading.current_thread().name

    def done(result: str) -> None:
        seen.append((result != threading.current_thread().name, threading.current_thread().name))

    job = jobs.start("Work", work, done)
    progress: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *args: progress.append(args))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, "MainThread")]
    assert progress[-1] == (2, 2, "all")
    assert jobs.running == []


def test_cancelled_work_calls_nobody(qtbot: QtBot) -> None:
    jobs, calls = Jobs(), list[object]()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
        while not cancelled():
            time.sleep(0.005)
        raise CancelledError

    job = jobs.start("Work", work, calls.append, calls.append)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.running)
    assert calls == []


def test_what_the_user_can_mend_is_a_sentence(qtbot: QtBot) -> None:
    jobs = Jobs()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
        raise UserError("The disk is full.")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.start("Work", work)
    assert failed.args == ["The disk is full."]


def test_our_bug_is_raised_on_the_gui_thread(qtbot: QtBot) -> None:
    jobs = Jobs()

    def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        jobs.start("Work", work)
        qtbot.waitUntil(lambda: not jobs.running)
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]


@pytest.mark.parametrize(("patient", "ended"), [(5.0, True), (0.02, False)])
def test_closing_waits_as_long_as_it_is_told(qtbot: QtBot, patient: float, *, ended: bool) -> None:
    jobs = Jobs()
    jobs.start("Stubborn", lambda _progress, _cancelled: time.sleep(0.3))
    assert jobs.close(patient) is ended
    assert jobs.close(5)
    qtbot.waitUntil(lambda: not jobs.running)
