"""The letters of a page and where each stands: searching, selecting, copying."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from casefile.operations import finding

Spot = tuple[int, int]
Box = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's upper left corner
_TOUCHING = 2.0  # points
_FILLER = "\u2060"  # stands for the second half of a letter beyond U+FFFF, so that places stay places
_WORD, _LONGEST_WORD = re.compile(r"\S+"), 20
_NO_LETTERS = f"\r\n\x02{_FILLER}"


@dataclass(frozen=True, slots=True)
class PageText:
    """`text[i]` stands in `boxes[4 * i : 4 * i + 4]`."""

    text: str
    boxes: array[float]

    @classmethod
    def unpack(cls, letters: int, payload: bytes) -> PageText:
        """From what the child sends: code points, then boxes."""
        codes, boxes = array("I"), array("f")
        codes.frombytes(payload[: 4 * letters])
        boxes.frombytes(payload[4 * letters : 20 * letters])
        return cls(_text_of(codes), boxes)

    def box(self, place: int) -> Box:
        left, top, right, bottom = self.boxes[4 * place : 4 * place + 4]
        return left, top, right, bottom

    def find(self, words: str | Iterable[str]) -> list[tuple[int, int]]:
        """Where `words` stand, from and to, folded as search folds them; a line break counts as a space."""
        return finding.spans(self.text, words)

    def at(self, x: float, y: float) -> int | None:
        """The letter nearest to a point, lines before columns; None on a page without text."""
        best, nearest = None, float("inf")
        for place, letter in enumerate(self.text):
            if letter in "\r\n":
                continue
            left, top, right, bottom = self.box(place)
            across = max(left - x, 0, x - right)
            down = max(top - y, 0, y - bottom)
            distance = across + 6 * down
            if distance < nearest:
                best, nearest = place, distance
                if distance == 0:
                    break
        return best

    def word(self, place: int) -> tuple[int, int]:
        """The word around `place`, from and to."""
        start = end = place
        while start > 0 and self.text[start - 1].isalnum():
            start -= 1
        while end < len(self.text) and self.text[end].isalnum():
            end += 1
        return start, max(end, place + 1)

    def beside(self, place: int, way: int, *, edge: int = 0) -> int | None:
        """The letter before (`way` -1) or behind (1) `place`; None beyond the page.

        With `edge` the next that is the first (-1) or the last (1) of a word.
        """
        at = place + way
        while 0 <= at < len(self.text) and (self.text[at] in _NO_LETTERS or (edge and not self._is_edge(at, edge))):
            at += way
        return at if 0 <= at < len(self.text) else None

    def _is_edge(self, place: int, side: int) -> bool:
        beyond = place + side
        inside = 0 <= beyond < len(self.text) and self.text[beyond].isalnum()
        return self.text[place].isalnum() and not inside

    def leftward(self, place: int) -> bool:
        """Whether words around a letter are read from right to left: the next letter before (or behind) it that says so."""
        start = max(self.text.rfind("\n", 0, place), 0)
        for at in (*range(place, start - 1, -1), *range(place + 1, len(self.text))):
            kind = bidirectional(self.text[at])
            if kind in ("L", "R", "AL"):
                return kind != "L"
        return False

    def line_beside(self, place: int, way: int) -> int | None:
        """The letter above (`way` -1) or below (1) a letter, on the next line; None beyond the page."""
        left, top, right, bottom = self.box(place)
        for at in range(place + way, len(self.text) if way > 0 else -1, way):
            _left, above, _right, below = self.box(at)
            if below > above and not _same_line((left, top, right, bottom), above, below):
                return self.at((left + right) / 2, (above + below) / 2)
        return None

    def strips(self, start: int, end: int) -> list[Box]:
        """The letters from `start` up to `end` as one strip a line."""
        found: list[Box] = []
        for place in range(max(start, 0), min(end, len(self.text))):
            left, top, right, bottom = self.box(place)
            if right <= left or bottom <= top:
                continue
            if found and _same_line(found[-1], top, bottom) and _goes_on(found[-1], left, right):
                last = found[-1]
                found[-1] = (min(last[0], left), min(last[1], top), max(last[2], right), max(last[3], bottom))
            else:
                found.append((left, top, right, bottom))
        return found

    def within(self, left: float, top: float, right: float, bottom: float) -> str:
        """The words in a box, "…" where words beside it are left out: so the quote agrees with its document.

        A word is in it with half its letters; what is longer than words are, as in scripts without spaces, letter by letter.
        """
        found, skipped = list[str](), False
        for word in _WORD.finditer(self.text):
            inside = [self._stands_in(at, left, top, right, bottom) for at in range(*word.span())]
            if len(inside) <= _LONGEST_WORD:
                inside = [2 * sum(inside) >= len(inside)] * len(inside)
            taken = "".join(letter for letter, kept in zip(word.group(), inside, strict=True) if kept)
            if taken.strip(_NO_LETTERS):
                if found and (skipped or not inside[0]):
                    found.append("…")
                found.append(taken)
                skipped = not inside[-1]
            elif word.group().strip(_NO_LETTERS):
                skipped = True
        return " ".join(found).replace("\x02", "").replace(_FILLER, "")

    def _stands_in(self, place: int, left: float, top: float, right: float, bottom: float) -> bool:
        x0, y0, x1, y1 = self.box(place)
        return left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom

    def copy(self, start: int, end: int) -> str:
        """The text as one would want to paste it: words that were hyphenated at a line's end are whole."""
        text = self.text[start:end].replace("\x02\r\n", "").replace("\x02", "")
        return text.replace(_FILLER, "").replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class Selection:
    """From one letter to another, over pages; a spot is a page and a letter, from 0."""

    anchor: Spot | None = None
    head: Spot | None = None

    def pages(self) -> range:
        if self.anchor is None or self.head is None:
            return range(0)
        first, last = sorted((self.anchor[0], self.head[0]))
        return range(first, last + 1)

    def on(self, page: int, text: PageText) -> tuple[int, int] | None:
        """From and to of what is selected on `page`."""
        if self.anchor is None or self.head is None or page not in self.pages():
            return None
        first, last = sorted((self.anchor, self.head))
        return (first[1] if page == first[0] else 0), (last[1] + 1 if page == last[0] else len(text.text))

    def copy(self, texts: Mapping[int, PageText]) -> str:
        """The selected text, of the pages whose text is known."""
        parts = []
        for page in self.pages():
            span = self.on(page, texts[page]) if page in texts else None
            if span is not None:
                parts.append(texts[page].copy(*span).strip("\n"))
        return "\n".join(parts)


def paint_strips(painter: QPainter, corner: QPointF, scale: float, strips: list[Box], tone: QColor) -> None:
    """Colour letters on a page whose upper left corner is `corner`."""
    for left, top, right, bottom in strips:
        strip = QRectF(QPointF(left, top) * scale, QPointF(right, bottom) * scale)
        painter.fillRect(strip.translated(corner), tone)


def _same_line(last: Box, top: float, bottom: float) -> bool:
    return min(last[3], bottom) - max(last[1], top) > 0.5 * min(last[3] - last[1], bottom - top)


def _goes_on(last: Box, left: float, right: float) -> bool:
    """Whether a letter on the same line is beside what was read before, on whichever side one reads on."""
    return left >= last[0] - _TOUCHING or abs(last[0] - right) <= _TOUCHING


def _text_of(codes: array[int]) -> str:
    letters: list[str] = []
    for code in codes:
        if 0xDC00 <= code <= 0xDFFF:
            high = ord(letters[-1]) if letters else 0
            if 0xD800 <= high <= 0xDBFF:
                letters[-1] = chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            letters.append(_FILLER)
        else:
            letters.append(chr(code) if code <= 0x10FFFF else "\ufffd")
    return "".join("\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter for letter in letters)
