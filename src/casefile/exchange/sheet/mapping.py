"""Which column fills which field: guessed by its heading, chosen by the user, remembered for these headings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.errors import UserError
from casefile.model.fields import Field
from casefile.operations import records

NUMBER, FILE_NAME = "number", "file_name"
"""The two fields that an item is found by."""
SOURCE = "source_id"


def _fields() -> dict[str, Field]:
    found = {}
    for one in records.fields("evidence"):
        by_hand = not one.once and not (one.kind == "reference" and one.name != SOURCE)
        if by_hand or one.name == FILE_NAME:
            found[one.name] = one
    return found


FIELDS: Mapping[str, Field] = _fields()
"""What a sheet can hold, by name: the fields of an item that a person may fill in, and what it is found by."""
_ALSO = {
    "exhibit": NUMBER,
    "exhibit number": NUMBER,
    "evidence number": NUMBER,
    "no": NUMBER,
    "no.": NUMBER,
    "file": FILE_NAME,
    "filename": FILE_NAME,
    "name of file": FILE_NAME,
    "document": "title",
    "name": "title",
    "kind": "type",
    "author": "authors",
    "language": "languages",
    "url": "collected_url",
    "link": "collected_url",
    "description": "summary",
    "abstract": "summary",
    "notes": "note",
    "remarks": "note",
    "collector": "collected_by",
}
"""Headings that people give to columns, beside a field's own name and label."""


@dataclass(frozen=True, slots=True)
class Mapper:
    """`fields` holds a field's name for each column, "" for a column that is left out."""

    fields: tuple[str, ...]

    def chosen(self, column: int, field: str) -> Mapper:
        """The same with `field` for one column; another column that had it is left out."""
        freed = ["" if one == field else one for one in self.fields]
        return Mapper(tuple(field if place == column else one for place, one in enumerate(freed)))

    def check(self) -> None:
        """That items can be found by it and something is filled in."""
        if NUMBER not in self.fields and FILE_NAME not in self.fields:
            raise UserError("Say which column holds the number or the file name of the items.")
        if not [one for one in self.fields if one and one not in (NUMBER, FILE_NAME)]:
            raise UserError("Say for at least one column which field it fills.")


def guess(headings: Sequence[str]) -> Mapper:
    """What the headings say by themselves."""
    known = {one.label.casefold(): name for name, one in FIELDS.items()}
    known |= {name.replace("_", " "): name for name in FIELDS} | _ALSO
    found: list[str] = []
    for heading in headings:
        name = known.get(" ".join(heading.replace("_", " ").casefold().split()), "")
        found.append("" if name in found else name)
    return Mapper(tuple(found))


def named(headings: Sequence[str], pairs: Sequence[str]) -> Mapper:
    """The guess with what `pairs` ("column=field", no field: left out) say instead."""
    mapper = guess(headings)
    places = {heading.casefold(): place for place, heading in enumerate(headings)}
    for pair in pairs:
        column, sign, field = (part.strip() for part in pair.rpartition("="))
        if not sign or column.casefold() not in places:
            raise UserError(f"“{pair}” names no column of the sheet; write COLUMN=FIELD, such as “Author=authors”.")
        if field and field not in FIELDS:
            raise UserError(f"There is no field “{field}” to fill; there are {', '.join(FIELDS)}.")
        mapper = mapper.chosen(places[column.casefold()], field)
    return mapper


def signature(headings: Sequence[str]) -> str:
    """What a choice is remembered under: a digest, so that no heading of a case stays behind with the user."""
    return hashlib.sha256("\x1f".join(heading.casefold() for heading in headings).encode()).hexdigest()[:16]
