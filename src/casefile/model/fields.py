"""What a field of a record is: its kind, label and rule, declared once beside the column.

The same declaration serves the check of every value on its way in (window, command line, import), the forms of the
window, and the tables of docs/interchange.md. Text that is absent is `""`, never NULL, so that a value withheld from a
sealed copy leaves a row that every reader can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import MappedColumn, mapped_column

from casefile.model import dates, locators

Value = str | int | bool | UUID | tuple[str, ...] | None
Wire = str | int | bool | list[str] | None
Kind = Literal[
    "line",
    "prose",
    "date",
    "choice",
    "flag",
    "whole",
    "decimal",
    "lines",
    "reference",
    "code",
    "state",
    "states",
    "instant",
    "locator",
    "hash",
    "position",
]
LONGEST_LINE = 2_000
LONGEST_PROSE = 50_000_000


class FieldError(ValueError):
    """A value that its field cannot take; `str(error)` says why and what would do."""


class Id(TypeDecorator[UUID]):
    """A random UUIDv4 as 16 bytes."""

    impl = LargeBinary(16)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else value.bytes

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> UUID | None:  # noqa: ARG002
        return None if value is None else UUID(bytes=value)


class Lines(TypeDecorator[tuple[str, ...]]):
    """A short list of texts (names, languages), one a line."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        return "\n".join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(value.split("\n")) if value else ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as people and programs see it.

    `choices` are (stored value, label); `noun` is what a reference points at; `searched` says that its text is found by
    search; `protected` marks what may name a person at risk. `once` fields are written when the record is made and
    never again. `digits` is how many a hash has. `apart` is the choice that stands for no judgement: a list sorted by the
    field has it at its end in both directions; `then` is the field that orders what is alike in this one. `name` is the column's and is filled in by `fields_of`.
    """

    label: str
    kind: Kind
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    noun: str = ""
    help: str = ""
    default: Value = None
    searched: bool = False
    protected: bool = False
    once: bool = False
    digits: int = 64
    apart: str = ""
    then: str = ""
    name: str = ""

    def check(self, value: Any) -> Value:
        """`value` as the column holds it, or `FieldError` in one sentence."""
        checked = _CHECKS[self.kind](self, value)
        if self.required and (checked is None or checked in ("", ())):
            raise FieldError(f"{self.label} must not be empty.")
        return checked

    def choice_label(self, value: str) -> str:
        """The words for a stored choice."""
        return dict(self.choices).get(value, value)


def to_wire(value: Value) -> Wire:
    """`value` in the form that the journal and JSON Lines write."""
    if isinstance(value, UUID):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def from_wire(field: Field, value: Wire) -> Value:
    """The inverse of `to_wire`; trusts the value (the journal checked it when it was written)."""
    if field.kind == "reference":
        return None if value is None else UUID(str(value))
    return tuple(value) if isinstance(value, list) else value


# --- declaring columns -------------------------------------------------------------------------------------------


def _column(column_type: Any, field: Field, *arguments: Any, nullable: bool, default: Value) -> MappedColumn[Any]:
    return mapped_column(column_type, *arguments, nullable=nullable, default=default, info={"field": field})


def line(label: str, **options: Any) -> MappedColumn[Any]:
    """One line of text; searched unless said otherwise."""
    field = Field(label, "line", default="", **({"searched": True} | options))
    return _column(String, field, nullable=False, default="")


def prose(label: str, **options: Any) -> MappedColumn[Any]:
    """Text of any length; searched unless said otherwise."""
    field = Field(label, "prose", default="", **({"searched": True} | options))
    return _column(String, field, nullable=False, default="")


def _text(kind: Kind) -> Callable[..., MappedColumn[Any]]:
    def declare(label: str, **options: Any) -> MappedColumn[Any]:
        return _column(String, Field(label, kind, default="", **options), nullable=False, default="")

    return declare


date = _text("date")  # EDTF text, ISO 8601-2
code = _text("code")  # a code of the catalogue
state = _text("state")  # ISO 3166 alpha-2
instant = _text("instant")  # ISO 8601 with zone
locator = _text("locator")  # see locators.py
hashed = _text("hash")  # lower-case hexadecimal
decimal = _text("decimal")  # exact decimal text: floats have no place in a hashed journal
position = _text("position")  # a key between neighbours, see positions.py


def number(label: str = "Number") -> MappedColumn[Any]:
    """A number shown to people (NKR-0042): a label, never an identity, hence not unique."""
    field = Field(label, "line", default="", searched=True, help="Given by the program; change it only with a reason.")
    return mapped_column(String, nullable=False, default="", info={"field": field})


def choice(label: str, choices: tuple[tuple[str, str], ...], default: str = "", **options: Any) -> MappedColumn[Any]:
    """One of a short list of stored words, each with its label."""
    field = Field(label, "choice", choices=choices, default=default, **options)
    return _column(String, field, nullable=False, default=default)


def flag(label: str, **options: Any) -> MappedColumn[Any]:
    """Yes or no; no by default."""
    return _column(Boolean, Field(label, "flag", default=False, **options), nullable=False, default=False)


def whole(label: str, **options: Any) -> MappedColumn[Any]:
    """A whole number, not below zero, or nothing."""
    return _column(Integer, Field(label, "whole", **options), nullable=True, default=None)


def lines(label: str, **options: Any) -> MappedColumn[Any]:
    """A short list of texts."""
    return _column(Lines, Field(label, options.pop("kind", "lines"), default=(), **options), nullable=False, default=())


def reference(label: str, noun: str, *, table: str = "", **options: Any) -> MappedColumn[Any]:
    """A link to another record, kept whole by a foreign key (never cascading: records are binned, not deleted)."""
    field = Field(label, "reference", noun=noun, **options)
    key = ForeignKey(f"{table or noun}.id", deferrable=True, initially="DEFERRED")
    return mapped_column(Id, key, nullable=True, default=None, info={"field": field})


def about_id(label: str) -> MappedColumn[Any]:
    """A link to a record of any noun, named by a field beside it."""
    return mapped_column(Id, nullable=True, default=None, info={"field": Field(label, "reference")})


def day_of(source: str, end: Literal["first", "last"]) -> MappedColumn[Any]:
    """The computed first or last day of an EDTF field, as ISO text; NULL where open or unknown. Never in the journal."""

    def derive(text: str) -> str | None:
        day = getattr(dates.bounds(text), end)
        return None if day is None else day.isoformat()

    return mapped_column(String, nullable=True, default=None, info={"derived": (source, derive)})


# --- checks, one a kind ------------------------------------------------------------------------------------------

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _as_text(field: Field, value: Any, longest: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FieldError(f"{field.label} must be text.")
    if len(value) > longest:
        raise FieldError(f"{field.label} is longer than {longest:,} characters; shorten it.")
    if not value.isascii() and _LONE_SURROGATE.search(value):
        raise FieldError(f"{field.label} holds half of a character pair; type it again.")
    return value


def _check_line(field: Field, value: Any) -> Value:
    text = _as_text(field, value, LONGEST_LINE)
    if "\n" in text or "\r" in text:
        raise FieldError(f"{field.label} takes one line only; remove the line break.")
    return text.strip()


def _check_prose(field: Field, value: Any) -> Value:
    return _as_text(field, value, LONGEST_PROSE)


def _check_date(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value))
    if text:
        try:
            dates.bounds(text)
        except ValueError as error:
            raise FieldError(str(error)) from error
    return text


def _check_choice(field: Field, value: Any) -> Value:
    known = [stored for stored, _ in field.choices]
    text = field.default if value in (None, "") else value
    if text not in known and text != "":
        raise FieldError(f"{field.label} must be one of {', '.join(known)}, not “{value}”.")
    return str(text)


def _check_flag(field: Field, value: Any) -> Value:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise FieldError(f"{field.label} must be true or false.")
    return value


def _check_whole(field: Field, value: Any) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise FieldError(f"{field.label} must be a whole number, zero or more.")
    return value


def _check_decimal(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value))
    if text and not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise FieldError(f"{field.label} must be a decimal number such as 50.4501.")
    return text


def _check_lines(field: Field, value: Any) -> Value:
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.split("\n")
    if not isinstance(value, list | tuple):
        raise FieldError(f"{field.label} must be a list of texts.")
    return tuple(text for text in (str(_check_line(field, part)) for part in value) if text)


def _check_reference(field: Field, value: Any) -> Value:
    if value is None or value == "":
        return None
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise FieldError(f"{field.label} must be the id of a record, such as {UUID(int=0)}.") from None


def _check_state(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value)).upper()
    if text and not re.fullmatch(r"[A-Z]{2}", text):
        raise FieldError(f"{field.label} must be a two-letter ISO 3166 code such as UA.")
    return text


def _check_states(field: Field, value: Any) -> Value:
    checked = _check_lines(field, value)
    return tuple(str(_check_state(field, part)) for part in checked) if isinstance(checked, tuple) else ()


def _check_instant(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value))
    if not text:
        return ""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        when = None
    if when is None or when.tzinfo is None:
        raise FieldError(f"{field.label} must be a date and time with zone, such as 2026-11-21T09:30:00+01:00.")
    return text


def _check_locator(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value))
    try:
        return locators.canonical(text)
    except ValueError as error:
        raise FieldError(str(error)) from error


def _check_hash(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value)).lower()
    if text and not re.fullmatch(rf"[0-9a-f]{{{field.digits}}}", text):
        raise FieldError(f"{field.label} must be {field.digits} hexadecimal digits.")
    return text


def _check_position(field: Field, value: Any) -> Value:
    text = str(_check_line(field, value))
    if text and not re.fullmatch(r"[0-9a-z]{1,200}", text):
        raise FieldError(f"{field.label} must be made of the letters a to z and digits.")
    return text


_CHECKS: dict[Kind, Callable[[Field, Any], Value]] = {
    "line": _check_line,
    "prose": _check_prose,
    "date": _check_date,
    "choice": _check_choice,
    "flag": _check_flag,
    "whole": _check_whole,
    "decimal": _check_decimal,
    "lines": _check_lines,
    "reference": _check_reference,
    "code": _check_line,
    "state": _check_state,
    "states": _check_states,
    "instant": _check_instant,
    "locator": _check_locator,
    "hash": _check_hash,
    "position": _check_position,
}
