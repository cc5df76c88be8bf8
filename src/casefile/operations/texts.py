"""What was read out of the bytes of evidence, and which bytes nobody has read yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem
from casefile.model.base import table_of
from casefile.operations.records import MOST_AT_ONCE
from casefile.storage.texts import Part, State, text_part, text_state


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of an item whose words are wanted. `languages` are those it was recognised in before, or ""."""

    id: UUID
    number: str
    file_name: str
    mime: str
    size: int
    sha256: str
    languages: str = ""


@dataclass(frozen=True, slots=True)
class TextState:
    """What came of reading bytes. `wordless` parts hold no words; `confidence` is the mean in percent of those that were
    recognised by machine, None where none was.
    """

    state: State
    tool: str
    languages: str
    at: str
    problem: str
    parts: int
    wordless: int
    recognised: int
    confidence: int | None


def unread(session: Session, languages: str = "", *, again: bool = False) -> tuple[Document, ...]:
    """Items, not binned, whose bytes were never read; each bytes once, by number.

    With `languages` also the scans: what has no words, or pages without, and was not recognised in any language yet.
    With `again` every item that has bytes.
    """
    item = table_of(EvidenceItem)
    wanted: ColumnElement[bool] = text_state.c.sha256.is_(None)
    if languages:
        pictures = or_(item.c.mime == "application/pdf", item.c.mime.startswith("image/", autoescape=True))
        wordless = or_(text_state.c.state == "empty", text_state.c.problem != "")
        wanted = or_(wanted, and_(pictures, wordless, text_state.c.languages == ""))
    return _once(session, _documents().where(item.c.binned.is_(False), true() if again else wanted))


def chosen(session: Session, items: Iterable[UUID]) -> tuple[Document, ...]:
    """The documents of these items, whether they were read or not."""
    item, ids = table_of(EvidenceItem), list(items)
    found: list[Document] = []
    for start in range(0, len(ids), MOST_AT_ONCE):
        found += _once(session, _documents().where(item.c.id.in_(ids[start : start + MOST_AT_ONCE])))
    return tuple({one.sha256: one for one in found}.values())


def state(session: Session, sha256: str) -> TextState | None:
    """What came of reading the bytes with this hash; None where nobody has tried."""
    key = bytes.fromhex(sha256)
    row = session.execute(select(text_state).where(text_state.c.sha256 == key)).first()
    if row is None:
        return None
    parts = session.execute(
        select(
            func.count().label("total"),
            func.sum(case((text_part.c.text == "", 1), else_=0)).label("wordless"),
            func.count(text_part.c.confidence).label("recognised"),
            func.avg(text_part.c.confidence).label("confidence"),
        ).where(text_part.c.sha256 == key)
    ).one()
    sure = None if parts.confidence is None else round(parts.confidence)
    told = (row.state, row.tool, row.languages, row.at, row.problem)
    return TextState(*told, parts.total, parts.wordless or 0, parts.recognised, sure)


def parts(session: Session, sha256: str) -> Iterator[Part]:
    """The words that were read out of the bytes with this hash, in their order."""
    columns = (text_part.c.label, text_part.c.text, text_part.c.confidence)
    mine = select(*columns).where(text_part.c.sha256 == bytes.fromhex(sha256)).order_by(text_part.c.position)
    return (Part(row.label, row.text, row.confidence) for row in session.execute(mine))


def _documents() -> Select[Any]:
    item = table_of(EvidenceItem)
    columns = (item.c.id, item.c.number, item.c.file_name, item.c.mime, item.c.size, item.c.sha256)
    joined = item.outerjoin(text_state, func.unhex(item.c.sha256) == text_state.c.sha256)
    return (
        select(*columns, func.coalesce(text_state.c.languages, "").label("languages"))
        .select_from(joined)
        .where(item.c.sha256 != "")
        .order_by(item.c.number)
    )


def _once(session: Session, wanted: Select[Any]) -> tuple[Document, ...]:
    """Two items may have the same bytes; they are read once."""
    found: dict[str, Document] = {}
    for row in session.execute(wanted):
        one = Document(row.id, row.number, row.file_name, row.mime, row.size or 0, row.sha256, row.languages)
        found.setdefault(one.sha256, one)
    return tuple(found.values())
