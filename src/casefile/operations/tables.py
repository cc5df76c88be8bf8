"""Tables as text: the rows of a file with separators, and the columns in which cited words stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

_SNIFFED = 20_000
_AT_ONCE = 2000
_LINES = re.compile(r"ll?\. (\d{1,9})\b")
_MOST_COLUMNS = 60
"""Among which a rectangle is looked for that begins with empty cells: all pairs of columns are tried."""


def delimited(text: str, most: int | None = None) -> list[Sequence[str]]:
    """The first rows (`most`; all without it) of a text whose cells are separated by commas, semicolons, tabs or bars.

    As RFC 4180 and its relatives have it. What cannot be taken apart so gives its lines, a cell each.
    """
    try:
        return _taken(_reader(text), most)
    except csv.Error:
        return [[line.rstrip("\r\n")] for line in islice(io.StringIO(text, newline=""), most)]


def _taken(reader: Reader, most: int | None) -> list[Sequence[str]]:
    """Some rows at a time: between two calls the window has its turn, which one call for all rows would not give it."""
    rows: list[Sequence[str]] = []
    while some := list(islice(reader, _AT_ONCE if most is None else min(_AT_ONCE, most - len(rows)))):
        rows += some
    return rows


def records(text: str) -> Iterator[str]:
    """The same rows as they stand in the text, whose lines end with line feeds: one that holds a line break is several
    lines.
    """
    lines, reader, start = text.split("\n"), _reader(text), 0
    try:
        ends = [reader.line_num for _row in reader]
    except csv.Error:
        ends = list(range(1, len(lines) + 1))
    for end in ends:
        yield "\n".join(lines[start:end])
        start = end


def _reader(text: str) -> Reader:
    """As spreadsheet programs read: words stand in double quotes, and two of these are one; only what separates is guessed."""
    try:
        guessed = csv.Sniffer().sniff(text[:_SNIFFED], delimiters=",;\t|")
        delimiter, spaced = guessed.delimiter, guessed.skipinitialspace
    except csv.Error:
        delimiter, spaced = ",", False
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=spaced)


def numbered(parts: Iterable[tuple[str, str]], most: int) -> list[Sequence[str]]:
    """The first rows (`most`) of a sheet whose text is kept in parts, label and text each: a line is a row, and a label
    says with which row its part begins.
    """
    rows: list[Sequence[str]] = []
    for label, text in parts:
        rows += [()] * (min(_first_line(label) - 1, most) - len(rows))
        room = most - len(rows)
        rows += [line.split("\t") for line in text.split("\n", room)[:room]]
    return rows


def _first_line(label: str) -> int:
    """The first row that a label such as ll. 41-80, “Sheet1” names; 1 where it names none."""
    named = _LINES.match(label)
    return int(named[1]) if named else 1


def rectangle(rows: Sequence[Sequence[str]], words: str, plain: Callable[[str], str]) -> tuple[int, int] | None:
    """The first and the last column whose cells, row by row, are exactly `words`: what one selects in a grid and cites.

    `plain` makes texts comparable; None where no columns fit.
    """
    wanted, width = plain(words), max((len(row) for row in rows), default=0)
    for left in range(width if wanted else 0):
        for right in range(left, width):
            first = plain(" ".join(rows[0][left : right + 1]))
            if not wanted.startswith(first):
                break
            likely = first or width <= _MOST_COLUMNS
            if likely and plain(" ".join(cell for row in rows for cell in row[left : right + 1])) == wanted:
                return left, right
    return None
