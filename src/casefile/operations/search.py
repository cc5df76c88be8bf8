"""One search over the whole case: words all needed, "phrases", the last letters of a word left to the reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.model import NOUNS
from casefile.model.base import fields_of, table_of
from casefile.operations import records
from casefile.storage import normaliser, text_index

_BEFORE, _AFTER = 40, 120


@dataclass(frozen=True, slots=True)
class Found:
    """A record that matches. `snippet` are the words around the first match, `field` the label of where it stands."""

    noun: str
    id: UUID
    number: str
    title: str
    field: str
    snippet: str


def search(session: Session, typed: str, limit: int = 50) -> tuple[Found, ...]:
    """The records that hold everything typed, best first."""
    first = re.findall(r"\w+", normaliser.fold(typed))[:1]
    with closing(text_index.search(session.connection(), typed)) as hits:
        seen = (hit for hit in hits if hit.noun in NOUNS and _is_visible(session, hit))
        return tuple(_found(session, hit, first[0] if first else "") for hit in islice(seen, limit))


def _found(session: Session, hit: text_index.Hit, word: str) -> Found:
    row = records.get(session, hit.noun, hit.record)
    label, snippet = _snippet(row, word)
    return Found(hit.noun, hit.record, row.number, row.title, label, snippet)


def _is_visible(session: Session, hit: text_index.Hit) -> bool:
    record = NOUNS[hit.noun]
    own = table_of(record).c.id == hit.record
    return session.scalar(select(table_of(record).c.id).where(own, records.visible(record))) is not None


def _snippet(row: records.Row, word: str) -> tuple[str, str]:
    texts = [
        (field.label, "; ".join(value) if isinstance(value, tuple) else str(value or ""))
        for name, field in fields_of(NOUNS[row.noun]).items()
        if field.searched and (value := row.values[name])
    ]
    for form in (normaliser.fold, _bare):
        for label, text in texts:
            place = _place(text, form(word), form)
            if place >= 0:
                return label, _cut(text, place)
    return next(((label, _cut(text, 0)) for label, text in texts), ("", ""))


def _bare(text: str) -> str:
    """`text` without its accents, as the index compares it."""
    parts = unicodedata.normalize("NFD", normaliser.fold(text))
    return "".join(char for char in parts if not unicodedata.combining(char))


def _place(text: str, word: str, form: Callable[[str], str]) -> int:
    """Where `word` begins in `text`, seen in a form that may be longer or shorter; -1 where it does not stand."""
    formed = form(text)
    place = formed.find(word)
    if place < 0 or len(formed) == len(text):
        return place
    return min(len(text), _beginning(text, place, form))


def _beginning(text: str, length: int, form: Callable[[str], str]) -> int:
    """How long the shortest beginning of `text` is whose form has `length` characters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(form(text[:middle])) < length:
            low = middle + 1
        else:
            high = middle
    return low


def _cut(text: str, place: int) -> str:
    start = max(0, place - _BEFORE)
    if start:
        space = text.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = min(len(text), place + _AFTER)
    piece = " ".join(text[start:end].split())
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")
