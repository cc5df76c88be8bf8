from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefile.ui import errors

SECRET = "the witness Olena"


def fail() -> None:
    raise ValueError(SECRET)


def test_a_description_holds_no_content() -> None:
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        words = errors.describe(error)
    assert "test_errors.py" in words
    assert "KeyError" in words
    assert "ValueError" in words
    assert SECRET not in words


@pytest.mark.usefixtures("logs_warnings")
def test_a_fault_on_any_thread_is_logged_and_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, profile: Path
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    errors.log_to(profile)
    shown: list[BaseException] = []
    hook = errors.ErrorHook(shown.append)
    hook.install()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], ValueError)
    handler = errors.log.handlers[-1]
    handler.close()
    errors.log.removeHandler(handler)
    logged = (profile / "casefile.log").read_text("utf-8")
    assert "ValueError" in logged
    assert SECRET not in logged
