"""What a file holds besides its bytes: embedded metadata, collection data, receipts, and files of its own.

Intake asks `look` for each file. Whatever a hostile or damaged file does costs a note, never a stop; nothing here follows
a link, opens an address, or writes a file.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from casefile.evidence import archives, kinds, mail, metadata
from casefile.evidence.found import BAD_FILE, Child, Contents, Receipt, in_memory, merged, tidy

__all__ = ["Child", "Contents", "Receipt", "belongs_to", "in_memory", "look", "look_at_child"]

_MOST_INSIDE = 32 << 20
"""Bytes of a file inside another up to which its embedded metadata is read; it is held in memory for that."""


def look(path: Path, mime: str) -> Contents:
    """What the file at `path`, of that MIME type (`kinds.kind_of`), holds. Raises nothing for what is in the file."""
    try:
        with path.open("rb") as stream:
            embedded = metadata.read(stream, mime)
    except OSError:
        return Contents()
    found = merged(archives.read(path, mime), mail.read(path, mime), embedded)
    return replace(found, values=tidy(found.values))


def look_at_child(child: Child) -> tuple[str, Contents]:
    """The MIME type of a file inside another, and what is known of it; files inside it are not opened again (depth 1)."""
    try:
        with child.open() as stream:
            data = stream.read(_MOST_INSIDE)
        mime = kinds.kind_of_stream(io.BytesIO(data), child.name)
        own = metadata.read(io.BytesIO(data), mime) if len(data) < _MOST_INSIDE else Contents()
    except BAD_FILE:
        mime, own = "application/octet-stream", Contents()
    found = merged(child.known, Contents(own.values, notes=own.notes))
    return mime, replace(found, values=tidy(found.values))


def belongs_to(path: Path) -> Path | None:
    """The file beside `path` that it belongs to, if it is no item of its own: a receipt, or the folder of a saved page.

    Intake leaves such a path out; `look` reads it with the file that it belongs to.
    """
    del path
    return None
