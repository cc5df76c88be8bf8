"""That the evidence bytes and the search index are as the records say; the rest of `verify` is the journal's."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Connection, select

from casefile.journal.replay import UNREADABLE, Finding, Progress, nouns
from casefile.model import CustodyEvent, EvidenceItem
from casefile.model.base import Record, table_of
from casefile.storage import blobs, indexing, text_index
from casefile.storage.sidecar import Sidecar

_BATCH = 500


def verify_bytes(connection: Connection, sidecar: Sidecar, progress: Progress, *, read_data: bool) -> Iterator[Finding]:
    """That every item's bytes, and every receipt's, are here; with `read_data` that they still have their hash."""
    try:
        stored = blobs.stored(connection)
        embedded = sum(size for _, _, size in stored)
    except UNREADABLE:
        yield Finding("bytes", "the list of them cannot be read")
        return
    wanted = list(_wanted(connection))
    named = {digest for digest, _ in wanted}
    beside = {name: size for name, size in sidecar.sizes().items() if name in named}  # what else is there is no concern
    known = {digest for _, digest, _ in stored} | beside.keys()
    yield from (Finding(place, "its bytes are not in this copy") for digest, place in wanted if digest not in known)
    if not read_data:
        return
    total, done = embedded + sum(beside.values()), 0
    for identity, digest, size in stored:
        if blobs.hash_of(connection, identity) != (digest, size):
            yield Finding(f"bytes {digest[:12]}", "they no longer have this hash")
        done += size
        progress(done, total)
    for name, size in beside.items():
        if sidecar.hash_of(name) != name:
            yield Finding(f"file {name[:12]} beside the case", "it no longer has this hash")
        done += size
        progress(done, total)


def _wanted(connection: Connection) -> Iterator[tuple[str, str]]:
    """Hashes that records name, and who names them."""
    custody = table_of(CustodyEvent)
    receipts = select(custody.c.id, custody.c.receipt_sha256).where(custody.c.receipt_sha256 != "")
    yield from ((row.receipt_sha256, f"receipt of custody event {row.id}") for row in connection.execute(receipts))
    evidence = table_of(EvidenceItem)
    items = select(evidence.c.number, evidence.c.sha256).where(evidence.c.sha256 != "")
    yield from ((row.sha256, f"evidence {row.number}") for row in connection.execute(items))


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
