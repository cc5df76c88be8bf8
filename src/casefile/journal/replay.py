"""Tables from the journal: bringing rows up to date, and checking that they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update

from casefile.journal import canonical
from casefile.journal import edits as journal_edits
from casefile.journal.tables import change_set, edit, head
from casefile.journal.writer import parents_of
from casefile.model.base import Record, derived_of, fields_of, table_of
from casefile.model.fields import from_wire

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""
_BATCH = 500
_EDITS = "*"
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What reading raises where someone has put bytes of another kind, or no JSON."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: where, and what."""

    place: str
    problem: str


def nouns() -> dict[str, type[Record]]:
    """Every record type by its noun."""
    return {record.noun: record for record in Record.__subclasses__()}


def row_of(record: type[Record], identity: UUID, state: journal_edits.State) -> dict[str, Any]:
    """The table row that a record's edits add up to."""
    values = state.values()
    row: dict[str, Any] = {
        name: from_wire(field, values[name]) if name in values else field.default
        for name, field in fields_of(record).items()
    }
    row["id"] = identity
    for name, (source, derive) in derived_of(record).items():
        row[name] = derive(row[source])
    return row


def bring_up_to_date(connection: Connection, records: Iterable[UUID]) -> frozenset[tuple[str, UUID]]:
    """Write the rows of these records anew from the journal; returns what was touched."""
    known = nouns()
    touched: set[tuple[str, UUID]] = set()
    remaining = iter(records)
    while ids := list(islice(remaining, _BATCH)):
        rows: dict[type[Record], list[dict[str, Any]]] = {}
        for identity, edits in journal_edits.of_records(connection, ids).items():
            state = journal_edits.fold(edits)
            record = known.get(state.entity)
            if record is not None:
                rows.setdefault(record, []).append(row_of(record, identity, state))
                touched.add((record.noun, identity))
        for record, some in rows.items():
            _write_rows(connection, table_of(record), some)
    return frozenset(touched)


def _write_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    wanted = [row["id"] for row in rows]
    there = set(connection.scalars(select(table.c.id).where(table.c.id.in_(wanted))))
    added = [row for row in rows if row["id"] not in there]
    changed = [{f"new_{name}": value for name, value in row.items()} for row in rows if row["id"] in there]
    if changed:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
        connection.execute(update(table).where(table.c.id == bindparam("new_id")).values(values), changed)
    if added:
        connection.execute(insert(table), added)


def verify(connection: Connection, progress: Progress) -> Iterator[Finding]:
    """Re-hash every change set and compare every row with what its edits add up to."""
    yield from _verify_chain(connection)
    yield from _verify_rows(connection, progress)


def _verify_chain(connection: Connection) -> Iterator[Finding]:
    seen: dict[bytes, int] = {}
    named: set[bytes] = set()
    for seq in list(connection.scalars(select(change_set.c.seq).order_by(change_set.c.seq))):
        try:
            problems = list(_verify_change_set(connection, seq, seen, named))
        except UNREADABLE:
            problems = ["it cannot be read"]
        for problem in problems:
            yield Finding(f"change set {seq}", problem)
    try:
        is_last = set(connection.scalars(select(head.c.id))) == set(seen) - named
    except UNREADABLE:
        is_last = False
    if not is_last:
        yield Finding("journal head", "it is not the last change set")
    strays = select(func.count()).select_from(edit).where(edit.c.change_set.not_in(select(change_set.c.seq)))
    if connection.scalar(strays):
        yield Finding("edits", "some belong to no change set")


def _verify_change_set(connection: Connection, seq: int, seen: dict[bytes, int], named: set[bytes]) -> Iterator[str]:
    """What is wrong with one change set; notes in `seen` its id and lamport, in `named` its parents."""
    row = connection.execute(select(change_set).where(change_set.c.seq == seq)).one()
    parents = tuple(parents_of(row.parents))
    header = canonical.Header(
        parents, row.lamport, UUID(bytes=row.author), row.wall, row.app, row.format, row.kind, row.label, row.target
    )
    if canonical.change_set_id(header, row.edits, row.digest) != row.id:
        yield "its hash does not match what it says"
    for parent in parents:
        if parent not in seen:
            yield f"its parent {parent.hex()[:12]} is missing"
        elif seen[parent] >= row.lamport:
            yield "it is not later than its parent"
    named.update(parents)
    ids = list(connection.scalars(select(edit.c.id).where(edit.c.change_set == seq).order_by(edit.c.seq)))
    if len(ids) != row.edits or canonical.edits_digest(ids) != row.digest:
        yield "its edits are not the ones it was made with"
    seen[row.id] = row.lamport


