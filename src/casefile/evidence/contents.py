"""What a file holds besides its bytes: embedded metadata, collection data, receipts, and files of its own.

Intake asks `look` for each file. Whatever a hostile or damaged file does costs a note, never a stop; nothing here follows
a link, opens an address, or writes a file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

from casefile.evidence import kinds

Relation = Literal["attached_to_id", "derived_from_id"]


@dataclass(frozen=True, slots=True)
class Child:
    """A file inside another: an attachment, an entry of an archive, a picture of a web capture.

    `folder` is where it lay inside. `open` gives a new stream each time, closed by the caller; reading it raises
    `OSError` or `UserError` where the file is damaged, and never gives more than was allowed for. `relation` is the
    field of the new item that names this file's item. `values` are more fields of the new item.
    """

    name: str
    folder: str
    open: Callable[[], BinaryIO]
    relation: Relation
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A proof that came with the file, such as a time-stamp: its bytes are kept, `event` is its custody event.

    `event` has fields of a custody event, without item and without the receipt's own name and hash.
    """

    name: str
    data: bytes
    event: Mapping[str, Any]


def _none() -> Iterator[Child]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Contents:
    """What `look` found. `values` are fields of the item, fit to be stored; `events` custody events without receipt.

    `notes` are sentences for the report of the intake. `children` may be asked once the item is stored, and more than
    once; its iterator raises nothing.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] = ()
    receipts: tuple[Receipt, ...] = ()
    notes: tuple[str, ...] = ()
    children: Callable[[], Iterator[Child]] = _none


def look(path: Path, mime: str) -> Contents:
    """What the file at `path`, of that MIME type (see kinds.py), holds. Raises nothing for what is in the file."""
    del path, mime
    return Contents()


def look_at_child(child: Child) -> tuple[str, Contents]:
    """The MIME type of a file inside another, and its metadata; files inside it are not opened again (depth 1)."""
    with child.open() as stream:
        mime = kinds.mime_of(stream.read(kinds.HEAD), child.name)
    return mime, Contents()


def belongs_to(path: Path) -> Path | None:
    """The file beside `path` that it belongs to, if it is no item of its own: a receipt, or the folder of a saved page.

    Intake leaves such a path out; `look` reads it with the file that it belongs to.
    """
    del path
    return None


def in_memory(data: bytes) -> Callable[[], BinaryIO]:
    """`open` of a child whose bytes are at hand."""
    return lambda: io.BytesIO(data)
