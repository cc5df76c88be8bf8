"""Codes of provisions: read in any usual spelling, printed in the Court's.

A code is article, paragraph, letter, roman number and, in the Elements of Crimes only, a split:
`8(2)(b)(xxii)-1`, `15 bis(4)`, `25(3 bis)`, `28(a)(ii)`. Articles 6 and 28 have letters without paragraphs.
This module knows the grammar only; the catalogue knows which codes exist.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from casefile.errors import UserError

SortKey: TypeAlias = tuple[int, int, int, int, int, int, int]

_SUFFIXES = ("", "bis", "ter")
_DRESS = re.compile(
    r"(?<![a-z])(rome|statute|rs|icc|iccst|elements?|eoc|of|crimes?|the|articles?|arts?|(sub)?paragraphs?|paras?|sub"
    r"|lit|litt|litra|letters?|points?|nos?|number)(?![a-z])"
)
_SHAPE = re.compile(r"[a-z0-9()\[\].,:;/§\s-]+")
_TOKENS = re.compile(r"\d+|[a-z]+")
# No code with its dress is longer: what is pasted may be
_MOST_TOKENS = 24
# What may stand between a code and further words: closing signs, then room
_AFTER = re.compile(r"[)\].,:;]*(\s|$)")
_TENS = ("", "x", "xx", "xxx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {ten + one: 10 * t + o for t, ten in enumerate(_TENS) for o, one in enumerate(_ONES) if t or o}
_ROMAN_OF = {number: roman for roman, number in _ROMANS.items()}


@dataclass(frozen=True, slots=True)
class Code:
    """One provision. Zero or "" stands for a level that the code does not go down to."""

    article: int
    article_suffix: str = ""
    paragraph: int = 0
    paragraph_suffix: str = ""
    letter: str = ""
    roman: int = 0
    split: int = 0

    def __str__(self) -> str:
        text = _with_suffix(self.article, self.article_suffix)
        if self.paragraph:
            text += f"({_with_suffix(self.paragraph, self.paragraph_suffix)})"
        if self.letter:
            text += f"({self.letter})"
        if self.roman:
            text += f"({_ROMAN_OF[self.roman]})"
        return f"{text}-{self.split}" if self.split else text

    @property
    def sort_key(self) -> SortKey:
        """Orders codes as they stand in the Statute: 8, 8(2)(b)(ix), 8(2)(b)(x)-1, 8 bis, 9, 25(3), 25(3 bis)."""
        return (
            self.article,
            _SUFFIXES.index(self.article_suffix),
            self.paragraph,
            _SUFFIXES.index(self.paragraph_suffix),
            ord(self.letter) if self.letter else 0,
            self.roman,
            self.split,
        )

    @property
    def statute(self) -> Code:
        """The provision of the Statute itself: the same code without the split, which only the Elements of Crimes have."""
        return Code(*self._levels[:-1])

    @property
    def depth(self) -> int:
        """How many levels the code goes down: 1 for an article, 4 for 8(2)(b)(ii)."""
        return sum(bool(level) for level in (self.article, self.paragraph, self.letter, self.roman, self.split))

    @property
    def _levels(self) -> tuple[int, str, int, str, str, int, int]:
        return (
            self.article,
            self.article_suffix,
            self.paragraph,
            self.paragraph_suffix,
            self.letter,
            self.roman,
            self.split,
        )

    def contains(self, other: Code) -> bool:
        """Whether `other` is this provision or stands below it: 8(2)(b) contains 8(2)(b)(ii); 8 does not contain 8 bis."""
        if (self.article, self.article_suffix) != (other.article, other.article_suffix):
            return False
        if self.paragraph and (self.paragraph, self.paragraph_suffix) != (other.paragraph, other.paragraph_suffix):
            return False
        pairs = zip(self._levels[4:], other._levels[4:], strict=True)
        return all(not mine or mine == theirs for mine, theirs in pairs)


@lru_cache(maxsize=4096)
def parse(text: str) -> Code:
    """Read a code in any usual spelling; raise UserError if `text` is not one.

    >>> str(parse("art. 8 2 b ii")), str(parse("Article 7, paragraph 1 (g)-1")), str(parse("25(3bis)"))
    ('8(2)(b)(ii)', '7(1)(g)-1', '25(3 bis)')
    """
    code = _whole(_plain(text))
    if code is None:
        msg = f"“{text}” is not the number of a provision; write it like 8(2)(b)(ii), 7(1)(g)-1 or 8 bis."
        raise UserError(msg)
    return code


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[Code | None, str]:
    """A code and the words after it, as people paste and type them; without a code in front, None and all of the text.

    The code is read by the grammar of `parse`, as far as it goes.

    >>> code, words = split("Art. 25(3)(a), jointly")
    >>> str(code), words
    ('25(3)(a)', 'jointly')
    """
    plain = _plain(text)
    for token in reversed(list(islice(_TOKENS.finditer(plain), _MOST_TOKENS))):
        after = _AFTER.match(plain, token.end())
        if after and (code := _whole(plain[: token.end()])):
            return code, plain[after.end() :].strip()
    return None, plain.strip()


def canonical(text: str) -> str:
    """The one spelling that is stored and shown."""
    return str(parse(text))


def sort_key(text: str) -> SortKey:
    """The place of a code in the Statute, for sorting."""
    return parse(text).sort_key


def nearest(wanted: Code, codes: list[Code], count: int = 3) -> list[Code]:
    """The codes that share the most levels with `wanted`, then those closest at the first level that differs."""

    def distance(code: Code) -> tuple[int, int]:
        gaps = [abs(a - b) for a, b in zip(wanted.sort_key, code.sort_key, strict=True)]
        shared = next((i for i, gap in enumerate(gaps) if gap), len(gaps))
        return -shared, gaps[shared] if shared < len(gaps) else 0

    return sorted(sorted(codes, key=distance)[:count], key=lambda code: code.sort_key)


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()


def _whole(plain: str) -> Code | None:
    """The code that is all of this text but for the dress that people put around codes."""
    bare = _DRESS.sub(" ", plain)
    return _read(_TOKENS.findall(bare)) if _SHAPE.fullmatch(bare) else None


def _with_suffix(number: int, suffix: str) -> str:
    return f"{number} {suffix}" if suffix else str(number)


def _read(tokens: list[str]) -> Code | None:
    """Read the levels in order, each if it is there; None if something is left over or out of order."""
    rest = list(tokens)
    article, article_suffix = _number(rest)
    paragraph, paragraph_suffix = _number(rest)
    letter, roman = _letter(rest)
    split = 0
    if letter:
        split, suffix = _number(rest)
        if suffix:
            return None
    if rest or not article:
        return None
    return Code(article, article_suffix, paragraph, paragraph_suffix, letter, roman, split)


def _number(rest: list[str]) -> tuple[int, str]:
    """Take a number and its bis or ter; (0, "") if none is next. Three digits at most: the Statute ends at 128."""
    if not rest or not rest[0].isascii() or not rest[0].isdigit() or len(rest[0]) > 3 or int(rest[0]) == 0:
        return 0, ""
    number = int(rest.pop(0))
    return number, rest.pop(0) if rest and rest[0] in _SUFFIXES else ""


def _letter(rest: list[str]) -> tuple[str, int]:
    """Take a letter and the roman number below it, also when written together as in `bii`."""
    if not rest or not rest[0].isalpha():
        return "", 0
    word = rest[0]
    if len(word) > 1:
        # "ii" in the letter's place is a slip for a missing letter, not letter i with roman i
        if word in _ROMANS or word[1:] not in _ROMANS:
            return "", 0
        rest.pop(0)
        return word[0], _ROMANS[word[1:]]
    rest.pop(0)
    return word, _ROMANS[rest.pop(0)] if rest and rest[0] in _ROMANS else 0
