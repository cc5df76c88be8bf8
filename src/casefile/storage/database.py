"""Connections to a case file, and what makes a database one (docs/file-format.md).

One driver, `sqlcipher3`, carries its own current SQLite on every system, for plain files and later for encrypted ones.
The file is never opened by other means while a connection is live: closing it would drop SQLite's locks on POSIX.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote
from uuid import UUID

import sqlcipher3.dbapi2 as driver
from sqlalchemy import (
    Column,
    Connection,
    Dialect,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from casefile.errors import DamagedFileError, FullDiskError, LockedError, OlderFormatError, PassphraseError, UserError
from casefile.journal import tables as journal_tables
from casefile.model import Record
from casefile.storage import blobs, indexes, text_index, texts

APPLICATION_ID = 0x43465331  # "CFS1", at offset 68 of the file
FORMAT = 3
PHYSICAL = (blobs.metadata, text_index.metadata, texts.metadata)
"""What stands beside journal and records: bytes, and what can be made anew from bytes and records."""
_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "busy_timeout=3000",
)
_PAGE = 8192
"""Bytes of a page in new files: half the writes that evidence takes in pages of 4096; with more a small case is too big."""
_CACHE, _CACHE_KEPT = -65536, -24576
"""KiB: what a connection holds of the file while it is used; less where it stays, and room for one transaction of bytes."""

_compiled: LRUCache[Any, Any] = LRUCache(1_000)
_metadata = MetaData()
meta = Table("meta", _metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))
"""case_id, and the lowest format that may read or write the file."""


def engine(path: Path, mode: Literal["write", "read"], *, kept: bool = False) -> Engine:
    """An engine whose transactions lock for writing at once ("write"), or can only read ("read").

    A connection is closed after use, or `kept` for the next one, until the engine is disposed of.
    """

    def connect() -> Any:
        connection = driver.connect(
            f"file:{quote(os.fsencode(path))}?mode={'rw' if is_writable(path) else 'ro'}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            for pragma in _PRAGMAS:
                if not (pragma.startswith(("journal_mode", "secure_delete")) and mode == "read"):
                    connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA cache_size={_CACHE_KEPT if kept else _CACHE}")
        except UnicodeDecodeError as error:  # SQLite quotes the damaged schema in its message
            raise driver.DatabaseError("malformed database schema") from error
        if mode == "read":
            connection.execute("PRAGMA query_only=ON")
        return connection

    pool = QueuePool(connect, pool_size=1, max_overflow=-1) if kept else NullPool(connect)
    made = create_engine("sqlite://", module=driver, pool=pool)
    _compile_once(made)

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")

    return made


def in_memory() -> Engine:
    """An engine on an empty case that is nowhere but in memory, as long as one connection to it is open."""
    made = create_engine("sqlite://", module=driver, poolclass=StaticPool, connect_args={"check_same_thread": False})
    _compile_once(made)
    with made.begin() as connection:
        for metadata in (_metadata, journal_tables.metadata, Record.metadata, *PHYSICAL):
            metadata.create_all(connection)
        text_index.create(connection)
    return made


def _compile_once(made: Engine) -> None:
    """Let all engines share what they compile: compiling a statement takes ten times as long as asking it, and would be
    done anew for each case that is opened. Compiled statements belong to a dialect, so that is shared too.
    """
    made.dialect = _dialect()
    made.update_execution_options(compiled_cache=_compiled)


@cache
def _dialect() -> Dialect:
    with create_engine("sqlite://", module=driver, poolclass=NullPool).connect() as connection:  # asked for its version
        return connection.dialect


def is_writable(path: Path) -> bool:
    """Whether the file, and the folder in which its rollback journal stands, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def create(path: Path, case_id: str) -> None:
    """Make an empty case file at `path`, which must not exist."""
    path.touch(exist_ok=False)
    made = engine(path, "write")
    with made.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA page_size={_PAGE}")
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={FORMAT}")
        with connection.begin():
            for metadata in (_metadata, journal_tables.metadata, Record.metadata, *PHYSICAL):
                metadata.create_all(connection)
            text_index.create(connection)
            texts.create(connection)
            indexes.create(connection)
            rows = {"case_id": case_id, "min_reader": str(FORMAT), "min_writer": str(FORMAT)}
            connection.execute(insert(meta), [{"key": key, "value": value} for key, value in rows.items()])
    made.dispose()


