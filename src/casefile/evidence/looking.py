"""What the child does for an intake: it looks into files, at pictures, and hands out the files inside others, bytes and all.

It is told paths and reads the files itself, since they may have gigabytes; that is all that it can do to them. All parsing
of what a file holds happens here, so that the process that writes the case only ever gets values, sentences and bytes.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from casefile.errors import UserError
from casefile.evidence import contents, image_hash, kinds, metadata
from casefile.evidence.child import Answer
from casefile.evidence.found import BAD_FILE, Child, Contents, merged

_MOST_HELD = 32 << 20
"""Bytes of a file inside another up to which its metadata and its picture are read; it is held in memory for that."""
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


def inside(path: str, mime: str, first: int) -> Iterator[Answer]:
    """The files inside one from the number `first` on, each as `read` tells it; before them, that it was opened."""
    found = _looked(path, mime)
    yield {"opened": True}
    for number, child in enumerate(found.children()):
        if number >= first:
            yield from read(child)


def read(child: Child) -> Iterator[Answer]:
    """What a file inside another is, then its bytes in pieces, then how it ended: whole, or broken with a sentence."""
    with ExitStack() as held:
        try:
            stream = held.enter_context(child.open())
            data = _up_to(stream, _MOST_HELD)
        except BAD_FILE as error:
            yield _announced(child, "application/octet-stream", Contents(), "")
            yield _broken(error)
            return
        mime = kinds.kind_of_stream(io.BytesIO(data), child.name)
        whole = len(data) < _MOST_HELD
        own = metadata.read(io.BytesIO(data), mime) if whole else Contents()
        look = image_hash.of(data) if whole and mime in image_hash.MIMES else ""
        yield _announced(child, mime, Contents(own.values, notes=own.notes), look)
        try:
            yield from ({"piece": piece} for piece in _pieces(data, stream))
        except BAD_FILE as error:
            yield _broken(error)
        else:
            yield {"whole": True}


def to_answer(found: Contents) -> Answer:
    """What was found, but for the files inside; `told.from_answer` is its inverse."""
    receipts = [[one.name, b64encode(one.data).decode(), dict(one.event)] for one in found.receipts]
    events = [dict(event) for event in found.events]
    return {"values": dict(found.values), "events": events, "receipts": receipts, "notes": list(found.notes)}


@lru_cache(maxsize=1)
def _looked(path: str, mime: str) -> Contents:
    """Kept until the next look, since the files inside a big one are wanted right after it was looked at."""
    return contents.look(Path(path), mime)


def _announced(child: Child, mime: str, own: Contents, look: str) -> Answer:
    known = to_answer(merged(child.known, own))
    place = {"name": child.name, "folder": child.folder, "relation": child.relation, "values": dict(child.values)}
    return place | {"known": known, "mime": mime, "hash": look}


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
