"""The stretch of a text in which a search found its words, and where in it they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from casefile.operations.search.query import Term, comparable
from casefile.storage import normaliser

_BEFORE, _AFTER = 50, 130
_NEAR = _BEFORE + _AFTER
_MOST_PLACES = 40

Marks = tuple[tuple[int, int], ...]
"""From and to, in letters."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are the places in `text` of the words looked for."""

    text: str
    marks: Marks


def snippet(text: str, terms: tuple[Term, ...]) -> Snippet:
    """The stretch of `text` that has most of `terms`, in one line; its beginning where none of them stands."""
    piece = _cut(text, _place(text, terms) or 0)
    return Snippet(piece, marks(piece, terms))


def marks(text: str, terms: tuple[Term, ...]) -> Marks:
    """Where `terms` stand in `text`: whole words and phrases, beginnings where a beginning was looked for."""
    if not terms:
        return ()
    pattern = _pattern(terms)
    for form in (normaliser.fold, comparable):
        formed = form(text)
        if len(formed) != len(text):
            break
        if found := [match.span() for match in pattern.finditer(formed)]:
            return _apart(found)
    return _marks_by_word(text, terms)


def _marks_by_word(text: str, terms: tuple[Term, ...]) -> Marks:
    """The same where letters do not stand one for one: marks above letters, letters that are written as two."""
    words = [(start, end, comparable(word)) for start, end, word in normaliser.spans(text)]
    found = {
        span
        for term in terms
        for at in range(len(words) - len(term.shown) + 1)
        if (span := _span(words[at : at + len(term.shown)], term)) is not None
    }
    return _apart(sorted(found))


def _span(words: list[tuple[int, int, str]], term: Term) -> tuple[int, int] | None:
    """From and to of `term` where it stands as exactly these words."""
    start, end = words[0][0], words[-1][1]
    last = len(words) - 1
    for place, ((begins, ends, word), wanted) in enumerate(zip(words, term.shown, strict=True)):
        if normaliser.is_paired(wanted):
            at = word.find(wanted)
            if at < 0:
                return None
            start = begins + at if place == 0 else start
            end = begins + at + len(wanted) if place == last and ends - begins == len(word) else end
        elif word != wanted and not (place == last and term.prefix and word.startswith(wanted)):
            return None
    return start, end


def _apart(spans: list[tuple[int, int]]) -> Marks:
    """Spans in order, those that touch one another made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _place(text: str, terms: tuple[Term, ...]) -> int | None:
    """Where the stretch begins that has most of `terms`; None where none of them stands."""
    if not terms:
        return None
    pattern = _pattern(terms)
    for form in (normaliser.fold, comparable):
        formed = form(text)
        place = _best(pattern, formed)
        if place is not None:
            return place if len(formed) == len(text) else min(len(text), _beginning(text, place, form))
        if formed.isascii():
            return None
    return None


def _best(pattern: re.Pattern[str], text: str) -> int | None:
    """The first place around which most different terms stand."""
    most = 1 if pattern.groups == 1 else _MOST_PLACES
    places: list[tuple[int, str]] = []
    for found in pattern.finditer(text):
        places.append((found.start(), found.group()))
        if len(places) == most:
            break
    if not places:
        return None

    def worth(at: int) -> int:
        return len({word for place, word in places if at <= place < at + _NEAR - _BEFORE})

    return max((place for place, _word in places), key=lambda at: (worth(at), -at))


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({_expression(term)})" for term in terms))


def _expression(term: Term) -> str:
    body = r"[\W_]+".join(re.escape(word) for word in term.shown)
    before = "" if normaliser.is_paired(term.shown[0]) else r"(?<![^\W_])"
    after = "" if term.prefix or normaliser.is_paired(term.shown[-1]) else r"(?![^\W_])"
    return before + body + after


def _beginning(text: str, length: int, form: Callable[[str], str]) -> int:
    """How long the shortest beginning of `text` is whose form has `length` characters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(form(text[:middle])) < length:
            low = middle + 1
        else:
            high = middle
    return low


def _cut(text: str, place: int) -> str:
    start = max(0, place - _BEFORE)
    if start:
        space = text.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = min(len(text), place + _AFTER)
    if end < len(text):
        space = text.rfind(" ", place + _AFTER // 2, end)
        end = space if space >= 0 else end
    piece = " ".join(unicodedata.normalize("NFC", text[start:end]).split())
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")
