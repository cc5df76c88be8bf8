"""Archives: zip, tar, and files compressed on their own. Each entry becomes an item; nothing is ever unpacked to disk.

What an archive says about itself is checked before anything is read, and counted again while it is read: number and size
of entries, how much they grow, where their names lead. Links and special files are left out, and locked entries told of.
How deep archives in archives are opened is for `looking` to say.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Generic, TypeVar, cast

from charset_normalizer import from_bytes

from casefile.errors import UserError
from casefile.evidence.captures import receipts, sidecars
from casefile.evidence.found import (
    BAD_FILE,
    Child,
    Contents,
    File,
    Limited,
    is_of_system,
    merged,
    plain,
    undisguised,
    utc,
)

MOST_ENTRIES = 10_000
MOST_BYTES = 20 << 30
MOST_GROWTH = 100
"""An entry, or all of them, that unpack to more than so many times their size are a bomb (from `SMALL` bytes on)."""
SMALL = 4 << 20
_ENCODINGS = ["utf_8", "cp949", "cp866", "cp1251", "shift_jis", "gb18030", "big5", "cp1256", "cp437"]
_BOMB = f"It unpacks to more than {MOST_GROWTH} times its size, as a bomb does; it was not opened."
_SPECIAL = "links or special files, left out."
_OF_SYSTEM = "kept by an operating system for itself, left out."
_DAMAGED = "This archive is damaged; no file in it can be read."
_TAR = "application/x-tar"
_WORDS = (".json", ".csv", ".txt", ".xml", ".log")  # beside files of such names no tool leaves its data
_STREAMS = ("application/gzip", "application/x-bzip2", "application/x-xz")
_MARKS: dict[bytes, Callable[[BinaryIO], Any]] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7z": lzma.open}
Opened = TypeVar("Opened")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive: its name as written, its size unpacked and packed, and why it cannot be had, if so.

    One that is not `is_direct` is read with all that stands before it, so that it is read but once.
    """

    name: str
    size: int
    packed: int
    changed: str
    open: Callable[[], BinaryIO]
    refused: str = ""
    is_direct: bool = True


_CLOSED = (
    "application/x-rar-compressed",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/zstd",
    "application/x-lzip",
    "application/vnd.ms-cab-compressed",
)


def stays_closed(mime: str) -> bool:
    """Whether files of this kind are archives that cannot be opened here."""
    return mime in _CLOSED


def opens(mime: str) -> bool:
    """Whether files of this kind are opened as archives."""
    return mime in ("application/zip", _TAR, *_STREAMS)


def read(path: File, mime: str) -> Contents:
    """The files in an archive as children; nothing for what is no archive."""
    if stays_closed(mime):
        return Contents(notes=("Archives of this kind are not opened; unpack it yourself and add what you need.",))
    entries = zip_entries if mime == "application/zip" else tar_entries if mime in (_TAR, *_STREAMS) else None
    if entries is None:
        return Contents()
    try:
        found = entries(path)
        check(found, path.stat().st_size)
    except UserError as error:
        return Contents(notes=(str(error),))
    except BAD_FILE:
        return Contents(notes=(_DAMAGED,))
    return Contents(notes=tuple(_notes(found)), children=lambda: children(found))


def check(entries: Iterable[Entry], size: int) -> None:
    """`UserError` for an archive of `size` bytes that would burst what it is opened into."""
    whole = sum(entry.size for entry in entries)
    if whole > max(MOST_GROWTH * size, SMALL) or sum(entry.packed for entry in entries) > max(2 * size, SMALL):
        raise UserError(_BOMB)
    if whole > MOST_BYTES:
        raise UserError(f"It unpacks to more than {MOST_BYTES >> 30} GB; unpack it yourself and add what you need.")


def children(entries: Iterable[Entry]) -> Iterator[Child]:
    """The entries that can be had, each as an item of its own, with the receipts that lie beside it in the archive."""
    return (child for _entry, child in paired(list(entries)))


def paired(entries: list[Entry]) -> Iterator[tuple[Entry, Child]]:
    """The same, each with its entry."""
    had = {entry.name: entry for entry in entries if not entry.refused}
    about: dict[str, list[Entry]] = {}
    folders: dict[str, _Packed] = {}
    for entry in had.values():
        about.setdefault(receipts.subject_of(entry.name), []).append(entry)
        folders.setdefault(entry.name.rpartition("/")[0], _Packed()).add(entry)
    for entry in had.values():
        if receipts.subject_of(entry.name) not in had:
            folder, name = place_of(entry.name)
            values = {"file_modified": entry.changed} if entry.changed else {}
            beside = _beside(entry, folders[entry.name.rpartition("/")[0]])
            known = merged(beside, _receipts(entry, about.get(entry.name, [])))
            yield entry, Child(name, folder, entry.open, "derived_from_id", values, known)


