"""What was found in a file, as the child process tells it and as its parent takes it.

A file that has taken the child over may tell anything: only fields that a file may speak of are taken, each by its own
rule, and whatever has another shape counts as a child that broke off.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from casefile.evidence.child import Answer, BrokenOffError
from casefile.evidence.found import Contents, Receipt, plain, tidy

_FIELDS = (
    "embedded",
    "collected_",
    "uploaded",
    "uploader",
    "context",
    "pages",
    "duration",
    "file_modified",
    "image_hash",
)
"""How the fields of an item begin that a file may speak of."""
_OF_EVENT = ("action", "at", "by", "note", "sha256")
_MOST_NOTES = 50
_HASH = re.compile(r"[0-9a-f]{16}")
_MIME = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}")


def to_answer(found: Contents) -> Answer:
    """Everything but the files inside."""
    receipts = [[one.name, b64encode(one.data).decode(), dict(one.event)] for one in found.receipts]
    events = [dict(event) for event in found.events]
    return {"values": dict(found.values), "events": events, "receipts": receipts, "notes": list(found.notes)}


def from_answer(answer: Mapping[str, Any]) -> Contents:
    """The inverse of `to_answer`; `BrokenOffError` for anything else."""
    try:
        notes = tuple(plain(note) for note in answer["notes"][:_MOST_NOTES])
        receipts = tuple(_receipt(*one) for one in answer["receipts"])
        return Contents(values(answer["values"]), tuple(map(_event, answer["events"])), receipts, notes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise nonsense() from error


def values(told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of an item that a file may speak of, as they can be stored."""
    return tidy({str(name): value for name, value in told.items() if str(name).startswith(_FIELDS)})


def mime(told: object) -> str:
    """A MIME type, or that of bytes of which nothing is known."""
    return told if isinstance(told, str) and _MIME.fullmatch(told) else "application/octet-stream"


def picture_hash(told: object) -> str:
    """A hash of a picture; "" where there is none."""
    return told if isinstance(told, str) and _HASH.fullmatch(told) else ""


def nonsense() -> BrokenOffError:
    """The error for a child that says what it never says."""
    return BrokenOffError("Reading this file broke off; the file itself is kept.")


def _receipt(name: str, data: str, event: Mapping[str, Any]) -> Receipt:
    try:
        return Receipt(plain(name, 255), b64decode(data, validate=True), _event(event))
    except binascii.Error as error:
        raise nonsense() from error


def _event(told: Mapping[str, Any]) -> dict[str, str]:
    event = {name: str(value) for name, value in told.items() if name in _OF_EVENT}
    return event if event.get("action") else event | {"action": "collected"}
