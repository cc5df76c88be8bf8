"""Finding crimes, modes of liability, paragraphs and articles by code or by words, for pickers and the `law` command.

Codes are read by the grammar of `codes`, so that what can be parsed can be found. Words are looked for in titles,
keywords, elements, notes and summaries.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.codes import Code
from casefile.law.records import Element

KINDS = ("crime", "mode", "paragraph", "article")

# What a word is worth by where it stands; the best place that has it counts
_TITLE, _KEYWORD, _LABEL, _TEXT = 20, 8, 3, 1
_WHOLE_WORD_BONUS = 4
_PHRASE_BONUS, _WHOLE_TITLE_BONUS = 30, 10
_CODE_EXACT, _CODE_BELOW, _CODE_ABOVE = 200, 100, 50
_SMALL_WORDS = frozenset({"a", "an", "and", "as", "by", "for", "in", "of", "on", "or", "the", "to", "with"})
_ENDINGS = ("isations", "isation", "ings", "ing", "ies", "ed", "es", "s", "e", "y")
_SHORTEST_STEM = 3
# British and American spellings meet: organised and organized, wilful and willful, offence and offense
_SPELLINGS = (("iz", "is"), ("willf", "wilf"), ("ense", "ence"), ("our", "or"))


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
    titles: frozenset[str]
    fields: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """`places` says for each word in which entries, by number, it stands and what it is worth there."""

    entries: tuple[_Entry, ...]
    words: tuple[str, ...]
    places: dict[str, dict[int, int]]


_Scores = dict[int, int]


def find(text: str, kinds: tuple[str, ...] = KINDS, limit: int = 50) -> tuple[Hit, ...]:
    """The best answers first.

    A code finds itself and what stands below it, or else the nearest above it, in the order of the Statute; words after
    it choose among those. Words must all be found; if nothing has them all, whatever has some of them is given; within
    one score crimes come first, then modes, paragraphs and articles, each in the order of the Statute.
    """
    entries = _index().entries
    wanted = frozenset(number for number, entry in enumerate(entries) if entry.kind in kinds)
    code, words = codes.split(text)
    if code is None:
        scores = _by_words(text, wanted)
        best = sorted(scores, key=lambda number: (-scores[number], number))
    else:
        scores = _chosen(code, words, text, wanted) if words else _by_code(code, wanted)
        best = sorted(scores, key=lambda number: (-scores[number], entries[number].code.sort_key, number))
    return tuple(_hit(entries[number], scores[number]) for number in best[:limit])


def terms(text: str) -> tuple[str, ...]:
    """What words must begin with to be found by `text`."""
    return tuple(dict.fromkeys(_stem(word) for word in _wanted(text)))


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of `text`, from and to, and as it is compared with `terms`."""
    for match in re.finditer(r"[\w'’]+", text):
        word = "".join(_words(match[0]))
        if word:
            yield match.start(), match.end(), word


def _hit(entry: _Entry, score: int) -> Hit:
    return Hit(entry.kind, entry.key, entry.title, entry.citation, score)


def _by_code(code: Code, wanted: frozenset[int]) -> _Scores:
    entries = _index().entries
    found = [number for number, entry in enumerate(entries) if code.contains(entry.code)]
    if not found:
        return _above(code, wanted)
    return {
        number: _CODE_EXACT if entries[number].code == code else _CODE_BELOW for number in wanted.intersection(found)
    }


def _above(code: Code, wanted: frozenset[int]) -> _Scores:
    """The entry that stands nearest above a provision which exists but has none of its own, such as 64(6)."""
    try:
        catalogue().provision(str(code))
    except UserError:
        return {}
    entries = _index().entries
    holders = [number for number in wanted if entries[number].code.contains(code)]
    return dict.fromkeys(sorted(holders, key=lambda number: entries[number].code.depth)[-1:], _CODE_ABOVE)


def _chosen(code: Code, words: str, text: str, wanted: frozenset[int]) -> _Scores:
    """What the words after a code choose; where they choose nothing, a mere number was perhaps one of the words."""
    scores = _by_code(code, wanted)
    among = _by_words(words, frozenset(scores))
    if among:
        return {number: scores[number] + score for number, score in among.items()}
    return scores if code.depth > 1 else _by_words(text, wanted) or scores


