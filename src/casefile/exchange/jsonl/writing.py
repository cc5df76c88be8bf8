"""Writing a case as a data file, and its evidence bytes into the folder beside it.

Everything is written under another name first; the data file takes its name last, so that a file of that name is whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError, unwritable
from casefile.exchange.jsonl.format import (
    BYTES_FIELDS,
    FILE,
    FILED,
    HEADER,
    LONGEST_LINE,
    STEP,
    Cancelled,
    Progress,
    evidence_folder,
    never,
    silent,
)
from casefile.model import NOUNS, Record
from casefile.model.base import fields_of, table_of
from casefile.model.fields import to_wire

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Exported:
    """How many records were written, and how many files of evidence belong to them."""

    records: int
    files: int


def export(
    case: CaseFile, target: Path, progress: Progress = silent, cancelled: Cancelled = never, *, replace: bool = False
) -> Exported:
    """Write all of `case`, the bin included. An existing data file is kept unless `replace`; on failure nothing stays."""
    _check_target(case, target, replace=replace)
    folder = _Folder(case, evidence_folder(target), cancelled)
    draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}.new")
    with unwritable(target):
        try:
            with draft.open("wb") as stream, case.reading() as session:
                records = _write(session, stream, folder, progress, cancelled)
                stream.flush()
                os.fsync(stream.fileno())
            folder.sync()
            os.replace(draft, target)  # noqa: PTH105 - named as what it is: the step that makes the export whole
            _sync_folder(target.parent)
        except BaseException:
            folder.remove_written()
            raise
        finally:
            draft.unlink(missing_ok=True)
    return Exported(records, len(folder.names))


def _check_target(case: CaseFile, target: Path, *, replace: bool) -> None:
    if not target.parent.is_dir():
        raise UserError(f"There is no folder “{target.parent}”; make it first.")
    if target.is_dir():
        raise UserError(f"“{target}” is a folder; give the name of a file in it.")
    if target.exists() and target.samefile(case.path):
        raise UserError(f"“{target}” is the case itself; choose another name.")
    if target.exists() and not replace:
        raise UserError(f"“{target}” exists already; choose another name.")


def _write(session: Session, stream: BinaryIO, folder: _Folder, progress: Progress, cancelled: Cancelled) -> int:
    counts = [session.scalar(select(func.count()).select_from(table_of(record))) or 0 for record in NOUNS.values()]
    total, done = sum(counts), 0
    stream.write(f"{HEADER}\n".encode())
    for record in NOUNS.values():
        write_line = _writer_of(record, folder)
        for page in _pages(session, record):
            if cancelled():
                raise CancelledError
            progress(done, total, record.plural)
            stream.writelines(map(write_line, page))
            done += len(page)
    progress(total, total, "")
    return done


def _pages(session: Session, record: type[Record]) -> Iterator[list[Any]]:
    """All rows of a noun in the order of their ids, by key."""
    table = table_of(record)
    statement = select(*(table.c[name] for name in ("id", *fields_of(record)))).order_by(table.c.id).limit(STEP)
    page = session.execute(statement).all()
    while page:
        yield list(page)
        page = session.execute(statement.where(table.c.id > page[-1].id)).all()


def _writer_of(record: type[Record], folder: _Folder) -> Callable[[Any], bytes]:
    """How a row of a noun becomes a line: only what differs from its default, in the order of the columns."""
    defaults = [(name, field.default) for name, field in fields_of(record).items()]
    digest, name_of = FILED.get(record.noun, ("", ""))

    def line(row: Any) -> bytes:
        written: dict[str, Any] = {"noun": record.noun, "id": str(row[0])}
        for (name, default), value in zip(defaults, row[1:], strict=True):
            if value != default:
                written[name] = to_wire(value)
        if digest and getattr(row, digest):
            written = _with_file(written, record, row, folder.put(getattr(row, digest), getattr(row, name_of)))
        text = f"{_encode(written)}\n".encode()
        if len(text) > LONGEST_LINE:
            raise UserError(
                f"The {record.noun} {row[0]} is longer than a line of the format may be ({LONGEST_LINE:,} bytes); "
                "part its texts."
            )
        return text

    return line


def _with_file(written: dict[str, Any], record: type[Record], row: Any, file: str | None) -> dict[str, Any]:
    """Beside a file every field stands that a reader would otherwise compute, so that a second export is the same."""
    if file is None:
        return written
    computed = BYTES_FIELDS if record.noun == "evidence" else FILED[record.noun]
    forced = {name: to_wire(getattr(row, name)) for name in computed}
    names = ["noun", "id", *fields_of(record)]
    whole = written | forced
    return {name: whole[name] for name in names if name in whole} | {FILE: file}


class _Folder:
    """The evidence folder: identical bytes once, named by their hash and the ending of the first item that has them."""

    def __init__(self, case: CaseFile, path: Path, cancelled: Cancelled) -> None:
        self._case = case
        self._path = path
        self._cancelled = cancelled
        self._held = case.originals.hashes()
        self._made = False
        self._written: list[Path] = []
        self.names: dict[str, str] = {}

    def put(self, digest: str, file_name: str) -> str | None:
        """The name that the bytes with this hash have in the folder; None where the case does not hold them."""
        if digest not in self._held:
            return None
        if digest not in self.names:
            ending = Path(file_name).suffix
            name = digest + (ending if _ENDING.fullmatch(ending) else "")
            self._copy(digest, self._path / name)
            self.names[digest] = name
        return self.names[digest]

    def _copy(self, digest: str, target: Path) -> None:
        self._make()
        if target.is_file() and not target.is_symlink() and _hash_of(target) == digest:
            return
        if target.is_symlink() or target.exists():
            raise UserError(f"“{target}” is not what its name says; remove it, or export under another name.")
        draft = target.with_name(f".{target.name}.{uuid4().hex[:8]}.new")
        try:
            with draft.open("xb") as stream:
                for data in self._case.originals.read(digest):
                    if self._cancelled():
                        raise CancelledError
                    stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            self._written.append(target)
            os.replace(draft, target)  # noqa: PTH105 - as above
        finally:
            draft.unlink(missing_ok=True)

    def _make(self) -> None:
        if self._path.is_symlink():
            raise UserError(f"“{self._path}” is a link; export under another name.")
        if not self._path.is_dir():
            self._path.mkdir()
            self._made = True

    def sync(self) -> None:
        """Have the system write down which files there are."""
        if self._written:
            _sync_folder(self._path)

    def remove_written(self) -> None:
        """Take back what this export wrote, and nothing else."""
        for path in self._written:
            path.unlink(missing_ok=True)
        if self._made:
            with suppress(OSError):  # someone put a file there meanwhile
                self._path.rmdir()


def _hash_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while data := stream.read(_CHUNK):
            digest.update(data)
    return digest.hexdigest()


def _sync_folder(path: Path) -> None:
    """Write a rename down; where a folder cannot be opened (Windows) the system does so itself."""
    with suppress(PermissionError):
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