def check(path: Path) -> UUID:
    """That `path` is a case file of the format of this program; returns the case id."""
    version, case_id = identify(path)
    if version < FORMAT:
        raise OlderFormatError(
            f"“{path.name}” was made by an older Casefile (file format {version}); "
            f"open it in the window or run “casefile upgrade”: the old file is kept beside the new one."
        )
    return case_id


def identify(path: Path) -> tuple[int, UUID]:
    """Format and case id of the case file at `path`, which may be older than this program, but not newer."""
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError as error:
        raise UserError(f"“{path}” cannot be reached ({error.strerror}); check its folder.") from error
    if size is None:
        raise UserError(f"There is no file “{path}”; check its name and folder.")
    if size == 0:
        raise DamagedFileError(f"“{path.name}” is empty, so it is not a case file; ask for it to be sent again.")
    made = engine(path, "read")
    try:
        with made.connect() as connection:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            if application != APPLICATION_ID:
                raise DamagedFileError(f"“{path.name}” is a database, but not a case file; choose a .casefile.")
            if version < 1:
                raise DamagedFileError(f"“{path.name}” does not say which format it has; open a backup.")
            if version > FORMAT:
                raise UserError(
                    f"“{path.name}” was made by a newer Casefile (file format {version}); "
                    f"install a version that reads format {version}."
                )
            return version, _case_id(path, connection.scalar(select(meta.c.value).where(meta.c.key == "case_id")))
    except DatabaseError as error:
        raise _why_not(path, error) from error
    finally:
        made.dispose()


def _case_id(path: Path, stored: object) -> UUID:
    try:
        return UUID(str(stored))
    except ValueError as error:
        raise DamagedFileError(f"“{path.name}” does not say which case it holds; open a backup.") from error


def _why_not(path: Path, error: DatabaseError) -> UserError:
    """A wrong key and damage look alike to the driver (code 26): the first sixteen bytes tell them apart."""
    if "locked" in str(error.orig):
        return LockedError(f"“{path.name}” is busy in another program; try again in a moment.")
    try:
        with path.open("rb") as file:  # no connection is live
            header = file.read(16)
    except OSError as problem:
        return UserError(f"“{path.name}” cannot be read ({problem.strerror}); ask its owner for a copy.")
    if header == b"SQLite format 3\0":
        return DamagedFileError(f"“{path.name}” is damaged; open a backup or ask for the file to be sent again.")
    if path.suffix == ".casefile":
        return PassphraseError(
            f"“{path.name}” is encrypted or is not a case file; this version opens files without a passphrase only."
        )
    return DamagedFileError(f"“{path.name}” is not a case file; choose a .casefile.")


@contextmanager
def translated(path: Path) -> Generator[None]:
    """What the database says, in sentences."""
    try:
        yield
    except DatabaseError as error:
        message = str(error.orig)
        if "locked" in message:
            raise LockedError(f"“{path.name}” is busy in another program; try again in a moment.") from error
        if "unable to open" in message:
            raise UserError(f"“{path.name}” cannot be reached; see that its disk and folder are there.") from error
        if "disk I/O" in message:
            raise UserError(f"The disk reports an error for “{path.name}”; nothing was written.") from error
        if "full" in message:
            raise FullDiskError("The disk is full, so nothing was written; free some space and try again.") from error
        if any(words in message for words in ("malformed", "not a database", "no such table", "no such column")):
            raise DamagedFileError(f"“{path.name}” is damaged; open a backup. Nothing was written.") from error
        if "readonly" in message:
            raise UserError(f"“{path.name}” cannot be written here; copy it to a folder of yours.") from error
        raise


def drop_journal(writer: Engine) -> None:
    """Remove a rollback journal that a kill left before it held anything: SQLite passes it over until the next write."""
    with writer.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")


def quick_check(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [each for each in found if each != "ok"] + [
        f"a row of {row[0]} refers to a row of {row[2]} that is not there" for row in loose
    ]
