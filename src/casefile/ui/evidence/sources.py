"""Sources: where items come from. Independence is counted in them, never in items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.model.sources import KINDS
from casefile.operations import records
from casefile.operations.records import Query, Row
from casefile.ui import records as noun_records
from casefile.ui.bin import BinBanner, BinSwitch
from casefile.ui.linking.going import follow
from casefile.ui.listed import ListedRecords, RecordDetail
from casefile.ui.protection.consents import Consents
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import ElidedLabel, Heading, NumberLink, PlainLabel
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_KINDS = dict(KINDS)


def sources(workspace: Workspace) -> ListedRecords:
    """The list of sources with its detail and its draft."""
    columns = [
        Column("name", "Name", lambda row: row["name"], 200, "name", stretch=True),
        Column("kind", "Kind", lambda row: tr(_KINDS.get(row["kind"], "")), 150, "kind"),
        Column("protected", "", lambda row: tr("protected") if row["protected"] else "", 110, "protected"),
    ]
    switch = BinSwitch()
    table = RecordTable(
        "sources",
        tr("Sources"),
        noun_records.source(workspace, "source", binned=switch.isChecked),
        columns,
        empty=tr(
            "A source is where items come from: a witness, a publisher, a satellite. Two items of one source are one voice."
        ),
        first_step=tr("New source"),
        new=tr("New source"),
        memory=workspace.settings,
    )
    switch.attach(table)
    listed: ListedRecords

    def make(values: Mapping[str, Any]) -> None:
        listed.begun(workspace.write("Add source", records.add, "source", values))

    draft = Draft(tr("New source"), noun_records.fields("source", "name", "kind"), make)
    detail = SourceDetail(workspace)
    listed = ListedRecords(
        workspace, "source", table, detail, draft=draft, hint=tr("Choose a source to see it."), bin_switch=switch
    )
    detail.banner.restored.connect(listed.restored)
    return listed


class SourceDetail(RecordDetail):
    """The form of a source, and the items that come from it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "source", parent)
        self.banner = BinBanner(workspace, "source")
        self.title = Heading("", 1)
        copied = noun_records.finder(workspace, "source", place="evidence")
        self.items = ItemsFrom(workspace)
        self.consents = Consents(workspace, "source")
        form = self.make_form(
            "name", "kind", "protected", "pseudonym", "copied_from_id", "note", finders={"copied_from_id": copied}
        )
        for widget in (self.banner, self.title, form, self.consents, self.items, self.footer):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:
        self.banner.show_record(row)
        self.title.setText(row.title)
        self.items.show_source(row.id, another=another)
        self.consents.show_person(row.id, locked=self.locked)

    def commit(self) -> bool:
        consents, forms = self.consents.commit(), super().commit()
        return consents and forms


class ItemsFrom(QWidget):
    """The items of one source, each a link."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.heading = Heading(tr("Items from this source"))
        self.none = PlainLabel(tr("No item names this source yet."), tone="muted")
        self.list = CardList(lambda: _ItemLine(workspace), spacing=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for widget in (self.heading, self.none, self.list):
            column.addWidget(widget)

    def show_source(self, source: UUID, *, another: bool) -> None:
        items = self.workspace.read(records.page, "evidence", Query(where={"source_id": source}), None, 500)
        self.none.setVisible(not items)
        self.list.show_rows(items, afresh=another)


class _ItemLine(Card):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._item: UUID | None = None
        self.number = NumberLink()
        self.title = ElidedLabel()
        self.number.followed.connect(lambda beside: self._item and follow(workspace, "evidence", self._item, beside))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addWidget(self.title, 1)

    def show_row(self, row: Row) -> None:
        self._item = row.id
        self.number.show_text(row.number)
        self.title.setText(row.title)
