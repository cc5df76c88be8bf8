"""The shapes in which readers of files tell what they found, and what they share in reading hostile files."""

from __future__ import annotations

import io
import lzma
import re
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, Protocol

from casefile.errors import UserError

Relation = Literal["attached_to_id", "derived_from_id"]

BAD_FILE = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    MemoryError,
    AssertionError,
    UserError,
)
"""What the libraries raise over damaged or hostile files; none of it is a fault of ours that should be told as one."""

MOST_VALUE = 1000
"""Letters of one embedded value that are kept."""
MOST_EMBEDDED = 20_000
"""Letters of all other embedded metadata together."""


class Sized(Protocol):
    """What is known of a file before it is opened."""

    @property
    def st_size(self) -> int: ...


class File(Protocol):
    """What readers ask of a file: a path on disk, or the bytes of a file inside another (`Held`)."""

    @property
    def name(self) -> str: ...
    @property
    def stem(self) -> str: ...
    def open(self, mode: Literal["rb"], /) -> BinaryIO: ...
    def stat(self) -> Sized: ...
    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A file in memory, for readers that else read one on disk."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem

    @property
    def st_size(self) -> int:
        return len(self.data)

    def open(self, _mode: Literal["rb"] = "rb", /) -> BinaryIO:
        return io.BytesIO(self.data)

    def stat(self) -> Sized:
        return self

    def read_bytes(self) -> bytes:
        return self.data


@dataclass(frozen=True, slots=True)
class Receipt:
    """A proof that came with the file, such as a time-stamp: its bytes are kept, `event` is its custody event.

    `event` has fields of a custody event, without item and without the receipt's own name and hash. `warning` is a
    sentence for the report of the intake, where there is reason for one.
    """

    name: str
    data: bytes
    event: Mapping[str, Any]
    warning: str = ""


def _none() -> Iterator[Child]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a file. `values` are fields of the item; `events` custody events without receipt.

    `notes` are sentences for the report of the intake. `children` may be asked once the item is stored, and more than
    once; its iterator raises nothing.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] = ()
    receipts: tuple[Receipt, ...] = ()
    notes: tuple[str, ...] = ()
    children: Callable[[], Iterator[Child]] = _none


@dataclass(frozen=True, slots=True)
class Child:
    """A file inside another: an attachment, an entry of an archive, a picture of a web capture.

    `folder` is where it lay inside. `open` gives a new stream each time, closed by the caller; reading it raises
    `OSError` or `UserError` where the file is damaged, and never gives more than was allowed for. `relation` is the
    field of the new item that names this file's item. `values` are more fields of the new item. `known` is what the
    outer file says about it; `looking.read` adds what it says itself, unless it `is_read` already, to the files in it.
    """

    name: str
    folder: str
    open: Callable[[], BinaryIO]
    relation: Relation
    values: Mapping[str, Any] = field(default_factory=dict)
    known: Contents = field(default_factory=Contents)
    is_read: bool = False


def in_memory(data: bytes) -> Callable[[], BinaryIO]:
    """`open` of a child whose bytes are at hand."""
    return lambda: io.BytesIO(data)


def merged(*parts: Contents) -> Contents:
    """All of them as one; where two know a value, the first is right, and lines of other metadata are joined."""
    values: dict[str, Any] = {}
    for part in parts:
        for name, value in part.values.items():
            if name in ("embedded", "context") and values.get(name):
                values[name] = f"{values[name]}\n{value}"
            elif values.get(name) in (None, "", ()):
                values[name] = value

    def children() -> Iterator[Child]:
        for part in parts:
            yield from part.children()

    return Contents(
        values,
        tuple(event for part in parts for event in part.events),
        tuple(receipt for part in parts for receipt in part.receipts),
        tuple(note for part in parts for note in part.notes),
        children,
    )


_KEPT_BY_SYSTEMS = (".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini")


def is_of_system(name: str) -> bool:
    """Whether a file of this name is kept by an operating system for itself: how a folder looks, what a disk cannot hold.

    macOS writes `._NAME` beside NAME, and packs it into the folder `__MACOSX` of an archive.
    """
    parts = name.replace("\\", "/").split("/")
    return parts[-1].casefold() in _KEPT_BY_SYSTEMS or parts[-1].startswith("._") or "__MACOSX" in parts[:-1]


_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def undisguised(name: str) -> str:
    """A name whose letters are turned around by marks of direction (a program that looks like `photo.jpg`), with the marks
    spelt out; "" for any other.
    """
    if _DIRECTION.search(name) is None:
        return ""
    return _DIRECTION.sub(lambda mark: f"<U+{ord(mark[0]):04X}>", plain(name, 200))


def plain(value: object, most: int = MOST_VALUE) -> str:
    """A value from a file as one line of text that can be stored: no control characters, halves of pairs or excess."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = str(value)[: most * 2]
    shown = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") else char for char in text)
    return " ".join(shown.split(" ")).strip()[:most]


def listed(pairs: Mapping[str, object]) -> str:
    """Other metadata as the item keeps it: one a line, name, colon, value as it stands."""
    lines = (f"{plain(name, 100)}: {shown}" for name, value in pairs.items() if (shown := plain(value)))
    return "\n".join(lines)[:MOST_EMBEDDED]


def instant(text: object) -> str:
    """A time of ISO 8601 or of e-mail with its zone, as an item keeps it; "" without zone or sense."""
    shown = plain(text, 60)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = read(shown)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if when.tzinfo is None and shown.endswith("-0000"):
            when = when.replace(tzinfo=UTC)  # RFC 5322: a time in UTC that says nothing of the writer's zone
        if when.tzinfo is not None:
            return when.isoformat(timespec="seconds")
    return ""


def utc(when: datetime) -> str:
    """A time as an item keeps it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")


class Limited(io.RawIOBase):
    """A stream that gives at most `most` bytes, whatever the file said about its size, and raises `UserError` beyond."""

    def __init__(self, inner: BinaryIO, most: int, *outer: BinaryIO) -> None:
        super().__init__()
        self._inner, self._left, self._outer = inner, most, outer

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream; what the inner one cannot read becomes an `OSError`."""
        try:
            data = self._inner.read(min(len(buffer), 1 << 20))
        except OSError:
            raise
        except BAD_FILE as error:
            raise OSError("it is damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise UserError("It holds more than it says, as no honest file does; it was not unpacked.")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close all that was opened for it."""
        for stream in (self._inner, *self._outer):
            stream.close()
        super().close()
