"""The words of a document with what is needed to find places in them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from casefile.model import locators
from casefile.operations.finding import Folded, Span, best
from casefile.ui.evidence.viewers.places import Counting

_LONG = 200_000
"""Letters from which a quote is looked for first in the lines that its locator names."""
_STRETCH, _LONGEST_LINE = 500_000, 50_000
_SHARED = 2000
"""Letters that stand in two stretches, so that what runs over the end of one can be read and selected in the next."""
_LINE_BREAK = re.compile("\n")


@dataclass(frozen=True)
class Words:
    """A text. `parts`: where each labelled part (page, sheet) begins. `stretches`: what is shown of it at once.

    `counted` says what a place is counted in: "l." for lines, "para." for paragraphs (an empty line between two). Made on
    the thread that reads the file, since a long text takes a while.
    """

    text: str
    counted: str = "l."
    parts: tuple[tuple[int, str], ...] = ()
    note: str = ""
    folded: Folded = field(init=False)
    counting: Counting = field(init=False)
    stretches: tuple[Span, ...] = field(init=False)
    _lines: array[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        lines = array("Q", (0, *(found.end() for found in _LINE_BREAK.finditer(plain))))
        object.__setattr__(self, "text", plain)
        object.__setattr__(self, "folded", Folded(plain))
        object.__setattr__(self, "counting", Counting(plain))
        object.__setattr__(self, "_lines", lines)
        object.__setattr__(self, "stretches", _stretches(plain, lines))

    @cached_property
    def _begins(self) -> list[int]:
        return [begin for begin, _label in self.parts]

    def part_at(self, place: int) -> int | None:
        """Which part a letter stands in, from 0."""
        return bisect_right(self._begins, place) - 1 if self.parts else None

    def stretch_at(self, place: int) -> int:
        """Which stretch a letter is shown in, from 0."""
        return max(0, bisect_right(self.stretches, (place, len(self.text) + 1)) - 1)

    def begin_of(self, locator: str) -> int | None:
        """Where the part begins that a locator names."""
        wanted = _parsed(locator)
        begin = None if wanted is None else self._part_of(wanted)
        if wanted is None or (begin is None and not (wanted.line or wanted.paragraph)):
            return None
        return self._further(begin or 0, wanted)

    def span_of(self, quote: str, before: str = "", after: str = "", locator: str = "") -> Span | None:
        """Where a quote stands; in a long text first in the lines that are named, since its words may be common."""
        if not quote.strip():
            return None
        lines = self._lines_of(locator) if len(self.text) > _LONG else None
        near = best(Folded(self.text[slice(*lines)]), quote, before, after) if lines is not None else None
        if lines is not None and near is not None:
            return lines[0] + near[0], lines[0] + near[1]
        return best(self.folded, quote, before, after)

    def place_of(self, start: int, end: int) -> str:
        """The letters from `start` up to `end` as a locator."""
        part = self.part_at(start)
        base = self.parts[part][0] if part is not None else 0
        label = self.parts[part][1] if part is not None else ""
        first = self._line_at(start) - self._line_at(base)
        last = self._line_at(max(end - 1, start)) - self._line_at(base)
        if self.counted == "para.":  # an empty line stands between two
            first, last = first // 2, last // 2
        span = str(first + 1) if first == last else f"{first + 1}-{last + 1}"
        return ", ".join(one for one in (label, f"{self.counted} {span}") if one)

    def _line_at(self, place: int) -> int:
        return bisect_right(self._lines, place) - 1

    def _part_of(self, wanted: locators.Locator) -> int | None:
        for begin, label in self.parts:
            here = locators.parse(label) if label else locators.Locator()
            if (here.page, here.named, here.time) == (wanted.page, wanted.named, wanted.time) and label:
                return begin
        return None

    def _further(self, begin: int, wanted: locators.Locator) -> int:
        """From where a part begins to the line or the paragraph that is named; the part's begin where it has none."""
        span = wanted.paragraph if self.counted == "para." else wanted.line
        found = self._on(begin, int(span.partition("-")[0] or 1) - 1)
        return begin if found is None else found

    def _on(self, place: int, count: int) -> int | None:
        """Where the line, or the paragraph, begins that comes so many behind one that begins at `place`."""
        if self.counted != "para.":
            line = bisect_left(self._lines, place) + count
            return self._lines[line] if line < len(self._lines) else None
        for _paragraph in range(count):
            place = self.text.find("\n\n", place) + 2
            if place < 2:
                return None
        return place

    def _lines_of(self, locator: str) -> Span | None:
        """From where up to where the lines, or the paragraphs, go that a locator names."""
        wanted = _parsed(locator)
        span = "" if wanted is None else (wanted.paragraph if self.counted == "para." else wanted.line)
        if wanted is None or not span:
            return None
        first, _, last = span.partition("-")
        start = self._further(self._part_of(wanted) or 0, wanted)
        end = self._on(start, int(last or first) - int(first) + 1)
        return start, len(self.text) if end is None else end


def joined(parts: Iterable[tuple[str, str]], counted: str = "l.", note: str = "") -> Words:
    """Labelled parts of a document as one text, an empty line between them."""
    given = [(label, text.replace("\r\n", "\n")) for label, text in parts]
    lengths = [0]
    for _label, text in given:
        lengths.append(lengths[-1] + len(text) + 2)
    begins = tuple((begin, label) for (begin, _next), (label, _text) in zip(pairwise(lengths), given, strict=True))
    several = len(begins) > 1 or any(label for _begin, label in begins)
    return Words("\n\n".join(text for _label, text in given), counted, begins if several else (), note)


def _parsed(locator: str) -> locators.Locator | None:
    try:
        return locators.parse(locator)
    except ValueError:
        return None


def _stretches(text: str, lines: array[int]) -> tuple[Span, ...]:
    """From where up to where each goes; the next begins with the last lines of the one before.

    A line is laid out as a whole, so where one is very long stretches are short, and end within it.
    """
    longest = max((after - before for before, after in pairwise(lines)), default=0)
    long = max(longest, len(text) - lines[-1]) > _LONGEST_LINE
    most, found = _STRETCH // 10 if long else _STRETCH, list[Span]()
    start = 0
    while len(text) - start > most + _SHARED:
        end = _line_before(lines, start + most, start + most // 2)
        found.append((start, end))
        start = _line_before(lines, end - _SHARED, end - 2 * _SHARED)
    return (*found, (start, len(text)))


def _line_before(lines: array[int], place: int, least: int) -> int:
    """Where the line begins in which a letter stands; the letter itself where that is too far before it."""
    begin = lines[bisect_right(lines, place) - 1]
    return begin if begin >= least else place
