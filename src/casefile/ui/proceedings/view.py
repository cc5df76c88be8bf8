"""The place "proceedings"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from casefile.model.dates import words
from casefile.model.proceedings import KINDS
from casefile.operations import records
from casefile.ui import records as noun_records
from casefile.ui.bin import BinSwitch
from casefile.ui.listed import ListedRecords, filling
from casefile.ui.places import place
from casefile.ui.proceedings.detail import ProceedingDetail
from casefile.ui.proceedings.votes import full_words, short_words, votes_of
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

PLACE = "proceedings"
_KINDS = dict(KINDS)


@place(PLACE, "Proceedings", order=100, count=lambda session: records.count(session, "proceeding"))
class ProceedingsView(View):
    """Resolutions, votes, warrants, decisions, sanctions, clauses, declarations."""

    tables = frozenset({"proceeding", "proceeding_actor", "actor", "tagging"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.detail = ProceedingDetail(workspace)
        fields = noun_records.fields("proceeding", "title", "kind", "date", "body", "reference")
        draft = Draft(tr("New proceeding"), fields, self._make, together=(("kind", "date"), ("body", "reference")))
        switch = BinSwitch()
        self.listed = ListedRecords(
            workspace,
            "proceeding",
            _table(workspace, switch),
            self.detail,
            draft=draft,
            hint=tr("Choose a proceeding to see it."),
            bin_switch=switch,
        )
        self.listed.chosen.connect(lambda record: self.chose(PLACE, record))
        self.detail.banner.restored.connect(self.listed.restored)
        filling(self, self.listed)

    def reload(self) -> None:
        self.listed.reload()

    def open_record(self, record: UUID | None) -> None:
        if record is not None:
            self.listed.open(record)

    def _make(self, values: Mapping[str, Any]) -> None:
        self.listed.begun(self.workspace.write("Add proceeding", records.add, "proceeding", values))


def _table(workspace: Workspace, switch: BinSwitch) -> RecordTable:
    columns = [
        Column("date", "Date", lambda row: row["date"], 92, "first_day", tip=lambda row: words(row["date"])),
        Column("kind", "Kind", lambda row: tr(_KINDS.get(row["kind"], "")), 92, "kind"),
        Column("title", "Title", lambda row: row["title"], 170, "title", stretch=True, tip=lambda row: row["title"]),
        Column("votes", "Votes", lambda row: short_words(votes_of(row)), 84, tip=lambda row: full_words(votes_of(row))),
        Column("body", "Body", lambda row: row["body"], 150, "body", long=True, tip=lambda row: row["body"]),
    ]
    table = RecordTable(
        "proceedings",
        tr("Proceedings"),
        noun_records.source(workspace, "proceeding", binned=switch.isChecked, order="first_day"),
        columns,
        empty=tr("What courts, councils and States have done belongs here: resolutions, votes, warrants, sanctions."),
        first_step=tr("New proceeding"),
        new=tr("New proceeding"),
        memory=workspace.settings,
    )
    switch.attach(table)
    return table
