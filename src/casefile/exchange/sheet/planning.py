"""What a sheet would do to the case: for every row its item and the values that change, or what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.exchange.sheet.mapping import FIELDS, FILE_NAME, NUMBER, SOURCE, Mapper
from casefile.exchange.sheet.reading import Sheet
from casefile.model import EvidenceItem, Source
from casefile.model.base import table_of
from casefile.model.fields import Field, FieldError, Value
from casefile.operations import protection, records
from casefile.operations.veil import Veil

_YES = ("yes", "y", "true", "1", "x", "ja", "oui", "да", "так", "예", "نعم")
_NO = ("no", "n", "false", "0", "", "nein", "non", "нет", "ні", "아니요", "لا")
LABEL = "Fill in from a sheet"
_SEPARATOR = ";"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row of the sheet, numbered as in the file. `column` is its heading, "" for the whole row."""

    row: int
    column: str
    sentence: str

    @property
    def words(self) -> str:
        """Where and what, in one line."""
        where = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{where}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One row: its item, and what its fields become, only those that differ. `before` are the values of now."""

    row: int
    id: UUID
    number: str
    title: str
    values: Mapping[str, Value]
    before: Mapping[str, Value]
    new_source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows. Nothing is written while there is a problem."""

    items: tuple[ItemPlan, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> tuple[ItemPlan, ...]:
        """The items that become another."""
        return tuple(one for one in self.items if one.values or one.new_source)

    def under(self, veil: Veil) -> Plan:
        """The plan to look at, without protected names."""
        items = tuple(
            replace(
                one,
                title=veil.text(one.title),
                values=veil.over(dict(one.values)),
                before=veil.over(dict(one.before)),
                new_source=veil.text(one.new_source),
            )
            for one in self.items
        )
        return Plan(items, tuple(replace(one, sentence=veil.text(one.sentence)) for one in self.problems))


@dataclass(slots=True)
class _Known:
    """The items and sources of the case, by what a sheet calls them."""

    numbers: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))


def plan(session: Session, sheet: Sheet, mapper: Mapper) -> Plan:
    """Look every row up and check every cell; empty cells change nothing."""
    mapper.check()
    known, items, problems = _known(session), [], list[Problem]()
    seen: dict[UUID, int] = {}
    for number, cells in sheet.rows:
        given = {name: unguarded(cell) for name, cell in zip(mapper.fields, cells, strict=True) if name}
        heading = {name: sheet.headings[place] for place, name in enumerate(mapper.fields) if name}
        item = None
        try:
            item = _find(known, given, seen)
        except UserError as error:
            problems.append(Problem(number, "", str(error)))
        values, wrong = _checked(known, given)
        problems += [Problem(number, heading[name], sentence) for name, sentence in wrong]
        if item is None:
            continue
        seen[item] = number
        try:
            items.append(_planned(session, number, item, values))
        except UserError as error:
            problems.append(Problem(number, heading.get("classification", ""), str(error)))
    return Plan(tuple(items), tuple(problems))


def write(session: Session, wanted: Plan) -> int:
    """Write a plan; returns how many items changed. `UserError` when a row has a problem: then nothing is written."""
    if wanted.problems:
        raise UserError(f"{wanted.problems[0].words} Nothing was written.")
    made: dict[str, UUID] = {}
    for one in wanted.changed:
        values: dict[str, Any] = dict(one.values)
        if one.new_source:
            key = one.new_source.casefold()
            if key not in made:
                made[key] = records.add(session, "source", {"name": one.new_source})
            values[SOURCE] = made[key]
        try:
            records.edit(session, "evidence", one.id, values)
        except UserError as error:
            raise UserError(f"Row {one.row}: {error} Nothing was written.") from error
    return len(wanted.changed)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet computes: with an apostrophe before what begins a formula, or before an apostrophe."""
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULA, "'")) else cell


# --- within -------------------------------------------------------------------------------------------------------


def _known(session: Session) -> _Known:
    found, items, sources = _Known(), table_of(EvidenceItem).c, table_of(Source).c
    live = records.visible(EvidenceItem)
    for identity, number, name in session.execute(select(items.id, items.number, items.file_name).where(live)):
        found.numbers[number.casefold()].append(identity)
        found.files[name.casefold()].append(identity)
    for identity, name in session.execute(select(sources.id, sources.name).where(records.visible(Source))):
        found.sources[name.casefold()].append(identity)
    return found


def _find(known: _Known, given: Mapping[str, str], seen: Mapping[UUID, int]) -> UUID:
    """The item of a row: by its number where it has one, else by its file name; `seen` ones have a row already."""
    number, name = given.get(NUMBER, "").strip(), given.get(FILE_NAME, "").strip()
    if not number and not name:
        raise UserError("It has neither a number nor a file name.")
    if number:
        item = _only(known.numbers.get(number.casefold(), []), f"the number “{number}”", "the file name")
    else:
        item = _only(known.files.get(name.casefold(), []), f"the file name “{name}”", "the number")
    if item in seen:
        raise UserError(f"It is about the same item as row {seen[item]}.")
    return item


def _only(found: Sequence[UUID], called: str, instead: str) -> UUID:
    if not found:
        raise UserError(f"No item of this case has {called}.")
    if len(found) > 1:
        raise UserError(f"{len(found)} items have {called}; give {instead} instead.")
    return found[0]


def _checked(known: _Known, given: Mapping[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    wrong = []
    for name, cell in given.items():
        if name in (NUMBER, FILE_NAME) or not cell.strip():
            continue
        try:
            values[name] = _source(known, cell) if name == SOURCE else _value(FIELDS[name], cell)
        except (FieldError, UserError) as error:
            wrong.append((name, str(error)))
    return values, wrong


def _source(known: _Known, cell: str) -> UUID | str:
    """The source with this name; its name where there is none yet."""
    name = str(records.fields("source")[0].check(" ".join(cell.split())))
    found = known.sources.get(name.casefold(), [])
    if len(found) > 1:
        raise UserError(f"{len(found)} sources are called “{name}”; give each its own name first.")
    return found[0] if found else name


def _value(wanted: Field, cell: str) -> Value:
    """A cell as its field holds it. Choices may be given by their word, flags as yes or no, lists with semicolons."""
    text = cell.strip()
    if wanted.kind == "choice":
        words = {label.casefold(): stored for stored, label in wanted.choices}
        words |= {stored.casefold(): stored for stored, _ in wanted.choices}
        return wanted.check(words.get(text.casefold(), text))
    if wanted.kind == "flag":
        if text.casefold() not in (*_YES, *_NO):
            raise FieldError(f"{wanted.label} must be yes or no, not “{text}”.")
        return text.casefold() in _YES
    if wanted.kind in ("lines", "states"):
        return wanted.check([part.strip() for line in text.splitlines() for part in line.split(_SEPARATOR)])
    return wanted.check(" ".join(text.split()) if wanted.kind != "prose" else text)


def _planned(session: Session, number: int, item: UUID, values: dict[str, Any]) -> ItemPlan:
    row = records.get(session, "evidence", item)
    source = values.get(SOURCE)
    new = values.pop(SOURCE) if isinstance(source, str) else ""
    changed = {name: value for name, value in values.items() if row[name] != value}
    if "classification" in changed and protection.is_wanting({**row.values, **changed}):
        raise UserError(protection.WANTED)
    before = {name: row[name] for name in (*changed, *([SOURCE] if new else []))}
    return ItemPlan(number, item, row.number, row.title, changed, before, str(new))
