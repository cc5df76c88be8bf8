"""The place of alleged acts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from casefile.operations import acts, records
from casefile.operations.acts import ActRow
from casefile.ui import records as noun_records
from casefile.ui.acts.boxes import coverage_of
from casefile.ui.acts.detail import ActDetail
from casefile.ui.acts.reading import act_of
from casefile.ui.bin import BinSwitch
from casefile.ui.incidents import finders as incident_finders
from casefile.ui.listed import ListedRecords, filling
from casefile.ui.moments import shortly
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


def _charges(row: ActRow) -> str:
    return ", ".join(row.charges)


def _about(row: ActRow) -> str:
    return "\n".join(part for part in (row.title, row.place, _charges(row)) if part)


_COLUMNS = (
    Column("number", "Number", lambda row: row.number, 72, sort="number"),
    Column("title", "Title", lambda row: row.title, 140, sort="title", stretch=True, tip=_about),
    Column("date", "Date", lambda row: shortly(row.date_words), 128, sort="first_day", tip=lambda row: row.date_words),
    Column("proof", "Proof", lambda row: coverage_of(row.coverage), 104),
    Column("charges", "Charges", _charges, 104, long=True, tip=_charges),
    Column("place", "Place", lambda row: row.place, 110, long=True, tip=lambda row: row.place),
)


@place("acts", "Acts", order=20, count=lambda session: records.count(session, "act"))
class ActsView(View):
    """Every alleged act of the case, and the chosen one."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "act", "charge", "attribution", "proof_link", "passage", "evidence",
            "context_finding", "place", "incident", "actor", "tag", "tagging", "element_assessment", "case",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.bin_switch = BinSwitch()
        self.table = RecordTable(
            "acts",
            tr("Alleged acts"),
            noun_records.source(workspace, "act", refine=acts.of_rows, binned=self.bin_switch.isChecked),
            _COLUMNS,
            empty=tr("An alleged act is one assertion: who did what to whom, when and where. Write the first one."),
            first_step=tr("New act"),
            new=tr("New act"),
            memory=workspace.settings,
        )
        self.bin_switch.attach(self.table)
        self.detail = ActDetail(workspace)
        self.draft = Draft(
            tr("New act"),
            noun_records.fields("act", "title", "statement", "date", "place_id", "incident_id"),
            self._add,
            finders={
                "place_id": incident_finders.places(workspace),
                "incident_id": incident_finders.incidents(workspace),
            },
            words=tr("Add act"),
        )
        self.listed = ListedRecords(
            workspace,
            "act",
            self.table,
            self.detail,
            draft=self.draft,
            hint=tr("Choose an act to see what is alleged, what it is charged as, and what proves it."),
            name="acts",
        )
        self.listed.chosen.connect(partial(self.chose, "acts"))
        self.detail.restored.connect(self._restored)
        filling(self, self.listed)

    def reload(self) -> None:
        self.listed.reload()

    def open_record(self, record: UUID | None) -> None:
        """Show an act, or the act of a charge or an attribution, that part unfolded."""
        if record is None:
            return
        act = self.workspace.read(act_of, record)
        self.listed.open(act)
        if act != record:
            self.detail.reveal(record)

    def new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a new act, such as one of an incident."""
        self.bin_switch.setChecked(False)
        self.listed.new(values)

    def _add(self, values: Mapping[str, Any]) -> None:
        made = self.workspace.write(tr("Add act"), records.add, "act", values)
        self.listed.begun(made)
        if values.get("statement"):
            self.detail.await_charge()
        else:
            self.detail.start()

    def _restored(self, act: UUID) -> None:
        self.bin_switch.setChecked(False)
        self.listed.open(act)
        self.chose("acts", act)
