"""The language of search in the filter over a list: the same words, phrases, beginnings, exclusions and filters.

Letters inside a number or a title count too, as in every filter over a list.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, and_, column, literal_column, not_, or_, select, table
from sqlalchemy.orm import Session

from casefile.model.base import Record, table_of
from casefile.operations import records
from casefile.operations.search import filters
from casefile.operations.search.query import Query, Term, parse
from casefile.storage import matches

_index = table("search", column("rowid"))


def narrowed(session: Session, word: str, query: records.Query) -> records.Query:
    """`query` of a list of a noun, what is typed in its `text` made a condition."""
    if not query.text.strip():
        return query
    asked, record = parse(query.text), records.noun(word)
    narrowing = filters.understand(session, asked.filters)
    said = filters.condition(session, record, narrowing.filters)
    conditions = [] if said is None else [said]
    conditions += [or_(*(_has(record, term) for term in group)) for group in asked.wanted]
    conditions += [not_(_holds(record, term)) for term in asked.unwanted]
    return replace(query, text="", also=and_(*conditions))


def told(session: Session, typed: str) -> tuple[str, ...]:
    """Sentences about what was typed: what could not be used, and what a filter leaves out."""
    asked = parse(typed)
    narrowing = filters.understand(session, asked.filters)
    return (*_problems(asked), *narrowing.problems, *narrowing.notes)


def _problems(asked: Query) -> tuple[str, ...]:
    """In a list one may take away alone: the last problem says that in a search one may not."""
    return asked.problems[:-1] if asked.unwanted and not asked.wanted else asked.problems


def _has(record: type[Record], term: Term) -> ColumnElement[bool]:
    table_ = table_of(record)
    names = [name for name in ("number", *record.title_fields) if name in table_.c]
    return or_(_holds(record, term), *(table_.c[name].icontains(term.typed, autoescape=True) for name in names))


def _holds(record: type[Record], term: Term) -> ColumnElement[bool]:
    """The records that hold a term in a field that is searched."""
    entry = matches.record_id.table
    found = select(entry.c.record).select_from(_index).join(entry, entry.c.id == _index.c.rowid)
    found = found.with_hint(entry, "INDEXED BY ix_search_text_noun", "sqlite")
    has_words = literal_column("search").op("MATCH", is_comparison=True)(term.match)
    return table_of(record).c.id.in_(found.where(has_words, entry.c.noun == record.noun))
