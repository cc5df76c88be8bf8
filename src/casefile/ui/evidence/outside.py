"""Opening a copy of an item with another program: private, without the right to run, of a kind on a list, and recorded.

Each run of the program has a folder of its own in the profile folder, held by a lock; what a run that ended badly left
behind is removed by the next one.
"""

from __future__ import annotations

import atexit
import os
import shutil
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QLockFile, QUrl
from PySide6.QtGui import QDesktopServices

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import active
from casefile.operations import records
from casefile.operations.records import Row
from casefile.settings import Settings
from casefile.ui import files
from casefile.ui.evidence.custody import now
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace

LABEL = "Open evidence outside"


class Copies:
    """The copies of this run of the program, in a folder that only this user can look into."""

    def __init__(self, settings: Settings) -> None:
        self._all = settings.folder / "outside"
        self._own: Path | None = None
        self._lock: QLockFile | None = None

    def place(self, name: str) -> Path:
        """Where a copy called `name` goes, in a new folder with nothing else in it."""
        if self._own is None:
            _private(self._all)
            self._own = self._all / uuid4().hex
            self._lock = QLockFile(f"{self._own}.lock")
            self._lock.setStaleLockTime(0)
            self._lock.lock()
            _private(self._own)
            atexit.register(self.remove)
        folder = self._own / uuid4().hex
        _private(folder)
        return folder / name

    def remove(self) -> None:
        """Remove the copies of this run."""
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)
            self._own = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            atexit.unregister(self.remove)


def sweep(settings: Settings) -> None:
    """Remove what earlier runs left behind; the copies of a run that still lasts stay."""
    everything = settings.folder / "outside"
    for folder in everything.iterdir() if everything.is_dir() else ():
        if folder.is_dir():
            lock = QLockFile(f"{folder}.lock")
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                shutil.rmtree(folder, ignore_errors=True)
                lock.unlock()


def open_outside(workspace: Workspace, copies: Copies, item: UUID) -> None:
    """Write a copy of `item` beside the window, tell what may act in it, and hand it to the system."""
    case, row = workspace.case, workspace.read(records.get, "evidence", item)
    if case is None:
        return
    if not row["sha256"]:
        raise UserError(tr("This item is recorded without a file."))
    draft = copies.place("copy")
    workspace.jobs.start(
        tr("Copying {number}").format(number=row.number),
        lambda progress, cancelled: _written(case, row, draft, progress, cancelled),
        lambda made: _hand_over(workspace, row, draft, *made),
    )


def _written(
    case: CaseFile, row: Row, draft: Path, progress: Progress, cancelled: Cancelled
) -> tuple[Path, tuple[str, ...]]:
    """The copy with the ending of its kind, and the warnings; `UserError` for a kind that is not handed on."""
    try:
        _copy(case, row, draft, progress, cancelled)
        return _named(row, draft), active.warnings(draft)
    except OSError as error:
        shutil.rmtree(draft.parent, ignore_errors=True)
        reason = (error.strerror or "unknown").lower()
        raise UserError(tr("The copy could not be written ({reason}).").format(reason=reason)) from error
    except (UserError, CancelledError):
        shutil.rmtree(draft.parent, ignore_errors=True)
        raise


def _copy(case: CaseFile, row: Row, draft: Path, progress: Progress, cancelled: Cancelled) -> None:
    written, size = 0, int(row["size"] or 0)
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(opened, "wb") as out:
        for data in case.originals.read(str(row["sha256"])):
            if cancelled():
                raise CancelledError
            out.write(data)
            written += len(data)
            progress(written, size, row.number)


def _named(row: Row, draft: Path) -> Path:
    """Where the copy goes: called by the number of its item, with the ending of its kind."""
    ending = active.ending(draft)
    if not ending:
        sentence = tr("{number} is of a kind that Casefile never hands to another program; save a copy if you must.")
        raise UserError(sentence.format(number=row.number))
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in row.number)
    return draft.with_name(f"{safe or 'copy'}{ending}")


def _hand_over(workspace: Workspace, row: Row, draft: Path, path: Path, warnings: tuple[str, ...]) -> None:
    question = tr("Open {number} with another program?").format(number=row.number)
    told = "\n".join(tr(one) for one in warnings)
    if warnings and not files.ask(workspace, f"{question}\n\n{told}", tr("Open outside")):
        shutil.rmtree(draft.parent, ignore_errors=True)
        return
    case = workspace.case
    if case is None or not draft.exists():  # it was closed meanwhile, and its copies went with it
        return
    draft.rename(path)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        shutil.rmtree(path.parent, ignore_errors=True)
        workspace.said.emit(tr("No program here opens this kind of file; save a copy to take it elsewhere."))
        return
    if not case.read_only:
        event = {"evidence_id": row.id, "action": "opened", "at": now(), "sha256": row["sha256"]}
        purpose = tr("A copy was opened with another program.")
        workspace.write(LABEL, records.add, "custody_event", {**event, "purpose": purpose})
    workspace.said.emit(
        tr("A copy of {number} is open in another program; what is changed there is not kept.").format(
            number=row.number
        )
    )


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
