"""Provisions of the Statute among the results."""

from __future__ import annotations

from collections.abc import Sequence

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
    found = _with_all(search.find(typed, limit=_ALL), typed, query)
    start = after[0] if after else 0
    hits = tuple(_hit(one, typed) for one in found[start : start + limit])
    more = (start + len(hits),) if start + len(hits) < len(found) else None
    return Group(LAW, len(found), hits, more) if found else None


def _with_all(found: Sequence[search.Hit], typed: str, query: Query) -> Sequence[search.Hit]:
    """Those that have every word, as everything else that is found; the law by itself also gives what has some of them.

    What stands behind a code only chooses, and words such as "of" say nothing.
    """
    if split(typed)[0] is not None:
        return found
    for group in query.wanted:
        words = [term.typed for term in group if search.terms(term.typed)]
        having = {one.key for word in words for one in search.find(word, limit=_ALL)}
        found = [one for one in found if not words or one.key in having]
    return found


def _hit(one: search.Hit, typed: str) -> Hit:
    cut = snippets.snippet(one.key, typed)
    words = (cut.place, cut.text, cut.marks) if cut is not None else ("", "", ())
    return Hit(LAW, None, one.citation, one.title, *words, provision=one.key)


def is_code(typed: str) -> bool:
    """Whether a provision's code was typed, so that the law comes first."""
    code, words = split(typed)
    return code is not None and not words


_ALL = 10_000
