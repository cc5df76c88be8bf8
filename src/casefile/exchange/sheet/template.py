"""A sheet to fill in: a row for every item with what it holds now, for any spreadsheet.

A cell that a spreadsheet would take for a formula is guarded with an apostrophe, as spreadsheets write a text; reading
takes it off again.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from casefile.errors import unwritable
from casefile.exchange.sheet.mapping import FIELDS, SOURCE
from casefile.exchange.sheet.planning import guarded
from casefile.model.fields import Field, Value
from casefile.operations import records
from casefile.operations.records import Query

_PAGE = 1_000
_FIRST = ("number", "file_name", "title", "type", "date")


def template(session: Session, path: Path) -> int:
    """Write the sheet as CSV (UTF-8 with a mark, so that spreadsheets know it); returns how many items it has."""
    names = [*_FIRST, *(name for name in FIELDS if name not in _FIRST)]
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")
    count = 0
    with unwritable(path):
        try:
            with draft.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow([FIELDS[name].label for name in names])
                after = None
                while rows := records.page(session, "evidence", Query(), after, _PAGE):
                    sources = records.labels(
                        session, [("source", row[SOURCE]) for row in rows if row[SOURCE] is not None]
                    )
                    for row in rows:
                        held = {**row.values, SOURCE: sources.get(row[SOURCE], "")}
                        writer.writerow([guarded(_cell(FIELDS[name], held[name])) for name in names])
                    count, after = count + len(rows), rows[-1].key
            os.replace(draft, path)  # noqa: PTH105 - replaces in one step everywhere
        finally:
            draft.unlink(missing_ok=True)
    return count


def _cell(field: Field, value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else field.choice_label(str(value))
