"""The state of one's reading: pages seen, done or not, and how far one is in each folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from casefile.errors import UserError
from casefile.operations import readings
from casefile.operations.readings import FolderProgress
from casefile.operations.records import Row
from casefile.ui.evidence.custody import now
from casefile.ui.evidence.seen import SeenPages
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.marks import Coverage
from casefile.ui.widgets.paging import Column, Query, Source
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

DONE_KEY = "D"


def set_done(workspace: Workspace, item: UUID, *, done: bool) -> None:
    """Say that one is done with an item, or is not after all: one step of undo."""
    if workspace.case is None:
        raise UserError(tr("No case is open; open or create one first."))
    label = "Mark an item as read" if done else "Mark an item as not read"
    workspace.write(label, readings.mark, item, workspace.case.author.id, now(), done=done)


def is_done(workspace: Workspace, item: UUID) -> bool:
    """Whether the person at this window is done with an item."""
    return workspace.case is not None and workspace.read(readings.is_done, item, workspace.case.author.id)


class ReadMark(QWidget):
    """Beside the title in the reader: how many pages were seen, and the button that says "done"."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._row: Row | None = None
        self._seen: SeenPages | None = None
        self._of = 0
        self.pages = PlainLabel(tone="muted")
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setToolTip(tr("Done with this item ({key})").format(key=DONE_KEY))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pages)
        row.addWidget(self.button)
        self.button.clicked.connect(lambda: workspace.attempt(self.toggle))
        workspace.case_changed.connect(self._another_case)

    def show_item(self, row: Row) -> None:
        """Show the state of an item."""
        case = self.workspace.case
        if self._row is None or self._row.id != row.id:
            self._of = 0
        self._row = row
        if case is None:
            return
        if self._seen is None:
            self._seen = SeenPages(self.workspace.settings, case.case_id)
        done = is_done(self.workspace, row.id)
        self.button.setChecked(done)
        self.button.setText(tr("● Done") if done else tr("○ Done"))
        self.button.setAccessibleName(tr("Done with this item"))
        self.button.setEnabled(not case.read_only and not row.binned)
        self._tell()

    def note_page(self, page: int, of: int) -> None:
        """A page came into sight, of so many."""
        if self._row is not None and self._seen is not None:
            self._seen.add(self._row.id, page)
            self._of = of
            self._tell()

    def let_go(self) -> None:
        """The document is closed: what was seen is kept."""
        if self._seen is not None and self._row is not None:
            self._seen.write()
        self._row = None

    def toggle(self) -> None:
        """Done, or not after all (D)."""
        if self._row is not None:
            set_done(self.workspace, self._row.id, done=not is_done(self.workspace, self._row.id))

    def _tell(self) -> None:
        several = self._of > 1 and self._row is not None and self._seen is not None
        seen = len(self._seen.of(self._row.id)) if several and self._row is not None and self._seen is not None else 0
        words = tr("{seen} of {pages} pages seen").format(seen=min(seen, self._of), pages=self._of)
        self.pages.setText(words if several else "")

    def _another_case(self) -> None:
        self.let_go()
        self._seen = None


def progress_table(workspace: Workspace) -> RecordTable:
    """How far one has come, folder by folder. A row's id is the item of the folder to read next."""

    def rows(query: Query) -> tuple[FolderProgress, ...]:
        case = workspace.case
        if case is None:
            return ()
        found = workspace.read(readings.folders, case.author.id, query.text)
        if query.sort:
            found = tuple(sorted(found, key=_ORDERS[query.sort], reverse=query.descending))
        return found

    def page(query: Query, after: Any, limit: int) -> Sequence[FolderProgress]:
        found = rows(query)
        start = next((at + 1 for at, row in enumerate(found) if row.key == after), 0) if after else 0
        return found[start : start + limit]

    columns = [
        Column("folder", tr("Folder"), lambda row: row.folder or tr("(no folder)"), 300, "folder", stretch=True),
        Column("done", tr("Done"), lambda row: Coverage(covered=row.done, gap=row.all - row.done), 200, "done"),
    ]
    return RecordTable(
        "reading",
        tr("How far I have read"),
        Source(count=lambda query: len(rows(query)), page=page),
        columns,
        empty=tr("Nothing to read yet. When items are there, each folder shows how many of them you are done with."),
        memory=workspace.settings,
    )


_ORDERS: dict[str, Any] = {
    "folder": lambda row: row.folder,
    "done": lambda row: row.done / row.all,
}
