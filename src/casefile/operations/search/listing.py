"""The language of search in the filter over a list: the same words, phrases, beginnings, exclusions and filters.

Where all words stand as letters inside a number or a title, that counts too, as in every filter over a list.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, not_, or_, true
from sqlalchemy.orm import Session

from casefile.model.base import Record, table_of, titles_of
from casefile.operations import records
from casefile.operations.search import filters
from casefile.operations.search.parsing import parse
from casefile.operations.search.query import Term
from casefile.storage import matches


def narrowed(session: Session, word: str, query: records.Query) -> records.Query:
    """`query` of a list of a noun, what is typed in its `text` made a condition."""
    if not query.text.strip():
        return query
    asked, record = parse(query.text), records.noun(word)
    narrowing = filters.understand(session, asked.filters)
    said = filters.condition(session, record, narrowing.filters)
    conditions = [] if said is None else [said]
    if asked.wanted:  # all words in one question to the index, which puts them together quickest
        named = and_(*(or_(*(_named(record, term) for term in group)) for group in asked.wanted))
        conditions.append(or_(matches.holds(record, asked.match), named))
    if asked.unwanted:
        conditions.append(not_(matches.holds(record, asked.away)))
    return replace(query, text="", also=and_(true(), *conditions))


def told(session: Session, typed: str) -> tuple[str, ...]:
    """Sentences about what was typed: what could not be used, and what a filter leaves out."""
    asked = parse(typed)
    narrowing = filters.understand(session, asked.filters)
    return (*asked.problems, *narrowing.problems, *narrowing.notes)


def _named(record: type[Record], term: Term) -> ColumnElement[bool]:
    """The records whose number or title has the letters of a term."""
    columns = table_of(record).c
    names = [name for name in ("number", *titles_of(record)) if name in columns]
    return or_(*(columns[name].icontains(term.typed, autoescape=True) for name in names))
