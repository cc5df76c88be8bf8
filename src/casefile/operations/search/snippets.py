"""The stretch of a text in which a search found its words, and where in it they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from casefile.operations.search.query import Term, comparable
from casefile.storage import normaliser

_BEFORE, _AFTER = 50, 130
_NEAR = _BEFORE + _AFTER
_MOST_PLACES = 20

Form = Callable[[str], str]
_FORMS: tuple[Form, ...] = (str.lower, normaliser.fold, comparable)
"""How a text is looked at, the quickest first: most words are found without more."""

Marks = tuple[tuple[int, int], ...]
"""From and to, in letters."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are the places in `text` of the words looked for; `place` is where they begin in the whole."""

    text: str
    marks: Marks
    place: int = 0


def snippet(text: str, terms: tuple[Term, ...]) -> Snippet:
    """The stretch of `text` that has most of `terms`, in one line; its beginning where none of them stands."""
    for form in _FORMS:
        place = _place(text, terms, form)
        if place is not None:
            piece = _cut(text, place)
            if found := marks(piece, terms):
                return Snippet(piece, found, place)
    return Snippet(_cut(text, 0), ())


def occurrences(text: str, terms: tuple[Term, ...]) -> tuple[int, int]:
    """How many of `terms` stand in `text`, and in how many places (of each term at most `_MOST_PLACES`)."""
    for form in _FORMS:
        formed = form(text)
        counts = [len(_starts(term, formed)) for term in terms]
        if any(counts):
            return sum(map(bool, counts)), sum(counts)
    return 0, 0


def marks(text: str, terms: tuple[Term, ...]) -> Marks:
    """Where `terms` stand in `text`: whole words and phrases, beginnings where a beginning was looked for."""
    for form in (normaliser.fold, comparable):
        formed = form(text)
        if len(formed) != len(text):
            break
        if found := [span for term in terms for span in _standing(term, formed)]:
            return _apart(sorted(found))
    return _marks_by_word(text, terms) if terms else ()


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


def _place(text: str, terms: tuple[Term, ...], form: Form) -> int | None:
    """Where the stretch begins that has most of `terms`, as `form` shows the text; None where none of them stands."""
    if len(terms) == 1:
        return _first(text, terms[0], form)
    formed = form(text)
    place = _best(_all_starts(terms, formed))
    return _in_text(text, place, formed, form)


def _first(text: str, term: Term, form: Form) -> int | None:
    """The first place of one term. Most stand in the text as they were typed, and then what is behind that place need
    not be brought into a form.
    """
    as_typed = _next(term, text) if form is str.lower else None
    if as_typed is not None and _is_caseless(term):
        return as_typed
    before = text[:as_typed]
    formed = form(before)
    place = _in_text(before, _next(term, formed), formed, form)
    return as_typed if place is None else place


def _next(term: Term, formed: str) -> int | None:
    return next((start for start, _end in _standing(term, formed)), None)


@lru_cache(maxsize=64)
def _is_caseless(term: Term) -> bool:
    return all(word.upper() == word for word in term.shown)


def _in_text(text: str, place: int | None, formed: str, form: Form) -> int | None:
    """The place in a text of a place in its form."""
    if place is None or len(formed) == len(text):
        return place
    return min(len(text), _beginning(text, place, form))


def _best(standing: list[list[int]]) -> int | None:
    """Where most different terms stand near one another; of equals where a rare one does, then where they are nearest."""
    places = sorted((place, term) for term, starts in enumerate(standing) for place in starts)

    def worth(first: int) -> tuple[int, float, int, int]:
        here: dict[int, int] = {}
        at = places[first][0]
        for place, term in islice(places, first, None):
            if place >= at + _NEAR - _BEFORE:
                break
            here.setdefault(term, place)
        return len(here), max(1 / len(standing[term]) for term in here), at - max(here.values()), -at

    best = max(range(len(places)), key=worth, default=None)
    return None if best is None else places[best][0]


def _all_starts(terms: tuple[Term, ...], formed: str) -> list[list[int]]:
    """Where each term begins: the first places of each, and those of a frequent one around the places of the rarest."""
    standing = [_starts(term, formed) for term in terms]
    rarest = min((starts for starts in standing if starts), key=len, default=[])
    for term, starts in zip(terms, standing, strict=True):
        if len(starts) == _MOST_PLACES and starts is not rarest:
            near = (formed[max(0, place - _NEAR) : place + _NEAR] for place in rarest)
            begins = (max(0, place - _NEAR) for place in rarest)
            more = (begin + start for begin, piece in zip(begins, near, strict=True) for start in _starts(term, piece))
            starts[:] = sorted({*starts, *more})
    return standing


def _starts(term: Term, formed: str) -> list[int]:
    return [start for start, _end in islice(_standing(term, formed), _MOST_PLACES)]


def _standing(term: Term, formed: str) -> Iterator[tuple[int, int]]:
    """From and to of `term` in a text in its form.

    What stands before it is looked at afterwards: an expression that begins with letters is looked for thirty times as
    fast as one that begins with a condition.
    """
    pattern, inside = _pattern(term)
    for found in pattern.finditer(formed):
        start = found.start()
        if inside or start == 0 or not formed[start - 1].isalnum():
            yield found.span()


@lru_cache(maxsize=64)
def _pattern(term: Term) -> tuple[re.Pattern[str], bool]:
    """What a term looks like, and whether it may begin inside a word."""
    body = r"[\W_]+".join(re.escape(word) for word in term.shown)
    after = "" if term.prefix or normaliser.is_paired(term.shown[-1]) else r"(?![^\W_])"
    return re.compile(body + after), normaliser.is_paired(term.shown[0])


def _beginning(text: str, length: int, form: Form) -> int:
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
