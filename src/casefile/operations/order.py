"""The order of a list, and where its pages end: a page goes on behind the key of the last row, so that none is counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    case,
    func,
    literal,
    literal_column,
    tuple_,
    type_coerce,
)

from casefile.errors import UserError
from casefile.model import Record
from casefile.model.base import derived_of, fields_of, table_of, titles_of

Key = tuple[Any, ...]
"""Where a page ends: the values of the sort columns and the id of its last row."""


def sort_keys(record: type[Record], by: str = "", *, descending: bool = False) -> list[ColumnElement[Any]]:
    """The columns that a list is ordered by, the id last. Numbers count by length first: NKR-9999 before NKR-10000."""
    table = table_of(record)
    if by and by not in table.c:
        raise UserError(
            f"A list of {record.plural} cannot be sorted by “{by}”; choose one of {', '.join(fields_of(record))}."
        )
    chosen = by or ("number" if "number" in table.c else next(iter(titles_of(record)), "id"))
    if chosen == "number":
        return [func.length(table.c.number), table.c.number, table.c.id]
    first_day = derived_of(record).get("first_day", ("",))
    column = table.c["first_day" if first_day[0] == chosen else chosen]  # dates in order of time, not of letters
    if column.nullable:
        return [_filled(column), table.c.id]  # as storage/indexes.py writes it
    if chosen == "id":
        return [table.c.id]
    field = fields_of(record).get(chosen)
    if field is not None and field.apart:
        also = [table.c[field.then]] if field.then else []
        return [key for one in (column, *also) for key in _judged(record, one, descending=descending)] + [table.c.id]
    return [column, table.c.id]


def _judged(record: type[Record], column: Any, *, descending: bool) -> list[ColumnElement[Any]]:
    """`column`, what is not judged behind all that is: at the end whichever way the list runs."""
    unjudged = column == fields_of(record)[column.name].apart
    return [case((unjudged, int(not descending)), else_=int(descending)), column]


def _filled(column: Any) -> ColumnElement[Any]:
    """`column` with something that sorts first in place of NULL, since NULL is neither before nor after a key."""
    nothing = {int: "-1", str: "''"}.get(column.type.python_type)
    if nothing is None:  # a reference: by its bytes
        return type_coerce(func.coalesce(column, literal_column("x''")), LargeBinary)
    return func.coalesce(column, literal_column(nothing))


def directed(keys: Sequence[ColumnElement[Any]], *, descending: bool) -> list[ColumnElement[Any]]:
    """`keys` as an ORDER BY takes them."""
    return [one.desc() if descending else one for one in keys]


def behind(keys: Sequence[ColumnElement[Any]], key: Key, *, descending: bool) -> ColumnElement[bool]:
    """Whether a row stands behind the row with this `key` in the order of `keys`."""
    whole, mine = tuple_(*keys), tuple_(*(literal(value, one.type) for value, one in zip(key, keys, strict=True)))
    return whole < mine if descending else whole > mine


def ordered(
    statement: Select[Any], keys: Sequence[ColumnElement[Any]], *, descending: bool = False, after: Key | None = None
) -> Select[Any]:
    """`statement` in the order of `keys`, from behind `after`."""
    if after is not None:
        statement = statement.where(behind(keys, after, descending=descending))
    return statement.order_by(*directed(keys, descending=descending))
