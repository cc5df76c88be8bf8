"""Intake: files and folders become items of evidence, their bytes stored unaltered and read back, custody recorded.

One file, one item, one change. A file that cannot be taken in is one line in the report, never a stop; what is already
in the case, by its hash, is recognised and left alone.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import kinds
from casefile.operations import evidence, records
from casefile.storage.blobs import Incoming

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and the name of the file at hand."""
LABEL = "Add evidence"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file. `id` is None where it was not taken in; `problem` then says why."""

    path: Path
    id: UUID | None
    number: str
    already_there: bool = False
    problem: str = ""


def take_in(
    case: CaseFile,
    paths: Iterable[Path],
    values: Mapping[str, Any] | None = None,
    progress: Progress = lambda _done, _total, _name: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Taken, ...]:
    """Take in files, and folders recursively. `values` are fields given to every item. Cancel keeps what is complete."""
    if case.read_only:
        raise UserError(f"“{case.path.name}” is open for reading only; nothing was added.")
    files = list(_files(case, paths))
    total = sum(size for _, size in files)
    done = 0
    report = []
    for path, size in files:
        before = done

        def count(read: int, path: Path = path) -> None:
            nonlocal done
            done += read
            progress(done, total, path.name)

        try:
            report.append(_take_one(case, path, values or {}, count, cancelled))
        except CancelledError:
            break
        except (OSError, UserError) as error:
            report.append(Taken(path, None, "", problem=_sentence(path, error)))
        done = before + size
    return tuple(report)


def _files(case: CaseFile, paths: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Every regular file with its size, in order of name, and folders that cannot be read.

    In folders symbolic links are not followed and the case file is left out; what was named itself is always told of.
    """
    own = {case.path.name, f".{case.path.name}.lock", f"{case.path.name}-journal"}
    for path in paths:
        if os.path.islink(path) or not os.path.isdir(path):  # noqa: PTH112, PTH114 - these never raise
            yield path, _size(path)
            continue
        unreadable: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=unreadable.append):
            folders.sort()
            here = _same(Path(folder), case.path.parent)
            for name in sorted(names):
                found = Path(folder, name)
                if _is_regular(found) and not (here and name in own):
                    yield found, _size(found)
        yield from ((Path(error.filename), 0) for error in unreadable)


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True  # it will be told why it cannot be read


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _take_one(
    case: CaseFile, path: Path, values: Mapping[str, Any], count: Callable[[int], None], cancelled: Callable[[], bool]
) -> Taken:
    if path.is_dir() and not path.is_symlink():
        os.scandir(path).close()  # says why it was not walked
    if not stat.S_ISREG(path.lstat().st_mode):
        raise UserError(f"“{_safe_name(path.name)}” is not a file; choose a file or a folder.")
    if _same(path, case.path):  # opening and closing it here would drop SQLite's locks on it
        raise UserError(f"“{_safe_name(path.name)}” is the case itself; choose the files that are evidence.")
    mime = kinds.mime_of(kinds.head_of(path), path.name)
    with path.open("rb") as stream:
        incoming = case.take_in(stream, count, cancelled)
    try:
        with case.reading() as session:
            known = evidence.with_hash(session, incoming.sha256)
        if known is not None:
            case.discard(incoming)
            return Taken(path, known.id, known.number, already_there=True)
        return _add(case, path, incoming, mime, values)
    except BaseException:
        case.discard(incoming)
        raise


def _add(case: CaseFile, path: Path, incoming: Incoming, mime: str, values: Mapping[str, Any]) -> Taken:
    own = {
        "title": _safe_name(path.stem) or _safe_name(path.name) or "Untitled",
        "type": kinds.type_of(mime),
        "file_name": _safe_name(path.name),
        "mime": mime,
        "size": incoming.size,
        "sha256": incoming.sha256,
    }
    with case.change(LABEL, incoming=(incoming,)) as session:
        identity = records.add(session, "evidence", own | dict(values))
        received = {
            "evidence_id": identity,
            "action": "received",
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": incoming.sha256,
            "note": f"Taken in from “{own['file_name']}”, {incoming.size:,} bytes, read back and compared.",
        }
        records.add(session, "custody_event", received)
        number = records.get(session, "evidence", identity).number
    return Taken(path, identity, number)


def _safe_name(name: str) -> str:
    """A file name that can be stored: undecodable bytes shown, control characters and line breaks as spaces."""
    shown = name.encode("utf-8", "backslashreplace").decode()
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in shown).strip()


def _sentence(path: Path, error: Exception) -> str:
    if isinstance(error, UserError):
        return str(error)
    reason = getattr(error, "strerror", None) or "it cannot be read"
    return f"“{_safe_name(path.name)}” was not taken in: {reason.lower()}."