class _Packed:
    """One folder of an archive, with what tools left in it about the files in it (`sidecars.Folder`)."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._listed: sidecars.Listed | None = None

    def add(self, entry: Entry) -> None:
        self._entries[entry.name.rpartition("/")[2]] = entry

    def text(self, name: str) -> str:
        entry = self._entries.get(name)
        if entry is None or entry.size > sidecars.MOST_BYTES:
            return ""
        with entry.open() as stream:
            return stream.read(sidecars.MOST_BYTES).decode("utf-8-sig")

    def lists(self) -> sidecars.Listed:
        if self._listed is None:
            names = sorted(name for name in self._entries if name.endswith((".json", ".csv")))
            self._listed = sidecars.listed(names[: sidecars.MOST_LISTS], self)
        return self._listed


def _beside(entry: Entry, folder: _Packed) -> Contents:
    name = entry.name.rpartition("/")[2]
    if name.lower().endswith(_WORDS) or not entry.is_direct:
        return Contents()
    try:
        return sidecars.of(name, folder, receipts.hasher_of(entry.open))
    except BAD_FILE:
        return Contents(notes=("What lies beside it cannot be read.",))


def _receipts(entry: Entry, found: list[Entry]) -> Contents:
    hashed = receipts.hasher_of(entry.open)
    read_ones = []
    for receipt in found:
        try:
            with receipt.open() as stream:
                read_ones.append(receipts.read(place_of(receipt.name)[1], stream.read(receipts.MOST_BYTES), hashed))
        except BAD_FILE:
            continue
    return receipts.together(read_ones)


class Shared(Generic[Opened]):
    """An archive that is opened once for all its entries, when it is first wanted, and closed with the last of them."""

    def __init__(self, opening: Callable[[], Opened], closing: Callable[[Opened], None]) -> None:
        self._opening, self._closing = opening, closing
        self._opened: list[Opened] = []

    def __call__(self) -> Opened:
        """The archive."""
        if not self._opened:
            self._opened.append(self._opening())
        return self._opened[0]

    def __del__(self) -> None:
        for opened in self._opened:
            self._closing(opened)


def place_of(name: str) -> tuple[str, str]:
    """Folder and name of an entry: what leads up, out, or to a drive is taken away. They are shown, never opened."""
    parts = [plain(part, 255) for part in re.sub(r"^[A-Za-z]:", "", name.replace("\\", "/")).split("/")]
    parts = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(parts[:-1])[:1000], parts[-1] if parts else "unnamed"


def _notes(entries: list[Entry]) -> Iterator[str]:
    reasons: dict[str, int] = {}
    for entry in entries:
        if entry.refused:
            reasons[entry.refused] = reasons.get(entry.refused, 0) + 1
    for reason, count in reasons.items():
        yield f"{'One entry' if count == 1 else f'{count:,} entries'} of this archive: {reason}"
    astray = sum(_leads_out(entry.name) for entry in entries)
    if astray:
        yield f"Names that lead out of the archive were shortened: {astray:,}."
    turned = [name for entry in entries if (name := undisguised(entry.name))]
    if turned:
        yield f"Names that hide their direction: {len(turned):,}, such as “{turned[0]}”."


def _leads_out(name: str) -> bool:
    shown = name.replace("\\", "/")
    return shown.startswith("/") or re.match(r"[A-Za-z]:", shown) is not None or ".." in PurePosixPath(shown).parts


# --- zip ---------------------------------------------------------------------------------------------------------


def zip_entries(path: File) -> list[Entry]:
    """The files that a zip lists; `UserError` where they are too many, what zipfile raises where it is damaged."""
    shared = Shared(lambda: _zip(path), _close_zip)
    listed = [info for info in shared().infolist() if not info.is_dir()]
    if len(listed) > MOST_ENTRIES:
        raise UserError(
            f"It holds {len(listed):,} files, more than the {MOST_ENTRIES:,} that are read; unpack it yourself."
        )
    names = _names(listed)
    return [_zip_entry(shared, info, name) for info, name in zip(listed, names, strict=True)]


def _zip(path: File) -> zipfile.ZipFile:
    file = path.open("rb")
    try:
        return zipfile.ZipFile(file)
    except BAD_FILE:
        file.close()
        raise


def _close_zip(archive: zipfile.ZipFile) -> None:
    file = archive.fp
    archive.close()
    if file is not None:
        file.close()


def _zip_entry(shared: Callable[[], zipfile.ZipFile], info: zipfile.ZipInfo, name: str) -> Entry:
    def open_it() -> BinaryIO:
        try:
            return cast("BinaryIO", Limited(cast("BinaryIO", shared().open(info)), info.file_size))
        except OSError:
            raise
        except BAD_FILE as error:
            raise OSError("it is damaged") from error

    return Entry(name, info.file_size, info.compress_size, _zip_time(info), open_it, _refused(info, name))


def _refused(info: zipfile.ZipInfo, name: str) -> str:
    if is_of_system(name):
        return _OF_SYSTEM
    mode = info.external_attr >> 16
    if info.flag_bits & 1:
        return "locked with a password; unpack it yourself."
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return _SPECIAL
    if info.file_size > max(MOST_GROWTH * info.compress_size, SMALL):
        return f"more than {MOST_GROWTH} times their size when unpacked, as a bomb is; left out."
    return ""


def _zip_time(info: zipfile.ZipInfo) -> str:
    """Times in a zip have no zone, so they are no instants and are left out, but for the extended one in UTC."""
    at, extra = 0, info.extra
    while at + 4 <= len(extra):
        kind, size = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 0x5455 and size >= 5 and extra[at + 4] & 1:
            return utc(datetime.fromtimestamp(int.from_bytes(extra[at + 5 : at + 9], "little"), UTC))
        at += 4 + size
    return ""


def _names(listed: list[zipfile.ZipInfo]) -> list[str]:
    """Names as they were meant: those without the mark of UTF-8 are in the code page of whoever packed them."""
    old = [info.filename.encode("cp437") for info in listed if not info.flag_bits & 0x800]
    joined = b"\n".join(old)
    if joined.isascii():
        return [info.filename for info in listed]
    best = from_bytes(joined, cp_isolation=_ENCODINGS).best()
    encoding = best.encoding if best is not None else "cp437"
    return [
        info.filename if info.flag_bits & 0x800 else info.filename.encode("cp437").decode(encoding, "replace")
        for info in listed
    ]


# --- tar, and one compressed file --------------------------------------------------------------------------------


def tar_entries(path: File) -> list[Entry]:
    """The files of a tar, compressed or not; a file that was only compressed is one entry."""
    most = max(MOST_GROWTH * path.stat().st_size, SMALL)
    shared = Shared(lambda: _tar(path, most), _close_tar)
    try:
        archive = shared()
    except tarfile.ReadError:
        opener = partial(_unpacked, path, most)
        return [Entry(path.stem or path.name, 0, 0, "", opener)]
    with path.open("rb") as file:
        is_direct = not file.read(6).startswith(tuple(_MARKS))
    found: list[Entry] = []
    for member in archive:
        if len(found) == MOST_ENTRIES:
            raise UserError(f"It holds more than the {MOST_ENTRIES:,} files that are read; unpack it yourself.")
        if not member.isdir():
            found.append(replace(_tar_entry(shared, member), is_direct=is_direct))
    return found


def _unpacked(path: File, most: int) -> BinaryIO:
    file = path.open("rb")
    start = file.read(6)
    file.seek(0)
    opener = next((opener for mark, opener in _MARKS.items() if start.startswith(mark)), None)
    return cast("BinaryIO", _Rewindable(opener(file), most, file) if opener else _Rewindable(file, most))


def _tar(path: File, most: int) -> tarfile.TarFile:
    stream = _unpacked(path, most)
    try:
        return tarfile.open(fileobj=stream, mode="r:")
    except BAD_FILE:
        stream.close()
        raise


def _close_tar(archive: tarfile.TarFile) -> None:
    if archive.fileobj is not None:
        archive.fileobj.close()
    archive.close()


def _tar_entry(shared: Callable[[], tarfile.TarFile], member: tarfile.TarInfo) -> Entry:
    def open_it() -> BinaryIO:
        inner = shared().extractfile(member)
        if inner is None:
            raise OSError("it is no file")
        return cast("BinaryIO", Limited(cast("BinaryIO", inner), member.size))

    refused = _OF_SYSTEM if is_of_system(member.name) else "" if member.isreg() else _SPECIAL
    changed = utc(datetime.fromtimestamp(member.mtime, UTC)) if 0 < member.mtime < 2**33 else ""
    return Entry(member.name, member.size, 0, changed, open_it, refused)


class _Rewindable(Limited):
    """What is unpacked, no further than allowed; `seek` and `tell` as tarfile needs them."""

    def __init__(self, inner: BinaryIO, most: int, *outer: BinaryIO) -> None:
        super().__init__(inner, most, *outer)
        self._most = most

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """To a place that was read before, or on by as much as is allowed."""
        at = offset if whence == 0 else self.tell() + offset
        if whence == 2 or at > self._most:
            raise UserError(_BOMB)
        self._left = self._most - at
        return self._inner.seek(at)

    def tell(self) -> int:
        return self._inner.tell()
