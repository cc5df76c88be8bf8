"""CaseFile: the one door to a case on disk.

`reading()` gives a session that can only read, `change(label)` the only one that can write; what it changed becomes one
change set of the journal, in the same transaction, and one step of undo.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Self
from uuid import UUID, uuid4

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, configure_mappers

from casefile.errors import UserError
from casefile.journal import replay
from casefile.journal.bulk import Prepared, prepare
from casefile.journal.recorder import CaseSession, Recorder, Touched, WriteOutsideChangeError, forbid_writing
from casefile.journal.replay import Finding
from casefile.journal.tables import head
from casefile.journal.undo import Steps, revert
from casefile.journal.writer import Author
from casefile.model.base import Record
from casefile.storage import blobs, checks, database, indexing, migration, texts
from casefile.storage.blobs import Incoming
from casefile.storage.lock import WriterLock
from casefile.storage.originals import Originals

Listener = Callable[[Touched], None]
Progress = Callable[[int, int], None]
AuthorOf = Callable[[UUID], UUID]
"""The pseudonym of this person in a case, from the case's id (settings.py keeps them)."""
Bulk = Prepared
"""Many new records of one noun, made by `prepare_many`, written by `add_many`."""
_APP = version("casefile-icc")
RECORDER = "recorder"
"""Where a writing session keeps its recorder, for `add_many`."""
AUTHOR = "author"
"""Where a writing session keeps the pseudonym of who writes, for the numbers of contributors."""


