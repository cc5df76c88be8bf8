"""The place of incidents, with places and context findings as its other two lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, cast
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.model.context_findings import KINDS
from casefile.model.dates import words
from casefile.operations import records
from casefile.operations.matrix import Proof, proofs_of
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.bin import BinSwitch
from casefile.ui.incidents.kinds import (
    FindingDetail,
    IncidentDetail,
    PartDetail,
    PlaceDetail,
    form_finders,
    state_name,
)
from casefile.ui.listed import ListedRecords, filling
from casefile.ui.moments import shortly
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

Refine = Callable[[Any, tuple[Row, ...]], list[Any]]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One line of a list: the record, the name of its place, and how a finding stands."""

    id: UUID
    row: Row
    place: str
    mark: Mark
    key: Any


def _refine(session: Any, rows: tuple[Row, ...]) -> list[PartRow]:
    noun = rows[0].noun if rows else ""
    wanted = [("place", row["place_id"]) for row in rows if noun != "place" and row["place_id"]]
    places = records.labels(session, wanted)
    proofs = proofs_of(session, noun, [row.id for row in rows]) if noun == "context_finding" else {}
    return [
        PartRow(
            row.id,
            row,
            places.get(row.values.get("place_id"), ""),  # type: ignore[arg-type]
            Mark(proofs.get(row.id, Proof()).state.value),
            row.key,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three lists."""

    noun: str
    title: str
    columns: tuple[Column, ...]
    detail: Callable[[Workspace], PartDetail]
    draft: tuple[str, ...]
    new: str
    add: str
    empty: str
    hint: str


def _date(one: PartRow) -> str:
    return shortly(words(one.row["date"]))


_PARTS = (
    Part(
        "incident",
        "Incidents",
        (
            Column("title", "Title", lambda one: one.row.title, 200, "title", stretch=True, tip=lambda o: o.row.title),
            Column("date", "Date", _date, 130, "first_day", tip=lambda one: words(one.row["date"])),
            Column("place", "Place", lambda one: one.place, 110, long=True, tip=lambda one: one.place),
        ),
        IncidentDetail,
        ("title", "date", "place_id", "conflict"),
        "New incident",
        "Add incident",
        "An incident is something that happened somewhere over some time; its acts belong to it.",
        "Choose an incident to see when and where it was, and which acts belong to it.",
    ),
    Part(
        "place",
        "Places",
        (
            Column("name", "Name", lambda one: one.row.title, 200, "name", stretch=True, tip=lambda o: o.row.title),
            Column("state", "State", lambda one: state_name(one.row["state"]), 140, "state"),
        ),
        PlaceDetail,
        ("name", "state"),
        "New place",
        "Add place",
        "Places have a name, the State whose territory they are, and a position where it is known.",
        "Choose a place to see where it is and what happened there.",
    ),
    Part(
        "context_finding",
        "Context findings",
        (
            Column("mark", "Proof", lambda one: one.mark, 52),
            Column("title", "Title", lambda one: one.row.title, 200, "title", stretch=True, tip=lambda o: o.row.title),
            Column("kind", "Kind", lambda one: tr(dict(KINDS)[one.row["kind"]]), 150, "kind"),
        ),
        FindingDetail,
        ("title", "kind", "period", "place_id"),
        "New finding",
        "Add context finding",
        "What is proved once for the whole case, such as an armed conflict, and inherited by its charges.",
        "Choose a finding to see what it says and what proves it.",
    ),
)


@place("incidents", "Incidents", order=50, count=lambda session: records.count(session, "incident"))
class IncidentsView(View):
    """Incidents, places and context findings, one list at a time."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"incident", "place", "context_finding", "act", "charge", "proof_link", "passage", "evidence", "tag", "tagging"}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.stack = QStackedWidget()
        self._parts: dict[str, PartList] = {}
        self.part("incident")
        filling(self, self.stack)

    def part(self, noun: str) -> PartList:
        """The list of `noun`, made when it is first wanted."""
        if noun not in self._parts:
            made = self._parts[noun] = PartList(self.workspace, next(one for one in _PARTS if one.noun == noun))
            made.switched.chosen.connect(partial(self._switch, noun))
            made.listed.chosen.connect(partial(self.chose, "incidents"))
            if isinstance(made.detail, IncidentDetail):
                made.detail.act_wanted.connect(self._new_act)
            self.stack.addWidget(made)
        return self._parts[noun]

    @property
    def shown(self) -> PartList:
        return cast("PartList", self.stack.currentWidget())

    def show_part(self, noun: str) -> None:
        """Show the list of `noun`."""
        self.stack.setCurrentWidget(self.part(noun))
        self.shown.listed.reload()

    def reload(self) -> None:
        self.shown.listed.reload()

    def open_record(self, record: UUID | None) -> None:
        if record is not None:
            noun = next((one.noun for one in _PARTS if self.workspace.read(records.exists, one.noun, record)), None)
            if noun is not None:
                self.show_part(noun)
                self.shown.listed.open(record)

    def new(self, noun: str, values: Mapping[str, Any] | None = None) -> None:
        """Begin a new record of one of the three."""
        self.show_part(noun)
        self.shown.bin_switch.setChecked(False)
        self.shown.listed.new(values)

    def _switch(self, before: str, noun: str) -> None:
        self.part(before).switched.show_value(before)
        self.show_part(noun)
        self.shown.switched.setFocus()
        self.chose("incidents", self.shown.listed.current)

    def _new_act(self, values: Mapping[str, Any]) -> None:
        self.workspace.go("acts")
        view = self.workspace.view_of("acts")
        new = getattr(view, "new", None)
        if new is not None:
            new(values)


class PartList(QWidget):
    """One of the lists with its detail; the switch between the lists stands in its head."""

    def __init__(self, workspace: Workspace, part: Part) -> None:
        super().__init__()
        self.workspace, self.part = workspace, part
        self.bin_switch = BinSwitch()
        self.switched = Segments([(one.noun, tr(one.title)) for one in _PARTS], tr("List"))
        self.switched.show_value(part.noun)
        self.table = RecordTable(
            part.noun,
            tr(part.title),
            noun_records.source(workspace, part.noun, refine=_refine, binned=self.bin_switch.isChecked),
            part.columns,
            empty=tr(part.empty),
            first_step=tr(part.new),
            new=tr("New"),
            memory=workspace.settings,
        )
        self.table.new_button.setAccessibleName(tr(part.new))
        self.table.new_button.setToolTip(tr(part.new))
        self.table.set_head(self.switched)
        self.bin_switch.attach(self.table)
        self.detail = part.detail(workspace)
        self.detail.restored.connect(self._restored)
        self.draft = Draft(
            tr(part.new),
            noun_records.fields(part.noun, *part.draft),
            self._add,
            finders=form_finders(workspace, part.noun),
            words=tr(part.add),
        )
        self.listed = ListedRecords(
            workspace,
            part.noun,
            self.table,
            self.detail,
            draft=self.draft,
            hint=tr(part.hint),
            name="incidents",
        )
        filling(self, self.listed)

    def _add(self, values: Mapping[str, Any]) -> None:
        made = self.workspace.write(tr(self.part.add), records.add, self.part.noun, values)
        self.listed.begun(made)
        self.detail.go_on()

    def _restored(self, record: UUID) -> None:
        self.bin_switch.setChecked(False)
        self.listed.open(record)
