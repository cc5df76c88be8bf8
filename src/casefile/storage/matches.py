"""Which records and which documents hold words, and how many, out of the two indexes of full text.

Ranking by BM25 costs time in proportion to what is found, and says little of a word that stands everywhere: so what is
found more often than `MOST_RANKED` comes in the order in which it was taken in. Counts are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from casefile.model import NOUNS
from casefile.model.base import table_of
from casefile.storage.text_index import search_text
from casefile.storage.texts import text_part

MOST_RANKED = 1000
_record_index = table("search", column("rowid"), column("rank"))
_document_index = table("document_search", column("rowid"), column("rank"))
record_id = search_text.c.record
_Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for the documents of a case as long as nothing is written: to look through all takes a tenth of a second.

    `lost` are documents of which no item is left; `further` says that some document has more than one part.
    """

    lost: tuple[int, ...]
    further: bool


_shapes: WeakKeyDictionary[Engine, tuple[tuple[Any, ...], Shape]] = WeakKeyDictionary()
_STATE = text(
    "SELECT (SELECT group_concat(hex(id)) FROM head), (SELECT max(id) FROM text_part), (SELECT count(*) FROM text_state)"
)


def size(connection: Connection) -> int:
    """The highest places in both indexes together: no less than what they hold."""
    return sum(connection.scalar(select(func.max(column_))) or 0 for column_ in (search_text.c.id, text_part.c.id))


def nouns(connection: Connection, match: str) -> dict[str, int]:
    """How many records of each noun hold the words, those that are hidden among them."""
    return {row[0]: row[1] for row in connection.execute(_nouns(), {"match": match})}


def count_records(connection: Connection, match: str, noun: str, among: ColumnElement[bool]) -> int:
    """How many records of a noun hold the words. `among` narrows by `record_id`."""
    return connection.scalar(_records(select(func.count()), among), {"match": match, "noun": noun}) or 0


def ranked_records(connection: Connection, match: str, noun: str, among: ColumnElement[bool]) -> list[UUID]:
    """The records of a noun, best first; for counts up to `MOST_RANKED`."""
    found = _records(select(record_id), among).order_by(_record_index.c.rank, search_text.c.id)
    return [UUID(bytes=record) for record in connection.scalars(found, {"match": match, "noun": noun})]


def following_records(
    connection: Connection, match: str, noun: str, among: ColumnElement[bool], after: int, limit: int
) -> list[tuple[UUID, int]]:
    """Records of a noun in the order in which they were written last, each with its place, behind the place `after`."""
    found = _records(select(record_id, _record_index.c.rowid), among)
    found = found.where(_record_index.c.rowid > after).order_by(_record_index.c.rowid).limit(limit)
    rows = connection.execute(found, {"match": match, "noun": noun})
    return [(UUID(bytes=record), place) for record, place in rows]


@cache
def _nouns() -> _Found:
    found = _indexed(select(search_text.c.noun, func.count())).where(_matches("search"))
    return found.group_by(search_text.c.noun)


def _records(found: _Found, among: ColumnElement[bool]) -> _Found:
    return _indexed(found).where(_matches("search"), search_text.c.noun == bindparam("noun"), among)


def _indexed(found: _Found) -> _Found:
    found = found.select_from(_record_index).join(search_text, search_text.c.id == _record_index.c.rowid)
    return found.with_hint(search_text, _BY_NOUN, "sqlite")


def shape(connection: Connection) -> Shape:
    """What holds for the documents now."""
    state = tuple(connection.execute(_STATE).one())
    known = _shapes.get(connection.engine)
    if known is None or known[0] != state:
        evidence = table_of(NOUNS["evidence"])
        live = select(func.unhex(evidence.c.sha256)).where(evidence.c.binned.is_(False), evidence.c.sha256 != "")
        lost = select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.not_in(live))
        further = connection.scalar(select(exists().where(text_part.c.id != text_part.c.document)))
        known = (state, Shape(tuple(connection.scalars(lost)), bool(further)))
        _shapes[connection.engine] = known
    return known[1]


