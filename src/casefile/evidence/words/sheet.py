"""Excel workbooks: a part for each sheet, with the values that were stored (no formula is computed)."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from casefile.evidence.words.parts import Part, damaged, rows
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


def _rows(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True, max_col=_MOST_CELLS):
        text = "\t".join("" if value is None else str(value) for value in row).rstrip("\t")
        if text:
            yield text
