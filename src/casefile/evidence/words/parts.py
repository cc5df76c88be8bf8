"""What every reader of a format shares: parts of bearable length, limits, and how it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from casefile.errors import UserError
from casefile.storage.parts import Part

__all__ = [
    "CutError",
    "DamagedError",
    "Part",
    "by_line",
    "cell",
    "clean",
    "damaged",
    "limited",
    "lines",
    "named",
    "paragraphs",
    "rows",
    "spans",
]

MOST_LETTERS = 10_000_000
"""Of one document; what goes on longer is cut, and says so."""
_LENGTH = 20_000
"""Letters of a part where a format has no pages: long enough for a chapter, short enough to point at."""
_MOST_EMPTY = 1000
"""Rows of a sheet without anything between two that hold something; where there are more, a part ends."""
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_UNWANTED = {0: "\ufffd", **_SURROGATES}


class CutError(UserError):
    """The document goes on; what was read before is kept."""


class DamagedError(UserError):
    """The bytes are not what they say they are, or are broken."""


def damaged(kind: str) -> DamagedError:
    """The sentence for a file of this kind, such as "Word document"."""
    return DamagedError(f"This {kind} cannot be read; it is damaged, or locked with a password.")


def clean(text: str) -> str:
    """Text that can be stored and shown: line breaks of one kind, no NUL, no half of a surrogate pair."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED)


def spans(pieces: Iterable[str], label: Callable[[int, int], str], between: str = "\n") -> Iterator[Part]:
    """Pieces (paragraphs, lines, rows) in parts of a bearable length; `label(first, last)` of what stands in each.

    What fits into one part needs no place and gets `label(0, 0)`.
    """
    held: list[str] = []
    letters, first, count = 0, 1, 0
    for piece in pieces:
        if held and letters + len(piece) > _LENGTH:
            yield Part(label(first, count), between.join(held))
            held, letters, first = [], 0, count + 1
        held.append(piece)
        letters += len(piece)
        count += 1
    if held:
        yield Part(label(0, 0) if first == 1 else label(first, count), between.join(held))


def _span(one: str, several: str, first: int, last: int) -> str:
    if not first:
        return ""
    return f"{one} {first}" if first == last else f"{several} {first}-{last}"


def paragraphs(pieces: Iterable[str]) -> Iterator[Part]:
    """Paragraphs, an empty line between two, as the window shows them."""
    return spans(pieces, lambda first, last: _span("para.", "paras.", first, last), "\n\n")


def lines(text: str) -> Iterator[Part]:
    """Plain text; places are counted in lines."""
    return by_line(clean(text).split("\n"))


def by_line(pieces: Iterable[str]) -> Iterator[Part]:
    """Lines, or the rows of a table that takes its whole file."""
    return spans(pieces, lambda first, last: _span("l.", "ll.", first, last))


def named(name: str) -> str:
    """A part that has a name of its own, as a locator writes it: “Sheet1”."""
    plain = " ".join(name.translate({ord(mark): "'" for mark in '"“”'}).split())
    return f"“{plain[:200]}”" if plain else ""


def rows(name: str, found: Iterable[tuple[int, str]]) -> Iterator[Part]:
    """The rows of a sheet, each with its number from 1: a line of a part is a row, empty rows are empty lines.

    A part ends where it is long enough, or where nothing stands for many rows; its label then says which rows it has.
    """
    sheet, whole = named(name), True
    held: list[str] = []
    first, letters = 1, 0

    def part(*, last: bool) -> Part:
        span = "" if whole and last and first == 1 else _span("l.", "ll.", first, first + len(held) - 1)
        return Part(", ".join(words for words in (span, sheet) if words), "\n".join(held))

    for number, text in found:
        gap = number - first - len(held)
        if held and (letters + len(text) > _LENGTH or gap > _MOST_EMPTY):
            yield part(last=False)
            whole, held, letters = False, [], 0
        first = number if not held and (gap > _MOST_EMPTY or not whole) else first
        held += [""] * (number - first - len(held))
        held.append(text)
        letters += len(text)
    if held:
        yield part(last=True)


def cell(text: str) -> str:
    """The words of a cell in one line, so that a line of a part is a row and a tabulator ends a cell."""
    return " ".join(text.split()) if "\n" in text or "\t" in text or "\r" in text else text


def limited(found: Iterable[Part]) -> Iterator[Part]:
    """Parts up to the length that is read, without NUL; then `CutError`."""
    letters = 0
    for part in found:
        text = clean(part.text)
        room = MOST_LETTERS - letters
        if len(text) > room:
            yield Part(part.label, text[:room], part.confidence)
            raise CutError(f"Only the first {MOST_LETTERS:,} letters were read; the document goes on.")
        letters += len(text)
        yield Part(part.label, text, part.confidence)
