"""What left the house: every export, from which state of the case, and its hash."""

from __future__ import annotations

from casefile.model.editions import KINDS
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.listed import ListedRecords, RecordDetail
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_COLUMNS = (
    Column("at", "When", lambda row: local_words(row["at"]), 150, sort="at"),
    Column("file_name", "File", lambda row: row["file_name"], 200, sort="file_name", stretch=True),
    Column("kind", "Kind", lambda row: tr(dict(KINDS).get(row["kind"], row["kind"])), 80, sort="kind"),
)


class EditionDetail(RecordDetail):
    """One edition to read; the record of it is never edited."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "edition")
        self.title = Heading(level=1)
        self.form = self.make_form("file_name", "at", "kind", "classification", "sha256", "head", "numbers")
        self.column.addWidget(self.title)
        self.column.addWidget(self.form)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    @property
    def locked(self) -> bool:
        return True

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002 - the same each time
        self.title.setText(row.title)


def editions(workspace: Workspace) -> ListedRecords:
    """The list with its detail, newest last as the register of a court."""
    table = RecordTable(
        "editions",
        tr("Editions"),
        noun_records.source(workspace, "edition"),
        _COLUMNS,
        empty=tr("No brief has been exported from this case yet. Each export is noted here with its SHA-256."),
        memory=workspace.settings,
    )
    hint = tr("Choose an edition to see its hash and the state of the case that it came from.")
    return ListedRecords(workspace, "edition", table, EditionDetail(workspace), hint=hint, name="editions")
