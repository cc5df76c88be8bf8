"""Text as search sees it: one form for what a reader takes as the same word, in every script.

Case and compatibility of accents aside (the index drops Latin diacritics itself): Arabic without tashkeel and with one
alef, yeh and teh marbuta; Hebrew without points; ё as е; no stress marks; Hangul, Han and Kana as overlapping pairs of
characters, since a word index would lose Korean words that carry particles. Queries go through the same function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DROPPED = "\u064b-\u0652\u0670\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u00ad\u200b-\u200f\u2060\ufeff"
_STRESS = "\u0300\u0301"
_FOLDED = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ё": "е", "ؤ": "و", "ئ": "ي"}
_SPECIAL = re.compile(f"[{_DROPPED}{_STRESS}{''.join(_FOLDED)}]")
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
"""A word as the index cuts it: letters and digits with their accents."""
_PAIRS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PAIRED = re.compile(f"[{_PAIRS}]+")
_SPAN = re.compile(f"[{_PAIRS}]+|[^\\W_{_PAIRS}](?:[^\\W_{_PAIRS}]|[\u0300-\u036f{_DROPPED}])*")


def fold(text: str) -> str:
    """One form of `text`, character pairs not yet made."""
    if text.isascii():
        return text.lower()
    return _SPECIAL.sub(_plain, unicodedata.normalize("NFC", text).casefold())


def _plain(found: re.Match[str]) -> str:
    """What stands for one special character; a stress mark is one behind a Cyrillic letter only."""
    char, before = found[0], found.string[found.start() - 1 : found.start()]
    if char in _STRESS and not "\u0400" <= before <= "\u04ff":
        return char
    return _FOLDED.get(char, "")


def indexed(text: str) -> str:
    """`text` as the index holds it."""
    if text.isascii():  # nothing to pair
        return text.lower()
    return _PAIRED.sub(lambda run: f" {' '.join(pairs(run.group()))} ", fold(text))


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run of characters without spaces; one character stays alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def words(text: str) -> list[str]:
    """The words of `text` as the index holds them, in their order."""
    return _WORD.findall(indexed(text))


def runs(text: str) -> list[str]:
    """The words of `text` as they stand, each folded; runs of Hangul, Han and Kana whole."""
    return _WORD.findall(_PAIRED.sub(lambda run: f" {run.group()} ", fold(text)))


def is_paired(text: str) -> bool:
    """Whether `text` is held as pairs of characters somewhere."""
    return _PAIRED.search(fold(text)) is not None


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of `text` as it stands: from, to, and the word; what the index drops belongs to the word it stands in."""
    for found in _SPAN.finditer(text):
        yield found.start(), found.end(), found.group()
