"""Citation marks that people write in the narrative: `[NKR-0003, p. 2]`, `[A-0004]`, `[NKR-0003; NKR-0007, p. 1]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casefile.model import locators
from casefile.operations.records import Row

_BRACKETS = re.compile(r"(?P<space>[ \t]*)\[(?P<inside>[^\[\]\n]{1,300})\](?P<after>[.,;:!?]?)")
_LOOKS = re.compile(r"[^\W\d_][\w.]*-\d{2,}(?:\s*,.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. `row` is the act or item that it names, None where there is none."""

    written: str
    row: Row | None = None
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Cites:
    """Items cited in one place, for one footnote; `after` is the punctuation that its number stands behind."""

    marks: tuple[Mark, ...]
    after: str


def pieces(text: str, by_number: Mapping[str, Row]) -> Iterator[str | Mark | Cites]:
    """The text in pieces, plain ones and marks; brackets that do not look like a mark stay plain."""
    start = 0
    for match in _BRACKETS.finditer(text):
        parts = [part.strip() for part in match["inside"].split(";")]
        if not all(_LOOKS.fullmatch(part) or _head(part) in by_number for part in parts):
            continue
        if match.start() > start:
            yield text[start : match.start()]
        start = match.end()
        found = [_mark(part, by_number) for part in parts]
        yield from _placed(match, found)
    if start < len(text):
        yield text[start:]


def _placed(match: re.Match[str], found: list[Mark]) -> Iterator[str | Mark | Cites]:
    """Marks of items become footnotes behind the punctuation, others stand where they were written."""
    space, after = match["space"], match["after"]
    in_text = [mark for mark in found if mark.row is None or mark.row.noun == "act"]
    notes = [mark for mark in found if mark not in in_text]
    for count, mark in enumerate(in_text):
        yield space if not count else "; "
        yield mark
    if notes:
        yield Cites(tuple(notes), after)
    elif after:
        yield after


def _head(part: str) -> str:
    return part.split(",", maxsplit=1)[0].strip().casefold()


def _mark(part: str, by_number: Mapping[str, Row]) -> Mark:
    row = by_number.get(_head(part))
    place = part.partition(",")[2].strip()
    written = f"[{part}]"
    try:
        return Mark(written, row, locators.canonical(place))
    except ValueError:
        return Mark(written)
