"""That the evidence bytes and the search index are as the records say; the rest of `verify` is the journal's."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, select

from casefile.journal.replay import UNREADABLE, Finding, Progress, nouns
from casefile.model import EvidenceItem
from casefile.model.base import Record, table_of
from casefile.storage import blobs, indexing, text_index

_BATCH = 500


def verify_bytes(connection: Connection, progress: Progress, *, read_data: bool) -> Iterator[Finding]:
    """That every item's bytes are here; with `read_data` that they still have their hash."""
    try:
        stored = blobs.stored(connection)
        total = sum(size for _, _, size in stored)
    except UNREADABLE:
        yield Finding("bytes", "the list of them cannot be read")
        return
    known = {digest for _, digest, _ in stored}
    evidence = table_of(EvidenceItem)
    for row in connection.execute(select(evidence.c.number, evidence.c.sha256).where(evidence.c.sha256 != "")):
        if row.sha256 not in known:
            yield Finding(f"evidence {row.number}", "its bytes are not in this copy")
    if not read_data:
        return
    done = 0
    for identity, digest, size in stored:
        if blobs.hash_of(connection, identity) != (digest, size):
            yield Finding(f"bytes {digest[:12]}", "they no longer have this hash")
        done += size
        progress(done, total)


def verify_index(connection: Connection) -> Iterator[Finding]:
    """That search finds what the records say and nothing else."""
    found = 0
    for record in nouns().values():
        table, last = table_of(record), UUID(int=0)
        ids = select(table.c.id).order_by(table.c.id).limit(_BATCH)
        try:
            while batch := list(connection.scalars(ids.where(table.c.id > last))):
                last = batch[-1]
                held = {row[1]: row for row in text_index.held(connection, batch)}
                found += len(held)
                yield from _compare(connection, record, batch, held)
        except UNREADABLE:
            yield Finding(f"table {record.noun}", "a row of it cannot be read")
    if found != text_index.count(connection):
        yield Finding("search index", "it holds words of records that do not exist")


def _compare(
    connection: Connection, record: type[Record], ids: list[UUID], held: dict[bytes, text_index.TextRow]
) -> Iterator[Finding]:
    expected = {row[1]: row for row in text_index.prepare(indexing.texts(connection, record, ids))}
    for identity in ids:
        if held.get(identity.bytes) != expected.get(identity.bytes):
            yield Finding(f"{record.noun} {identity}", "the search index does not hold its words")
