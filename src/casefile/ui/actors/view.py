"""The place "actors"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from casefile.model.actors import KINDS
from casefile.operations import records
from casefile.ui import records as noun_records
from casefile.ui.actors.detail import ActorDetail
from casefile.ui.actors.finders import state_name
from casefile.ui.bin import BinSwitch
from casefile.ui.listed import ListedRecords, filling
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

PLACE = "actors"
_KINDS = dict(KINDS)


@place(PLACE, "Actors", order=40, count=lambda session: records.count(session, "actor"))
class ActorsView(View):
    """Persons, units, organisations and States."""

    tables = frozenset(
        {
            "actor",
            "posting",
            "attribution",
            "charge",
            "act",
            "proceeding",
            "proceeding_actor",
            "proof_link",
            "tagging",
            "consent",
        }
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.detail = ActorDetail(workspace)
        draft = Draft(tr("New actor"), noun_records.fields("actor", "name", "kind", "role"), self._make)
        switch = BinSwitch()
        self.listed = ListedRecords(
            workspace,
            "actor",
            _table(workspace, switch),
            self.detail,
            draft=draft,
            hint=tr("Choose an actor to see it."),
            bin_switch=switch,
        )
        self.listed.chosen.connect(lambda record: self.chose(PLACE, record))
        self.detail.banner.restored.connect(self.listed.restored)
        filling(self, self.listed)

    def reload(self) -> None:
        self.listed.reload()

    def open_record(self, record: UUID | None) -> None:
        """Show an actor, or a posting at its actor."""
        if record is None:
            return
        if self.workspace.read(records.exists, "posting", record):
            posting = self.workspace.read(records.get, "posting", record)
            self.listed.open(posting["actor_id"])
            self.detail.postings.reveal(record)
        elif self.workspace.read(records.exists, "actor", record):
            self.listed.open(record)

    def _make(self, values: Mapping[str, Any]) -> None:
        self.listed.begun(self.workspace.write("Add actor", records.add, "actor", values))


def _table(workspace: Workspace, switch: BinSwitch) -> RecordTable:
    columns = [
        Column(
            "name", "Name", _name, 170, "name", stretch=True, tip=lambda row: "\n".join((row["name"], *row["aliases"]))
        ),
        Column("kind", "Kind", lambda row: tr(_KINDS.get(row["kind"], "")), 92, "kind"),
        Column("role", "Role", lambda row: row["role"], 130, "role", long=True, tip=lambda row: row["role"]),
        Column(
            "states",
            "States",
            lambda row: ", ".join(map(state_name, row["nationalities"])),
            110,
            "nationalities",
            long=True,
            spare=True,
        ),
        Column("protected", "", lambda row: tr("protected") if row["protected"] else "", 80, "protected"),
    ]
    table = RecordTable(
        "actors",
        tr("Actors"),
        noun_records.source(workspace, "actor", binned=switch.isChecked),
        columns,
        empty=tr("Persons, units, organisations and States belong here: who is alleged to have acted, and under whom."),
        first_step=tr("New actor"),
        new=tr("New actor"),
        memory=workspace.settings,
    )
    switch.attach(table)
    return table


def _name(row: records.Row) -> str:
    name, pseudonym = str(row["name"]), str(row["pseudonym"])
    return f"{name}  ({pseudonym})" if pseudonym and pseudonym != name else name
