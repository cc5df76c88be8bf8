"""Which files are to be taken in: found in folders, counted, and what would make the case too big."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import contents
from casefile.evidence.found import is_of_system

BIG_FILE = 256_000_000
"""Bytes; a file with more had better not be in the case file, which is copied and sent as a whole."""
BIG_CASE = 2_000_000_000
"""Bytes of evidence in one case file."""
SMALL = 4 * 1024**2
"""Bytes; a file with no more is read at once, and is always kept in the case file."""

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One file. `folder` is where it lay, beginning with the folder that was named; "" if it was named itself."""

    path: Path
    size: int
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of an intake, in order, and the bytes of evidence that the case file has already.

    `left_out` says of each folder that was named what in it is not taken in, and why.
    """

    files: tuple[Found, ...]
    embedded: int
    left_out: tuple[tuple[Path, tuple[str, ...]], ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(found.size for found in self.files)

    @property
    def is_big(self) -> bool:
        """Whether somebody has to say where big files are kept."""
        larger = [found.size for found in self.files if found.size > SMALL]
        return bool(larger) and (max(larger) > BIG_FILE or self.embedded + self.size > BIG_CASE)


@dataclass(slots=True)
class _LeftOut:
    """Paths in one folder that are passed over, by why."""

    links: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    of_system: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        if self.links:
            yield f"Not followed: {_named(self.links, 'link')}. Add what they lead to, if it is evidence."
        if self.special:
            yield f"Left out: {_named(self.special, 'pipe or device', 'pipes or devices')}."
        if self.of_system:
            many = _named(self.of_system, "file of an operating system", "files of operating systems")
            yield f"Left out: {many}. Add one by its own name, if it matters."


def _named(names: list[str], one: str, several: str = "") -> str:
    """How many they are, and the names of the first."""
    shown = ", ".join(f"“{name}”" for name in names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return f"{len(names):,} {one if len(names) == 1 else several or f'{one}s'} ({shown})"


def survey(
    case: CaseFile,
    paths: Iterable[Path],
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] = lambda _count: None,
) -> Survey:
    """Find the files: those named, and those in the folders named; `progress` is told how many there are so far.

    Who cancels gets what was found by then.
    """
    files: list[Found] = []
    left_out: list[tuple[Path, tuple[str, ...]]] = []
    for path in paths:
        if os.path.islink(path) or not os.path.isdir(path):  # noqa: PTH112, PTH114 - these never raise
            files.append(Found(path, _size(path)))
            continue
        passed = _LeftOut()
        for found in _files(case, path, passed):
            if cancelled():
                break
            files.append(found)
            progress(len(files))
        if sentences := tuple(passed.sentences()):
            left_out.append((path, sentences))
    there = {found.path for found in files}
    own = tuple(found for found in files if contents.belongs_to(found.path) not in there)
    return Survey(own, case.originals.size_embedded(), tuple(left_out))


def _files(case: CaseFile, path: Path, passed: _LeftOut) -> Iterator[Found]:
    """Every regular file in a folder with its size, in order of name, and folders that cannot be read.

    Symbolic links are not followed and the case itself is left out.
    """
    own = {case.path.name, f".{case.path.name}.lock", f"{case.path.name}-journal"}
    unreadable: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=unreadable.append):
        here = is_same(Path(folder), case.path.parent)
        linked = {name for name in folders if Path(folder, name).is_symlink()}
        folders[:] = sorted(name for name in folders if _is_walked(Path(folder, name), case, here=here))
        inside = safe_name(str(Path(path.absolute().name, Path(folder).relative_to(path)).as_posix()))
        for name in sorted({*names, *linked} - (own if here else set())):
            found = Path(folder, name)
            if (kept := _kept(found, name, passed)) is not None:
                yield Found(found, kept, inside)
    yield from (Found(Path(error.filename), 0) for error in unreadable)


def _kept(path: Path, name: str, passed: _LeftOut) -> int | None:
    """The size of a file that is to be taken in; None for one that is noted as passed over."""
    size = _size_of_regular(path)
    if size is not None and not is_of_system(name):
        return size
    group = passed.of_system if size is not None else passed.links if path.is_symlink() else passed.special
    group.append(safe_name(name))
    return None


def _is_walked(folder: Path, case: CaseFile, *, here: bool) -> bool:
    """Not the folder of the case's own media, nor what belongs to a page beside it and comes with that page."""
    return not (here and folder.name == case.originals.folder.name) and contents.belongs_to(folder) is None


def _size_of_regular(path: Path) -> int | None:
    """None of what is no file, such as a link or a device."""
    try:
        status = path.lstat()
    except OSError:
        return 0  # it will be told why it cannot be read
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def is_same(one: Path, other: Path) -> bool:
    """Whether both are one file, by whatever names."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _is_at(status: os.stat_result, path: Path) -> bool:
    """Whether the file with this status is the one at `path`."""
    try:
        return os.path.samestat(status, path.stat())
    except OSError:
        return False


def check(case: CaseFile, path: Path) -> None:
    """`UserError` or `OSError` where there is no file that can be evidence."""
    status = path.lstat()
    if stat.S_ISDIR(status.st_mode):
        os.scandir(path).close()  # says why it was not walked
    if stat.S_ISLNK(status.st_mode):
        raise UserError(f"“{safe_name(path.name)}” is a link, and links are not followed; add what it leads to.")
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"“{safe_name(path.name)}” is not a file; choose a file or a folder.")
    if _is_at(status, case.path):  # opening and closing it here would drop SQLite's locks on it
        raise UserError(f"“{safe_name(path.name)}” is the case itself; choose the files that are evidence.")


def times(status: os.stat_result) -> dict[str, str]:
    """When the file was made, where the system knows, and last changed, as fields of an item."""
    born = getattr(status, "st_birthtime", None) or (status.st_ctime if os.name == "nt" else None)
    known = {"file_created": born, "file_modified": status.st_mtime}
    return {name: words for name, moment in known.items() if moment is not None and (words := _moment(moment))}


def _moment(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):  # a file from before the year 1, or from after 9999
        return ""


def safe_name(name: str) -> str:
    """A file name that can be stored: undecodable bytes shown, control characters and line breaks as spaces."""
    shown = name.encode("utf-8", "backslashreplace").decode()
    if shown.isprintable():
        return shown.strip()
    return "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in shown).strip()
