"""Excel workbooks: a part for each sheet, with the values that were stored (no formula is computed)."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from casefile.evidence.words.parts import Part, cell, damaged, rows
from casefile.evidence.words.zipped import Zipped

_MOST_CELLS = 1000
"""Of one row; a sheet may claim 16,384 although three hold something."""


def read(data: bytes) -> Iterator[Part]:
    import openpyxl  # the slowest of all to load, and most documents are no workbooks

    Zipped(data, "workbook")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that are not read matter to nobody here
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                yield from rows(sheet.title, _rows(sheet))
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as error:
            raise damaged("workbook") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise damaged("workbook") from error


def _rows(sheet: Any) -> Iterator[tuple[int, str]]:
    """The rows that hold something, each with the number that a spreadsheet program shows."""
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong, and would hide what stands beyond
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        text = "\t".join(map(_shown, row[:_MOST_CELLS])).rstrip("\t")
        if text:
            yield number, text


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return cell(value)
    if value is None or value is True or value is False:
        return "" if value is None else str(value).upper()
    midnight = isinstance(value, datetime) and value.time() == time()
    return str(value.date() if midnight else value)
