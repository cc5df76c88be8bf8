"""What was found in a file, as the parent takes it from the child that tells it (`looking.to_answer`).

A file that has taken the child over may tell anything: only fields that a file may speak of are taken, each by its own
rule, and whatever has another shape counts as a child that broke off.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from casefile.evidence.child import BrokenOffError
from casefile.evidence.found import Contents, Receipt, plain
from casefile.model import EvidenceItem
from casefile.model.base import fields_of
from casefile.model.fields import LONGEST_LINE, FieldError

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


def from_answer(answer: Mapping[str, Any]) -> Contents:
    """The inverse of `looking.to_answer`; `BrokenOffError` for anything else."""
    try:
        notes = tuple(plain(note) for note in answer["notes"][:_MOST_NOTES])
        receipts = tuple(_receipt(*one) for one in answer["receipts"])
        return Contents(values(answer["values"]), tuple(map(_event, answer["events"])), receipts, notes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise nonsense() from error


def values(told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of an item that a file may speak of, as they can be stored, lines cut to their length; the rest is left out."""
    fields = fields_of(EvidenceItem)
    kept: dict[str, Any] = {}
    for name, value in told.items():
        rule = fields.get(name) if name.startswith(_FIELDS) else None
        if rule is None:
            continue
        try:
            checked = rule.check(plain(value, LONGEST_LINE) if rule.kind == "line" else value)
        except FieldError:
            continue
        if checked not in (None, "", ()):
            kept[name] = checked
    return kept


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
