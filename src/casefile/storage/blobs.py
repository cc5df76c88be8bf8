"""Evidence bytes inside the case file: in 256 KiB chunks, found by SHA-256, never altered.

Bytes come in as `incoming`, in transactions of bounded size, are read back and compared, and become `complete` in the
transaction that adds the item they belong to. What a crash leaves behind is swept when the file is next opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

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
    select,
    text,
)

from casefile.errors import CancelledError, DamagedFileError
from casefile.storage.digests import Digests

CHUNK = 256 * 1024
CHUNKS_AT_ONCE = 64  # 16 MiB
_COMPLETE = "state = 'complete'"
"""As the index of complete bytes has it, or SQLite would not use that."""
_BATCH = 500
Row = tuple[int, int, bytes]
"""Blob, position, data."""

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


class Readable(Protocol):
    """A stream of bytes, of which nothing else is asked."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that are in the file, compared, and wait for their item; or in the folder beside it (sidecar.py)."""

    blob: int
    sha256: str
    size: int
    sha512: str
    draft: Path | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes of a small file, in memory, with their hashes (hexadecimal)."""

    data: bytes
    sha256: str
    sha512: str


def take_in(
    write: Transaction,
    read_back: Transaction,
    stream: Readable,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Incoming:
    """Copy `stream` into the file and read it back; on cancel or failure nothing stays.

    `write` and `read_back` are two connections, so that what is compared comes from the file. While the disk is waited
    for, the next chunks are read and hashed.
    """
    storing, position = _Storing(write, read_back, 1), 0
    waiting: Future[None] | None = None
    try:
        with Digests() as digests, ThreadPoolExecutor(1, "store") as thread:
            for pieces in in_pieces(stream, progress, cancelled):
                digests.update(pieces)
                rows = [(0, position + place, data) for place, data in enumerate(pieces)]
                position += len(pieces)
                if waiting is not None:
                    waiting.result()
                waiting = thread.submit(storing.store, rows)
            if waiting is None:
                storing.store([])
            else:
                waiting.result()
            sha256, sha512 = digests.finish()
    except BaseException:
        storing.discard()
        raise
    return Incoming(storing.first, sha256, digests.size, sha512)


def take_in_many(write: Transaction, read_back: Transaction, files: Sequence[Held]) -> list[Incoming]:
    """Small files, together in few transactions, read back; on failure nothing stays."""
    storing = _Storing(write, read_back, len(files))
    try:
        for rows in _apart(files):
            storing.store(rows)
    except BaseException:
        storing.discard()
        raise
    return [
        Incoming(storing.first + place, held.sha256, len(held.data), held.sha512) for place, held in enumerate(files)
    ]


class _Storing:
    """Some files on their way in. Their ids follow one another from `first`, which the first transaction gives."""

    def __init__(self, write: Transaction, read_back: Transaction, count: int) -> None:
        self._write, self._read_back, self._count = write, read_back, count
        self.first = 0

    def store(self, rows: Sequence[Row]) -> None:
        """Write chunks, and compare what the file then holds with what is still in memory. A file is named by its place."""
        with self._write() as connection:
            first = self.first or _begin(connection, self._count)
            if rows:
                connection.exec_driver_sql(
                    "INSERT INTO chunk (blob, position, data) VALUES (?, ?, ?)",
                    [(first + place, position, data) for place, position, data in rows],
                )
        self.first = first
        with self._read_back() as connection:
            _compare(connection, [(first + place, position, data) for place, position, data in rows])

    def discard(self) -> None:
        for place in range(self._count if self.first else 0):
            discard(self._write, self.first + place)


def _apart(files: Sequence[Held]) -> Iterator[list[Row]]:
    """The chunks of files, each with the place of its file, as many as one transaction holds; at least one list."""
    rows: list[Row] = []
    size = 0
    for place, held in enumerate(files):
        for position, start in enumerate(range(0, len(held.data), CHUNK)):
            if size >= CHUNKS_AT_ONCE * CHUNK:
                yield rows
                rows, size = [], 0
            rows.append((place, position, held.data[start : start + CHUNK]))
            size += len(rows[-1][2])
    yield rows


def keep_memory() -> None:
    """Have the memory of chunks used for the next ones, where glibc would give it back to the system each time.

    A large block that is freed raises the sizes from which it does so (mallopt(3), M_MMAP_THRESHOLD). Elsewhere it is
    nothing: the block is zeros that nobody touches.
    """
    bytes(31 << 20)


def in_pieces(stream: Readable, progress: Progress, cancelled: Callable[[], bool]) -> Iterator[list[bytes]]:
    """The bytes of `stream` in lists of chunks, as many as one transaction holds."""
    pieces: list[bytes] = []
    while data := _read_chunk(stream):
        pieces.append(data)
        progress(len(data))
        if cancelled():
            raise CancelledError
        if len(pieces) == CHUNKS_AT_ONCE:
            yield pieces
            pieces = []
    if pieces:
        yield pieces


def _read_chunk(stream: Readable) -> bytes:
    """A whole chunk, but at the end of the stream: an entry of an archive may give less at a time."""
    data = stream.read(CHUNK)
    while data and len(data) < CHUNK and (more := stream.read(CHUNK - len(data))):
        data += more
    return data


def _begin(connection: Connection, count: int) -> int:
    """Make room for the bytes of some files; returns the first of their ids, which follow one another."""
    first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM blob").scalar_one())
    connection.exec_driver_sql(
        "INSERT INTO blob (id, state) VALUES (?, 'incoming')", [(first + place,) for place in range(count)]
    )
    return first


def _compare(connection: Connection, rows: Sequence[Row]) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None
    for identity, position, data in rows:
        found = raw.execute("SELECT data FROM chunk WHERE blob = ? AND position = ?", (identity, position)).fetchone()
        if found is None or found[0] != data:
            raise DamagedFileError("The bytes read back differ from those written; check the disk and try again.")


def complete(connection: Connection, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Keep the bytes: part of the transaction that adds their items. Returns those that are here already, unkept."""
    there = _known(connection, [bytes.fromhex(one.sha256) for one in incoming])
    kept: list[tuple[bytes, int, int]] = []
    again: list[Incoming] = []
    for one in incoming:
        digest = bytes.fromhex(one.sha256)
        if digest in there:
            again.append(one)
        else:
            there.add(digest)
            kept.append((digest, one.size, one.blob))
    if kept:
        done = connection.exec_driver_sql(
            "UPDATE blob SET sha256 = ?, size = ?, state = 'complete' WHERE id = ? AND state = 'incoming'", kept
        )
        if done.rowcount != len(kept):
            raise DamagedFileError("The bytes of this item are gone from the file; add it again.")
    return again


