"""A table out of a CSV file, in any common encoding and with any common delimiter, or out of an XLSX workbook.

Cells are texts as they stand: a formula is the text of the formula, and nothing is computed. Dates of a workbook are
written as ISO 8601, whole numbers without a point.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from casefile.errors import UserError
from casefile.evidence.words import encodings

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 500
_DELIMITERS = ",;\t|"
_MOST_UNPACKED = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """`headings` are the first row; `rows` the others that are not empty, each as long, with its number in the file."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read(path: Path) -> Sheet:
    """The table in `path`. `UserError` says in one sentence what is wrong with it."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(f"“{path.name}” is larger than {LARGEST // 2**20} MB; split the sheet.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read ({error.strerror}).") from error
    lines = _workbook(path, data) if data.startswith(b"PK\x03\x04") else _delimited(path, data)
    return _sheet(path.name, lines)


def _sheet(name: str, lines: Iterable[tuple[int, list[str]]]) -> Sheet:
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if len(filled) < 2:
        raise UserError(f"“{name}” holds no table: a row of headings and at least one row below it are needed.")
    headings = [" ".join(cell.split()) for cell in filled[0][1]]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise UserError(f"“{name}” has more than {MOST_COLUMNS} columns; leave out those that are not needed.")
    twice = [one for one in headings if one and [other.casefold() for other in headings].count(one.casefold()) > 1]
    if twice:
        raise UserError(f"“{name}” has two columns called “{twice[0]}”; give each its own heading.")
    width = len(headings)
    rows = tuple((number, tuple((cells + [""] * width)[:width])) for number, cells in filled[1:])
    return Sheet(name, tuple(headings), rows)


def _delimited(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path, data).lstrip("\ufeff").replace("\x00", "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    csv.field_size_limit(LARGEST)
    before = 0
    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise UserError(f"“{path.name}” has more than {MOST_ROWS:,} rows; split the sheet.")
            yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        raise UserError(f"“{path.name}” is no table that can be read: {error} (line {reader.line_num}).") from error


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8 where it is that, UTF-16 by its mark, else what fits the bytes best."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = encodings.guessed(data)
        if not encoding:
            raise UserError(
                f"The encoding of “{path.name}” is not known; save the sheet as CSV in UTF-8, or as XLSX."
            ) from None
        return data.decode(encoding, "replace")


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first line outside quotes; a comma where there is none."""
    quoted, counts = False, dict.fromkeys(_DELIMITERS, 0)
    for char in text:
        if char == '"':
            quoted = not quoted
        elif not quoted and char in "\r\n":
            break
        elif not quoted and char in counts:
            counts[char] += 1
    return max(counts, key=lambda one: counts[one])


def _workbook(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
                raise UserError(f"“{path.name}” unpacks to too much; save the sheet as CSV.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            table = book.worksheets[0]
            table.reset_dimensions()  # what a workbook says of its size may be wrong
            for number, cells in enumerate(table.iter_rows(values_only=True), 1):
                if number > MOST_ROWS:
                    raise UserError(f"“{path.name}” has more than {MOST_ROWS:,} rows; split the sheet.")
                yield number, [_text(cell) for cell in cells[: MOST_COLUMNS + 1]]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise UserError(f"“{path.name}” is no workbook that can be read; save the sheet as CSV in UTF-8.") from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep="T", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
