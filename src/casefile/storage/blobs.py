"""Evidence bytes inside the case file: in 256 KiB chunks, found by SHA-256, never altered.

Bytes come in as `incoming`, in transactions of bounded size, are read back and compared, and become `complete` in the
transaction that adds the item they belong to. What a crash leaves behind is swept when the file is next opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, BinaryIO

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from casefile.errors import CancelledError, DamagedFileError

CHUNK = 256 * 1024
_CHUNKS_A_TRANSACTION = 64  # 16 MiB

metadata = MetaData()
blob = Table(
    "blob",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", LargeBinary(32)),
    Column("size", Integer),
    Column("state", String, nullable=False, comment="incoming or complete"),
)
Index("ux_blob_sha256", blob.c.sha256, unique=True, sqlite_where=text("state = 'complete'"))
chunk = Table(
    "chunk",
    metadata,
    Column("blob", Integer, ForeignKey("blob.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

Progress = Callable[[int], None]
"""Called with the bytes done since the last call."""
Transaction = Callable[[], AbstractContextManager[Connection]]
"""Opens a transaction that is committed at its end; between two of them others may write."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that are in the file, compared, and wait for their item."""

    blob: int
    sha256: str
    size: int


def take_in(
    transaction: Transaction,
    stream: BinaryIO,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Incoming:
    """Copy `stream` into the file and read it back; on cancel or failure nothing stays."""
    with transaction() as connection:
        result = connection.execute(insert(blob).values(state="incoming"))
        assert result.inserted_primary_key is not None
        identity = int(result.inserted_primary_key[0])
    try:
        digest, size = _copy(transaction, identity, stream, progress, cancelled)
        _compare(transaction, identity, digest)
    except BaseException:
        discard(transaction, identity)
        raise
    return Incoming(identity, digest, size)


def _compare(transaction: Transaction, identity: int, written: str) -> None:
    digest, position = sha256(), 0
    mine = select(chunk.c.data).where(chunk.c.blob == identity).order_by(chunk.c.position)
    while True:
        some = mine.where(chunk.c.position >= position).limit(_CHUNKS_A_TRANSACTION)
        with transaction() as connection:
            rows = connection.scalars(some).all()
        for data in rows:
            digest.update(data)
        position += len(rows)
        if not rows:
            break
    if digest.hexdigest() != written:
        raise DamagedFileError("The bytes read back differ from those written; check the disk and try again.")


def _copy(
    transaction: Transaction, identity: int, stream: BinaryIO, progress: Progress, cancelled: Callable[[], bool]
) -> tuple[str, int]:
    digest, size, position = sha256(), 0, 0
    while True:
        rows: list[dict[str, Any]] = []
        while len(rows) < _CHUNKS_A_TRANSACTION and (data := stream.read(CHUNK)):
            digest.update(data)
            rows.append({"blob": identity, "position": position, "data": data})
            position += 1
            size += len(data)
            progress(len(data))
            if cancelled():
                raise CancelledError
        if not rows:
            return digest.hexdigest(), size
        with transaction() as connection:
            connection.execute(insert(chunk), rows)


def complete(connection: Connection, incoming: Incoming) -> bool:
    """Keep the bytes: part of the transaction that adds their item. False where the same bytes are here already."""
    if find(connection, incoming.sha256) is not None:
        return False
    values = {"sha256": bytes.fromhex(incoming.sha256), "size": incoming.size, "state": "complete"}
    mine = update(blob).where(blob.c.id == incoming.blob, blob.c.state == "incoming")
    if connection.execute(mine.values(values)).rowcount != 1:
        raise DamagedFileError("The bytes of this item are gone from the file; add it again.")
    return True


def discard(transaction: Transaction, identity: int) -> None:
    """Remove bytes that no item ever had, a bounded number at a time; bytes that are complete stay."""
    waiting = select(blob.c.id).where(blob.c.id == identity, blob.c.state == "incoming")
    last = select(chunk.c.position).where(chunk.c.blob == identity).order_by(chunk.c.position.desc())
    while True:
        with transaction() as connection:
            if connection.scalar(waiting) is None:
                return
            positions = connection.scalars(last.limit(_CHUNKS_A_TRANSACTION)).all()
            if not positions:
                connection.execute(delete(blob).where(blob.c.id == identity))
                return
            connection.execute(delete(chunk).where(chunk.c.blob == identity, chunk.c.position.in_(positions)))


def leftovers(connection: Connection) -> list[int]:
    """Ids of the bytes that an interrupted intake left behind."""
    return list(connection.scalars(select(blob.c.id).where(blob.c.state == "incoming")))


def find(connection: Connection, digest: str) -> int | None:
    """The id of the complete bytes with this SHA-256."""
    found = connection.scalar(
        select(blob.c.id).where(blob.c.sha256 == bytes.fromhex(digest), blob.c.state == "complete")
    )
    return None if found is None else int(found)


def read(connection: Connection, identity: int) -> Iterator[bytes]:
    """The bytes, chunk by chunk."""
    position = 0
    while True:
        data = connection.scalar(select(chunk.c.data).where(chunk.c.blob == identity, chunk.c.position == position))
        if data is None:
            return
        yield data
        position += 1


def hash_of(connection: Connection, identity: int) -> tuple[str, int]:
    """SHA-256 and size of the bytes as they now stand in the file."""
    digest, size = sha256(), 0
    for data in read(connection, identity):
        digest.update(data)
        size += len(data)
    return digest.hexdigest(), size


def size_of(connection: Connection, identity: int) -> int:
    """How many bytes there must be."""
    return connection.scalar(select(blob.c.size).where(blob.c.id == identity)) or 0


def stored(connection: Connection) -> list[tuple[int, str, int]]:
    """Id, SHA-256 and size of everything complete."""
    rows = connection.execute(select(blob.c.id, blob.c.sha256, blob.c.size).where(blob.c.state == "complete"))
    return [(row.id, row.sha256.hex(), row.size) for row in rows]


def total_size(connection: Connection) -> int:
    """Bytes of evidence in the file."""
    return connection.scalar(select(func.sum(blob.c.size)).where(blob.c.state == "complete")) or 0
