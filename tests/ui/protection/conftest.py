from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.settings import Settings
from tests.ui.acts.desk import Desk, new_window, open_desk


@pytest.fixture
def desk(qtbot: QtBot, settings: Settings, case_path: Path) -> Iterator[Desk]:
    """The window on a case with three acts."""
    made = open_desk(qtbot, new_window(settings, CaseFile.open(case_path, settings.author)))
    yield made
    made.workspace.close_case()
