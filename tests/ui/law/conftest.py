"""The law is read before the window shows it, so that tests need not wait for it."""

from __future__ import annotations

import pytest

from casefile.ui.law.view import prepare


@pytest.fixture(autouse=True, scope="session")
def _read_law() -> None:
    prepare()
