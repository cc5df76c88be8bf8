"""Words inside the documents of evidence: one hit a document, at its best page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from casefile.model import NOUNS
from casefile.model.base import table_of
from casefile.operations.search import filters
from casefile.operations.search.hits import DOCUMENT, Cursor, Group, Hit
from casefile.operations.search.query import Filter, Query
from casefile.operations.search.snippets import snippet
from casefile.storage import matches


def find(session: Session, query: Query, narrowing: Sequence[Filter], after: Cursor, limit: int) -> Group | None:
    """The documents behind `after` that hold the words on one page; None where there are none."""
    item = table_of(NOUNS["evidence"])
    allowed = filters.condition(session, NOUNS["evidence"], narrowing)
    if not query.match or allowed is None:
        return None
    live = and_(item.c.binned.is_(False), allowed)
    connection = session.connection()
    among = matches.of_items(live) if narrowing else matches.of_live_items(connection)
    count = matches.count_documents(connection, query.match, among)
    if not count:
        return None
    start = after[0] if after else 0
    if count <= matches.MOST_RANKED:
        found = matches.ranked(connection, query.match, among)[start : start + limit]
        more = (start + len(found),) if start + len(found) < count else None
    else:
        found = matches.following(connection, query.match, among, start, limit)
        more = (found[-1][0],) if len(found) == limit else None
    return Group(DOCUMENT, count, _hits(session, query, found, live), more)


def _hits(
    session: Session, query: Query, found: Sequence[tuple[int, int]], live: ColumnElement[bool]
) -> tuple[Hit, ...]:
    connection, item = session.connection(), table_of(NOUNS["evidence"])
    parts = matches.read_parts(connection, [part for _document, part in found])
    digests = {row.sha256.hex() for row in parts.values()}
    columns = (item.c.id, item.c.number, item.c.title, item.c.sha256)
    items = select(*columns).where(item.c.sha256.in_(digests), live)
    first: dict[str, Any] = {}
    for row in connection.execute(items.order_by(func.length(item.c.number), item.c.number, item.c.id)):
        first.setdefault(row.sha256, row)
    pages = matches.parts(connection, query.match, list(parts.values()))
    hits = []
    for document, place in found:
        part = parts[place]
        owner = first[part.sha256.hex()]
        cut = snippet(part.text, query.terms)
        words = (part.label, cut.text, cut.marks)
        hits.append(Hit(DOCUMENT, owner.id, owner.number, owner.title, *words, part.position, pages[document]))
    return tuple(hits)
