"""Undo and redo: a new change set that restores the fields whose surviving edit is still the one being reverted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from casefile.journal import edits as journal_edits
from casefile.journal import replay
from casefile.journal.recorder import Touched
from casefile.journal.tables import change_set, edit
from casefile.journal.writer import Author, ChangeSetWriter, Draft
from casefile.model.base import BINNED
from casefile.model.fields import Wire

_BATCH = 500
_UNDOABLE = ("edit", "import")


@dataclass(frozen=True, slots=True)
class Step:
    """A change set that can be undone, or an undo that can be redone; `label` names the change that the user made."""

    seq: int
    id: bytes
    label: str


class Steps:
    """What an author can undo and redo next; it reads on as the journal grows, so that a long one costs nothing."""

    def __init__(self, author: UUID) -> None:
        self._author = author
        self._seen = 0
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo(self) -> Step | None:
        """The step that undo would take back."""
        return next(iter(self._done[-1:]), None)

    @property
    def redo(self) -> Step | None:
        """The undo that redo would take back."""
        return next(iter(self._undone[-1:]), None)

    def read_on(self, connection: Connection) -> None:
        """Take in the author's own change sets that arrived since, in order of arrival."""
        columns = (change_set.c.seq, change_set.c.id, change_set.c.kind, change_set.c.label)
        own = select(*columns).where(change_set.c.author == self._author.bytes, change_set.c.seq > self._seen)
        for row in connection.execute(own.order_by(change_set.c.seq)):
            self._take(row.kind, Step(row.seq, row.id, row.label))
            self._seen = row.seq

    def _take(self, kind: str, step: Step) -> None:
        """What made the case, and merges, end the road back."""
        if kind == "undo" and self._done:
            self._done.pop()
            self._undone.append(step)
        elif kind == "redo" and self._undone:
            self._undone.pop()
            self._done.append(step)
        else:
            self._undone.clear()
            if kind in _UNDOABLE:
                self._done.append(step)
            else:
                self._done.clear()


def revert(connection: Connection, author: Author, step: Step, kind: str) -> Touched:
    """Write the change set of `kind` that takes `step` back, and the rows that follow from it."""
    writer = ChangeSetWriter(connection, author)
    touched: set[UUID] = set()
    for draft in _reversals(connection, step):
        writer.add(draft)
        touched.add(draft.record)
    writer.finish(kind, step.label, target=step.id)
    return replay.bring_up_to_date(connection, touched)


def _reversals(connection: Connection, step: Step) -> Iterator[Draft]:
    last = 0
    page = select(edit.c.seq, edit.c.record).where(edit.c.change_set == step.seq).order_by(edit.c.seq).limit(_BATCH)
    while rows := connection.execute(page.where(edit.c.seq > last)).all():
        last = rows[-1].seq
        ids = [UUID(bytes=row.record) for row in rows]
        for edits in journal_edits.of_records(connection, ids).values():
            draft = _reversal(edits, step.seq)
            if draft is not None:
                yield draft


def _reversal(edits: list[journal_edits.Edit], seq: int) -> Draft | None:
    state = journal_edits.fold(edits)
    mine = next(one for one in edits if one.change_set == seq)
    if mine.is_creation:
        binned = sorted(one.id.hex() for one in state.survivors.get(BINNED, []))
        return Draft(mine.entity, mine.record, {BINNED: True}, {BINNED: binned})
    by_id = {one.id.hex(): one for one in edits}
    values: dict[str, Wire] = {}
    pred: dict[str, list[str]] = {}
    for name in mine.values:
        live = state.survivors.get(name, [])
        if len(live) == 1 and mine in _stands_for(edits, live[0], name):
            values[name] = _before(by_id, mine, name)
            pred[name] = [live[0].id.hex()]
    return Draft(mine.entity, mine.record, values, pred) if values else None


def _stands_for(edits: list[journal_edits.Edit], one: journal_edits.Edit, name: str) -> Iterator[journal_edits.Edit]:
    """`one`, and if it reverts another edit what it brought back: the one that the reverted edit had replaced."""
    by_id = {each.id.hex(): each for each in edits}
    by_change_set = {each.made_in: each for each in edits}
    found: journal_edits.Edit | None = one
    while found is not None:
        yield found
        reverted = by_change_set.get(found.target) if found.target else None
        brought_back = reverted.replaced(name) if reverted else []
        found = by_id[brought_back[0]] if len(brought_back) == 1 else None


def _before(by_id: Mapping[str, journal_edits.Edit], mine: journal_edits.Edit, name: str) -> Wire:
    """The value that `mine` replaced; None, meaning the default, where it was the first."""
    earlier = [by_id[each] for each in mine.replaced(name)]
    if not earlier:
        return None
    return max(earlier, key=lambda one: (one.lamport, one.commitments[name])).values.get(name)
