"""Everything in the bin, by kind, and the way out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from casefile.model import NOUNS
from casefile.operations import records
from casefile.operations.order import Key
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.footer import HistoryList
from casefile.ui.search.words import noun_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import FirstStep, Heading, PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.paging import Column, Query, Source
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Binned:
    """One record in the bin; `key` is where the list goes on behind it."""

    row: Row
    label: str

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def key(self) -> tuple[str, Key]:
        return self.row.noun, self.row.key


def table(workspace: Workspace) -> RecordTable:
    """What is in the bin, noun after noun."""
    columns = (
        Column("noun", "Kind", lambda one: noun_words(one.row.noun), 130),
        Column("label", "Record", lambda one: one.label, 260, stretch=True, tip=lambda one: one.label),
    )
    empty = tr("The bin is empty. What you put into it stands here and can be restored.")
    source = Source(
        count=lambda query: workspace.read(_count, query),
        page=lambda query, after, limit: workspace.read(_page, query, after, limit),
    )
    return RecordTable("bin", tr("Bin"), source, columns, empty=empty, memory=workspace.settings)


def _count(session: Any, query: Query) -> int:
    return sum(records.count(session, noun, _wanted(query)) for noun in NOUNS)


def _page(session: Any, query: Query, after: Any, limit: int) -> Sequence[Binned]:
    noun, key = after or ("", None)
    nouns = list(NOUNS)
    found: list[Binned] = []
    for known in nouns[nouns.index(noun) if noun else 0 :]:
        rows = records.page(session, known, _wanted(query), key, limit - len(found))
        found += [Binned(row, row.label) for row in rows]
        key = None
        if len(found) == limit:
            break
    joining = _joined(session, [one.row for one in found if one.row.noun in _JOINING or not one.label])
    return [Binned(one.row, joining.get(one.id) or one.label) for one in found]


_JOINING = ("charge", "attribution", "proof_link", "posting", "proceeding_actor", "tagging")
"""Nouns whose records are named by what they join."""


def _joined(session: Any, rows: Sequence[Row]) -> dict[UUID, str]:
    """The own words of each of `rows`, and the names of what it refers to."""
    wanted = {
        row.id: [(field.noun, row[field.name]) for field in records.fields(row.noun) if field.noun and row[field.name]]
        for row in rows
    }
    names = records.labels(session, [one for every in wanted.values() for one in every])
    return {
        row.id: " – ".join(part for part in (row.label, *(names.get(one, "") for _noun, one in wanted[row.id])) if part)
        for row in rows
    }


def _wanted(query: Query) -> records.Query:
    return records.Query(query.text, binned=True)


class BinnedPage(ScrollColumn):
    """What a record in the bin says, and Restore. `restored(noun, id)` afterwards."""

    restored = Signal(str, object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.shown: Binned | None = None
        self.kind = PlainLabel(tone="muted")
        self.title = Heading(level=1)
        self.button = FirstStep(tr("Restore"))
        self.button.setSizePolicy(self.button.sizePolicy().Policy.Fixed, self.button.sizePolicy().Policy.Fixed)
        self.button.clicked.connect(self.restore)
        self.inside = QWidget()
        self.history: HistoryList | None = None
        for widget in (self.kind, self.title, self.button, self.inside):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_binned(self, one: Binned) -> None:
        if self.shown is not None and self.shown.row == one.row:
            return
        self.shown = one
        self.kind.setText(noun_words(one.row.noun))
        self.title.setText(one.label[:300] or noun_words(one.row.noun))
        locked = self.workspace.locked
        self.button.setVisible(not locked)
        inside = self._values(one.row)
        self.column.replaceWidget(self.inside, inside)
        inside.show()
        self.inside.hide()
        self.inside.deleteLater()
        self.inside = inside

    def restore(self) -> None:
        """Take the record out of the bin."""
        if self.shown is None:
            return
        row = self.shown.row
        if self.workspace.attempt(
            lambda: self.workspace.write(tr("Restore from bin"), records.restore, row.noun, row.id)
        ):
            self.shown = None
            self.restored.emit(row.noun, row.id)

    def _values(self, row: Row) -> QWidget:
        """The fields that hold something, in words."""
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        references = [(field.noun, row[field.name]) for field in noun_records.fields(row.noun) if field.noun]
        names = self.workspace.read(records.labels, [one for one in references if one[1] is not None])
        for place, field in enumerate(noun_records.fields(row.noun)):
            value = row[field.name]
            if value in (None, "", (), False) or field.kind == "position":
                continue
            words = "; ".join(value) if isinstance(value, tuple) else str(value)
            words = names.get(value, words) if isinstance(value, UUID) else tr(field.choice_label(words))
            name = PlainLabel(tr(field.label), tone="muted", wrap=True)
            name.setFixedWidth(150)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ProseLabel(words[:2_000]), place, 1)
        return widget