def of_live_items(connection: Connection) -> ColumnElement[bool] | None:
    """The documents of which an item is not in the bin; None where all are."""
    lost = shape(connection).lost
    return text_part.c.document.not_in(lost) if lost else None


def of_items(items: ColumnElement[bool]) -> ColumnElement[bool]:
    """The documents of some items of evidence, given by a condition."""
    evidence = table_of(NOUNS["evidence"])
    digests = select(func.unhex(evidence.c.sha256)).where(evidence.c.sha256 != "", items)
    return text_part.c.document.in_(
        select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.in_(digests))
    )


def count_documents(connection: Connection, match: str, among: ColumnElement[bool] | None) -> int:
    """How many documents hold the words on one of their parts. `among` narrows by `text_part.document`."""
    if among is None and not shape(connection).further:
        return connection.scalar(_count_parts(), {"match": match}) or 0
    counted = select(func.count(text_part.c.document.distinct()))
    return connection.scalar(_narrowed(counted, among), {"match": match}) or 0


def ranked(connection: Connection, match: str, among: ColumnElement[bool] | None) -> list[tuple[int, int]]:
    """Document and the id of its best part, best first; for counts up to `MOST_RANKED`."""
    statement = _ranked() if among is None else _ranked().where(among)
    best: dict[int, int] = {}
    for document, part in connection.execute(statement, {"match": match}):
        best.setdefault(document, part)
    return list(best.items())


def following(
    connection: Connection, match: str, among: ColumnElement[bool] | None, after: int, limit: int
) -> list[tuple[int, int]]:
    """Document and the id of its first part with the words, in the order in which they were taken in, behind the
    document `after`.
    """
    statement = _following() if among is None else _following().where(among)
    most = limit if among is None and not shape(connection).further else 4 * limit
    first: dict[int, int] = {}
    place = after
    while len(first) < limit:
        rows = connection.execute(statement, {"match": match, "place": place, "most": most}).all()
        for document, part in rows:
            if document > after and len(first) < limit:
                first.setdefault(document, part)
        if len(rows) < most:
            break
        place = rows[-1][1]
    return list(first.items())


def parts(connection: Connection, match: str, shown: Sequence[Row[Any]]) -> dict[int, int]:
    """How many parts of the documents of some parts have the words, by document."""
    many = {part.document: 1 for part in shown}
    if shape(connection).further:
        for part in shown:
            last = select(func.max(text_part.c.position)).where(text_part.c.sha256 == part.sha256)
            end = part.document + (connection.scalar(last) or 1)
            if end > part.document + 1:
                within = _count_parts().where(_document_index.c.rowid.between(part.document, end - 1))
                many[part.document] = connection.scalar(within, {"match": match}) or 1
    return many


def read_parts(connection: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    """The parts with these ids, their words among them."""
    return {row.id: row for row in connection.execute(_parts(), {"ids": list(ids)})}


# --- statements, made once: putting them together takes as long as many an answer -----------------------------------


@cache
def _count_parts() -> _Found:
    return select(func.count()).select_from(_document_index).where(_matches("document_search"))


@cache
def _ranked() -> _Found:
    return _narrowed(select(text_part.c.document, _document_index.c.rowid), None).order_by(_document_index.c.rank)


@cache
def _following() -> _Found:
    found = _narrowed(select(text_part.c.document, _document_index.c.rowid), None)
    place = _document_index.c.rowid
    return found.where(place > bindparam("place")).order_by(place).limit(bindparam("most"))


@cache
def _parts() -> _Found:
    return select(text_part).where(text_part.c.id.in_(bindparam("ids", expanding=True)))


def _narrowed(found: _Found, among: ColumnElement[bool] | None) -> _Found:
    found = found.select_from(_document_index).join(text_part, text_part.c.id == _document_index.c.rowid)
    found = found.where(_matches("document_search"))
    found = found.with_hint(text_part, "INDEXED BY ix_text_part_document", "sqlite")
    return found if among is None else found.where(among)


def _matches(index: str) -> ColumnElement[bool]:
    return literal_column(index).op("MATCH", is_comparison=True)(bindparam("match"))


_BY_NOUN = "INDEXED BY ix_search_text_noun"
