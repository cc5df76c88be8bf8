"""Keeping the search index up to date with the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from casefile.journal.replay import nouns
from casefile.model.base import Record, fields_of, table_of
from casefile.storage import text_index

_BATCH = 500


def index(connection: Connection, touched: Iterable[tuple[str, UUID]]) -> None:
    """Bring the search index up to date for the records touched."""
    touched = list(touched)
    text_index.remove(connection, [identity for _, identity in touched])
    known = nouns()
    by_noun: dict[str, list[UUID]] = {}
    for noun, identity in touched:
        by_noun.setdefault(noun, []).append(identity)
    for noun, ids in by_noun.items():
        text_index.add(connection, text_index.prepare(texts(connection, known[noun], ids)))


def index_new(connection: Connection, noun: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Index new records from the rows of their table, as the driver takes them (journal/bulk.py)."""
    record = nouns()[noun]
    columns = [column.name for column in table_of(record).columns]
    identity, binned = columns.index("id"), columns.index("binned")
    searched = [columns.index(name) for name, field in fields_of(record).items() if field.searched]
    live = [row for row in rows if not row[binned]]
    found = [(noun, row[identity], "\n".join([row[place] for place in searched if row[place]])) for row in live]
    text_index.add(connection, text_index.prepare(found))


def texts(connection: Connection, record: type[Record], ids: Sequence[UUID]) -> Iterator[tuple[str, bytes, str]]:
    """Noun, id and words of some records."""
    table = table_of(record)
    searched = [name for name, field in fields_of(record).items() if field.searched]
    columns = [table.c[name] for name in ("id", "binned", *searched)]
    for start in range(0, len(ids), _BATCH):
        among = table.c.id.in_(ids[start : start + _BATCH])
        for row in connection.execute(select(*columns).where(among)).mappings():
            yield record.noun, row["id"].bytes, text_of(row, searched)


def text_of(row: Mapping[str, Any] | RowMapping, searched: list[str]) -> str:
    """What search finds of a row; nothing of a binned one."""
    parts = ["\n".join(value) if isinstance(value, tuple) else value for name in searched if (value := row.get(name))]
    return "" if row["binned"] else "\n".join(parts)
