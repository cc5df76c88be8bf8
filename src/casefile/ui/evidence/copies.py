"""Writing the original bytes of an item out to a file. Casefile never opens them with another program."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError, unwritable
from casefile.operations import records
from casefile.ui.evidence.custody import now
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


def save_copy(workspace: Workspace, item: UUID) -> None:
    """Ask where, write the bytes there, and record it in the custody register."""
    row = workspace.read(records.get, "evidence", item)
    if not row["sha256"]:
        raise UserError(tr("This item is recorded without a file."))
    name = f"{row.number} {row['file_name']}".replace("/", "_").replace("\\", "_")
    chosen, _kind = QFileDialog.getSaveFileName(workspace.window, tr("Save a copy"), name)
    if chosen:
        copy_to(workspace, item, Path(chosen))


def copy_to(workspace: Workspace, item: UUID, path: Path) -> None:
    """Write the bytes of `item` to `path`, beside the window."""
    case, row = workspace.case, workspace.read(records.get, "evidence", item)
    if case is None:
        return
    digest, size = str(row["sha256"]), int(row["size"] or 0)

    def done(_result: object) -> None:
        event = {
            "evidence_id": item,
            "action": "copied",
            "at": now(),
            "by": workspace.settings.text("name"),
            "sha256": digest,
        }
        if not case.read_only:
            workspace.write("Save a copy of evidence", records.add, "custody_event", event)
        workspace.said.emit(tr("Saved a copy of {number}.").format(number=row.number))

    workspace.jobs.start(
        tr("Saving a copy of {number}").format(number=row.number),
        lambda progress, cancelled: write_bytes(case, digest, size, path, progress, cancelled),
        done,
    )


def write_bytes(case: CaseFile, digest: str, size: int, path: Path, progress: Progress, cancelled: Cancelled) -> None:
    """The bytes with this hash to `path`; nothing half written stays behind."""
    draft, written = path.with_name(f".{path.name}.part"), 0
    with unwritable(path):
        try:
            with draft.open("wb") as out:
                for data in case.originals.read(digest):
                    if cancelled():
                        raise CancelledError
                    out.write(data)
                    written += len(data)
                    progress(written, size, path.name)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
