"""The lines of a data file: split, parsed, and refused by number where they are not what the format says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from casefile.errors import UserError
from casefile.exchange.jsonl.format import FORMAT, LONGEST_LINE, VERSION


class DataError(UserError):
    """A line that cannot be taken; the sentence begins with where."""


@dataclass(slots=True)
class Line:
    """One record as it was written. `values` are its fields, noun and id taken out."""

    number: int
    noun: str
    values: dict[str, Any]

    def refuse(self, problem: str, field: str = "") -> NoReturn:
        """Raise `DataError` that names line, noun and field."""
        place = ", ".join(part for part in (f"line {self.number}", self.noun, field) if part)
        raise DataError(f"{place}: {problem}")


def _raw_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 1
    _check_header(stream.readline(LONGEST_LINE + 1))
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise DataError(f"line {number}: it is longer than {LONGEST_LINE:,} bytes; part its texts.")
        if not raw.isspace():
            yield number, raw


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of every line that holds a record."""
    try:
        with path.open("rb") as stream:
            yield from _raw_lines(stream)
    except OSError as error:
        raise UserError(f"“{path}” cannot be read ({error.strerror}); check its name and folder.") from error


def _check_header(raw: bytes) -> None:
    try:
        header = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or header.get("casefile") != FORMAT:
        raise DataError(
            'line 1: this is not a data file of Casefile; it must begin with {"casefile":"jsonl","version":1}.'
        )
    version = header.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DataError("line 1, version: it must be a whole number such as 1.")
    if version > VERSION:
        raise DataError(
            f"line 1, version: the data are of version {version}, this Casefile reads up to {VERSION}; "
            "install a newer one."
        )


def parse(number: int, raw: bytes) -> Line:
    """The record in a line."""
    try:
        values = _decode(raw.decode())
    except UnicodeDecodeError:
        raise DataError(f"line {number}: it is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise DataError(f"line {number}: it is not valid JSON ({error.msg}, character {error.pos + 1}).") from None
    except (ValueError, RecursionError) as error:
        raise DataError(f"line {number}: it is not valid JSON ({_why(error)}).") from None
    if not isinstance(values, dict):
        raise DataError(f'line {number}: a line must be one JSON object, {{"noun":…,"id":…}}.')
    noun = values.pop("noun", None)
    if not isinstance(noun, str):
        raise DataError(f"line {number}: it does not say its noun.")
    return Line(number, noun, values)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value")


_decode = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant).decode


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "brackets nest too deep"
    return "a number is too long" if "digits" in str(error) else str(error)
