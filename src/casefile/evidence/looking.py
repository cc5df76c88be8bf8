"""What the child does for an intake: it looks into files, at pictures, and hands out the files inside others, bytes and all.

It is told paths and reads the files itself, since they may have gigabytes; that is all that it can do to them. All parsing
of what a file holds happens here, so that the process that writes the case only ever gets values, sentences and bytes.
Files inside files are opened in their turn, as a mailbox in an archive is, so many levels deep.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

from casefile.errors import UserError
from casefile.evidence import contents, image_hash, kinds
from casefile.evidence.child import Answer
from casefile.evidence.found import BAD_FILE, Child, Contents, Held, merged

_MOST_HELD = 32 << 20
"""Bytes of a file inside another up to which it is looked into; it is held in memory for that."""
DEEPEST = 4
"""Levels of files inside files that come: a zip that is attached to a letter in a mailbox in a zip still gives its files."""
_MOST_INSIDE = 20_000
"""So many files inside one, at all levels, are looked into for more."""
UNREAD = "What it holds cannot be read: reading it broke off. The file itself is kept."
_PIECE = 256 << 10


def look(files: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """For each path and MIME type what the file holds, and whether there are files inside it."""
    for path, mime in files:
        _looked.cache_clear()
        found = _looked(path, mime)
        yield to_answer(found) | {"inside": next(found.children(), None) is not None}


def hashes(files: Iterable[tuple[str, str]]) -> Iterator[Answer]:
    """For each path of a picture its hash; "" where it has none."""
    for path, _mime in files:
        try:
            yield {"hash": image_hash.of(Path(path).read_bytes())}
        except OSError:
            yield {"hash": ""}


def inside(
    path: str, mime: str, first: int = 0, shut: Mapping[int, int] | None = None, unread: Collection[int] = ()
) -> Iterator[Answer]:
    """The files inside one, and inside those, from the number `first` on; before them, that it was opened.

    Each comes as `read` tells it. So that it is known over what it breaks off, it is said before: {"into": a number} when
    the next file in that one is looked for (None: in the outermost), {"at": its number} when it is read. Those in `shut`
    are not touched, nor what is in them; as many numbers as stand there are theirs. Of those in `unread` only the bytes
    are handed out.
    """
    found = _looked(path, mime)
    yield {"opened": True}
    yield from _Walk(first, shut or {}, unread).each(found.children(), "", None, 1)


class _Walk:
    """Through the files inside one: each is followed by the files in it."""

    def __init__(self, first: int, shut: Mapping[int, int], unread: Collection[int]) -> None:
        self._first, self._shut, self._unread, self._next = first, shut, unread, 0

    def each(self, files: Iterator[Child], folder: str, within: int | None, depth: int) -> Iterator[Answer]:
        """`folder` leads from the outermost file to these, which lie `depth` files deep in the one with number `within`."""
        while True:
            yield {"into": within}
            one = next(files, None)
            if one is None:
                return
            number, self._next = self._next, self._next + 1
            if number in self._shut:
                self._next += self._shut[number]
                continue
            yield {"at": number}
            child = self._placed(one, folder, number)
            reading = read(child, within, _closed(number, depth))
            inner = (yield from reading) if number >= self._first else _silently(reading)
            if inner is not None:
                yield from self.each(inner.children(), f"{child.folder}/{child.name}".lstrip("/"), number, depth + 1)

    def _placed(self, one: Child, folder: str, number: int) -> Child:
        child = replace(one, folder="/".join(part for part in (folder, one.folder) if part))
        if number not in self._unread:
            return child
        known = replace(one.known, notes=(*one.known.notes, UNREAD), children=Contents().children)
        return replace(child, known=known, is_read=True)


def _closed(number: int, depth: int) -> str:
    """Why a file inside is not opened in its turn."""
    if depth == DEEPEST:
        return (
            f"It lies {depth} files deep; the files in it were not taken in. Unpack it yourself and add what you need."
        )
    if number >= _MOST_INSIDE:
        return f"The file around it holds more than {_MOST_INSIDE:,} files; those in this one were not taken in."
    return ""


def _silently(reading: Generator[Answer, None, Contents | None]) -> Contents | None:
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return cast("Contents | None", end.value)


def read(child: Child, within: int | None = None, closed: str = "") -> Generator[Answer, None, Contents | None]:
    """What a file inside another is, then its bytes in pieces, then how it ended: whole, or broken with a sentence.

    `within` is the number of the file inside that it lies in, if it is not the outermost. What is returned has the files
    in it; None where there are none, or it stays `closed` for that reason.
    """
    with ExitStack() as held:
        try:
            stream = held.enter_context(child.open())
            data = _up_to(stream, _MOST_HELD)
        except BAD_FILE as error:
            yield _announced(child, within, "application/octet-stream", child.known, "")
            yield _broken(error)
            return None
        mime = kinds.kind_of_stream(io.BytesIO(data), child.name)
        whole = len(data) < _MOST_HELD
        known, may_open = _known(child, data if whole else None, mime, closed)
        look = image_hash.of(data) if whole and mime in image_hash.MIMES else ""
        yield _announced(child, within, mime, known, look)
        try:
            yield from ({"piece": piece} for piece in _pieces(data, stream))
        except BAD_FILE as error:
            yield _broken(error)
            return None
        yield {"whole": True}
    return known if may_open else None


def _known(child: Child, data: bytes | None, mime: str, closed: str) -> tuple[Contents, bool]:
    """What is known of a file inside, from without and within, and whether the files in it are to be had."""
    own = Contents()
    if data is None and not child.is_read and contents.opens(mime):
        size = _MOST_HELD >> 20
        own = Contents(
            notes=(f"It lies in another file and is larger than {size} MB; add it by itself to have it opened.",)
        )
    elif data is not None and not child.is_read:
        own = contents.look(Held(child.name, data), mime)
    known = merged(child.known, own)
    if next(known.children(), None) is None:
        return known, False
    return (replace(known, notes=(*known.notes, closed)), False) if closed else (known, True)


def to_answer(found: Contents) -> Answer:
    """What was found, but for the files inside; `told.from_answer` is its inverse."""
    receipts = [[one.name, b64encode(one.data).decode(), dict(one.event)] for one in found.receipts]
    events = [dict(event) for event in found.events]
    return {"values": dict(found.values), "events": events, "receipts": receipts, "notes": list(found.notes)}


@lru_cache(maxsize=1)
def _looked(path: str, mime: str) -> Contents:
    """Kept until the next look, since the files inside a big one are wanted right after it was looked at."""
    return contents.look(Path(path), mime)


def _announced(child: Child, within: int | None, mime: str, known: Contents, look: str) -> Answer:
    place = {"name": child.name, "folder": child.folder, "relation": child.relation, "values": dict(child.values)}
    return place | {"within": within, "known": to_answer(known), "mime": mime, "hash": look}


def _broken(error: BaseException) -> Answer:
    """A sentence of ours is told as it is; what a library says is not for people."""
    return {"broken": str(error) if isinstance(error, UserError) else ""}


def _up_to(stream: BinaryIO, size: int) -> bytes:
    """A stream out of an archive may give less at a time than it was asked for."""
    parts, wanted = [], size
    while wanted and (data := stream.read(wanted)):
        parts.append(data)
        wanted -= len(data)
    return b"".join(parts)


def _pieces(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    for at in range(0, len(first), _PIECE):
        yield first[at : at + _PIECE]
    while data := stream.read(_PIECE):
        yield data
