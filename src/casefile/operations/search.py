"""One search over the whole case: words all needed, "phrases", the last letters of a word left to the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    hits = text_index.search(session.connection(), typed, limit)
    first = re.findall(r"\w+", normaliser.fold(typed))[:1]
    found = []
    for hit in hits:
        record = NOUNS.get(hit.noun)
        if record is None or not _is_visible(session, hit):
            continue
        row = records.get(session, hit.noun, hit.record)
        label, snippet = _snippet(row, first[0] if first else "")
        found.append(Found(hit.noun, hit.record, row.number, row.title, label, snippet))
    return tuple(found)


def _is_visible(session: Session, hit: text_index.Hit) -> bool:
    record = NOUNS[hit.noun]
    own = table_of(record).c.id == hit.record
    return session.scalar(select(table_of(record).c.id).where(own, records.visible(record))) is not None


def _snippet(row: records.Row, word: str) -> tuple[str, str]:
    for name, field in fields_of(NOUNS[row.noun]).items():
        if not field.searched:
            continue
        value = row.values[name]
        text = "; ".join(value) if isinstance(value, tuple) else str(value or "")
        place = _place(text, word)
        if place >= 0:
            return field.label, _cut(text, place)
    return "", ""


def _place(text: str, word: str) -> int:
    """Where `word` begins in `text` as search sees both; -1 where it does not stand."""
    folded = normaliser.fold(text)
    place = folded.find(word)
    if place < 0 or len(folded) == len(text):
        return place
    return min(len(text), len(_beginning(text, place)))


def _beginning(text: str, folded_length: int) -> str:
    """The shortest beginning of `text` whose folded form has `folded_length` characters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(normaliser.fold(text[:middle])) < folded_length:
            low = middle + 1
        else:
            high = middle
    return text[:low]


def _cut(text: str, place: int) -> str:
    start = max(0, place - _BEFORE)
    if start:
        space = text.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = min(len(text), place + _AFTER)
    piece = " ".join(text[start:end].split())
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")
