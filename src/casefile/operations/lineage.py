"""Which origin each item of evidence descends from: independence is counted in origins, never in items.

An item descends from what it translates, else from what it derives from; the first of that line has a source, and that
source may be a copy of another: the end of the walk is the origin. An item without a source is an origin of its own.
What an item is attached to is no origin of it. Bins are ignored: two translations of one letter agree because of the
letter, whether or not it is still among the exhibits. That proof needs no second origin is rule 63(4) of the Rules of
Procedure and Evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from casefile.model import EvidenceItem, Source
from casefile.model.base import table_of
from casefile.operations.records import MOST_AT_ONCE

Id = bytes
"""An identity as the file has it: a matrix of half a million links has no time for anything dearer."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """`first`: the item that stands first in the line of each that descends from one; `sources` of items; `originals`:
    what each source that is a copy was first copied from.
    """

    first: Mapping[Id, Id]
    sources: Mapping[Id, Id | None]
    originals: Mapping[Id, Id]

    def origin(self, item: Id) -> Id:
        """The source that an item goes back to, or the item that has none."""
        root = self.first.get(item, item)
        source = self.sources.get(root)
        return root if source is None else self.originals.get(source, source)


def read(session: Session, items: Collection[Id] | None = None) -> Lineage:
    """The lineage of some items, or of all of them."""
    table, source = table_of(EvidenceItem).c, table_of(Source).c
    parent = func.coalesce(table.translation_of_id, table.derived_from_id)
    above = _walk(session, table.id, parent, items)
    sources = dict(rows(session, select(raw(table.id), raw(table.source_id)), table.id, _all_of(items, above)))
    named = None if items is None else {one for one in sources.values() if one is not None}
    return Lineage(ends(above), sources, ends(_walk(session, source.id, source.copied_from_id, named)))


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


def raw(column: Any) -> Any:
    """A column of identities, read as the bytes that the file has."""
    return type_coerce(column, NullType())


def rows(
    session: Session,
    statement: Select[Any],
    column: ColumnElement[Any] | None = None,
    ids: Collection[Id] | None = None,
) -> list[tuple[Any, ...]]:
    """What a statement gives, as the driver gives it; only for those `ids` in `column`, if some are named.

    A row object of SQLAlchemy for each of half a million rows would cost as much as reading them.
    """
    if column is None or ids is None:
        return _fetched(session, statement)
    wanted = list(ids)
    parts = (wanted[start : start + MOST_AT_ONCE] for start in range(0, len(wanted), MOST_AT_ONCE))
    return [row for part in parts for row in _fetched(session, statement.where(raw(column).in_(part)))]


def _fetched(session: Session, statement: Select[Any]) -> list[tuple[Any, ...]]:
    with session.connection().execute(statement) as result:
        assert result.cursor is not None
        return list(result.cursor.fetchall())


def _all_of(items: Collection[Id] | None, above: Mapping[Id, Id]) -> Collection[Id] | None:
    return None if items is None else {*items, *above.values()}


def _walk(
    session: Session, column: ColumnElement[Any], parent: ColumnElement[Any], ids: Collection[Id] | None
) -> dict[Id, Id]:
    """What descends from what: all of it, or what `ids` lead to."""
    statement = select(raw(column), raw(parent)).where(parent.is_not(None))
    found = dict(rows(session, statement, column, ids))
    wanted = set() if ids is None else set(found.values()) - set(ids)
    while wanted:
        more = dict(rows(session, statement, column, wanted))
        found |= more
        wanted = set(more.values()) - found.keys()
    return found
