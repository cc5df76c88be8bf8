"""A case of an older format dropped on the window: one question, then it opens, or nothing is touched."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import files
from casefile.ui.places import load_nouns
from casefile.ui.window import MainWindow
from tests.cases import whole

OLD = Path(__file__).parents[1] / "storage" / "format-1.casefile.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case that the last version of format 1 wrote."""
    (tmp_path / "cases").mkdir()
    path = tmp_path / "cases" / "old.casefile"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The window with nothing open."""
    load_nouns()
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.workspace.close_case()


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, *held))


@contextmanager
def answering(window: MainWindow, key: Qt.Key) -> Iterator[list[str]]:
    """Within, the question that comes up is answered with a key; what it asked."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and not asked:
            asked.append(box.text())
            if key == Qt.Key.Key_Return:
                (accept,) = (one for one in box.buttons() if one.text().replace("&", "") == "Upgrade and open")
                accept.setFocus()
                QTest.keyClick(accept, Qt.Key.Key_Space)
            else:
                QTest.keyClick(box, key)

    timer = QTimer(window, interval=20)
    timer.timeout.connect(look)
    timer.start()
    yield asked
    timer.stop()


def test_it_is_asked_for_and_opens_in_the_present_format(qtbot: QtBot, window: MainWindow, old: Path) -> None:
    before = old.read_bytes()
    with answering(window, Qt.Key.Key_Return) as asked:
        drop(window, old)
    (question,) = asked
    assert question.startswith("“old.casefile” was made by an older Casefile.")
    qtbot.waitUntil(lambda: window.workspace.case is not None)
    case = window.workspace.case
    assert case is not None
    assert case.path == old
    assert whole(case)
    kept = old.with_name("old.format-1.casefile")
    assert kept.read_bytes() == before
    assert sorted(old.parent.glob("*.casefile")) == sorted((old, kept))
    window.workspace.go("acts")
    assert window.workspace.read(records.count, "act") > 0
    assert window.workspace.settings.recent() == [old]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Enter])
def test_refused_it_is_left_alone(window: MainWindow, old: Path, key: Qt.Key) -> None:
    """Enter refuses too: what changes a file on the disk is never done by a key pressed too soon."""
    before = old.read_bytes()
    with answering(window, key) as asked:
        drop(window, old)
    assert len(asked) == 1
    assert window.workspace.jobs.running == []
    assert window.workspace.case is None
    assert old.read_bytes() == before
    assert list(old.parent.glob("*")) == [old]


def test_the_case_that_is_open_stays_when_the_other_is_refused(window: MainWindow, old: Path, case_path: Path) -> None:
    files.open_path(window.workspace, case_path)
    with answering(window, Qt.Key.Key_Escape):
        drop(window, old)
    assert window.workspace.case is not None
    assert window.workspace.case.path == case_path


def test_a_damaged_one_is_said_and_left_as_it_is(qtbot: QtBot, window: MainWindow, old: Path) -> None:
    with closing(sqlite3.connect(old)) as file, file:
        file.execute("UPDATE act SET title = 'Stones fell' WHERE title LIKE 'Shells%'")
    before = old.read_bytes()
    with answering(window, Qt.Key.Key_Return), qtbot.waitSignal(window.workspace.jobs.failed) as failed:
        drop(window, old)
    assert "left as it is" in failed.args[0]
    assert window.workspace.case is None
    assert old.read_bytes() == before
    assert list(old.parent.glob("*")) == [old]
