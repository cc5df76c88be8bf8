"""Which records and which documents hold words, and how many, out of the two indexes of full text.

Ranking by BM25 costs time in proportion to what is found, and says little of a word that stands everywhere: so what is
found more often than `MOST_RANKED` comes in the order in which it was taken in. Counts are exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    bindparam,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from casefile.model import NOUNS
from casefile.model.base import Record, table_of
from casefile.storage import common_words
from casefile.storage.text_index import search_text
from casefile.storage.texts import text_part

MOST_RANKED = 1000
FEW = 20
"""Parts that are ranked by reading them, which costs less than asking the index for its ranks."""
_AHEAD = 200
"""Parts that are read at once where words must stand together: that costs less than finding them again to count them."""
_item = table_of(NOUNS["evidence"])
_record_index = table("search", column("rowid"), column("rank"))
_document_index = table("document_search", column("rowid"))
record_id = search_text.c.record
_DOCUMENT = text_part.c.document + 0
"""So that each part found is looked up in the list of documents; else SQLite tries all of the list for each part."""
_GIVEN = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for the documents of a case as long as nothing is written: to look through all takes a tenth of a second.

    `lost` are documents of which no item is left; `further` says that some document has more than one part; `common` are
    the words whose pairs the index of documents holds.
    """

    lost: tuple[int, ...]
    further: bool
    common: common_words.Letters


_shapes: WeakKeyDictionary[Engine, tuple[tuple[Any, ...], Shape]] = WeakKeyDictionary()
_STATE = text(
    "SELECT (SELECT value FROM meta WHERE key = 'common_words'), (SELECT group_concat(hex(id)) FROM head), id, sha256 "
    "FROM text_part ORDER BY id DESC LIMIT 1"
)  # a text that is kept anew goes to the end


class Shown(NamedTuple):
    """A part as it is shown, with the item that has it; `parts` says how many parts of its document hold the words."""

    id: int
    position: int
    label: str
    text: str
    item: UUID
    number: str
    title: str
    mime: str
    parts: int


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


def holds(record: type[Record], match: str) -> ColumnElement[bool]:
    """The records of a noun that hold words, as a condition on its table."""
    has_words = literal_column("search").op("MATCH", is_comparison=True)(match)
    found = _indexed(select(record_id)).where(has_words, search_text.c.noun == record.noun)
    return table_of(record).c.id.in_(found)


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
    state = tuple(connection.execute(_STATE).first() or ())
    known = _shapes.get(connection.engine)
    if known is None or known[0] != state:
        live = select(func.unhex(_item.c.sha256)).where(_item.c.binned.is_(False), _item.c.sha256 != "")
        lost = select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.not_in(live))
        common = (state[0] or "") if state else ""
        further = connection.scalar(select(exists().where(text_part.c.id != text_part.c.document)))
        known = (state, Shape(tuple(connection.scalars(lost)), bool(further), common_words.letters(common)))
        _shapes[connection.engine] = known
    return known[1]


def of_live_items(shape: Shape) -> ColumnElement[bool] | None:
    """The documents of which an item is not in the bin; None where all are."""
    return text_part.c.document.not_in(shape.lost) if shape.lost else None


def of_items(items: ColumnElement[bool]) -> ColumnElement[bool]:
    """The documents of some items of evidence, given by a condition."""
    digests = select(func.unhex(_item.c.sha256)).where(_item.c.sha256 != "", items)
    return _DOCUMENT.in_(select(text_part.c.id).where(text_part.c.position == 1, text_part.c.sha256.in_(digests)))


def holding_all(
    connection: Connection, matches: Iterable[str], away: str, among: ColumnElement[bool] | None
) -> frozenset[str]:
    """The documents, in digits, that hold each of these on one part or another, and `away` nowhere.

    Very many come as one text, for rows cost more than what they hold.
    """
    listed = _narrowed(select(func.group_concat(text_part.c.document)), among)

    def holding(match: str) -> frozenset[str]:
        return frozenset((connection.scalar(listed, {"match": match}) or "").split(",")) - {""}

    return frozenset.intersection(*map(holding, matches)) - (holding(away) if away else frozenset())


def among_these(documents: Iterable[str]) -> ColumnElement[bool]:
    """These documents, in digits."""
    listed = func.json_each(f"[{','.join(documents)}]").table_valued("value")
    return _DOCUMENT.in_(select(listed.c.value))


