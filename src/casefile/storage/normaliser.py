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
_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
"""A word as the index cuts it: letters and digits with their accents."""
_PAIRS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PAIRED = re.compile(f"[{_PAIRS}]+")
_MARKS = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
"""What FTS5 takes for an accent and leaves out."""
_PLAIN = {
    letter: plain
    for letter, plain in ((chr(code), unicodedata.normalize("NFD", chr(code))[0]) for code in range(0xDF, 0x1EFA))
    if letter != plain and "a" <= plain <= "z" and letter != "ǡ"  # FTS5 knows no other letter for that one
}
_ODD = re.compile(
    f"[{''.join(_PLAIN)}]|(?P<mark>[{_MARKS}])|[^\\w\x01-\x7f{_MARKS}]|[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]"
)
_LETTERS = (
    "0-9a-z\u0430-\u045f\u0491\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0660-\u0669\u067e\u0686\u0698\u06a9\u06af\u06cc"
    "\u06f0-\u06f9\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fcb\uac00-\ud7a3"
)
_QUICK_WORD = re.compile(f"[{_LETTERS}]+")
_RARE = re.compile(
    f"[^\x01-\x7f{_LETTERS}\xa0\xab\xbb\u060c\u061b\u061f\u2010-\u2015\u2018-\u201f\u2022\u2026\u2116\u3001\u3002]"
)
"""Most texts hold no such sign, and then their words are found in a third of the time."""
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
    return _PAIRED.sub(_in_pairs, fold(text))


def _in_pairs(found: re.Match[str]) -> str:
    run = found[0]
    if len(run) == 3:  # as short as most are, told without a loop
        return f" {run[:2]} {run[1:]} "
    return f" {' '.join(pairs(run))} " if len(run) > 2 else f" {run} "


def held(text: str) -> str:
    """`text` as the index of documents is given it: its words are those that FTS5 holds, to the letter.

    FTS5 knows an older Unicode: it takes newer signs (emoji, ₽, the isolates of mixed directions), bullets of symbol fonts
    and whatever it does not know for letters, so that a word beside them would be another word.
    """
    words = indexed(text)
    return _ODD.sub(_even, words) if _RARE.search(words) else words


def _even(found: re.Match[str]) -> str:
    return _PLAIN.get(found[0]) or ("" if found.lastgroup else " ")


def cut(words: str) -> list[str]:
    """The words of what `indexed` or `held` gave."""
    return (_WORD if _RARE.search(words) else _QUICK_WORD).findall(words)


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run of characters without spaces; one character stays alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def words(text: str) -> list[str]:
    """The words of `text` as the index holds them, in their order."""
    return cut(indexed(text))


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
