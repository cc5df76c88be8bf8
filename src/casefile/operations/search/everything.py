"""All kinds of results together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.operations import records
from casefile.operations.search import documents, filters, provisions, recorded
from casefile.operations.search.hits import DOCUMENT, LAW, Cursor, Group, Hit, Results
from casefile.operations.search.parsing import parse
from casefile.operations.search.query import Query
from casefile.storage import matches

KINDS = (
    "act",
    DOCUMENT,
    "evidence",
    "passage",
    "actor",
    "charge",
    "attribution",
    "incident",
    "context_finding",
    "proof_link",
    "proceeding",
    "posting",
    "place",
    "source",
    "assessment",
    "section",
    "paragraph",
    "question",
    "custody_event",
    LAW,
)
"""The kinds in the order in which they are listed; others follow."""
Cancelled = Callable[[], bool]
_NUMBER = re.compile(r"\s*[^\W\d_][\w.]*-\d+\s*")


def find(session: Session, typed: str, most: int = 6, cancelled: Cancelled = lambda: False) -> Results:
    """What holds everything typed: every kind that has results, how many, and the first `most` of it.

    Ends early, with what there is, once `cancelled()`.
    """
    query = parse(typed)
    narrowing = filters.understand(session, query.filters)
    groups: list[Group] = []
    for kind in _kinds(session, typed, query, narrowing):
        if cancelled():
            break
        group = _group(session, kind, typed, query, narrowing, (), most)
        if group is not None:
            groups.append(group)
    problems = query.problems + narrowing.problems + _lacking(query)
    asked = bool(query.wanted or narrowing.filters)
    return Results(tuple(groups), problems, narrowing.notes, asked, _by_number(session, typed))


def _lacking(query: Query) -> tuple[str, ...]:
    if query.wanted or query.filters or not query.unwanted:
        return ()
    return (f"“-{' '.join(query.unwanted[0].shown)}” only takes away; say also what to look for.",)


def weight(session: Session) -> int:
    """How much there is to be searched, quickly told: about as many as records and pages."""
    return matches.size(session.connection())


def page(session: Session, typed: str, kind: str, after: Cursor = (), limit: int = 100) -> Group:
    """The results of one kind behind `after`, at most `limit`."""
    query = parse(typed)
    narrowing = filters.understand(session, query.filters)
    return _group(session, kind, typed, query, narrowing, after, limit) or Group(kind, 0, ())


def search(session: Session, typed: str, limit: int = 50) -> tuple[Hit, ...]:
    """The first results of all kinds in one list, the law aside, taken from each in turn."""
    groups = [group for group in find(session, typed, limit).groups if group.kind != LAW]
    turns: Iterable[tuple[int, int, Hit]] = (
        (place, order, hit) for order, group in enumerate(groups) for place, hit in enumerate(group.hits)
    )
    chosen = sorted(turns, key=lambda turn: turn[:2])[:limit]
    return tuple(hit for _place, _order, hit in sorted(chosen, key=lambda turn: (turn[1], turn[0])))


def _by_number(session: Session, typed: str) -> Hit | None:
    if not _NUMBER.fullmatch(typed):
        return None
    try:
        row = records.by_number(session, typed)
    except UserError:  # no such number: what the words find is shown
        return None
    return None if row.binned else Hit(row.noun, row.id, row.number, row.title, "", "")


def _kinds(session: Session, typed: str, query: Query, narrowing: filters.Narrowing) -> list[str]:
    found = {DOCUMENT, LAW, *recorded.nouns(session, query, narrowing.filters)}
    order = {kind: place for place, kind in enumerate(KINDS)}
    kinds = sorted(found, key=lambda kind: order.get(kind, len(order)))
    return sorted(kinds, key=lambda kind: kind != LAW) if provisions.is_code(typed) else kinds


def _group(
    session: Session,
    kind: str,
    typed: str,
    query: Query,
    narrowing: filters.Narrowing,
    after: Cursor,
    limit: int,
) -> Group | None:
    if query.filters and not narrowing.filters and not query.match:
        return None  # nothing that was asked can be used
    if kind == LAW:
        return provisions.find(typed, query, after, limit)
    if kind == DOCUMENT:
        return documents.find(session, query, narrowing.filters, after, limit)
    return recorded.find(session, kind, query, narrowing.filters, after, limit)