def _known(connection: Connection, digests: Sequence[bytes]) -> set[bytes]:
    """Those of the hashes whose bytes are here already."""
    found: set[bytes] = set()
    for start in range(0, len(digests), _BATCH):
        among = blob.c.sha256.in_(digests[start : start + _BATCH])
        found.update(connection.scalars(select(blob.c.sha256).where(among, text(_COMPLETE))))
    return found


def discard(transaction: Transaction, identity: int) -> None:
    """Remove bytes that no item ever had, a bounded number at a time; bytes that are complete stay."""
    waiting = select(blob.c.id).where(blob.c.id == identity, blob.c.state == "incoming")
    last = select(chunk.c.position).where(chunk.c.blob == identity).order_by(chunk.c.position.desc())
    while True:
        with transaction() as connection:
            if connection.scalar(waiting) is None:
                return
            positions = connection.scalars(last.limit(CHUNKS_AT_ONCE)).all()
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


def read_range(connection: Connection, identity: int, start: int, length: int) -> bytes:
    """Up to `length` bytes from byte `start` on; fewer only at the end."""
    first, last = start // CHUNK, (start + length - 1) // CHUNK
    pieces = connection.scalars(
        select(chunk.c.data)
        .where(chunk.c.blob == identity, chunk.c.position.between(first, last))
        .order_by(chunk.c.position)
    )
    skipped = start - first * CHUNK
    found = b"".join(pieces)[skipped : skipped + length]
    if len(found) != max(0, min(length, size_of(connection, identity) - start)):
        raise DamagedFileError("Bytes of this item are missing from the file; open a backup.")
    return found


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