def _verify_rows(connection: Connection, progress: Progress) -> Iterator[Finding]:
    total = connection.scalar(select(func.count(func.distinct(edit.c.record)))) or 0
    counted: Counter[str] = Counter()
    done = 0
    for ids in _record_ids_in_batches(connection):
        yield from _verify_batch(connection, ids, counted)
        done += len(ids)
        progress(done, total)
    if connection.scalar(select(func.count()).select_from(edit)) != counted.pop(_EDITS, 0):
        yield Finding("edits", "some cannot be read or belong to no record")
    for noun, record in nouns().items():
        rows = connection.scalar(select(func.count()).select_from(table_of(record))) or 0
        if rows != counted[noun]:
            yield Finding(f"table {noun}", f"it has {rows} rows, but the journal knows {counted[noun]}")


def _record_ids_in_batches(connection: Connection) -> Iterator[list[UUID]]:
    last = b""
    one = select(edit.c.record).distinct().order_by(edit.c.record).limit(_BATCH)
    while ids := list(connection.scalars(one.where(edit.c.record > last))):
        yield [UUID(bytes=identity) for identity in ids if len(identity) == 16]
        last = ids[-1]


def _verify_batch(connection: Connection, ids: list[UUID], counted: Counter[str]) -> Iterator[Finding]:
    """Findings on some records; `counted` counts records by noun, and edits."""
    tally: Counter[str] = Counter()
    try:
        found = list(_verify_records(connection, ids, tally))
    except UNREADABLE:
        if len(ids) == 1:
            yield Finding(f"record {ids[0]}", "its row or one of its edits cannot be read")
            return
        for identity in ids:
            yield from _verify_batch(connection, [identity], counted)
    else:
        counted.update(tally)
        yield from found


def _verify_records(connection: Connection, ids: list[UUID], counted: Counter[str]) -> Iterator[Finding]:
    known = nouns()
    expected: dict[type[Record], dict[UUID, dict[str, Any]]] = {}
    for identity, edits in journal_edits.of_records(connection, ids).items():
        if not edits:  # of no change set: the chain tells of them
            continue
        yield from _verify_edits(identity, edits)
        counted[_EDITS] += len(edits)
        state = journal_edits.fold(edits)
        record = known.get(state.entity)
        if record is not None:
            counted[state.entity] += 1
            expected.setdefault(record, {})[identity] = row_of(record, identity, state)
    for record, rows in expected.items():
        table = table_of(record)
        found = {
            row["id"]: dict(row) for row in connection.execute(select(table).where(table.c.id.in_(rows))).mappings()
        }
        for identity, row in rows.items():
            yield from _compare(f"{record.noun} {identity}", row, found.get(identity))


def _verify_edits(identity: UUID, edits: list[journal_edits.Edit]) -> Iterator[Finding]:
    ids = {one.id.hex() for one in edits}
    for one in edits:
        if canonical.edit_id(one.entity, one.record, one.commitments, one.pred) != one.id:
            yield Finding(f"{one.entity} {identity}", f"an edit in change set {one.change_set} was altered")
        if any(pred not in ids for preds in (one.pred or {}).values() for pred in preds):
            yield Finding(f"{one.entity} {identity}", f"change set {one.change_set} replaces an edit that is missing")
    if edits[0].pred is not None:
        yield Finding(f"{edits[0].entity} {identity}", "the edit that made it is missing")


def _compare(place: str, expected: Mapping[str, Any], found: Mapping[str, Any] | None) -> Iterator[Finding]:
    if found is None:
        yield Finding(place, "its row is missing")
        return
    for name, value in expected.items():
        if found[name] != value:
            yield Finding(place, f"its field {name} differs from the journal")
