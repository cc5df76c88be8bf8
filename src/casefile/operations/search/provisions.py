"""Provisions of the Statute among the results."""

from __future__ import annotations

from casefile.law import search, snippets
from casefile.law.codes import split
from casefile.operations.search.hits import LAW, Cursor, Group, Hit
from casefile.operations.search.query import Query


def find(typed: str, query: Query, after: Cursor, limit: int) -> Group | None:
    """Crimes, modes, paragraphs and articles by code or by words; None where there are none or filters narrow."""
    if query.filters or not query.wanted:
        return None
    if query.unwanted:
        typed = " ".join(term.typed for term in query.terms)
    found = search.find(typed, limit=_ALL)
    start = after[0] if after else 0
    hits = tuple(_hit(one, typed) for one in found[start : start + limit])
    more = (start + len(hits),) if start + len(hits) < len(found) else None
    return Group(LAW, len(found), hits, more) if found else None


def _hit(one: search.Hit, typed: str) -> Hit:
    cut = snippets.snippet(one.key, typed)
    words = (cut.place, cut.text, cut.marks) if cut is not None else ("", "", ())
    return Hit(LAW, None, one.citation, one.title, *words, provision=one.key)


def is_code(typed: str) -> bool:
    """Whether a provision's code was typed, so that the law comes first."""
    code, words = split(typed)
    return code is not None and not words


_ALL = 10_000
