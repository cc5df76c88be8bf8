"""CaseFile: the one door to a case on disk.

`reading()` gives a session that can only read, `change(label)` the only one that can write; what it changed becomes one
change set of the journal, in the same transaction, and one step of undo.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Self
from uuid import UUID, uuid4

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session, configure_mappers

from casefile.errors import UserError
from casefile.journal import replay
from casefile.journal.bulk import Prepared, prepare
from casefile.journal.recorder import CaseSession, Recorder, Touched, forbid_writing
from casefile.journal.replay import Finding
from casefile.journal.undo import Steps, revert
from casefile.journal.writer import Author
from casefile.model.base import Record
from casefile.model.number_blocks import AUTHOR
from casefile.storage import checks, database, indexing, migration, texts
from casefile.storage.blobs import Incoming
from casefile.storage.connections import Connections
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


class CaseFile:
    """An open case. Threads may share it; each `reading()` and `change()` has a session of its own."""

    def __init__(self, path: Path, author_of: AuthorOf, *, read_only: bool = False, locked: bool = True) -> None:
        self.path = path
        self.case_id = database.check(path)
        self.author = Author(author_of(self.case_id), _APP, database.FORMAT)
        self._listeners: list[Listener] = []
        self._lock = WriterLock(path) if locked and not read_only else None
        if self._lock:
            self._lock.take()
        self._steps = Steps(self.author.id)
        self._connections = Connections(path, self._steps.read_on, read_only=read_only)
        self.originals = Originals(path, self._connections)
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
        self._connections.close()
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
                self._connections.look()
            if not self.read_only:
                with suppress(UserError):  # a full disk must not keep the case shut: it is swept another time
                    self._sweep()
        except BaseException:
            self.close()
            raise

    def _sweep(self) -> None:
        """Remove what an interrupted intake left behind, and index anew what a draft of this format indexed otherwise."""
        left = self.originals.leftovers()
        self._connections.drop_journal()
        self.originals.sweep(left)
        with self._connections.reading() as connection:
            indexed = texts.is_indexed(connection)
        if not indexed:
            with self._connections.writing_bytes() as connection:
                texts.index_anew(connection)

    # --- reading --------------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session that sees one state of the case and can only read it."""
        session = CaseSession(self._connections.reader, expire_on_commit=False)
        forbid_writing(session)
        with database.translated(self.path), session:
            yield session

    @property
    def head(self) -> str:
        """The journal's head, hexadecimal; several, joined by +, after an unfinished merge."""
        return self._connections.head

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: opened so, or another program has written into the file meanwhile."""
        return self._connections.read_only

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
        with self._connections.writing() as connection:
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

    def at_length(self) -> AbstractContextManager[None]:
        """Within it one connection serves for all writing, where very many transactions follow each other."""
        return self._connections.at_length()

    def keep_text(self, extracts: Sequence[texts.Extract]) -> None:
        """Keep what was read out of evidence bytes. It can be read again any time, so it is no change and no step."""
        with self._connections.writing_bytes() as connection:
            texts.keep(connection, extracts)
        self._tell(frozenset({(texts.NOUN, UUID(int=0))}))

    def undo(self) -> str:
        """Take the last change back; returns its label."""
        return self._revert("undo")

    def redo(self) -> str:
        """Bring the change back that was last undone; returns its label."""
        return self._revert("redo")

    def _revert(self, kind: Literal["undo", "redo"]) -> str:
        with self._connections.writing() as connection:
            step = self._steps.undo if kind == "undo" else self._steps.redo
            if step is None:
                raise UserError(f"There is nothing to {kind}.")
            touched = revert(connection, self.author, step, kind)
            indexing.index(connection, touched)
            connection.commit()
        self._tell(touched)
        return step.label

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
            with self._connections.reader.connect() as connection, connection.begin():
                for fault in database.quick_check(connection):
                    yield Finding("file", fault)
                yield from replay.verify(connection, progress)
                yield from checks.verify_index(connection)
                yield from checks.verify_bytes(connection, self.originals.sidecar, progress, read_data=read_data)
        except DatabaseError as error:
            yield Finding("file", f"it cannot be read ({error.orig})")


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