class CaseFile:
    """An open case. Threads may share it; each `reading()` and `change()` has a session of its own."""

    def __init__(self, path: Path, author_of: AuthorOf, *, read_only: bool = False, locked: bool = True) -> None:
        self.path = path
        self.case_id = database.check(path)
        self.read_only = read_only
        self.author = Author(author_of(self.case_id), _APP, database.FORMAT)
        self._listeners: list[Listener] = []
        self._writing = threading.RLock()
        self._inside = False
        self._closed = False
        self._lock = WriterLock(path) if locked and not read_only else None
        if self._lock:
            self._lock.take()
        self.originals = Originals(path, self._connected, self._read_back, self._bytes, self._check_may_write)
        self._writer = database.engine(path, "write")
        self._reader = database.engine(path, "read")
        self._back = self._reader
        """What reads bytes back to compare them."""
        self._lengthy = 0
        """How many are `at_length` now."""
        self._steps = Steps(self.author.id)
        self._head = ""
        self._stamp: tuple[int, ...] = ()
        self._start()

    # --- life -----------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, author_of: AuthorOf, fill: Callable[[CaseFile], None]) -> CaseFile:
        """Make a case file. `fill` writes its first content; when it fails there is no file."""
        if path.exists():
            raise UserError(f"“{path}” exists already; choose another name or open it.")
        if not path.parent.is_dir():
            raise UserError(f"There is no folder “{path.parent}”; make it first.")
        draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")
        try:
            with database.translated(path):
                database.create(draft, str(uuid4()))
            with cls(draft, author_of, locked=False) as case:
                fill(case)
            os.rename(draft, path)  # noqa: PTH104 - Path.rename would be the same; this says that nothing is replaced
        except OSError as error:
            raise UserError(f"“{path}” cannot be written ({error.strerror}); choose another folder.") from error
        finally:
            for left in (draft, draft.with_name(f"{draft.name}-journal")):
                left.unlink(missing_ok=True)
        return cls(path, author_of)

    @classmethod
    def open(cls, path: Path, author_of: AuthorOf, *, read_only: bool = False) -> CaseFile:
        """Open the case at `path`. `UserError` and its kinds say why not."""
        return cls(path, author_of, read_only=read_only or not database.is_writable(path))

    @staticmethod
    def upgrade(
        path: Path, progress: Progress = lambda _done, _total: None, cancelled: Callable[[], bool] = lambda: False
    ) -> Path | None:
        """Bring a file of an older format to this one, on a copy that is verified; returns where the old file is now.

        None if there was nothing to do.
        """
        return migration.migrate(path, progress, cancelled)

    def close(self) -> None:
        """Let go of the file, once what is being written is done; exactly one file is left."""
        with self._writing:
            self._closed = True
            self._writer.dispose()
            self._reader.dispose()
            if self._lock:
                self._lock.release()
                self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> None:
        try:
            with database.translated(self.path):
                self._look()
            if not self.read_only:
                with suppress(UserError):  # a full disk must not keep the case shut: it is swept another time
                    self._sweep()
        except BaseException:
            self.close()
            raise

    def _sweep(self) -> None:
        """Remove what an interrupted intake left behind."""
        left = self.originals.leftovers()
        if self.path.with_name(f"{self.path.name}-journal").exists():
            database.drop_journal(self._writer)
            self._stamp = _stamp(self.path)  # or the next write would seem to come after somebody else's
        self.originals.sweep(left)

    def _look(self) -> None:
        with self._back.connect() as connection, connection.begin():
            self._head = _head_of(connection)
            self._steps.read_on(connection)
        self._stamp = _stamp(self.path)

    # --- reading --------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that sees one state of the case and can only read it."""
        session = CaseSession(self._reader, expire_on_commit=False)
        forbid_writing(session)
        with database.translated(self.path), session:
            yield session

    @contextmanager
    def _connected(self) -> Generator[Connection]:
        """A connection that sees one state of the file and can only read it."""
        if self._closed:  # a player may still be reading: a new connection would leave files behind
            raise UserError(f"“{self.path.name}” is closed.")
        with database.translated(self.path), self._reader.connect() as connection, connection.begin():
            yield connection

    @property
    def head(self) -> str:
        """The journal's head, hexadecimal; several, joined by +, after an unfinished merge."""
        return self._head

    @property
    def undo_label(self) -> str | None:
        """The label of the change that undo would take back."""
        step = self._steps.undo
        return step.label if step else None

    @property
    def redo_label(self) -> str | None:
        """The label of the change that redo would bring back."""
        step = self._steps.redo
        return step.label if step else None

    # --- writing --------------------------------------------------------------------------------------------------

    @contextmanager
    def change(self, label: str, *, kind: str = "edit", incoming: tuple[Incoming, ...] = ()) -> Generator[Session]:
        """The only way to write: all that happens in the block is one transaction, one change set, one step of undo.

        `incoming` bytes become part of the case in the same transaction.
        """
        with self._writable() as connection:
            session = CaseSession(connection, expire_on_commit=False)
            recorder = Recorder(session, self.author)
            session.info[RECORDER] = recorder
            session.info[AUTHOR] = self.author.id
            with session:
                yield session
                touched = recorder.finish(kind, label)
                session.expunge_all()
                indexing.index(connection, touched)
                there_already = self.originals.complete(connection, incoming)
            connection.commit()
        for one in there_already:
            self.originals.discard(one)
        touched |= recorder.created_many.items()
        if touched:
            self._tell(touched)

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
                    self._writer, self._back = database.engine(self.path, "write"), self._reader

    def keep_text(self, extracts: Sequence[texts.Extract]) -> None:
        """Keep what was read out of evidence bytes. It can be read again any time, so it is no change and no step."""
        with self._bytes() as connection:
            texts.keep(connection, extracts)
        self._tell(frozenset({(texts.NOUN, UUID(int=0))}))

    def undo(self) -> str:
        """Take the last change back; returns its label."""
        return self._revert("undo")

    def redo(self) -> str:
        """Bring the change back that was last undone; returns its label."""
        return self._revert("redo")

    def _revert(self, kind: Literal["undo", "redo"]) -> str:
        with self._writable() as connection:
            step = self._steps.undo if kind == "undo" else self._steps.redo
            if step is None:
                raise UserError(f"There is nothing to {kind}.")
            touched = revert(connection, self.author, step, kind)
            indexing.index(connection, touched)
            connection.commit()
        self._tell(touched)
        return step.label

    @contextmanager
    def _bytes(self) -> Generator[Connection]:
        """A transaction on evidence bytes that no item has yet: no change set, no step."""
        with self._writable(journaled=False) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def _read_back(self) -> Generator[Connection]:
        """What the file holds, by another connection than the one that wrote it."""
        with database.translated(self.path), self._back.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writable(self, *, journaled: bool = True) -> Generator[Connection]:
        """A connection in a transaction that holds the write lock; not committed means rolled back."""
        with self._alone(), database.translated(self.path), self._writer.connect() as connection:
            self._check_may_write()
            connection.begin()
            if _head_of(connection) != self._head or _stamp(self.path) != self._stamp:
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
                self._look()
            else:
                self._stamp = _stamp(self.path)

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

    def _check_may_write(self) -> None:
        if self._closed:
            raise UserError(f"“{self.path.name}” is closed; nothing was changed.")
        if self.read_only:
            raise UserError(f"“{self.path.name}” is open for reading only; nothing was changed.")

    # --- listening and checking -----------------------------------------------------------------------------------

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with what each change touched, on the thread that wrote; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, touched: Touched) -> None:
        for listener in list(self._listeners):
            listener(touched)

    def verify(self, *, read_data: bool = False, progress: Progress = lambda _done, _total: None) -> Iterator[Finding]:
        """Everything that is not as it must be: file, chain, rows, index, and with `read_data` every byte."""
        try:
            with self._reader.connect() as connection, connection.begin():
                for fault in database.quick_check(connection):
                    yield Finding("file", fault)
                yield from replay.verify(connection, progress)
                yield from checks.verify_index(connection)
                yield from checks.verify_bytes(connection, self.originals.sidecar, progress, read_data=read_data)
        except DatabaseError as error:
            yield Finding("file", f"it cannot be read ({error.orig})")


def _head_of(connection: Connection) -> str:
    ids = connection.scalars(select(head.c.id))
    return "+".join(sorted(one.hex() if isinstance(one, bytes) else str(one) for one in ids))


def _stamp(path: Path) -> tuple[int, ...]:
    """Identity, size and time of the file: a sync client that writes into it does not tell SQLite."""
    stat = path.stat()
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)


def warm_up(ask: Callable[[Session], object] = lambda _session: None) -> None:
    """Do ahead what the first questions to any case would wait for: `ask` puts such questions to an empty case in
    memory, where it may write what they are about.
    """
    configure_mappers()
    memory = database.in_memory()
    with Session(memory) as session:
        ask(session)
    memory.dispose()


def prepare_many(record: type[Record], rows: Sequence[Mapping[str, Any]]) -> Bulk:
    """Make new records ready, each a mapping of checked values with `id`. Any process may do this part of the work."""
    return prepare(record, rows)


def add_many(session: Session, bulk: Bulk) -> None:
    """Create in a `change` what `prepare_many` made ready."""
    session.info[RECORDER].add_prepared(bulk)
    indexing.index_new(session.connection(), bulk.noun, bulk.rows)
