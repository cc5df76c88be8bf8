"""Which origin each item of evidence descends from: independence is counted in origins, never in items.

An item descends from what it translates, else from what it derives from; the first of that line has a source, and that
source may be a copy of another: the end of the walk is the origin. An item without a source is an origin of its own.
What an item is attached to is no origin of it. Bins are ignored: two translations of one letter agree because of the
letter, whether or not it is still among the exhibits. That proof needs no second origin is rule 63(4) of the Rules of
Procedure and Evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from casefile.model import EvidenceItem, Source
from casefile.model.base import table_of
from casefile.operations.records import MOST_AT_ONCE

Id = bytes
"""An identity as the file has it: a matrix of half a million links has no time for anything dearer."""


def raw(column: Any) -> Any:
    """A column of identities, read as the bytes that the file has."""
    return type_coerce(column, NullType())


def origins(session: Session, items: Collection[Id] | None = None) -> dict[Id, Id]:
    """The origin of each item (of all of them, if none are named): a source, or an item that has none."""
    table = table_of(EvidenceItem).c
    parent = func.coalesce(table.translation_of_id, table.derived_from_id)
    read = list(_walk(session, [table.id, parent, table.source_id], items))
    sources = {item: source for item, _, source in read}
    first = ends({item: above for item, above, _ in read if above is not None})
    original = _originals(session, None if items is None else {one for one in sources.values() if one is not None})
    roots = {item: first.get(item, item) for item in sources}
    return {
        item: root if (source := sources.get(root)) is None else original.get(source, source)
        for item, root in roots.items()
    }


def _originals(session: Session, sources: Collection[Id] | None) -> dict[Id, Id]:
    """What each source that is a copy was first copied from."""
    table = table_of(Source).c
    read = _walk(session, [table.id, table.copied_from_id], sources)
    return ends({source: above for source, above in read if above is not None})


def ends(above: Mapping[Id, Id]) -> dict[Id, Id]:
    """Where each line ends, walking up; of a circle, which has no end, its least member."""
    known: dict[Id, Id] = {}
    for start in above:
        line: dict[Id, None] = {}
        here = start
        while here in above and here not in known and here not in line:
            line[here] = None
            here = above[here]
        if here in line:
            walked = list(line)
            here = min(walked[walked.index(here) :])
        known.update(dict.fromkeys(line, known.get(here, here)))
    return known


def _walk(session: Session, columns: list[ColumnElement[Any]], ids: Collection[Id] | None) -> Iterator[tuple[Any, ...]]:
    """Rows that begin with an id and what it descends from: all, or those of `ids` and of all that they lead to."""
    statement = select(*map(raw, columns))
    if ids is None:
        yield from session.execute(statement)
        return
    seen, wanted = set(ids), list(ids)
    while wanted:
        among = raw(columns[0]).in_(wanted[:MOST_AT_ONCE])
        rows = list(session.execute(statement.where(among)))
        yield from rows
        above = {row[1] for row in rows if row[1] is not None} - seen
        seen |= above
        wanted = wanted[MOST_AT_ONCE:] + list(above)
