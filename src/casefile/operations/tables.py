"""Tables as text: the rows of a file with separators, and the columns in which cited words stand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import islice

_SNIFFED = 20_000
_MOST_COLUMNS = 60
"""Among which a rectangle is looked for that begins with empty cells: all pairs of columns are tried."""


def delimited(text: str, most: int | None = None) -> list[Sequence[str]]:
    """The first rows (`most`; all without it) of a text whose cells are separated by commas, semicolons, tabs or bars.

    As RFC 4180 and its relatives have it. What cannot be taken apart so gives its lines, a cell each.
    """
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:_SNIFFED], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), dialect), most))
    except csv.Error:
        return [[line] for line in text.splitlines()[:most]]


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
