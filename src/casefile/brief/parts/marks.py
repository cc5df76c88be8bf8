"""Citation marks that people write in the narrative: `[NKR-0003, p. 2]`, `[A-0004]`, `[NKR-0003; NKR-0007, p. 1]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from casefile.model import locators
from casefile.operations.records import Row

_ONE = r"\[[^\[\]\n\d]{1,60}\d[^\[\]\n]{0,240}\]"  # numbers have digits: [sic] is never part of a group
_MARKS = re.compile(rf"(?P<space>[ \t]*)(?P<marks>{_ONE}(?:[ \t]?{_ONE})*)(?P<after>[.,;:!?]?)")
_LOOKS = re.compile(r"[^\W\d_][\w.]*-\d{2,}(?:\s*,.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cites:
    """Items cited in one place, each with where in it, for one footnote; its number stands behind `after`."""

    places: tuple[tuple[UUID, str], ...]
    after: str


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts referred to in one place."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A mark that names nothing in the case, as it was written."""

    written: str


Piece = str | Cites | Acts | Lost


def pieces(text: str, by_number: Mapping[str, Row]) -> Iterator[Piece]:
    """The text in pieces, plain ones and marks; brackets that do not look like a mark stay plain."""
    start = 0
    for match in _MARKS.finditer(text):
        parts = [part.strip() for part in re.split(r"\][ \t]?\[|;", match["marks"][1:-1])]
        if all(_LOOKS.fullmatch(part) or _head(part) in by_number for part in parts):
            yield from filter(None, (text[start : match.start()], *_found(match, parts, by_number)))
            start = match.end()
    if start < len(text):
        yield text[start:]


def _found(match: re.Match[str], parts: list[str], by_number: Mapping[str, Row]) -> Iterator[Piece]:
    """Acts and lost marks stand where they were written, items go to a footnote behind the punctuation."""
    acts: list[Row] = []
    lost: list[Lost] = []
    cites: list[tuple[UUID, str]] = []
    for part in parts:
        row, place = by_number.get(_head(part)), _place(part)
        if row is None or place is None:
            lost.append(Lost(f"[{part}]"))
        elif row.noun == "act":
            acts.append(row)
        else:
            cites.append((row.id, place))
    if acts:
        yield match["space"]
        yield Acts(tuple(acts))
    for one in lost:
        yield match["space"]
        yield one
    yield Cites(tuple(cites), match["after"]) if cites else match["after"]


def _head(part: str) -> str:
    return part.split(",", maxsplit=1)[0].strip().casefold()


def _place(part: str) -> str | None:
    """What follows the number, as the grammar of pin cites prints it; None where it cannot be read."""
    try:
        return locators.canonical(part.partition(",")[2])
    except ValueError:
        return None
