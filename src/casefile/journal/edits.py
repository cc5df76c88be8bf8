"""Edits as the journal stores them, and what they add up to: a field's value is what no edit has replaced."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from casefile.journal import canonical
from casefile.journal.tables import change_set, edit
from casefile.model.fields import Wire

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Edit:
    """One record in one change set. `pred` is None for a creation; withheld fields are in `commitments` alone.

    `change_set` is its seq here, `made_in` its id, `target` the id of the change set that it reverts.
    """

    id: bytes
    entity: str
    record: UUID
    values: Mapping[str, Wire]
    pred: Mapping[str, list[str]] | None
    commitments: Mapping[str, str]
    change_set: int = 0
    lamport: int = 0
    kind: str = "edit"
    made_in: bytes = b""
    target: bytes | None = None

    @property
    def is_creation(self) -> bool:
        return self.pred is None

    def replaced(self, name: str) -> list[str]:
        """Ids of the edits whose value of `name` this one replaces."""
        return [] if self.pred is None else self.pred.get(name, [])


def read(row: Row[Any]) -> Edit:
    """The edit of a row that has the columns of `edit` and the change set's lamport."""
    values = json.loads(row.values)
    record = UUID(bytes=row.record)
    if row.withheld is None:
        committed = canonical.commitments(row.salt, row.entity, record, values)
    else:
        withheld = json.loads(row.withheld)
        committed = dict(withheld["commitments"])
        for name, value in values.items():
            salt = bytes.fromhex(withheld["salts"][name])
            committed[name] = canonical.commitment(salt, row.entity, record, name, value).hex()
    pred = None if row.pred is None else json.loads(row.pred)
    return Edit(
        row.id,
        row.entity,
        record,
        values,
        pred,
        committed,
        row.change_set,
        row.lamport,
        row.kind,
        row.made_in,
        row.target,
    )


SELECT = select(
    edit, change_set.c.lamport, change_set.c.kind, change_set.c.id.label("made_in"), change_set.c.target
).join(change_set, edit.c.change_set == change_set.c.seq)


def of_records(connection: Connection, records: Iterable[UUID]) -> dict[UUID, list[Edit]]:
    """All edits of each record, in order of arrival."""
    wanted = [record.bytes for record in records]
    found: dict[UUID, list[Edit]] = {UUID(bytes=one): [] for one in wanted}
    for start in range(0, len(wanted), _BATCH):
        rows = connection.execute(SELECT.where(edit.c.record.in_(wanted[start : start + _BATCH])).order_by(edit.c.seq))
        for row in rows:
            one = read(row)
            found[one.record].append(one)
    return found


@dataclass(frozen=True, slots=True)
class State:
    """What a record's edits add up to. `survivors` holds, by field, the edits whose value nobody has replaced."""

    entity: str
    survivors: Mapping[str, list[Edit]] = field(default_factory=dict)

    def value(self, name: str) -> Wire:
        """The value shown: of several survivors the one with the greatest lamport, then commitment, on every copy."""
        return max(self.survivors[name], key=lambda one: (one.lamport, one.commitments[name])).values.get(name)

    def values(self) -> dict[str, Wire]:
        """The value of every field that has one; a withheld value is absent."""
        held = {name: self.value(name) for name in self.survivors}
        return {name: value for name, value in held.items() if value is not None}

    def conflicts(self) -> list[str]:
        """Fields with more than one distinct surviving value."""
        return [
            name
            for name, edits in self.survivors.items()
            if len({canonical.encode(one.values.get(name)) for one in edits}) > 1
        ]


def fold(edits: list[Edit]) -> State:
    """The state of one record after all its edits, whatever their order."""
    replaced = {(bytes.fromhex(one), name) for each in edits for name, ids in (each.pred or {}).items() for one in ids}
    survivors: dict[str, list[Edit]] = {}
    for each in edits:
        for name in each.commitments:
            if (each.id, name) not in replaced:
                survivors.setdefault(name, []).append(each)
    return State(edits[0].entity if edits else "", survivors)
