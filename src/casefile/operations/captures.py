"""How complete a web capture is, by the Berkeley Protocol (2020), paragraph 155: a hint, never a bar.

The first three, address, source code and a dated capture of the whole page, are what the Protocol calls the minimum for
evidence in court. A capture is seldom one file: what is attached to an item, derived from it, or what it is attached to
itself counts with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.operations import records
from casefile.operations.records import Query, Row

_WHOLE = ("application/warc", "application/wacz", "multipart/related")
_MEDIA = ("image/", "video/", "audio/")
_PICTURES = ("image/", "application/pdf")
_EMBEDDED = (
    "embedded_title",
    "embedded_author",
    "embedded_created",
    "embedded_modified",
    "embedded_software",
    "embedded_device",
    "embedded_latitude",
)
_MOST = 500
TYPES = ("web", "post")
"""Types of item that are asked for completeness."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One letter of paragraph 155: whether it is met, and if not what is missing, in words."""

    letter: str
    label: str
    is_met: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Capture:
    item: Row
    below: tuple[Row, ...]
    above: tuple[Row, ...]
    custody: tuple[Row, ...]

    @property
    def all(self) -> tuple[Row, ...]:
        return (self.item, *self.below, *self.above)


def completeness(session: Session, item: UUID) -> tuple[Requirement, ...]:
    """The letters (a) to (h) in order; nothing for an item that is neither web page nor post."""
    row = records.get(session, "evidence", item)
    if row["type"] not in TYPES:
        return ()
    capture = _Capture(row, _below(session, item), _above(session, row), _custody(session, item))
    return tuple(_ask(capture, letter, label, asks) for letter, label, asks in _LETTERS)


def _ask(capture: _Capture, letter: str, label: str, asks: Callable[[_Capture], str]) -> Requirement:
    missing = asks(capture)
    return Requirement(letter, label, not missing, missing)


def _below(session: Session, item: UUID) -> tuple[Row, ...]:
    found = {
        row.id: row
        for name in ("attached_to_id", "derived_from_id")
        for row in records.page(session, "evidence", Query(where={name: item}), limit=_MOST)
    }
    return tuple(found.values())


def _above(session: Session, row: Row) -> tuple[Row, ...]:
    wanted = {row[name] for name in ("attached_to_id", "derived_from_id")} - {None, row.id}
    return tuple(records.get(session, "evidence", one) for one in sorted(wanted, key=str))


def _custody(session: Session, item: UUID) -> tuple[Row, ...]:
    return records.page(session, "custody_event", Query(where={"evidence_id": item}), limit=_MOST)


def _address(capture: _Capture) -> str:
    return "" if capture.item["collected_url"] else "the address of the page"


def _source_code(capture: _Capture) -> str:
    there = any(row["mime"].startswith(("text/html", *_WHOLE)) for row in capture.all)
    return "" if there else "the page itself (HTML, MHTML, WARC or WACZ), attached to this item"


def _whole_page(capture: _Capture) -> str:
    """A picture of the page, not a picture on the page: itself, or attached to the page or the page to it."""
    item = capture.item
    attached = [row for row in capture.below if row["attached_to_id"] == item.id]
    attached += [row for row in capture.above if row.id == item["attached_to_id"]]
    pictures = [row for row in (item, *attached) if row["mime"].startswith(_PICTURES)]
    if not pictures:
        return "a picture of the whole page, attached to this item"
    return "" if any(row["collected_at"] for row in pictures) else "date and time of the picture of the page"


def _media(capture: _Capture) -> str:
    whole = any(row["mime"].startswith(_WHOLE) for row in capture.all)
    media = any(row["mime"].startswith(_MEDIA) for row in (*capture.below, *capture.above))
    return (
        "" if whole or media else "the pictures and films on the page, as files; if it has none, say so in the context"
    )


def _metadata(capture: _Capture) -> str:
    there = any(row[name] for row in capture.all for name in _EMBEDDED)
    return "" if there else "metadata embedded in the page or its media"


def _context(capture: _Capture) -> str:
    return _wanting(capture.item, {"context": "what stood around it, with comments", "uploader": "who put it online"})


def _collection(capture: _Capture) -> str:
    parts = {
        "collected_by": "who collected it",
        "collected_at": "when",
        "collected_tool": "with which tool",
        "collected_with": "from which address and account, and how the clock was set",
    }
    return _wanting(capture.item, parts)


def _wanting(row: Row, parts: Mapping[str, str]) -> str:
    return "; ".join(words for name, words in parts.items() if not row[name])


def _hash(capture: _Capture) -> str:
    digest = capture.item["sha256"]
    proving = ("collected", "timestamped")
    proved = any(event["action"] in proving and event["sha256"] == digest for event in capture.custody)
    if not digest:
        return "the file, with a hash made at collection; it is recorded without one"
    return "" if proved else "a hash made at collection; it has one from when it was taken in"


_LETTERS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("a", "Address", _address),
    ("b", "Source code", _source_code),
    ("c", "Capture of the whole page, dated", _whole_page),
    ("d", "Embedded media", _media),
    ("e", "Embedded metadata", _metadata),
    ("f", "Context", _context),
    ("g", "Collection data", _collection),
    ("h", "Hash at collection", _hash),
)