def _by_words(text: str, wanted: frozenset[int]) -> _Scores:
    words = _wanted(text)
    found = [_worths(word, wanted) for word in words]
    some: _Scores = defaultdict(int)
    for worths in found:
        for number, worth in worths.items():
            some[number] += worth
    full = {number: score for number, score in some.items() if all(number in worths for worths in found)}
    phrase, entries = " ".join(words), _index().entries
    return {number: score + _bonus(phrase, entries[number]) for number, score in (full or some).items()}


def _wanted(text: str) -> list[str]:
    # One letter begins too many words to tell anything
    return [word for word in _words(text) if len(word) > 1 and word not in _SMALL_WORDS]


def _bonus(phrase: str, entry: _Entry) -> int:
    return _PHRASE_BONUS * (phrase in entry.phrase) + _WHOLE_TITLE_BONUS * (phrase in entry.titles)


def _worths(word: str, wanted: frozenset[int]) -> _Scores:
    """What a word is worth in each entry that has it or a word that begins as it does."""
    index, stem = _index(), _stem(word)
    worths: _Scores = {}
    for other in index.words[bisect_left(index.words, stem) :]:
        if not other.startswith(stem):
            break
        bonus = _WHOLE_WORD_BONUS if other == word else 0
        for number, worth in index.places[other].items():
            if number in wanted:
                worths[number] = max(worths.get(number, 0), worth + bonus)
    return worths


@lru_cache(maxsize=1)
def _index() -> _Index:
    entries = (*_crimes(), *_modes(), *_paragraphs(), *_articles())
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        for worth, text in entry.fields:
            for word in _words(text):
                places[word][number] = max(worth, places[word].get(number, 0))
    return _Index(entries, tuple(sorted(places)), dict(places))


def _crimes() -> Iterator[_Entry]:
    for crime in catalogue().crimes:
        # A short title of our own helps to find what has no official one
        fields = (
            (_TITLE, f"{crime.title} {crime.short_title}"),
            (_KEYWORD, " ".join(crime.keywords)),
            (_TEXT, crime.notes),
            *_elements(crime.elements),
        )
        phrase = _phrase(f"{crime.title} | {' | '.join(crime.keywords)}")
        titles = frozenset(map(_phrase, (crime.title, crime.short_title)))
        code = codes.parse(crime.code)
        yield _Entry("crime", crime.key, code, crime.title, crime.citation, phrase, titles, fields)


def _modes() -> Iterator[_Entry]:
    for mode in catalogue().modes:
        fields = ((_TITLE, mode.title), (_KEYWORD, mode.notes), *_elements(mode.elements))
        phrase, code = _phrase(mode.title), codes.parse(mode.code)
        yield _Entry("mode", mode.key, code, mode.title, mode.citation, phrase, frozenset({phrase}), fields)


def _paragraphs() -> Iterator[_Entry]:
    for one in catalogue().paragraphs:
        phrase, code = _phrase(one.title), codes.parse(one.code)
        fields = ((_TITLE, one.title), (_TEXT, one.text))
        yield _Entry("paragraph", one.code, code, one.title, one.citation, phrase, frozenset({phrase}), fields)


def _articles() -> Iterator[_Entry]:
    for one in catalogue().articles:
        phrase, code = _phrase(one.title), codes.parse(one.code)
        fields = ((_TITLE, one.title), (_LABEL, one.part_title), (_TEXT, one.text))
        yield _Entry("article", one.code, code, one.title, one.citation, phrase, frozenset({phrase}), fields)


def _elements(elements: tuple[Element, ...]) -> Iterator[tuple[int, str]]:
    for element in elements:
        # Contextual elements are the same for every crime of an article: they would make all of them answers
        if element.kind != "contextual":
            yield _LABEL, element.label
            yield _TEXT, element.text


def _phrase(text: str) -> str:
    return " ".join(word for word in _words(text) if word not in _SMALL_WORDS)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # Both apostrophes vanish, so that enemy’s and enemys meet
    words = re.sub("['’]", "", kept)
    for one, other in _SPELLINGS:
        words = words.replace(one, other)
    return re.findall(r"\w+", words)


def _stem(word: str) -> str:
    """The word without a common English ending, so that `deported` finds deportation and `hospitals` hospital."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM + (ending == "y"):
            return word.removesuffix(ending)
    return word
