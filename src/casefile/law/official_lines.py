"""Lines of a printed Statute: rid of running heads and page numbers, and put together into numbered paragraphs.

The text comes out of a PDF, where nothing says what a line is. Three habits of print are relied on: what stands on many
pages is furniture, a paragraph begins with its number, and what comes before a number ends a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.errors import UserError
from casefile.law import codes

_EDGE = 3  # lines from the upper or lower end of a page: there stand its number and the running head
_BROKEN = re.compile(r"(\w+)(?:[\ufffe\x02]|[-\u00ad]\n)\n?(\w+)")
_PUSHED = re.compile(r"(?m)^(Article|ARTICLE)\s*\n\s*(?=\d)")  # the number of an article on a line of its own
_OWN = re.compile(
    r"(?:Article|ARTICLE)\b|(?:PART|CHAPITRE)\s+[\dIVX]+\W*$"
)  # begins an article or a part, on how many pages ever
_PAGE_NUMBER = re.compile(r"(?i)(?:page)?[-–—|\s]*\d{1,4}(?:\s*(?:/|of)?\s*\d{1,4})?[-–—|\s]*")
_MARKER = re.compile(
    r"(?:(?P<number>\d{1,2})(?:\s+(?P<suffix>bis|ter))?\s*\.|\(?\s*(?P<letters>[a-z]{1,6})\s*\))(?:\s+|$)"
)
_SENTENCE_END = re.compile(r"[.;:](?:\s+(?:and|or|et|ou))?[”\")]?\d{0,2}$")
_LEAP = 3  # how far a number may be from the one before, if some were not recognised
_SHORT = 0.85  # of a full line: a paragraph's last line seldom fills it


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article as printed, its number included. `code` is the provision that it belongs to."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and the page that it stands on, from 0."""

    page: int
    text: str


def lines_of(pages: Sequence[str]) -> list[Line]:
    """The lines of the text itself, in order."""
    split = [
        [line for raw in page.split("\n") if (line := " ".join(raw.split()))] for page in map(_plain, _whole(pages))
    ]
    often = _furniture(split)
    return [
        Line(number, text)
        for number, lines in enumerate(split)
        for place, text in enumerate(lines)
        if not (_at_edge(place, len(lines)) and (_without_digits(text) in often or _PAGE_NUMBER.fullmatch(text)))
    ]


def paragraphs(article: str, lines: Iterable[str], full: int) -> tuple[Block, ...]:
    """The paragraphs of an article. `full` is the length of a line that is filled."""
    made = _Paragraphs(article, full)
    for line in lines:
        made.add(line)
    return tuple(Block(code, text) for code, text in made.found if text)


class _Paragraphs:
    """Puts lines together and keeps count of where it is: number, letter, roman number."""

    def __init__(self, article: str, full: int) -> None:
        self.found: list[tuple[str, str]] = []
        self._article, self._full = article, full
        self._number = self._letter = self._roman = ""
        self._shifted = False  # article 28 printed as 1. (a) instead of (a) (i)
        self._last = ""

    def add(self, line: str) -> None:
        begins = not self.found or _SENTENCE_END.search(self.found[-1][1]) is not None
        rest, marked = line, False
        while begins and (marker := _MARKER.match(rest)) is not None and self._steps(marker):
            rest, marked = rest[marker.end() :], True
        if marked:
            self.found.append((self._code(), line))
        elif begins and (not self.found or len(self._last) < _SHORT * self._full):
            self.found.append((self._article + (f"({self._number})" if self._number else ""), line))
        else:
            code, text = self.found[-1]
            self.found[-1] = (code, f"{text} {line}")
        self._last = line

    def _code(self) -> str:
        levels = (self._number, self._letter, self._roman)
        return self._article + "".join(f"({level})" for level in levels if level)

    def _steps(self, marker: re.Match[str]) -> bool:
        """Go to where a marker points; False when it cannot be the next one, and so is a reference."""
        if marker["number"]:
            return self._step_number(int(marker["number"]), marker["suffix"] or "")
        return self._step_letters(marker["letters"])

    def _step_number(self, number: int, suffix: str) -> bool:
        if self._article == "28" and number in (1, 2):
            self._shifted = True
            self._letter, self._roman = "ab"[number - 1], ""
            return True
        last = int(self._number.split()[0]) if self._number else 0
        if not (number == last if suffix else last < number <= last + _LEAP):
            return False
        self._number, self._letter, self._roman = f"{number} {suffix}".strip(), "", ""
        return True

    def _step_letters(self, letters: str) -> bool:
        if self._shifted:
            self._roman = {"a": "i", "b": "ii", "c": "iii"}.get(letters, "")
            return bool(self._roman)
        if self._is_roman(letters):
            self._roman = letters
            return True
        before = ord(self._letter) if self._letter else ord("a") - 1
        if len(letters) > 1 or not before < ord(letters) <= before + _LEAP:
            return False
        self._letter, self._roman = letters, ""
        return True

    def _is_roman(self, letters: str) -> bool:
        """Whether (i) is the number under a letter, not the letter that follows (h)."""
        leap = _roman(letters) - _roman(self._roman) if self._letter else 0
        if len(letters) > 1:
            return 0 < leap <= _LEAP
        return leap == 1 and (letters != chr(ord(self._letter) + 1) or self.found[-1][1].endswith(":"))


def _roman(letters: str) -> int:
    """The value of a roman number; 0 for what is none."""
    try:
        return codes.parse(f"1(a)({letters})").roman
    except UserError:
        return 0


def _whole(pages: Sequence[str]) -> list[str]:
    """The pages with words that were broken at a line's end whole again.

    Whether the hyphen belongs to the word (two-thirds) or to the break (investi-gation) the other pages tell.
    """
    known = Counter(re.findall(r"\w+", "\n".join(pages).casefold()))

    def joined(broken: re.Match[str]) -> str:
        first, second = broken.groups()
        return first + second if (first + second).casefold() in known else f"{first}-{second}"

    return [_BROKEN.sub(joined, page.replace("\r\n", "\n").replace("\r", "\n")) for page in pages]


def _plain(page: str) -> str:
    return _PUSHED.sub(r"\1 ", unicodedata.normalize("NFKC", page))


def _without_digits(text: str) -> str:
    return " ".join(re.sub(r"\d+", " ", text).casefold().split())


def _furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands at the edge of a quarter of the pages and is more than a word or two: the running head."""
    edges = ({line for place, line in enumerate(page) if _at_edge(place, len(page))} for page in pages)
    often = Counter(text for page in edges for text in {_without_digits(line) for line in page if not _OWN.match(line)})
    least = max(3, len(pages) // 4)
    return frozenset(text for text, count in often.items() if count >= least and " " in text)


def _at_edge(place: int, count: int) -> bool:
    return place < _EDGE or place >= count - _EDGE
