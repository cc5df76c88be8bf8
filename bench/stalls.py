"""How long the window stands still: for each step of an ordinary day on the sample case, the longest turn of the event loop
in milliseconds, best of several rounds. Nothing is drawn on a screen. The rule is that none takes more than 100 ms.

`python bench/stalls.py [--rounds 5] [--case FILE] [--only first,again,act,item,reader] [--cpu]`
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QEventLoop, QTimer

from casefile.exchange.cases import sample
from casefile.operations import records
from casefile.settings import Settings
from casefile.ui import app, files
from casefile.ui.evidence.view import EvidenceView
from casefile.ui.places import places
from casefile.ui.window import MainWindow
from casefile.ui.workspace import Workspace

ACTS = ("A-0007", "A-0013", "A-0003", "A-0007")
PARTS = ("first", "again", "act", "item", "reader")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--case", type=Path, help="measure on a copy of this case instead of the sample")
    parser.add_argument("--only", default=",".join(PARTS), help="parts of the day, with commas between")
    parser.add_argument("--cpu", action="store_true", help="count only the time that the GUI thread works")
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["CASEFILE_HOME"] = folder
        measure(Path(folder), given.case, given.rounds, given.only.split(","), given.cpu)


def measure(folder: Path, wanted: Path | None, rounds: int, parts: list[str], cpu: bool) -> None:
    settings = Settings()
    application = app.build(settings)
    app.prepare()
    path = folder / "bench.casefile"
    if wanted is None:
        sample(path, settings.author).close()
    else:
        path.write_bytes(wanted.read_bytes())
    beat = Beat(time.thread_time if cpu else time.perf_counter)
    for _round in range(rounds):
        a_day(settings, path, beat, parts)
    for name, milliseconds in beat.best.items():
        print(f"{name:32} {milliseconds:6.0f} ms{'   over' if milliseconds > 100 else ''}")
    application.quit()


class Beat:
    """A heart that beats each millisecond as long as the event loop turns; `best` is the longest pause of each step."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.best: dict[str, float] = {}
        self._clock = clock
        self._last, self._longest = clock(), 0.0
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = self._clock()
        self._longest, self._last = max(self._longest, now - self._last), now

    def step(self, name: str, do: Callable[[], object], milliseconds: int = 300) -> None:
        """Do something and look on until the window has come to rest."""
        rest(50)
        self._longest, self._last = 0.0, self._clock()
        QTimer.singleShot(0, do)
        rest(milliseconds)
        self._beat()
        self.best[name] = min(self.best.get(name, float("inf")), self._longest * 1000)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def a_day(settings: Settings, path: Path, beat: Beat, parts: list[str]) -> None:
    window = MainWindow(settings)
    window.resize(1280, 800)
    window.show()
    workspace = window.workspace
    beat.step("opening a case", lambda: files.open_path(workspace, path), 700)
    shown = [place.key for place in places()]
    for part, words in (("first", "first showing of"), ("again", "showing again")):
        for place in shown if part in parts else ():
            beat.step(f"{words} {place}", partial(workspace.go, place), 500)
    if "act" in parts:
        show_acts(workspace, beat)
    if "item" in parts or "reader" in parts:
        read_items(workspace, beat, reads="reader" in parts)
    workspace.close_case()
    window.close()
    window.deleteLater()
    rest(50)


def show_acts(workspace: Workspace, beat: Beat) -> None:
    workspace.go("acts")
    rest(500)
    known = {row.number: row.id for row in workspace.read(records.page, "act")}
    for number in [one for one in ACTS if one in known] or list(known)[:4]:
        beat.step(f"another act {number}", partial(workspace.go, "acts", known[number]), 500)


def read_items(workspace: Workspace, beat: Beat, *, reads: bool) -> None:
    workspace.go("evidence")
    rest(500)
    view = workspace.view_of("evidence")
    assert isinstance(view, EvidenceView)
    items: list[UUID] = [row.id for row in workspace.read(records.page, "evidence") if row["sha256"]][:3]
    for number, item in enumerate([*items, *items], start=1):
        beat.step(f"another item {(number - 1) % 3 + 1}", partial(workspace.go, "evidence", item), 400)
        if reads and number > len(items):
            beat.step(f"opening its document {number - 3}", view.detail.open_button.click, 1000)
            beat.step(f"closing the reader {number - 3}", view.reader.close_document, 400)


if __name__ == "__main__":
    main()
