"""Appending a change set: the one place where the journal grows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from casefile.journal import canonical
from casefile.journal.rows import insert_rows
from casefile.journal.tables import change_set, edit, head
from casefile.model.fields import Wire

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, as far as the file says: a pseudonym of this person in this case, and the program."""

    id: UUID
    app: str
    format: int


@dataclass(frozen=True, slots=True)
class Draft:
    """One edit to be written. `pred` is None for a creation."""

    entity: str
    record: UUID
    values: Mapping[str, Wire]
    pred: Mapping[str, list[str]] | None


EditRow = tuple[bytes, str, bytes, bytes, str, str | None]
"""A row of `edit` but for the change set: its columns in the order of _COLUMNS."""
_COLUMNS = ("id", "change_set", "entity", "record", "salt", "values", "pred")


def edit_row(draft: Draft) -> EditRow:
    """Salt, hash and write out one edit; needs no database."""
    salt = os.urandom(16)
    values = canonical.written(draft.values)
    committed = canonical.commitments_of_written(salt, draft.entity, draft.record, values)
    identity = canonical.edit_id(draft.entity, draft.record, committed, draft.pred)
    pred = None if draft.pred is None else canonical.encode(draft.pred)
    return identity, draft.entity, draft.record.bytes, salt, canonical.joined(values), pred


def heads(connection: Connection) -> tuple[bytes, ...]:
    """Ids of the change sets that no other names as parent, sorted."""
    return tuple(sorted(connection.scalars(select(head.c.id))))


class ChangeSetWriter:
    """Writes edits as they come, in batches, then the change set that binds them. All in the caller's transaction."""

    def __init__(self, connection: Connection, author: Author) -> None:
        self._connection = connection
        self._author = author
        self._seq = (connection.scalar(select(func.max(change_set.c.seq))) or 0) + 1
        self._rows: list[tuple[Any, ...]] = []
        self._digest = sha256()
        self.edits = 0

    def add(self, draft: Draft) -> None:
        """Append one edit."""
        self.add_rows([edit_row(draft)])

    def add_rows(self, rows: Iterable[EditRow]) -> None:
        """Append edits that are hashed already."""
        for row in rows:
            self._digest.update(row[0])
            self._rows.append((row[0], self._seq, *row[1:]))
            self.edits += 1
        if len(self._rows) >= _BATCH:
            self._write_rows()

    def _write_rows(self) -> None:
        insert_rows(self._connection, edit, _COLUMNS, self._rows)
        self._rows = []

    def finish(self, kind: str, label: str, target: bytes | None = None) -> bytes:
        """Write the change set over all edits added and make it the only head; returns its id."""
        self._write_rows()
        parents = heads(self._connection)
        lamport = (self._connection.scalar(select(func.max(change_set.c.lamport))) or 0) + 1
        header = canonical.Header(
            parents=parents,
            lamport=lamport,
            author=self._author.id,
            wall=datetime.now(UTC).isoformat(timespec="seconds"),
            app=self._author.app,
            format=self._author.format,
            kind=kind,
            label=label,
            target=target,
        )
        digest = self._digest.digest()
        identity = canonical.change_set_id(header, self.edits, digest)
        self._connection.execute(insert(change_set), [self._row(header, identity, digest)])
        self._connection.execute(head.delete())
        self._connection.execute(insert(head), [{"id": identity}])
        return identity

    def _row(self, header: canonical.Header, identity: bytes, digest: bytes) -> dict[str, Any]:
        return {
            "seq": self._seq,
            "id": identity,
            "parents": b"".join(header.parents),
            "lamport": header.lamport,
            "author": header.author.bytes,
            "wall": header.wall,
            "app": header.app,
            "format": header.format,
            "kind": header.kind,
            "label": header.label,
            "target": header.target,
            "edits": self.edits,
            "digest": digest,
        }


def parents_of(joined: bytes) -> Iterator[bytes]:
    """The ids in a `parents` column."""
    for start in range(0, len(joined), 32):
        yield joined[start : start + 32]
