"""Reading the journal back: what was changed when, for the whole file or for one record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from casefile.journal import edits as journal_edits
from casefile.journal.tables import change_set, edit
from casefile.model.fields import Wire


@dataclass(frozen=True, slots=True)
class Entry:
    """One change set. `wall` is UTC, a claim; `records` are the first few that it touched."""

    seq: int
    id: str
    wall: str
    author: UUID
    kind: str
    label: str
    edits: int
    records: tuple[tuple[str, UUID], ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record in one change set; None stands for the default."""

    entry: Entry
    field: str
    before: Wire
    after: Wire


def entries(
    connection: Connection, *, before: int | None = None, limit: int = 200, records: int = 3
) -> tuple[Entry, ...]:
    """The change sets, newest first, from below `before`, at most `limit`."""
    query = select(change_set).order_by(change_set.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(change_set.c.seq < before)
    return tuple(_entry(connection, row, records) for row in connection.execute(query).all())


def _entry(connection: Connection, row: Row[Any], records: int) -> Entry:
    touched = connection.execute(
        select(edit.c.entity, edit.c.record).where(edit.c.change_set == row.seq).order_by(edit.c.seq).limit(records)
    )
    return Entry(
        seq=row.seq,
        id=row.id.hex(),
        wall=row.wall,
        author=UUID(bytes=row.author),
        kind=row.kind,
        label=row.label,
        edits=row.edits,
        records=tuple((one.entity, UUID(bytes=one.record)) for one in touched),
    )


def ever(connection: Connection, entities: Sequence[str], field: str, beginning: str) -> tuple[str, ...]:
    """Every text with this `beginning` that `field` of any record of `entities` has ever had, undone ones too."""
    written = edit.c["values"]
    query = select(written).where(
        edit.c.entity.in_(entities), written.contains(f'"{field}":"{beginning}', autoescape=True)
    )
    return tuple(str(json.loads(values)[field]) for values in connection.scalars(query))


def of_record(connection: Connection, record: UUID) -> tuple[FieldChange, ...]:
    """Every change of every field of one record, newest first."""
    edits = journal_edits.of_records(connection, [record])[record]
    by_seq = {
        row.seq: _entry(connection, row, 3)
        for row in connection.execute(select(change_set).where(change_set.c.seq.in_({one.change_set for one in edits})))
    }
    held: dict[str, Wire] = {}
    changes: list[FieldChange] = []
    for one in edits:
        for name, value in one.values.items():
            changes.append(FieldChange(by_seq[one.change_set], name, held.get(name), value))
            held[name] = value
    return tuple(reversed(changes))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed a record last, and when by their clock (UTC); `lamport` orders changes as no clock does."""

    author: UUID
    wall: str
    lamport: int


_BATCH = 500


def last_changes(connection: Connection, records: Sequence[UUID]) -> dict[UUID, Stamp]:
    """The newest change of each record; in the same order on every copy of the file."""
    order = (change_set.c.lamport.desc(), change_set.c.id.desc())
    place = func.row_number().over(partition_by=edit.c.record, order_by=order).label("place")
    found: dict[UUID, Stamp] = {}
    for start in range(0, len(records), _BATCH):
        among = edit.c.record.in_([record.bytes for record in records[start : start + _BATCH]])
        ranked = (
            select(edit.c.record, change_set.c.author, change_set.c.wall, change_set.c.lamport, place)
            .join(change_set, edit.c.change_set == change_set.c.seq)
            .where(among)
            .subquery()
        )
        for row in connection.execute(select(ranked).where(ranked.c.place == 1)):
            found[UUID(bytes=row.record)] = Stamp(UUID(bytes=row.author), row.wall, row.lamport)
    return found


def count(connection: Connection) -> int:
    """How many change sets the journal holds."""
    return connection.scalar(select(func.count()).select_from(change_set)) or 0
