"""What holds for every test: no screen, a profile of its own, and a logged warning is a failure."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import pytest
from hypothesis import settings

settings.register_profile("desk", deadline=None)  # no test asserts on wall time
settings.register_profile("reproducible", settings.get_profile("desk"), derandomize=True)
settings.load_profile("reproducible" if os.environ.get("CI") else "desk")  # new examples are found at the desk

_connections: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Note every connection but those inside this machine (X and the session bus speak through AF_UNIX)."""
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo") and not isinstance(
        arguments[-1], str | bytes
    ):
        _connections.append(f"{event} {arguments[1:]}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _no_connection() -> Iterator[None]:
    """Casefile opens no network connection, ever."""
    _connections.clear()
    yield
    assert _connections == []


@pytest.fixture(autouse=True)
def _profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_HOME", str(tmp_path_factory.mktemp("profile")))


@pytest.fixture(autouse=True)
def _no_warnings_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that means to log a warning takes the fixture `logs_warnings`."""
    yield
    if "logs_warnings" not in request.fixturenames:
        logged = [record for when in ("setup", "call") for record in caplog.get_records(when)]
        assert [record.getMessage() for record in logged if record.levelno >= logging.WARNING] == []


@pytest.fixture
def logs_warnings() -> None:
    """Take this where a warning is what is tested."""


@pytest.fixture
def profile() -> Path:
    """The profile folder of this test."""
    return Path(os.environ["CASEFILE_HOME"])
