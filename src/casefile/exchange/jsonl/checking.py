"""Checks records of a data file one by one, in a stream: fields, rules, identities, references.

What a million records need to know of one another is held small: the noun of every id, the codes of charges and
attributions, and the references that point forward and are answered at the end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NoReturn
from uuid import UUID

from casefile.errors import UserError
from casefile.exchange.jsonl.existing import CODES, Existing
from casefile.exchange.jsonl.format import FILE
from casefile.exchange.jsonl.lines import DataError, Line
from casefile.model import NOUNS, NumberBlock, Record
from casefile.model.base import fields_of
from casefile.model.fields import Field, FieldError
from casefile.operations import number_blocks, rules

Values = dict[str, Any]
_REPEATED = ("choice", "date", "locator", "state", "code")
"""Kinds whose values come again and again; the last of each are remembered."""
_REMEMBERED = 5_000
_RULED = {
    "charge": "crime",
    "attribution": "liability",
    "proof_link": "element",
    "element_assessment": "element",
    "proceeding": "crimes",
    "state_fact": "crimes",
    "question": "about_id",
    "tagging": "about_id",
    "posting": "end",
    "number_block": "first",
}
"""The field that a broken rule of a noun is about."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is looked up for every record of a noun, made once."""

    record: type[Record]
    place: int
    fields: Mapping[str, Field]
    defaults: Values
    quick: Mapping[str, Callable[[str], Any]]
    required: tuple[str, ...]
    references: tuple[tuple[str, str], ...]


@cache
def _shape(noun: str) -> _Shape | None:
    record = NOUNS.get(noun)
    if record is None:
        return None
    fields = fields_of(record)
    defaults = {name: field.default for name, field in fields.items()}
    quick = {
        name: lru_cache(maxsize=_REMEMBERED)(field.check) for name, field in fields.items() if field.kind in _REPEATED
    }
    required = tuple(name for name, field in fields.items() if field.required)
    references = tuple((name, field.noun) for name, field in fields.items() if field.noun)
    return _Shape(record, list(NOUNS).index(noun), fields, defaults, quick, required, references)


class Checker:
    """Takes lines in the order of the file and gives the values of records; `finish` says what was left open."""

    def __init__(self, existing: Existing) -> None:
        self._existing = existing.nouns
        self._codes = existing.codes
        self._blocks, self._prefixes = existing.blocks, existing.prefixes
        self._nouns: dict[bytes, str] = {}
        self._open: dict[tuple[bytes, str], tuple[Line, str]] = {}
        self._replaced: dict[UUID, UUID] = {}
        self._place = -1

    def skip(self, line: Line, stands_for: UUID) -> None:
        """Leave a record out; what refers to it will refer to `stands_for`."""
        self._replaced[_identity(line)] = stands_for

    def values(self, line: Line) -> tuple[type[Record], Values]:
        """The record in `line`, with its id, and only what differs from a default."""
        shape = _shape(line.noun)
        if shape is None:
            line.refuse(f"there is no such noun; it must be one of {', '.join(NOUNS)}.")
        self._check_place(line, shape)
        identity = self._new_identity(line, shape.record.noun)
        values = _checked(line, shape)
        self._check_references(line, shape, values)
        values["id"] = identity
        self._apply_rules(line, shape, values)
        if line.noun in CODES:
            self._codes[identity.bytes] = sys.intern(values[CODES[line.noun]])
        return shape.record, values

    def _check_place(self, line: Line, shape: _Shape) -> None:
        """The order lets every reference but those to the same noun be answered where it stands."""
        if shape.place < self._place:
            line.refuse(f"it comes too late; put the lines in the order {', '.join(NOUNS)}.")
        self._place = shape.place

    def _new_identity(self, line: Line, noun: str) -> UUID:
        identity = _identity(line)
        key = identity.bytes
        if key in self._nouns:
            line.refuse(f"another record of the data has the id {identity}.", "id")
        if key in self._existing:
            line.refuse(f"the case has a record {identity} already; nothing was imported.", "id")
        self._nouns[key] = noun
        return identity

    def _check_references(self, line: Line, shape: _Shape, values: Values) -> None:
        for name, target in shape.references:
            if name in values:
                self._check_reference(line, name, target, values[name])

    def _check_reference(self, line: Line, name: str, target: str, identity: UUID) -> None:
        key = identity.bytes
        found = self._nouns.get(key) or self._existing.get(key)
        if found == target:
            return
        forward = target == line.noun or name == "about_id"
        if found is not None or not forward:
            line.refuse(f"there is no {target} {identity} in the data before this line or in the case.", name)
        self._open.setdefault((key, target), (Line(line.number, line.noun, {}), name))

    def _apply_rules(self, line: Line, shape: _Shape, values: Values) -> None:
        if values.get("about_id") in self._replaced:
            values["about_id"] = self._replaced[values["about_id"]]

        def lookup(noun: str, identity: UUID, name: str) -> Any:
            if name != "id":
                return self._codes.get(identity.bytes)
            self._check_reference(line, "about_id", noun, identity)
            return identity

        whole = {**shape.defaults, **values}
        try:
            rules.settle(shape.record, whole, values, lookup)
            if shape.record is NumberBlock and not whole["binned"]:
                number_blocks.check_among(number_blocks.held_by(whole, self._prefixes), self._blocks)
        except DataError:
            raise
        except UserError as error:
            line.refuse(str(error), _RULED.get(line.noun, ""))

    def finish(self) -> None:
        """That every reference has found its record."""
        for (key, target), (line, name) in self._open.items():
            if self._nouns.get(key) != target:
                line.refuse(f"there is no {target} {UUID(bytes=key)} in the data or in the case.", name)


def _identity(line: Line) -> UUID:
    written = line.values.pop("id", None)
    try:
        return UUID(written)
    except (ValueError, AttributeError, TypeError):
        line.refuse(f"every record must have an id such as {UUID(int=0)}.", "id")


def _checked(line: Line, shape: _Shape) -> Values:
    values: Values = {}
    for name, written in line.values.items():
        field = shape.fields.get(name)
        if field is None:
            _refuse_field(line, name, shape)
        try:
            value = (
                shape.quick[name](written) if name in shape.quick and isinstance(written, str) else field.check(written)
            )
        except FieldError as error:
            line.refuse(str(error), name)
        if value != field.default:
            values[name] = value
    for name in shape.required:
        if values.get(name, shape.fields[name].default) in (None, "", ()):
            line.refuse(f"{shape.fields[name].label} must not be empty.", name)
    return values


def _refuse_field(line: Line, name: str, shape: _Shape) -> NoReturn:
    if name == FILE:
        line.refuse("only an item of evidence and a receipt of a custody event have bytes.", name)
    line.refuse(f"there is no such field; there are {', '.join(shape.fields)}.", name)
