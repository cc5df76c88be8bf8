"""Which records and which documents hold words, and how many, out of the two indexes of full text.

Ranking by BM25 costs time in proportion to what is found, and says little of a word that stands everywhere: so what is
found more often than `MOST_RANKED` comes in the order in which it was taken in. Counts are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
)

from casefile.journal.tables import head
from casefile.model import NOUNS
from casefile.model.base import table_of
from casefile.storage.text_index import search_text
from casefile.storage.texts import text_part, text_state

MOST_RANKED = 1000
_record_index = table("search", column("rowid"), column("rank"))
_document_index = table("document_search", column("rowid"), column("rank"))
record_id = search_text.c.record
_Found = Select[*tuple[Any, ...]]
_lost: WeakKeyDictionary[Engine, tuple[tuple[Any, ...], tuple[int, ...]]] = WeakKeyDictionary()
"""Documents of which no item is left, as long as nothing is written: to look through all takes a tenth of a second."""


def nouns(connection: Connection, match: str) -> dict[str, int]:
    """How many records of each noun hold the words, those that are hidden among them."""
    found = select(search_text.c.noun, func.count()).select_from(_record_index)
    found = found.join(search_text, search_text.c.id == _record_index.c.rowid)
    found = found.where(_matches("search", match)).group_by(search_text.c.noun)
    return {row[0]: row[1] for row in connection.execute(found.with_hint(search_text, _BY_NOUN, "sqlite"))}


def count_records(connection: Connection, match: str, noun: str, among: ColumnElement[bool]) -> int:
    """How many records of a noun hold the words. `among` narrows by `record_id`."""
    return connection.scalar(_records(select(func.count()), match, noun, among)) or 0


def ranked_records(connection: Connection, match: str, noun: str, among: ColumnElement[bool]) -> list[UUID]:
    """The records of a noun, best first; for counts up to `MOST_RANKED`."""
    found = _records(select(record_id), match, noun, among).order_by(_record_index.c.rank, search_text.c.id)
    return [UUID(bytes=record) for record in connection.scalars(found)]


def following_records(
    connection: Connection, match: str, noun: str, among: ColumnElement[bool], after: int, limit: int
) -> list[tuple[UUID, int]]:
    """Records of a noun in the order in which they were written last, each with its place, behind the place `after`."""
    found = _records(select(record_id, _record_index.c.rowid), match, noun, among)
    found = found.where(_record_index.c.rowid > after).order_by(_record_index.c.rowid).limit(limit)
    return [(UUID(bytes=record), place) for record, place in connection.execute(found)]


def _records(found: _Found, match: str, noun: str, among: ColumnElement[bool]) -> _Found:
    found = found.select_from(_record_index).join(search_text, search_text.c.id == _record_index.c.rowid)
    found = found.with_hint(search_text, _BY_NOUN, "sqlite")
    return found.where(_matches("search", match), search_text.c.noun == noun, among)


def count_documents(connection: Connection, match: str, among: ColumnElement[bool] | None) -> int:
    """How many documents hold the words on one of their pages. `among` narrows by `text_part.document`."""
    if among is None and not _has_further(connection):
        return connection.scalar(select(func.count()).select_from(_document_index).where(_in_documents(match))) or 0
    return connection.scalar(_narrowed(select(func.count(text_part.c.document.distinct())), match, among)) or 0


def ranked(connection: Connection, match: str, among: ColumnElement[bool] | None) -> list[tuple[int, int]]:
    """Document and the id of its best part, best first; for counts up to `MOST_RANKED`."""
    found = _narrowed(select(text_part.c.document, _document_index.c.rowid), match, among)
    best: dict[int, int] = {}
    for document, part in connection.execute(found.order_by(_document_index.c.rank)):
        best.setdefault(document, part)
    return list(best.items())


def following(
    connection: Connection, match: str, among: ColumnElement[bool] | None, after: int, limit: int
) -> list[tuple[int, int]]:
    """Document and the id of its first part with the words, in the order in which they were taken in, behind the
    document `after`.
    """
    first: dict[int, int] = {}
    place = after
    while len(first) < limit:
        found = _narrowed(select(text_part.c.document, _document_index.c.rowid), match, among)
        found = found.where(_document_index.c.rowid > place).order_by(_document_index.c.rowid).limit(4 * limit)
        rows = connection.execute(found).all()
        for document, part in rows:
            if document > after and len(first) < limit:
                first.setdefault(document, part)
        if len(rows) < 4 * limit:
            break
        place = rows[-1][1]
    return list(first.items())


def parts(connection: Connection, match: str, documents: Sequence[int]) -> dict[int, list[int]]:
    """The ids of all parts with the words in some documents."""
    last = select(text_part.c.document, func.max(text_part.c.id)).where(text_part.c.id.in_(_of(documents)))
    found: dict[int, list[int]] = {}
    for document, end in connection.execute(last.group_by(text_part.c.document)):
        within = select(_document_index.c.rowid).where(_in_documents(match))
        within = within.where(_document_index.c.rowid >= document, _document_index.c.rowid <= end)
        found[document] = list(connection.scalars(within))
    return found


def read_parts(connection: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """The parts with these ids, their words among them."""
    return {row.id: row for row in connection.execute(select(text_part).where(text_part.c.id.in_(ids)))}


def of_items(items: ColumnElement[bool]) -> ColumnElement[bool]:
    """The documents of some items of evidence, given by a condition."""
    evidence = table_of(NOUNS["evidence"])
    digests = select(func.unhex(evidence.c.sha256)).where(evidence.c.sha256 != "", items)
    return text_part.c.document.in_(
        select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.in_(digests))
    )


def of_live_items(connection: Connection) -> ColumnElement[bool] | None:
    """The documents of which an item is not in the bin; None where all are."""
    state = (
        *sorted(map(str, connection.scalars(select(head.c.id)))),
        connection.scalar(select(func.max(text_part.c.id))),
        connection.scalar(select(func.count()).select_from(text_state)),
    )
    known = _lost.get(connection.engine)
    if known is None or known[0] != state:
        evidence = table_of(NOUNS["evidence"])
        live = select(func.unhex(evidence.c.sha256)).where(evidence.c.binned.is_(False), evidence.c.sha256 != "")
        lost = select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.not_in(live))
        known = (state, tuple(connection.scalars(lost)))
        _lost[connection.engine] = known
    return text_part.c.document.not_in(known[1]) if known[1] else None


def _of(documents: Sequence[int]) -> Select[Any]:
    digests = select(text_part.c.sha256).where(text_part.c.id.in_(documents))
    return select(text_part.c.id).where(text_part.c.sha256.in_(digests))


def _narrowed(found: _Found, match: str, among: ColumnElement[bool] | None) -> _Found:
    found = found.select_from(_document_index).join(text_part, text_part.c.id == _document_index.c.rowid)
    found = found.where(_in_documents(match)).with_hint(text_part, "INDEXED BY ix_text_part_document", "sqlite")
    return found if among is None else found.where(among)


def _has_further(connection: Connection) -> bool:
    """Whether any document has more than one part."""
    return bool(connection.scalar(select(exists().where(text_part.c.id != text_part.c.document))))


def _in_documents(match: str) -> ColumnElement[bool]:
    return _matches("document_search", match)


def _matches(index: str, match: str) -> ColumnElement[bool]:
    return literal_column(index).op("MATCH", is_comparison=True)(match)


_BY_NOUN = "INDEXED BY ix_search_text_noun"
