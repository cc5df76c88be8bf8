"""What can be done with a record of any noun: add, edit, bin, restore, get, list by pages, find.

`values` map field names to what a person or a file gave; every one is checked by its field and by the rules of its
noun (rules.py). Errors are `UserError`s in one sentence that name the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SelectBase, and_, func, or_, select, union_all
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import NOUNS, Record
from casefile.model.base import BINNED, fields_of, table_of, titles_of
from casefile.model.fields import Field, FieldError, Value
from casefile.operations import rules
from casefile.operations.order import Key, behind, directed, ordered, sort_keys
from casefile.operations.veil import Veil, check_seen

Span = tuple[int, int]
"""The first and the last row of a run of rows of a list, from 0."""
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `title` names it in a list; `number` is "" for nouns without numbers. `veiled` are the fields in which
    a protected name is hidden.
    """

    noun: str
    id: UUID
    number: str
    title: str
    values: Mapping[str, Value]
    binned: bool
    key: Key = ()
    veiled: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def label(self) -> str:
        """Number and title."""
        return " ".join(part for part in (self.number, self.title) if part)

    def under(self, veil: Veil) -> Row:
        """The row without protected names."""
        values = veil.over(dict(self.values))
        veiled = frozenset(name for name, value in self.values.items() if values[name] != value)
        title = veil.text(self.title)
        return replace(self, title=title, values=values, veiled=veiled) if veiled or title != self.title else self


@dataclass(frozen=True, slots=True)
class Query:
    """Which records of a noun, in which order. `where` are exact values of fields, `filled` are text fields that must not
    be empty; `text` must stand in the title fields; `also` is a condition that was made of what somebody typed.
    """

    text: str = ""
    sort: str = ""
    descending: bool = False
    where: Mapping[str, Value] = field(default_factory=dict)
    binned: bool = False
    filled: frozenset[str] = frozenset()
    also: ColumnElement[bool] | None = field(default=None, compare=False)


def noun(word: str) -> type[Record]:
    """The record type for a noun, given in the singular or the plural."""
    wanted = word.strip().lower().replace("-", "_").replace(" ", "_")
    for record in NOUNS.values():
        if wanted in (record.noun, record.plural):
            return record
    raise UserError(
        f"There is no “{word}” in a case; choose one of {', '.join(known.plural for known in NOUNS.values())}."
    )


def fields(word: str) -> tuple[Field, ...]:
    """The fields of a noun as a form shows them; the bin flag is not among them."""
    return tuple(one for name, one in fields_of(noun(word)).items() if name != BINNED)


# --- writing ------------------------------------------------------------------------------------------------------


def add(session: Session, word: str, values: Mapping[str, Any]) -> UUID:
    """Create a record; returns its id. Numbered nouns get the next number unless one is given."""
    record = noun(word)
    checked = check(record, values)
    check_complete(record, checked)
    rules.apply(session, record, checked, checked)
    _check_references(session, record, checked)
    made = record(**checked)
    session.add(made)
    session.flush()
    return made.id


def edit(session: Session, word: str, identity: UUID, values: Mapping[str, Any]) -> None:
    """Change fields of a record."""
    record = noun(word)
    found = _find(session, record, identity)
    checked = check(record, values)
    whole = {name: getattr(found, name) for name in fields_of(record)} | checked | {"id": identity}
    rules.apply(session, record, whole, checked)
    _check_references(session, record, checked)
    for name, value in checked.items():
        check_seen(session, identity, getattr(found, name), value)
        setattr(found, name, value)
    session.flush()


def bin_(session: Session, word: str, identity: UUID) -> None:
    """Put a record into the bin; what belongs to it is hidden with it, and all of it can be restored."""
    record = noun(word)
    if record.noun == "case":
        raise UserError("The case itself cannot be binned; close the file instead.")
    if record.append_only:
        raise UserError(f"This {record.noun.replace('_', ' ')} stays in the record; add a new one that corrects it.")
    _find(session, record, identity).binned = True
    session.flush()


def restore(session: Session, word: str, identity: UUID) -> None:
    """Take a record out of the bin."""
    _find(session, noun(word), identity).binned = False
    session.flush()


