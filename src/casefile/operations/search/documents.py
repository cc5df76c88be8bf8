"""Words inside the documents of evidence: one hit a document, at its best page."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_
from sqlalchemy.orm import Session

from casefile.model import NOUNS
from casefile.model.base import table_of
from casefile.operations.search import exact, filters
from casefile.operations.search.hits import DOCUMENT, Cursor, Group, Hit
from casefile.operations.search.query import Filter, Query
from casefile.operations.search.snippets import occurrences, snippet
from casefile.storage import matches


def find(session: Session, query: Query, narrowing: Sequence[Filter], after: Cursor, limit: int) -> Group | None:
    """The documents behind `after` that hold the words; None where there are none."""
    item = table_of(NOUNS["evidence"])
    allowed = filters.condition(session, NOUNS["evidence"], narrowing)
    if not query.match or allowed is None:
        return None
    connection = session.connection()
    shape = matches.shape(connection)
    query = query.in_pairs(shape.common)
    items = allowed if narrowing else None
    among = matches.of_live_items(shape) if items is None else matches.of_items(and_(item.c.binned.is_(False), items))
    documents = _holding(connection, query, among, shape)
    start = after[0] if after else 0
    ranked: list[tuple[int, int]] | None
    together = any(len(term.tokens) > 1 for term in query.terms)
    if (few := documents.few(together=together)) is not None:
        ranked = _ranked(connection, few, query)
        count = len(ranked)
    else:
        is_ranked = not (_are_phrases(query) or documents.too_many)
        ranked = documents.ranked(start + limit) if is_ranked else None
        count = documents.count()
    if ranked is not None:
        found = ranked[start : start + limit]
        more = (start + len(found),) if start + len(found) < count else None
    else:
        found = documents.following(start, limit)
        more = (found[-1][0],) if len(found) == limit else None
    return Group(DOCUMENT, count, _hits(documents, found, items, query), more) if count else None


def _holding(
    connection: Connection, query: Query, among: ColumnElement[bool] | None, shape: matches.Shape
) -> matches.Documents:
    """The documents that hold what is looked for, one word on this page and another on that."""
    if not shape.further or (len(query.wanted) == 1 and not query.unwanted):
        return matches.Documents(connection, query.match, among, shape)
    held = matches.holding_all(connection, query.groups, query.away, among)
    return matches.Documents(connection, " OR ".join(query.groups), matches.among_these(held), shape, len(held))


def _are_phrases(query: Query) -> bool:
    """Whether only words that stand together are looked for.

    Few pages have the same phrase twice, so that its ranks say little, and they cost three times the search.
    """
    return all(len(term.shown) > 1 for term in query.terms)


def _ranked(connection: Connection, few: Sequence[tuple[int, int]], query: Query) -> list[tuple[int, int]]:
    """Each document with its best part, best first: where most of what was asked for stands, and then where it stands
    most often.
    """
    if len(few) < 2:
        return list(few)
    words = matches.read_parts(connection, [part for _document, part in few])
    worth = {part: occurrences(text, query.terms) for part, text in words.items()}
    best: dict[int, int] = {}
    for document, part in sorted(few, key=lambda one: worth[one[1]], reverse=True):
        best.setdefault(document, part)
    return list(best.items())


def _hits(
    documents: matches.Documents,
    found: Sequence[tuple[int, int]],
    items: ColumnElement[bool] | None,
    query: Query,
) -> tuple[Hit, ...]:
    terms = query.terms
    shown = documents.shown([part for _document, part in found], items)
    hits = []
    for _document, place in found:
        part = shown[place]
        cut = snippet(part.text, terms)
        words = (exact.place(part.label, part.mime, part.text, cut.place), cut.text, cut.marks)
        hits.append(Hit(DOCUMENT, part.item, part.number, part.title, *words, part.position, part.parts))
    return tuple(hits)
