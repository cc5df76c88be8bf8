"""Files that are taken in and opened, as the tests of evidence need them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from casefile.ui.evidence.view import EvidenceView
from tests.ui.acts.desk import Desk

LETTER = "On 2 February 2024 the train left.\nIt carried shells.\n"


def view_of(desk: Desk) -> EvidenceView:
    return cast("EvidenceView", desk.window.view("evidence"))


def done(desk: Desk) -> None:
    """Wait until no job runs."""
    desk.qtbot.waitUntil(lambda: not desk.workspace.jobs.running, timeout=20_000)
    desk.settle()


def take(desk: Desk, path: Path) -> None:
    """Take a file, or the files of a folder, in; the first new item is chosen."""
    desk.go("evidence")
    view_of(desk).add([path])
    done(desk)


def opened(desk: Desk, path: Path) -> EvidenceView:
    """Take a file in and open it in the reader."""
    take(desk, path)
    view = view_of(desk)
    assert view.items.current is not None
    view.read_document(view.items.current)
    done(desk)
    return view
