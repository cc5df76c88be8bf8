"""Bringing a case file of an older format to this one.

Columns and tables are only ever added (docs/file-format.md), so one rule serves every format: a new file is made, every
row is copied into it, and what the old file lacks gets its default, as it would if the journal were replayed. Nothing
is written to the journal. The copy is verified before it takes the old file's place; the old file is kept beside it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, MetaData, Table, func, null, select
from sqlalchemy.exc import DatabaseError

from casefile.errors import CancelledError, DamagedFileError, UserError
from casefile.journal import replay
from casefile.journal import tables as journal_tables
from casefile.journal.rows import insert_rows
from casefile.model import Record
from casefile.model.base import derived_of, fields_of
from casefile.storage import blobs, checks, database, texts
from casefile.storage.lock import WriterLock

Progress = Callable[[int, int], None]
"""Called with the rows copied or checked, and how many there are."""
Cancelled = Callable[[], bool]
_BATCH = 200
_COPIED: tuple[MetaData, ...] = (journal_tables.metadata, Record.metadata, *database.PHYSICAL)


def migrate(
    path: Path, progress: Progress = lambda _done, _total: None, cancelled: Cancelled = lambda: False
) -> Path | None:
    """Put a file of the present format in the place of the older one at `path`; returns where the old one is now.

    None, and nothing is done, if it has the present format.
    """
    version, case_id = database.identify(path)
    if version == database.FORMAT:
        return None
    lock = WriterLock(path)
    lock.take()
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")
    try:
        with database.translated(path):
            database.create(draft, str(case_id))
            _copy(path, draft, progress, cancelled)
            _verify(path, draft, progress, cancelled)
        return _swap(path, draft, version)
    except OSError as error:
        raise UserError(f"“{path}” cannot be upgraded ({error.strerror}); copy it to a folder of yours.") from error
    finally:
        for left in (draft, draft.with_name(f"{draft.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        lock.release()


def _copy(path: Path, draft: Path, progress: Progress, cancelled: Cancelled) -> None:
    old, new = database.engine(path, "read"), database.engine(draft, "write")
    try:
        with old.connect() as source, new.connect() as target, source.begin(), target.begin():
            there = _tables_of(path, source)
            wanted = [table for metadata in _COPIED for table in metadata.sorted_tables if table.name in there]
            total = sum(_count(source, table) for table in wanted)
            done = 0
            for table in wanted:
                for rows in _rows(source, table, there[table.name]):
                    if cancelled():
                        raise CancelledError
                    insert_rows(target, table, [column.name for column in table.columns], rows)
                    done += len(rows)
                    progress(done, total)
            target.exec_driver_sql("INSERT INTO search(search) VALUES('rebuild')")
            texts.index_anew(target)
    finally:
        old.dispose()
        new.dispose()


def _tables_of(path: Path, source: Connection) -> dict[str, set[str]]:
    """Tables and their columns. A view or a trigger is no part of a case file, and is not to be run."""
    found = list(source.exec_driver_sql("SELECT type, name FROM sqlite_schema"))
    if any(kind in ("view", "trigger") for kind, _ in found):
        raise DamagedFileError(f"“{path.name}” holds what no case file has; ask for it to be sent again.")
    names = [str(name) for kind, name in found if kind == "table"]
    return {
        name: {str(row[1]) for row in source.exec_driver_sql(f'PRAGMA table_info("{name}")')}
        for name in names
        if '"' not in name
    }


def _count(source: Connection, table: Table) -> int:
    return source.scalar(select(func.count()).select_from(table)) or 0


def _rows(source: Connection, table: Table, there: set[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows as the driver holds them, in the order of the new table's columns."""
    missing = _missing(table, there)
    columns = [null().label(column.name) if column.name in missing else column for column in table.columns]
    places = [(place, missing[column.name]) for place, column in enumerate(table.columns) if column.name in missing]
    statement = select(*columns).order_by(*table.primary_key.columns).compile(dialect=source.dialect)
    found = source.exec_driver_sql(str(statement))
    while rows := found.fetchmany(_BATCH):
        yield [_filled(row, places) for row in rows]


def _filled(row: Any, places: list[tuple[int, Any]]) -> tuple[Any, ...]:
    values = list(row)
    for place, value in places:
        values[place] = value
    return tuple(values)


def _missing(table: Table, there: set[str]) -> dict[str, Any]:
    """The columns that the old table lacks, and what stands in them: the default of the field, or what derives from it."""
    record = next((one for one in replay.nouns().values() if one.noun == table.name), None)
    if record is None:
        return {column.name: None for column in table.columns if column.name not in there}
    fields, derived = fields_of(record), derived_of(record)
    raw: dict[str, Any] = {}
    for column in table.columns:
        if column.name in there:
            continue
        source, derive = derived.get(column.name, (column.name, None))
        default = fields[source].default
        raw[column.name] = derive(default) if derive else ("" if default == () else default)
    return raw


def _verify(path: Path, draft: Path, progress: Progress, cancelled: Cancelled) -> None:
    made = database.engine(draft, "read")

    def told(done: int, total: int) -> None:
        if cancelled():
            raise CancelledError
        progress(done, total)

    try:
        with made.connect() as connection, connection.begin():
            faults = [
                *database.quick_check(connection),
                *replay.verify(connection, told),
                *checks.verify_index(connection),
                *_altered_bytes(connection, told),
            ]
    except DatabaseError as error:
        faults = [str(error.orig)]
    finally:
        made.dispose()
    if faults:
        raise DamagedFileError(
            f"“{path.name}” is not as it was written, so it was left as it is; open a backup, or run “casefile verify” "
            "with the version that made it."
        )


def _altered_bytes(connection: Connection, told: Progress) -> list[str]:
    """Evidence whose bytes no longer have their hash. Bytes that this copy never had are no fault of the upgrade."""
    stored = list(blobs.stored(connection))
    found = []
    for done, (identity, digest, size) in enumerate(stored, 1):
        if blobs.hash_of(connection, identity) != (digest, size):
            found.append(digest)
        told(done, len(stored))
    return found


def _swap(path: Path, draft: Path, version: int) -> Path:
    """The old file keeps its bytes under another name; at no moment is there no file at `path`, where links exist."""
    kept = _free(path.with_name(f"{path.stem}.format-{version}{path.suffix}"))
    shutil.copymode(path, draft)
    try:
        os.link(path, kept)
    except OSError:  # a stick formatted as FAT knows no links
        path.rename(kept)
    draft.replace(path)
    return kept


def _free(path: Path) -> Path:
    number, wanted = 1, path
    while wanted.exists():
        number += 1
        wanted = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return wanted