def check(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as the columns hold them; the first that cannot be taken is named."""
    known = fields_of(record)
    checked = {}
    for name, value in values.items():
        if name not in known:
            raise UserError(
                f"There is no field “{name}” in {record.plural.replace('_', ' ')}; there are {', '.join(known)}."
            )
        try:
            checked[name] = known[name].check(value)
        except FieldError as error:
            raise UserError(str(error)) from error
    return checked


def check_complete(record: type[Record], values: Mapping[str, Any]) -> None:
    """That no field is missing which a new record must have."""
    for name, one in fields_of(record).items():
        if one.required and values.get(name, one.default) in (None, "", ()):
            raise UserError(f"{one.label} must not be empty.")


def _check_references(session: Session, record: type[Record], values: Mapping[str, Any]) -> None:
    known = fields_of(record)
    for name, value in values.items():
        target = known[name].noun
        if target and value is not None and session.get(NOUNS[target], value) is None:
            raise UserError(f"{known[name].label}: there is no such {target.replace('_', ' ')} in this case.")


def _find(session: Session, record: type[Record], identity: UUID) -> Any:
    found = session.get(record, identity)
    if found is None:
        raise UserError(f"There is no such {record.noun.replace('_', ' ')} in this case; it may be from another file.")
    return found


# --- reading ------------------------------------------------------------------------------------------------------


def get(session: Session, word: str, identity: UUID) -> Row:
    """One record, binned or not."""
    record = noun(word)
    return _row(record, _held(_find(session, record, identity)))


def exists(session: Session, word: str, identity: UUID) -> bool:
    """Whether there is such a record, binned or not."""
    return session.get(noun(word), identity) is not None


def by_number(session: Session, number: str) -> Row:
    """The record that people call by this number, such as A-0004 or NKR-0042."""
    wanted = number.strip()
    for record in NOUNS.values():
        if "number" in fields_of(record):
            table = table_of(record)
            same = or_(table.c.number == wanted, func.upper(table.c.number) == wanted.upper())
            found = session.scalars(select(record).where(same).order_by(table.c.binned, table.c.id)).first()
            if found is not None:
                return _row(record, _held(found))
    raise UserError(f"Nothing in this case has the number “{wanted}”; numbers look like A-0004 or NKR-0042.")


def count(session: Session, word: str, query: Query | None = None) -> int:
    """How many records a list has."""
    record = noun(word)
    statement = _filtered(select(func.count()).select_from(table_of(record)), record, query or Query())
    return session.scalar(statement) or 0


def page(
    session: Session, word: str, query: Query | None = None, after: Key | None = None, limit: int = 256
) -> tuple[Row, ...]:
    """The rows that follow `after`, at most `limit`."""
    record, query = noun(word), query or Query()
    keys, columns = sort_keys(record, query.sort, descending=query.descending), list(table_of(record).c)
    statement = _filtered(select(*columns, *keys), record, query)
    statement = ordered(statement, keys, descending=query.descending, after=after).limit(limit)
    names = [column.name for column in columns]
    return tuple(
        _row(record, dict(zip(names, found, strict=False)), tuple(found[len(names) :]))
        for found in session.execute(statement)
    )


def keys(session: Session, word: str, query: Query, step: int) -> list[Key]:
    """The key of every `step`-th row, so that a long list can be jumped through."""
    record = noun(word)
    columns = sort_keys(record, query.sort, descending=query.descending)
    place = func.row_number().over(order_by=directed(columns, descending=query.descending)).label("place")
    inner = _filtered(select(*columns, place), record, query).subquery()
    outer = select(*list(inner.c)[:-1]).where(inner.c.place % step == 0).order_by(inner.c.place)
    return [tuple(found) for found in session.execute(outer)]


def ids(session: Session, word: str, query: Query, spans: Sequence[Span]) -> tuple[UUID, ...]:
    """The ids of the rows in `spans` of a list, in its order: from which row to which, counted from 0, both included."""
    if not spans:
        return ()
    record = noun(word)
    first, last = min(start for start, _end in spans), max(end for _start, end in spans)
    columns = sort_keys(record, query.sort, descending=query.descending)
    statement = _filtered(select(table_of(record).c.id), record, query)
    statement = ordered(statement, columns, descending=query.descending).offset(first)
    found = list(session.scalars(statement.limit(last - first + 1)))
    return tuple(one for start, end in spans for one in found[start - first : end - first + 1])


def position(session: Session, word: str, query: Query, identity: UUID) -> int | None:
    """How many rows of a list stand before a record; None when it is not in the list."""
    record = noun(word)
    columns = sort_keys(record, query.sort, descending=query.descending)
    own = session.execute(
        _filtered(select(*columns), record, query).where(table_of(record).c.id == identity)
    ).one_or_none()
    if own is None:
        return None
    before = behind(columns, tuple(own), descending=not query.descending)
    return session.scalar(_filtered(select(func.count()), record, query).where(before)) or 0


def find(session: Session, word: str, text: str, limit: int = 20) -> tuple[Row, ...]:
    """Records for a picker: those whose number or title fields hold every word typed."""
    return page(session, word, Query(text=text), limit=limit)


def labels(session: Session, wanted: Sequence[tuple[str, UUID]]) -> dict[UUID, str]:
    """Number and title of records of any nouns, binned ones marked."""
    found: dict[UUID, str] = {}
    by_noun: dict[str, list[UUID]] = {}
    for word, identity in wanted:
        by_noun.setdefault(word, []).append(identity)
    for word, ids in by_noun.items():
        record = NOUNS[word]
        for start in range(0, len(ids), MOST_AT_ONCE):
            among = select(record).where(table_of(record).c.id.in_(ids[start : start + MOST_AT_ONCE]))
            for each in session.scalars(among):
                found[each.id] = _row(record, _held(each)).label + (" (in the bin)" if each.binned else "")
    return found


# --- statements ---------------------------------------------------------------------------------------------------


@cache  # built once: the window asks in every statement, and putting the conditions together takes as long as the answer
def visible(record: type[Record]) -> ColumnElement[bool]:
    """Not binned, and nothing that it belongs to is."""
    table = table_of(record)
    conditions: list[ColumnElement[bool]] = [table.c.binned.is_(False)]
    for name in record.parents:
        parent = NOUNS[fields_of(record)[name].noun]
        conditions.append(or_(table.c[name].is_(None), table.c[name].not_in(hidden(parent))))
    return and_(*conditions)


@cache
def hidden(record: type[Record]) -> SelectBase:
    """The ids of what is binned or belongs to something binned: few, so it is quicker to leave them out than to ask
    of every record whether its owners are visible. A union, since SQLite would scan the table for an OR.
    """
    table = table_of(record).alias()
    own = select(table.c.id).where(table.c.binned.is_(True))
    owned = [
        select(table.c.id).where(table.c[name].in_(hidden(NOUNS[fields_of(record)[name].noun])))
        for name in record.parents
    ]
    return union_all(own, *owned) if owned else own


def _filtered(statement: Select[Any], record: type[Record], query: Query) -> Select[Any]:
    table = table_of(record)
    statement = statement.where(table.c.binned.is_(True) if query.binned else visible(record))
    for name, value in query.where.items():
        statement = statement.where(table.c[name].is_(None) if value is None else table.c[name] == value)
    statement = statement.where(*(table.c[name] != "" for name in query.filled))
    statement = statement if query.also is None else statement.where(query.also)
    named = [table.c[name] for name in ("number", *titles_of(record)) if name in table.c]
    for word in query.text.split():
        statement = statement.where(or_(*(one.icontains(word, autoescape=True) for one in named)))
    return statement


def _held(found: Record) -> dict[str, Any]:
    return {column.name: getattr(found, column.name) for column in table_of(type(found)).c}


def _row(record: type[Record], held: dict[str, Any], key: Key = ()) -> Row:
    identity, binned = held.pop("id"), held.pop(BINNED)
    title = next((str(held[name]) for name in record.title_fields if held.get(name)), "")
    return Row(record.noun, identity, str(held.get("number", "")), title, held, binned, key)
