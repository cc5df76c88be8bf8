from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefile.exchange import cases
from casefile.settings import Settings
from tests.ui.acts.desk import Desk, new_window, open_desk


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    """The window on the sample case."""
    case = cases.sample(tmp_path / "s.casefile", settings.author)
    made = open_desk(qtbot, new_window(settings, case))
    yield made
    made.workspace.close_case()
