"""The bytes of a case as they came: evidence and receipts, in its file or, where they are big, in the folder beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from casefile.errors import DamagedFileError
from casefile.storage import blobs, sidecar
from casefile.storage.blobs import Held, Incoming, Readable
from casefile.storage.connections import Connections
from casefile.storage.sidecar import Sidecar


class Originals:
    """Reads them, and takes new ones in ahead of the change that makes items of them; threads may share it."""

    def __init__(self, case: Path, connections: Connections) -> None:
        self._name = case.name
        self._connections = connections
        self.sidecar = Sidecar(case)

    @property
    def folder(self) -> Path:
        """Where big media are kept beside the case, if there are any."""
        return self.sidecar.folder

    def hashes(self) -> frozenset[str]:
        """SHA-256 of all bytes in this copy of the case: in the file, and in the folder beside it."""
        with self._connections.reading() as connection:
            embedded = frozenset(digest for _, digest, _ in blobs.stored(connection))
        return embedded | self.sidecar.sizes().keys()

    def size_embedded(self) -> int:
        """How many bytes are inside the file."""
        with self._connections.reading() as connection:
            return blobs.total_size(connection)

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes with this hash, chunk by chunk."""
        with self._connections.reading() as connection:
            identity = blobs.find(connection, sha256)
            if identity is None:
                yield from self.sidecar.read(self.sidecar.held(sha256))
                return
            missing = blobs.size_of(connection, identity)
            for data in blobs.read(connection, identity):
                missing -= len(data)
                yield data
        if missing:
            raise DamagedFileError(f"Bytes of this item are missing from “{self._name}”; open a backup.")

    def read_range(self, sha256: str, start: int, length: int) -> bytes:
        """Up to `length` bytes from byte `start` on, on any thread; fewer only at the end. Not hashed."""
        with self._connections.reading() as connection:
            identity = blobs.find(connection, sha256)
            if identity is not None:
                return blobs.read_range(connection, identity, start, length)
        return self.sidecar.read_range(self.sidecar.held(sha256), start, length)

    def take_in(
        self,
        stream: Readable,
        progress: blobs.Progress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        beside: bool = False,
    ) -> Incoming:
        """Bring bytes into the file, or into the folder beside it.

        Others may write meanwhile: it is a row of short transactions.
        """
        if beside:
            self._connections.check_may_write()
            return self.sidecar.take_in(stream, progress, cancelled)
        return blobs.take_in(
            self._connections.writing_bytes, self._connections.reading_back, stream, progress, cancelled
        )

    def take_in_many(self, files: Sequence[Held]) -> list[Incoming]:
        """Bring the bytes of small files into the file, together; all of them or none."""
        return blobs.take_in_many(self._connections.writing_bytes, self._connections.reading_back, files)

    def complete(self, connection: Connection, incoming: Sequence[Incoming]) -> list[Incoming]:
        """Keep bytes, in the transaction of the change that needs them; returns those that were there already."""
        again = blobs.complete(connection, [one for one in incoming if one.draft is None])
        for one in incoming:
            if one.draft is None:
                continue
            if blobs.find(connection, one.sha256) is None:
                self.sidecar.complete(one)
            else:
                again.append(one)
        return again

    def discard(self, incoming: Incoming) -> None:
        """Forget bytes that were taken in after all; those that an item has by now stay."""
        if incoming.draft is not None:
            sidecar.discard(incoming)
        else:
            blobs.discard(self._connections.writing_bytes, incoming.blob)

    def leftovers(self) -> list[int]:
        """What an interrupted intake left behind in the file."""
        with self._connections.reading() as connection:
            return blobs.leftovers(connection)

    def sweep(self, left: Sequence[int]) -> None:
        """Remove `leftovers`, and what was left in the folder beside the file."""
        for identity in left:
            blobs.discard(self._connections.writing_bytes, identity)
        self.sidecar.sweep()
