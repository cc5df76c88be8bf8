"""Full-text search: the searched fields of every record, normalised, in an FTS5 index beside them.

`secure-delete` makes the index forget removed words at once; it is a view of the records and can be built anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
)

from casefile.journal.rows import insert_rows
from casefile.storage import normaliser

metadata = MetaData()
search_text = Table(
    "search_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("noun", String, nullable=False),
    Column("record", LargeBinary(16), nullable=False, unique=True),
    Column("text", String, nullable=False),
)
Index("ix_search_text_noun", search_text.c.id, search_text.c.noun, search_text.c.record)
"""What a hit is, without its words being read: common words have very many."""
TextRow = tuple[str, bytes, str]
"""Noun, id and normalised text."""
_BATCH = 500


def create(connection: Connection) -> None:
    """Make the index; part of creating the file."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search USING fts5(text, content='search_text', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")


def prepare(texts: Iterable[tuple[str, bytes, str]]) -> list[TextRow]:
    """Rows for `add` of records that are not in the index yet: noun, id, text as written."""
    return [(noun, record, normaliser.indexed(written)) for noun, record, written in texts if written]


def add(connection: Connection, rows: list[TextRow]) -> None:
    """Index what `prepare` made."""
    if rows:
        last = connection.scalar(select(search_text.c.id).order_by(search_text.c.id.desc()).limit(1)) or 0
        insert_rows(connection, search_text, ("noun", "record", "text"), rows)
        connection.exec_driver_sql(
            "INSERT INTO search(rowid, text) SELECT id, text FROM search_text WHERE id > ?", (last,)
        )


def held(connection: Connection, records: Sequence[UUID]) -> list[TextRow]:
    """What the index holds of some records, as `prepare` makes it."""
    columns = (search_text.c.noun, search_text.c.record, search_text.c.text)
    among = search_text.c.record.in_([record.bytes for record in records])
    return [(row.noun, row.record, row.text) for row in connection.execute(select(*columns).where(among))]


def count(connection: Connection) -> int:
    """How many records the index holds."""
    return connection.scalar(select(func.count()).select_from(search_text)) or 0


def remove(connection: Connection, records: Iterable[UUID]) -> None:
    """Forget records."""
    wanted = [record.bytes for record in records]
    for start in range(0, len(wanted), _BATCH):
        among = search_text.c.record.in_(wanted[start : start + _BATCH])
        for row in connection.execute(select(search_text.c.id, search_text.c.text).where(among)).all():
            connection.exec_driver_sql(
                "INSERT INTO search(search, rowid, text) VALUES('delete', ?, ?)", (row.id, row.text)
            )
        connection.execute(delete(search_text).where(among))
