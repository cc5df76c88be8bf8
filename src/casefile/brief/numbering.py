"""Numbers of headings, paragraphs and footnotes, given in the order of the document before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casefile.brief import document as d

ROMAN = {
    1000: "M",
    900: "CM",
    500: "D",
    400: "CD",
    100: "C",
    90: "XC",
    50: "L",
    40: "XL",
    10: "X",
    9: "IX",
    5: "V",
    4: "IV",
    1: "I",
}


def roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text


def letter(number: int) -> str:
    """a..z, aa..az, ba.. for 1, 2, 3 …"""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def heading_number(level: int, number: int) -> str:
    """I. / A. / 1. / a. by level, as filings with the Court number them."""
    return (roman(number), letter(number).upper(), str(number), letter(number))[level - 1]


def marker(kind: str, number: int) -> str:
    counted = {"(a)": f"({letter(number)})", "(i)": f"({roman(number).lower()})", "1.": f"{number}."}
    return counted.get(kind, kind)


@dataclass(slots=True)
class Numbers:
    """`block` gives the number printed before a block, by its index; `anchor` what a link without text prints.

    `cited` gives the footnote number of each citation in document order, `notes` the footnotes by number - 1.
    """

    block: dict[int, str] = field(default_factory=dict)
    anchor: dict[str, str] = field(default_factory=dict)
    notes: list[d.Footnote] = field(default_factory=list)
    _keys: dict[str, int] = field(default_factory=dict)

    def cite(self, note: d.Footnote) -> int:
        """The number of `note`: a new one, or that of the earlier footnote with its key."""
        if note.key and note.key in self._keys:
            return self._keys[note.key]
        if any(run.footnote for run in note.runs):
            raise ValueError("a footnote cannot cite a footnote")
        self.notes.append(note)
        if note.key:
            self._keys[note.key] = len(self.notes)
        return len(self.notes)


def number(document: d.Document) -> Numbers:
    """Count headings and paragraphs. Footnotes are counted as they are laid out, by `Numbers.cite`."""
    numbers = Numbers()
    counters = [0, 0, 0, 0]
    paragraph = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, d.Heading) and block.numbered:
            counters[block.level - 1] += 1
            counters[block.level :] = [0] * (4 - block.level)
            numbers.block[index] = heading_number(block.level, counters[block.level - 1])
            path = [heading_number(level, count) for level, count in enumerate(counters[: block.level], 1) if count]
            numbers.anchor[block.anchor] = ".".join(path)
        elif isinstance(block, d.Paragraph) and block.numbered:
            paragraph += 1
            numbers.block[index] = str(paragraph)
            numbers.anchor[block.anchor] = str(paragraph)
    return numbers


def anchors(document: d.Document) -> set[str]:
    """Every anchor that a link may name. Raises ValueError for one that is given twice."""
    found: set[str] = set()
    for name in _anchors(document.blocks):
        if name in found:
            raise ValueError(f"two blocks have the anchor {name!r}")
        found.add(name)
    return found


def _anchors(blocks: Iterable[d.Block]) -> Iterator[str]:
    for block in blocks:
        name = getattr(block, "anchor", "")
        if name:
            yield name
        yield from (run.anchor for run in runs_of(block) if run.anchor)


def runs_of(block: d.Block) -> Iterator[d.Run]:
    """All runs of a block in reading order."""
    if isinstance(block, d.Paragraph):
        yield from block.runs
    elif isinstance(block, d.Quote):
        yield from (*block.runs, *block.translation)
    elif isinstance(block, d.Bullets):
        yield from (run for item in block.items for run in item)
    elif isinstance(block, d.Definitions):
        yield from (run for item in block.items for side in item for run in side)
    elif isinstance(block, d.Table):
        yield from (run for row in (*block.header, *block.rows) for cell in row for run in cell)
    elif isinstance(block, d.Figure | d.Diagram):
        yield from block.caption
