"""The window's tests: real widgets on a real case file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import theme
from casefile.ui.workspace import Workspace


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    if theme.theme().colours is not theme.LIGHT or not theme.theme().sheet:
        theme.load_fonts()
        theme.theme().apply("light")


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def case_path(tmp_path: Path, settings: Settings) -> Path:
    """A case of its own with three acts."""
    path = tmp_path / "Trial.casefile"

    def fill(case: CaseFile) -> None:
        with case.change("New case") as session:
            records.add(session, "case", {"title": "Trial", "prefix": "TST"})
            for title in ("Shelling of a market", "Strike & fire <img src=x>", "공장 방문"):
                records.add(session, "act", {"title": title, "date": "2024-02"})

    CaseFile.create(path, settings.author, fill).close()
    return path


@pytest.fixture
def workspace(qtbot: QtBot, settings: Settings, case_path: Path) -> Iterator[Workspace]:
    """A workspace on that case."""
    made = Workspace(settings)
    made.use(CaseFile.open(case_path, settings.author))
    yield made
    made.close_case()