class Documents:
    """The documents that hold the words on one of their parts. `among` narrows by `text_part.document`;
    `count` is how many they are, if that is known.
    """

    def __init__(
        self,
        connection: Connection,
        match: str,
        among: ColumnElement[bool] | None,
        shape: Shape,
        count: int | None = None,
    ) -> None:
        self._connection, self._match, self._among, self._shape, self._count = connection, match, among, shape, count
        self._simple = among is None and not shape.further
        self._first: list[tuple[int, int]] = []
        self._complete = False

    def few(self, *, together: bool) -> list[tuple[int, int]] | None:
        """Each document and each of its parts that has the words, in their order; None where they are more than `FEW`.

        `together` says that words must stand together.
        """
        most = _AHEAD if together else FEW + 1
        self._first = self._rows(_following(alone=self._simple), place=0, most=most)
        self._complete = len(self._first) < most
        return self._first if len(self._first) <= FEW else None

    @cached_property
    def parts(self) -> int:
        """How many parts have the words."""
        if self._complete:
            return len(self._first)
        counted = _count_parts() if self._among is None else _narrowed(select(func.count()), self._among)
        return self._connection.scalar(counted, {"match": self._match}) or 0

    @property
    def too_many(self) -> bool:
        """Whether more parts have the words than are ranked."""
        return (self._count or 0) > MOST_RANKED or self.parts > MOST_RANKED

    def count(self) -> int:
        """How many documents there are."""
        if self._count is not None:
            return self._count
        if self._complete:
            return len({document for document, _part in self._first})
        if not self._shape.further:
            return self.parts
        counted = _narrowed(select(func.count(text_part.c.document.distinct())), self._among)
        return self._connection.scalar(counted, {"match": self._match}) or 0

    def ranked(self, limit: int) -> list[tuple[int, int]]:
        """The first documents, each with the id of its best part, best first; for up to `MOST_RANKED` parts."""
        best: dict[int, int] = {}
        for document, part in self._rows(_ranked(alone=self._simple), most=limit if self._simple else MOST_RANKED):
            best.setdefault(document, part)
        return list(best.items())[:limit]

    def following(self, after: int, limit: int) -> list[tuple[int, int]]:
        """Document and the id of its first part with the words, in the order in which they were taken in, behind the
        document `after`.
        """
        first: dict[int, int] = {}
        rows, most = ([] if after else self._first), (limit if self._simple else 4 * limit)
        place, at_end = after, bool(rows) and self._complete
        while True:
            for document, part in rows:
                if document > after and len(first) < limit:
                    first.setdefault(document, part)
            if len(first) == limit or at_end:
                return list(first.items())
            place = rows[-1][1] if rows else place
            rows = self._rows(_following(alone=self._simple), place=place, most=most)
            at_end, most = len(rows) < most, 2 * most

    def shown(self, ids: Iterable[int], items: ColumnElement[bool] | None) -> dict[int, Shown]:
        """Parts as they are shown; of several items with the same bytes the one numbered first, among `items` if given."""
        statement = _shown(further=self._shape.further)
        statement = statement if items is None else statement.where(items)
        shown: dict[int, Shown] = {}
        for row in self._connection.execute(statement, {"ids": json.dumps(list(ids)), "match": self._match}):
            known = shown.get(row.id)
            if known is None or (len(row.number), row.number) < (len(known.number), known.number):
                shown[row.id] = Shown(*row)
        return shown

    def _rows(self, statement: _Found, **given: int) -> list[tuple[int, int]]:
        narrowed = statement if self._among is None else statement.where(self._among)
        return [(row[0], row[1]) for row in self._connection.execute(narrowed, {"match": self._match, **given})]


def read_parts(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The words of some parts."""
    statement = _words()
    return {row[0]: row[1] for row in connection.execute(statement, {"ids": json.dumps(list(ids))})}


# --- statements, made once: putting them together takes as long as many an answer -----------------------------------


@cache
def _count_parts() -> _Found:
    return select(func.count()).select_from(_document_index).where(_matches("document_search"))


@cache
def _ranked(*, alone: bool) -> _Found:
    rank = func.bm25(literal_column("document_search"))  # asked as a column it takes twice as long
    return _document_and_part(alone=alone).order_by(rank).limit(bindparam("most"))


@cache
def _following(*, alone: bool) -> _Found:
    place = _document_index.c.rowid
    found = _document_and_part(alone=alone)
    return found.where(place > bindparam("place")).order_by(place).limit(bindparam("most"))


def _document_and_part(*, alone: bool) -> _Found:
    """The parts with the words. `alone` where each is a document of its own: then nothing else has to be read."""
    part = _document_index.c.rowid
    if alone:
        return select(part, part).select_from(_document_index).where(_matches("document_search"))
    return _narrowed(select(text_part.c.document, part), None)


@cache
def _words() -> _Found:
    return select(text_part.c.id, text_part.c.text).where(text_part.c.id.in_(_GIVEN))


@cache
def _shown(*, further: bool) -> _Found:
    parts: ColumnElement[int] = _parts_with_words() if further else literal(1)
    item = (_item.c.id, _item.c.number, _item.c.title, _item.c.mime)
    found = select(text_part.c.id, text_part.c.position, text_part.c.label, text_part.c.text, *item, parts)
    found = found.join_from(text_part, _item, _item.c.sha256 == func.lower(func.hex(text_part.c.sha256)))
    return found.where(_item.c.binned.is_(False), text_part.c.id.in_(_GIVEN))


def _parts_with_words() -> ColumnElement[int]:
    """How many parts of its document hold the words; the parts of a document follow one another."""
    other = text_part.alias("other")
    last = select(func.max(other.c.position)).where(other.c.sha256 == text_part.c.sha256)
    within = _document_index.c.rowid.between(
        text_part.c.document, text_part.c.document + last.correlate(text_part).scalar_subquery() - 1
    )
    return _count_parts().where(within).correlate(text_part).scalar_subquery()


def _narrowed(found: _Found, among: ColumnElement[bool] | None) -> _Found:
    found = found.select_from(_document_index).join(text_part, text_part.c.id == _document_index.c.rowid)
    found = found.where(_matches("document_search"))
    found = found.with_hint(text_part, "INDEXED BY ix_text_part_document", "sqlite")
    return found if among is None else found.where(among)


def _matches(index: str) -> ColumnElement[bool]:
    return literal_column(index).op("MATCH", is_comparison=True)(bindparam("match"))


_BY_NOUN = "INDEXED BY ix_search_text_noun"
