"""Undo and redo: a new change set that restores the fields whose surviving edit is still the one being reverted."""

from __future__ import annotations

from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Steps:
    """What this author can undo and redo next, last first."""

    undo: tuple[Step, ...] = ()
    redo: tuple[Step, ...] = ()


def steps(connection: Connection, author: UUID) -> Steps:
    """Read the author's own change sets in order of arrival; what made the case, and merges, end the road back."""
    done: list[Step] = []
    undone: list[Step] = []
    columns = (change_set.c.seq, change_set.c.id, change_set.c.kind, change_set.c.label)
    for row in connection.execute(
        select(*columns).where(change_set.c.author == author.bytes).order_by(change_set.c.seq)
    ):
        step = Step(row.seq, row.id, row.label)
        if row.kind == "undo" and done:
            done.pop()
            undone.append(step)
        elif row.kind == "redo" and undone:
            undone.pop()
            done.append(step)
        elif row.kind in _UNDOABLE:
            done.append(step)
            undone.clear()
        else:
            done.clear()
            undone.clear()
    return Steps(tuple(reversed(done)), tuple(reversed(undone)))


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
        live = state.survivors.get(BINNED, [])
        pred = {BINNED: sorted(one.id.hex() for one in live)}
        return Draft(mine.entity, mine.record, {BINNED: True}, pred)
    values: dict[str, Wire] = {}
    for name in mine.values:
        if [one.id for one in state.survivors.get(name, [])] == [mine.id]:
            values[name] = _before(edits, mine, name)
    if not values:
        return None
    return Draft(mine.entity, mine.record, values, {name: [mine.id.hex()] for name in values})


def _before(edits: list[journal_edits.Edit], mine: journal_edits.Edit, name: str) -> Wire:
    """The value that `mine` replaced; None, meaning the default, where it was the first."""
    replaced = set(mine.replaced(name))
    earlier = [one for one in edits if one.id.hex() in replaced]
    if not earlier:
        return None
    return max(earlier, key=lambda one: (one.lamport, one.commitments[name])).values.get(name)
