"""Finding crimes, modes of liability and articles by code or by words, for pickers and the `law` command."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.codes import Code
from casefile.law.records import Element

KINDS = ("crime", "mode", "article")

# What a word is worth by where it stands; the first field that has it counts
_TITLE, _KEYWORD, _LABEL, _TEXT = 20, 8, 3, 1
_WHOLE_WORD_BONUS = 4
_PHRASE_BONUS = 30
_CODE_EXACT, _CODE_BELOW = 200, 100
_SMALL_WORDS = frozenset({"a", "an", "and", "as", "by", "for", "in", "of", "on", "or", "the", "to", "with"})
_ENDINGS = ("isations", "izations", "isation", "ization", "ings", "ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer. `key` is what is stored; `kind` is one of KINDS."""

    kind: str
    key: str
    title: str
    citation: str
    score: int


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    key: str
    code: Code
    title: str
    citation: str
    phrase: str
    fields: tuple[tuple[int, frozenset[str]], ...]


def find(text: str, kinds: tuple[str, ...] = KINDS, limit: int = 50) -> tuple[Hit, ...]:
    """The best answers first; within one score crimes, modes, articles, each in the order of the Statute.

    A code finds itself and what stands below it. Words must all be found; if nothing has them all,
    whatever has some of them is given.
    """
    entries = [entry for entry in _entries() if entry.kind in kinds]
    scored = _by_code(text, entries) or _by_words(text, entries)
    best = sorted(scored, key=lambda pair: -pair[1])[:limit]
    return tuple(Hit(entry.kind, entry.key, entry.title, entry.citation, score) for entry, score in best)


def _by_code(text: str, entries: list[_Entry]) -> list[tuple[_Entry, int]]:
    try:
        wanted = codes.parse(text)
    except UserError:
        return []
    found = [entry for entry in entries if wanted.contains(entry.code)]
    return [(entry, _CODE_EXACT if entry.code == wanted else _CODE_BELOW) for entry in found]


def _by_words(text: str, entries: list[_Entry]) -> list[tuple[_Entry, int]]:
    # One letter begins too many words to tell anything
    words = [word for word in _words(text) if len(word) > 1 and word not in _SMALL_WORDS]
    if not words:
        return []
    phrase = " ".join(words)
    scores = [(entry, [_worth(word, entry) for word in words]) for entry in entries]
    full = [(entry, sum(worth)) for entry, worth in scores if all(worth)]
    partial = [(entry, sum(worth)) for entry, worth in scores if any(worth)]
    return [(entry, score + _PHRASE_BONUS * (phrase in entry.phrase)) for entry, score in full or partial]


def _worth(word: str, entry: _Entry) -> int:
    stem = _stem(word)
    for worth, found in entry.fields:
        if word in found:
            return worth + _WHOLE_WORD_BONUS
        if any(other.startswith(stem) for other in found):
            return worth
    return 0


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    return (*_crimes(), *_modes(), *_articles())


def _crimes() -> Iterator[_Entry]:
    for crime in catalogue().crimes:
        # A short title of our own helps to find what has no official one
        title = f"{crime.title} {crime.short_title}"
        fields = _fields(title, " ".join(crime.keywords), crime.elements)
        phrase = _phrase(f"{crime.title} {' | '.join(crime.keywords)}")
        yield _Entry("crime", crime.key, codes.parse(crime.code), crime.title, crime.citation, phrase, fields)


def _modes() -> Iterator[_Entry]:
    for mode in catalogue().modes:
        fields = _fields(mode.title, mode.notes, mode.elements)
        code = codes.parse(mode.code)
        yield _Entry("mode", mode.key, code, mode.title, mode.citation, _phrase(mode.title), fields)


def _articles() -> Iterator[_Entry]:
    for article in catalogue().articles:
        code = codes.parse(article.code)
        fields = _fields(article.title, article.part_title, ())
        yield _Entry("article", article.code, code, article.title, article.citation, _phrase(article.title), fields)


def _fields(title: str, keywords: str, elements: tuple[Element, ...]) -> tuple[tuple[int, frozenset[str]], ...]:
    # Contextual elements are the same for every crime of an article: they would make all of them answers
    own = [element for element in elements if element.kind != "contextual"]
    return (
        (_TITLE, frozenset(_words(title))),
        (_KEYWORD, frozenset(_words(keywords))),
        (_LABEL, frozenset(_words(" ".join(element.label for element in own)))),
        (_TEXT, frozenset(_words(" ".join(element.text for element in own)))),
    )


def _phrase(text: str) -> str:
    return " ".join(word for word in _words(text) if word not in _SMALL_WORDS)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Both apostrophes vanish, so that enemy’s and enemys meet
    return re.findall(r"\w+", re.sub("['’]", "", kept))


def _stem(word: str) -> str:
    """The word without a common English ending, so that `deported` finds deportation and `hospitals` hospital."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
