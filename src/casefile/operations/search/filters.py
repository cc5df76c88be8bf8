"""What narrows a search: type:photo lang:ko date:2024-02 grade:>=B2 by:… number: tag: folder: is:unread.

Most speak of items of evidence, and through the item of its documents and passages; date:, number: and tag: of every
record that has one. A record of which a filter cannot speak is not among the results. F and 6 of the Admiralty grading
(STANAG 2511) say that nothing can be judged: no comparison takes them for better or worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.model import NOUNS, Tag, dates
from casefile.model.base import Record, table_of
from casefile.model.evidence import TYPES
from casefile.operations.search import values
from casefile.operations.search.query import Filter, comparable

Condition = ColumnElement[bool]
_GRADE = re.compile(r"([A-Fa-f]?)([1-6]?)")
_NAMES = ("authors", "provider", "collected_by", "uploader")
_NAMED = 12  # tags
_UNJUDGED = "Items whose grade cannot be judged (F or 6) are left out of a comparison of grades."


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters that can be used, why others cannot, and what is to be known of those that can."""

    filters: tuple[Filter, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def understand(session: Session, filters: Iterable[Filter]) -> Narrowing:
    """Tell the filters that say something from those that do not."""
    good: list[Filter] = []
    problems: list[str] = []
    notes: dict[str, None] = {}
    for one in filters:
        try:
            _of_evidence(session, one)
        except UserError as error:
            problems.append(str(error))
            continue
        good.append(one)
        notes.update(dict.fromkeys(_notes(session, one)))
    return Narrowing(tuple(good), tuple(problems), tuple(notes))


def _notes(session: Session, one: Filter) -> Iterator[str]:
    """What is to be known of a filter that can be used."""
    if one.field == "grade" and one.op:
        yield _UNJUDGED
    if one.field == "date" and (read := values.edtf(one.value)) != one.value:
        yield f"“{one.value}” is read as {dates.words(read)}."
    if one.field == "tag" and not _tags_called(session, one.value):
        names = session.scalars(select(Tag.name).where(Tag.binned.is_(False)).order_by(Tag.name).limit(_NAMED)).all()
        known = f"there are {', '.join(names)}" if names else "there is none yet"
        yield f"No tag is called “{one.value}”; {known}."


def condition(session: Session, record: type[Record], filters: Iterable[Filter]) -> Condition | None:
    """Which records of one kind are left; None where a filter cannot speak of this kind."""
    conditions: list[Condition] = []
    for one in filters:
        found = _of(session, record, one)
        if found is None:
            return None
        conditions.append(not_(found) if one.without else found)
    return and_(true(), *conditions)


def _of(session: Session, record: type[Record], one: Filter) -> Condition | None:
    table, item = table_of(record), table_of(NOUNS["evidence"])
    if record.noun == "evidence":
        return _of_evidence(session, one)
    if one.field == "tag":
        own = _tagged(session, table, one)
        return or_(own, _by_item(table, _tagged(session, item, one))) if "evidence_id" in table.c else own
    if one.field == "date" and "first_day" in table.c:
        return _dated(table, one)
    if one.field == "number" and "number" in table.c:
        return _numbered(table, one)
    return _by_item(table, _of_evidence(session, one)) if "evidence_id" in table.c else None


def _by_item(table: Table, of_item: Condition) -> Condition:
    item = table_of(NOUNS["evidence"])
    return table.c.evidence_id.in_(select(item.c.id).where(of_item))


def _of_evidence(session: Session, one: Filter) -> Condition:
    table = table_of(NOUNS["evidence"])
    if one.op and one.field not in ("date", "grade"):
        raise UserError(
            f"“{one.typed}”: only date: and grade: can be compared with {one.op}; write {one.field}: alone."
        )
    return _BUILDERS[one.field](session, table, one)


# --- one function a field -----------------------------------------------------------------------------------------


def _typed(_session: Session, table: Table, one: Filter) -> Condition:
    kinds = [kind for value in one.value.split(",") for kind in _kinds(value)]
    return table.c.type.in_(kinds)


def _kinds(value: str) -> list[str]:
    wanted = comparable(value.strip())
    found = [kind for kind, label in TYPES if kind.startswith(wanted) or comparable(label).startswith(wanted)]
    if not wanted or not found:
        raise UserError(f"“{value}” is no type of evidence; write one of {', '.join(kind for kind, _ in TYPES)}.")
    return found


def _language(_session: Session, table: Table, one: Filter) -> Condition:
    wanted = [values.language(value) for value in one.value.split(",") if value.strip()]
    held = literal("\n").concat(func.lower(type_coerce(table.c.languages, String))).concat("\n")
    each = [held.contains(f"\n{value}\n") | held.contains(f"\n{value}-") for value in wanted]
    return or_(false(), *each)


def _dated(table: Table, one: Filter) -> Condition:
    try:
        span = dates.bounds(values.edtf(one.value))
    except ValueError as error:
        raise UserError(str(error)) from error
    first, last = (day.isoformat() if day else None for day in (span.first, span.last))
    begins, ends = func.coalesce(table.c.first_day, "0000"), func.coalesce(table.c.last_day, "9999")
    known = or_(table.c.first_day.is_not(None), table.c.last_day.is_not(None))
    needs = {">=": first, "<": first, ">": last, "<=": last}.get(one.op, "")
    if needs is None:
        raise UserError(f"“{one.typed}”: this end of the date is open; write the day, month or year that is meant.")
    compared: dict[str, list[Condition]] = {
        ">=": [ends >= first],
        ">": [ends > last],
        "<=": [begins <= last],
        "<": [begins < first],
        "": ([begins <= last] if last else []) + ([ends >= first] if first else []),
    }
    return and_(known, *compared[one.op])


def _graded(_session: Session, table: Table, one: Filter) -> Condition:
    match = _GRADE.fullmatch(one.value)
    if match is None:
        raise UserError(f"“{one.value}” is no grade; write a letter from A to F, a digit from 1 to 6, or both: B2.")
    reliability, credibility = match[1].upper(), match[2]
    if one.op and ("F" in reliability or "6" in credibility):
        raise UserError(
            f"“{one.typed}”: F and 6 say that nothing can be judged, so they are neither better nor worse; "
            "compare with A to E and 1 to 5."
        )
    pairs = ((table.c.reliability, reliability, "ABCDE"), (table.c.credibility, credibility, "12345"))
    return and_(*(_compared(one.op, column, value, scale) for column, value, scale in pairs if value))


def _compared(op: str, column: ColumnElement[Any], value: str, scale: str) -> Condition:
    """B is better than C: `>=B` is A and B."""
    if not op:
        return column == value
    place = scale.index(value)
    better, worse = scale[:place], scale[place + 1 :]
    return column.in_(list({">=": better + value, ">": better, "<=": worse + value, "<": worse}[op]))


def _by(session: Session, table: Table, one: Filter) -> Condition:
    return or_(*(_holds(session, table.c[name], one.value) for name in _NAMES))


def _folder(session: Session, table: Table, one: Filter) -> Condition:
    return _holds(session, table.c.folder, one.value)


def _holds(session: Session, column: ColumnElement[Any], value: str) -> Condition:
    """Texts that hold `value` as search compares them; the different ones of a column are few."""
    wanted = comparable(value)
    stored: Select[Any] = select(column).distinct().where(column != "")
    found = [text for text in session.scalars(stored) if wanted in comparable(_plain(text))]
    return column.in_(found)


def _plain(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _numbered(table: Table, one: Filter) -> Condition:
    wanted = one.value.upper()
    if wanted.isdecimal():  # 4 is NKR-0004, and not NKR-0014
        zeros = range(max(1, 9 - len(wanted)))
        return or_(*(table.c.number.op("GLOB")(f"*[^0-9]{'0' * many}{wanted.lstrip('0')}") for many in zeros))
    return func.upper(table.c.number).startswith(wanted, autoescape=True)


def _tagged(session: Session, table: Table, one: Filter) -> Condition:
    tagging, tags = table_of(NOUNS["tagging"]), _tags_called(session, one.value)
    worn = select(tagging.c.about_id).where(tagging.c.tag_id.in_(tags), tagging.c.binned.is_(False))
    return table.c.id.in_(worn.where(tagging.c.about_id.is_not(None)))


def _tags_called(session: Session, name: str) -> list[UUID]:
    wanted = comparable(name)
    names = session.execute(select(Tag.id, Tag.name).where(Tag.binned.is_(False)))
    return [row.id for row in names if comparable(row.name) == wanted]


def _is(_session: Session, table: Table, one: Filter) -> Condition:
    states = _STATES.get(one.value.lower())
    if states is None:
        raise UserError(f"“{one.typed}”: nothing is that; write is: and one of {', '.join(_STATES)}.")
    return states(table)


def _read(table: Table) -> Condition:
    reading = table_of(NOUNS["reading"])
    return table.c.id.in_(select(reading.c.evidence_id).where(reading.c.done.is_(True), reading.c.binned.is_(False)))


def _linked(table: Table) -> Condition:
    passage, link = table_of(NOUNS["passage"]), table_of(NOUNS["proof_link"])
    pinned = select(passage.c.evidence_id).join(link, link.c.passage_id == passage.c.id)
    return table.c.id.in_(pinned.where(passage.c.binned.is_(False), link.c.binned.is_(False)))


_STATES: dict[str, Callable[[Table], Condition]] = {
    "graphic": lambda table: table.c.graphic.is_(True),
    "read": _read,
    "unread": lambda table: not_(_read(table)),
    "linked": _linked,
    "unlinked": lambda table: not_(_linked(table)),
    "graded": lambda table: or_(table.c.reliability != "F", table.c.credibility != "6"),
    "ungraded": lambda table: and_(table.c.reliability == "F", table.c.credibility == "6"),
    "undated": lambda table: and_(table.c.first_day.is_(None), table.c.last_day.is_(None)),
}
_BUILDERS: dict[str, Callable[[Session, Table, Filter], Condition]] = {
    "type": _typed,
    "lang": _language,
    "date": lambda _session, table, one: _dated(table, one),
    "grade": _graded,
    "by": _by,
    "number": lambda _session, table, one: _numbered(table, one),
    "tag": _tagged,
    "folder": _folder,
    "is": _is,
}
