"""The change sets of the file, newest first, and what one of them did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations import history
from casefile.operations.history import Change, Step, Touched
from casefile.ui.addresses import go_to
from casefile.ui.moments import local_words
from casefile.ui.search.words import noun_words
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.paging import Column, Query, Source
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_MOST_RECORDS = 50
_LONGEST = 1_000
_KINDS = {"create": "Created", "edit": "Edit", "undo": "Undo", "redo": "Redo", "import": "Import", "merge": "Merge"}


def table(workspace: Workspace) -> RecordTable:
    """All change sets, paged by their number."""
    columns = (
        Column("when", "When", lambda step: local_words(step.wall), 140),
        Column("label", "Change", lambda step: step.label, 140, long=True),
        Column("about", "About", lambda step: step.about, 200, stretch=True, tip=lambda step: step.about),
        Column("kind", "Kind", lambda step: kind_words(step.kind), 80),
    )
    empty = tr("Nothing has been changed yet. Every change of this case will stand here, and can be looked at.")
    made = RecordTable("history", tr("History"), source(workspace), columns, empty=empty, memory=workspace.settings)
    made.filter.hide()  # change sets have words of their own only, never those of the case
    return made


def source(workspace: Workspace) -> Source:
    """Change sets for a table; their numbers follow each other without holes."""

    def page(_query: Query, after: int | None, limit: int) -> Sequence[Step]:
        return workspace.read(history.steps, before=after, limit=limit)

    def newest() -> int:
        return next((step.seq for step in workspace.read(history.steps, limit=1)), 0)

    def keys(_query: Query, step: int) -> Sequence[int]:
        last = newest()
        return range(last - step + 1, 0, -step)

    def position(_query: Query, record: UUID) -> int | None:
        place = newest() - record.int
        return place if place >= 0 else None

    return Source(
        count=lambda _query: workspace.read(history.count),
        page=page,
        key=lambda step: step.seq,
        id=lambda step: UUID(int=step.seq),
        keys=keys,
        position=position,
    )


def kind_words(kind: str) -> str:
    return tr(_KINDS.get(kind, kind.capitalize()))


class ChangePage(ScrollColumn):
    """One change set: what it was called, and the records that it touched with their fields before and after."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.seq = 0
        self.title = Heading(level=1)
        self.facts = ProseLabel(tone="muted")
        self.records: KeyedColumn[Shown, RecordCard] = KeyedColumn(
            lambda shown: shown, partial(RecordCard, workspace), lambda _card, _shown: None, spacing=12
        )
        self.more = PlainLabel(tone="muted")
        self.more.hide()
        self.column.setSpacing(12)
        for widget in (self.title, self.facts, self.records, self.more):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_step(self, step: Step) -> None:
        if step.seq == self.seq:
            return  # what was done does not change
        self.seq = step.seq
        case = self.workspace.case
        mine = case is not None and step.author == case.author.id
        who = tr("by you") if mine else tr("by {author}").format(author=str(step.author)[:8])
        self.title.setText(step.label)
        count = tr("{count} records").format(count=f"{step.edits:,}") if step.edits != 1 else tr("1 record")
        self.facts.setText(f"{local_words(step.wall)} · {kind_words(step.kind)} · {who} · {count} · {step.id[:12]}")
        self.facts.setToolTip(step.id)
        self._show_records(self.workspace.read(history.of_step, step.seq, _MOST_RECORDS), step)
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Another case: numbers begin anew."""
        self.seq = 0
        self.records.show_rows(())

    def _show_records(self, touched: tuple[Touched, ...], step: Step) -> None:
        self.records.show_rows([Shown(step.seq, one) for one in touched])
        left = step.edits - len(touched)
        self.more.setText(tr("and {count} more records").format(count=f"{left:,}"))
        self.more.setVisible(left > 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that the change set with this number wrote."""

    seq: int
    record: Touched


class RecordCard(QFrame):
    """One record of a change set: its kind, its name as a link, and its fields before and after."""

    def __init__(self, workspace: Workspace, shown: Shown) -> None:
        super().__init__()
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        record = shown.record
        link = NumberLink(_cut(record.label, 80), record.label)
        link.followed.connect(lambda _beside: workspace.attempt(lambda: go_to(workspace, record.noun, record.id)))
        head.addWidget(PlainLabel(noun_words(record.noun), tone="muted"))
        head.addWidget(link)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(_changes(workspace.read(history.of_record_in, record.noun, record.id, shown.seq)))


def _changes(changes: tuple[Change, ...]) -> QWidget:
    """Field, before, after; of a new record what it began with."""
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    shown = [change for change in changes if change.before or change.after]
    for row, change in enumerate(shown):
        name = PlainLabel(tr(change.field), tone="muted", wrap=True)
        name.setFixedWidth(130)
        grid.addWidget(name, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
        if change.before:
            before = ProseLabel(_cut(change.before), tone="muted")
            font = before.font()
            font.setStrikeOut(True)
            before.setFont(font)
            before.setAccessibleName(tr("Before: {text}").format(text=_cut(change.before)))
            grid.addWidget(before, 2 * row, 1)
        if change.after or change.before:
            grid.addWidget(ProseLabel(_cut(change.after) or "—"), 2 * row + bool(change.before), 1)
    return widget


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def step_of(row: Any) -> Step | None:
    """The row of the table, if it is still there."""
    return row if isinstance(row, Step) else None
