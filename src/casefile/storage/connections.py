"""The connections to one case file: to read, to write, and to read back what was written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from casefile.errors import UserError
from casefile.journal.recorder import WriteOutsideChangeError
from casefile.journal.tables import head
from casefile.storage import blobs, database


class Connections:
    """Threads may share it; one of them writes at a time, and only as long as no other program has written.

    `look(connection)` reads on in the journal, at the start and after each change.
    """

    def __init__(self, path: Path, look: Callable[[Connection], None], *, read_only: bool) -> None:
        self.path, self._read_on = path, look
        self.read_only = read_only
        self.head = ""
        """The journal's head, hexadecimal; several, joined by +, after an unfinished merge."""
        self.reader = database.engine(path, "read")
        self._writer = database.engine(path, "write")
        self._back = self.reader
        """What reads bytes back to compare them."""
        self._writing = threading.RLock()
        self._inside = False
        self._closed = False
        self._lengthy = 0
        """How many are `at_length` now."""
        self._stamp: tuple[int, ...] = ()

    def look(self) -> None:
        """See where the file stands now."""
        with self._back.connect() as connection, connection.begin():
            self.head = _head_of(connection)
            self._read_on(connection)
        self._stamp = _stamp(self.path)

    def close(self) -> None:
        """Let go of the file, once what is being written is done."""
        with self._writing:
            self._closed = True
            self._writer.dispose()
            self.reader.dispose()

    # --- reading

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """A connection that sees one state of the file and can only read it."""
        if self._closed:  # a player may still be reading: a new connection would leave files behind
            raise UserError(f"“{self.path.name}” is closed.")
        with database.translated(self.path), self.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def reading_back(self) -> Generator[Connection]:
        """What the file holds, by another connection than the one that wrote it."""
        with database.translated(self.path), self._back.connect() as connection, connection.begin():
            yield connection

    # --- writing

    def check_may_write(self) -> None:
        """`UserError` where nothing may be written."""
        if self._closed:
            raise UserError(f"“{self.path.name}” is closed; nothing was changed.")
        if self.read_only:
            raise UserError(f"“{self.path.name}” is open for reading only; nothing was changed.")

    @contextmanager
    def writing(self, *, journaled: bool = True) -> Generator[Connection]:
        """A connection in a transaction that holds the write lock; not committed means rolled back."""
        with self._alone(), database.translated(self.path), self._writer.connect() as connection:
            self.check_may_write()
            connection.begin()
            if _head_of(connection) != self.head or _stamp(self.path) != self._stamp:
                self.read_only = True
                raise UserError(
                    f"“{self.path.name}” was changed by another program while it was open here, so nothing was "
                    "written; close it, keep a copy of both versions, and open it again."
                )
            try:
                yield connection
            except BaseException:
                connection.invalidate()
                connection.close()
                with suppress(OSError):  # a rollback writes too: SQLite spills long transactions into the file
                    self._stamp = _stamp(self.path)
                raise
            connection.close()
            if journaled:
                self.look()
            else:
                self._stamp = _stamp(self.path)

    @contextmanager
    def writing_bytes(self) -> Generator[Connection]:
        """A transaction on what stands in no journal, such as bytes that no item has yet: no change set, no step."""
        with self.writing(journaled=False) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def at_length(self) -> Generator[None]:
        """Within it one connection serves for all writing: for each of very many transactions a new one costs too much.

        Not for ever: Windows lets nobody move a file that is open.
        """
        with self._writing:
            self._lengthy += 1
            if self._lengthy == 1:
                blobs.keep_memory()
                self._writer = database.engine(self.path, "write", kept=True)
                self._back = database.engine(self.path, "read", kept=True)
        try:
            yield
        finally:
            with self._writing:
                self._lengthy -= 1
                if not self._lengthy:
                    self._writer.dispose()
                    self._back.dispose()
                    self._writer, self._back = database.engine(self.path, "write"), self.reader

    def drop_journal(self) -> None:
        """Remove a rollback journal that a kill left before it held anything."""
        if self.path.with_name(f"{self.path.name}-journal").exists():
            database.drop_journal(self._writer)
            self._stamp = _stamp(self.path)  # or the next write would seem to come after somebody else's

    @contextmanager
    def _alone(self) -> Generator[None]:
        """One thread writes at a time; a change inside a change would wait for itself."""
        with self._writing:
            if self._inside:
                raise WriteOutsideChangeError("a change inside a change: let the inner one take the session")
            self._inside = True
            try:
                yield
            finally:
                self._inside = False


def _head_of(connection: Connection) -> str:
    ids = connection.scalars(select(head.c.id))
    return "+".join(sorted(one.hex() if isinstance(one, bytes) else str(one) for one in ids))


def _stamp(path: Path) -> tuple[int, ...]:
    """Identity, size and time of the file: a sync client that writes into it does not tell SQLite."""
    stat = path.stat()
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
