"""Records that hold the words in their own fields, or that filters alone choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, not_, select
from sqlalchemy.orm import Session

from casefile.model import NOUNS
from casefile.model.base import Record, fields_of, table_of
from casefile.operations import records
from casefile.operations.order import ordered, sort_keys
from casefile.operations.search import filters
from casefile.operations.search.hits import Cursor, Group, Hit
from casefile.operations.search.query import Filter, Query, Term
from casefile.operations.search.snippets import Snippet, snippet
from casefile.storage import matches

_UNSEARCHED = frozenset({"saved_search", "number_block"})
"""What serves the work and is nothing that was found out."""


def nouns(session: Session, query: Query, narrowing: Sequence[Filter]) -> tuple[str, ...]:
    """The nouns that can have hits."""
    held: Iterable[str] = NOUNS if narrowing else ()
    if query.match:
        held = matches.nouns(session.connection(), query.match)
    return tuple(noun for noun in held if noun in NOUNS and noun not in _UNSEARCHED)


def find(
    session: Session, noun: str, query: Query, narrowing: Sequence[Filter], after: Cursor, limit: int
) -> Group | None:
    """The records of a noun behind `after`; None where there are none."""
    record = NOUNS[noun]
    allowed = filters.condition(session, record, narrowing)
    if allowed is None:
        return None
    if not query.match:
        return _chosen(session, record, allowed, query, after, limit)
    among = _among(record, allowed if narrowing else None)
    connection, start = session.connection(), after[0] if after else 0
    count = matches.count_records(connection, query.match, noun, among)
    if not count:
        return None
    more: Cursor | None = None
    if count <= matches.MOST_RANKED:
        ids = matches.ranked_records(connection, query.match, noun, among)[start : start + limit]
        more = (start + len(ids),) if start + len(ids) < count else None
    else:
        found = matches.following_records(connection, query.match, noun, among, start, limit)
        ids = [identity for identity, _place in found]
        more = (found[-1][1],) if len(found) == limit else None
    return Group(noun, count, _hits(session, record, ids, query.terms), more)


def _among(record: type[Record], allowed: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """What is binned is not in the index; what belongs to something binned is."""
    seen = matches.record_id.not_in(records.hidden(record))
    if allowed is None:
        return seen
    table = table_of(record)
    return and_(seen, matches.record_id.in_(select(table.c.id).where(allowed)))


def _chosen(
    session: Session, record: type[Record], allowed: ColumnElement[bool], query: Query, after: Cursor, limit: int
) -> Group | None:
    table = table_of(record)
    where = and_(records.visible(record), allowed)
    if query.unwanted:
        where = and_(where, not_(matches.holds(record, query.away)))
    count = session.scalar(select(func.count()).select_from(table).where(where)) or 0
    if not count:
        return None
    keys = sort_keys(record)
    statement = ordered(select(table.c.id, *keys).where(where), keys, after=after or None)
    found = session.execute(statement.limit(limit)).all()
    more = tuple(found[-1][1:]) if len(found) == limit else None
    return Group(record.noun, count, _hits(session, record, [row[0] for row in found], ()), more)


def _hits(session: Session, record: type[Record], ids: Sequence[UUID], terms: tuple[Term, ...]) -> tuple[Hit, ...]:
    table = table_of(record)
    found = session.execute(select(*table.c).where(table.c.id.in_(ids))).mappings()
    rows = {row["id"]: row for row in found}
    exhibits = _exhibits(session, record, rows.values())
    hits = []
    for identity in ids:
        row = rows[identity]
        title = next((str(row[name]) for name in record.title_fields if row.get(name)), "")
        label, cut = _snippet(record, row, terms)
        number = _pin_cite(exhibits, row) if exhibits else str(row.get("number", ""))
        hits.append(Hit(record.noun, identity, number, title, label, cut.text, cut.marks))
    return tuple(hits)


def _exhibits(session: Session, record: type[Record], rows: Iterable[RowMapping]) -> dict[UUID, str]:
    """The numbers of the items that passages are from; {} for other records."""
    if record.noun != "passage":
        return {}
    item = table_of(NOUNS["evidence"]).c
    given = select(item.id, item.number).where(item.id.in_({row["evidence_id"] for row in rows}))
    return {found.id: found.number for found in session.execute(given)}


def _pin_cite(exhibits: dict[UUID, str], row: RowMapping) -> str:
    return ", ".join(part for part in (exhibits.get(row["evidence_id"], ""), row["locator"]) if part)


def _snippet(record: type[Record], row: RowMapping, terms: tuple[Term, ...]) -> tuple[str, Snippet]:
    """The field with most of the words, and the stretch of it."""
    cuts = [
        (field.label, snippet(text, terms))
        for name, field in fields_of(record).items()
        if field.searched and (text := _text(row[name]))
    ]
    return max(cuts, key=lambda cut: len(cut[1].marks), default=("", Snippet("", ())))


def _text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")
