"""Connections to a case file, and what makes a database one (docs/file-format.md).

One driver, `sqlcipher3`, carries its own current SQLite on every system, for plain files and later for encrypted ones.
The file is never opened by other means while a connection is live: closing it would drop SQLite's locks on POSIX.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from casefile.errors import DamagedFileError, PassphraseError, UserError
from casefile.journal import tables as journal_tables
from casefile.model import Record
from casefile.storage import blobs, indexes, text_index

APPLICATION_ID = 0x43465331  # "CFS1", at offset 68 of the file
FORMAT = 1
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
    "cache_size=-65536",
)

_metadata = MetaData()
meta = Table("meta", _metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))
"""case_id, and the lowest format that may read or write the file."""


def engine(path: Path, mode: Literal["write", "read"]) -> Engine:
    """An engine whose transactions lock for writing at once ("write"), or can only read ("read")."""

    def connect() -> Any:
        connection = driver.connect(
            f"file:{quote(str(path))}?mode=rw" if _is_writable(path) else f"file:{quote(str(path))}?mode=ro",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in _PRAGMAS:
            if not (pragma.startswith(("journal_mode", "secure_delete")) and mode == "read"):
                connection.execute(f"PRAGMA {pragma}")
        if mode == "read":
            connection.execute("PRAGMA query_only=ON")
        return connection

    made = create_engine("sqlite://", module=driver, creator=connect, poolclass=NullPool)

    @event.listens_for(made, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == "write" else "BEGIN")

    return made


def _is_writable(path: Path) -> bool:
    import os

    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def create(path: Path, case_id: str) -> None:
    """Make an empty case file at `path`, which must not exist."""
    driver.connect(str(path)).close()
    made = engine(path, "write")
    with made.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version={FORMAT}")
        with connection.begin():
            for metadata in (_metadata, journal_tables.metadata, Record.metadata, blobs.metadata, text_index.metadata):
                metadata.create_all(connection)
            text_index.create(connection)
            indexes.create(connection)
            rows = {"case_id": case_id, "min_reader": str(FORMAT), "min_writer": str(FORMAT)}
            connection.execute(insert(meta), [{"key": key, "value": value} for key, value in rows.items()])
    made.dispose()


def check(path: Path) -> str:
    """That `path` is a case file of a format that this program knows; returns the case id."""
    if not path.is_file():
        raise UserError(f"There is no file “{path}”; check its name and folder.")
    if path.stat().st_size == 0:
        raise DamagedFileError(f"“{path.name}” is empty, so it is not a case file; ask for it to be sent again.")
    made = engine(path, "read")
    try:
        with made.connect() as connection:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            if application != APPLICATION_ID:
                raise DamagedFileError(f"“{path.name}” is a database, but not a case file; choose a .casefile.")
            if version > FORMAT:
                raise UserError(
                    f"“{path.name}” was made by a newer Casefile (file format {version}); "
                    f"install a version that reads format {version}."
                )
            return str(connection.scalar(select(meta.c.value).where(meta.c.key == "case_id")))
    except DatabaseError as error:
        raise _why_not(path, error) from error
    finally:
        made.dispose()


def _why_not(path: Path, error: DatabaseError) -> UserError:
    """A wrong key and damage look alike to the driver (code 26): the first sixteen bytes tell them apart."""
    if "locked" in str(error.orig):
        from casefile.errors import LockedError

        return LockedError(f"“{path.name}” is busy in another program; try again in a moment.")
    with path.open("rb") as file:  # no connection is live
        header = file.read(16)
    if header == b"SQLite format 3\0":
        return DamagedFileError(f"“{path.name}” is damaged; open a backup or ask for the file to be sent again.")
    if path.suffix == ".casefile":
        return PassphraseError(
            f"“{path.name}” is encrypted or is not a case file; this version opens files without a passphrase only."
        )
    return DamagedFileError(f"“{path.name}” is not a case file; choose a .casefile.")


def quick_check(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
    return [] if rows == ["ok"] else rows
