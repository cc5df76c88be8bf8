"""Where a search found its words: a stretch of the element, the note or the summary that has the most of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.law import codes, search, tree
from casefile.law.catalogue import catalogue
from casefile.law.records import Element

_LONG = 110  # letters
_BEFORE = 30  # letters shown before the first word found

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """`marks` are the places in `text`, from and to, of the words looked for; `place` says what the text belongs to."""

    place: str
    text: str
    marks: Marks


def snippet(key: str, query: str) -> Snippet | None:
    """Where else than in its title a provision has the words of `query`; None if the title has them all."""
    _code, words = codes.split(query)
    wanted = search.terms(words)
    if not wanted or len(_found(tree.nodes()[key].title, wanted)[1]) == len(wanted):
        return None
    best, most = None, 0
    for place, text in _fields(key):
        marks, terms = _found(text, wanted)
        if len(terms) > most:
            best, most = _cut(place, text, marks), len(terms)
    return best


def title_marks(title: str, query: str) -> Marks:
    """The words of `query` in a title."""
    return _found(title, search.terms(codes.split(query)[1]))[0]


def _found(text: str, wanted: tuple[str, ...]) -> tuple[Marks, set[str]]:
    marks, terms = [], set()
    for start, end, word in search.words_of(text):
        hits = {term for term in wanted if word.startswith(term)}
        if hits:
            marks.append((start, end))
            terms |= hits
    return tuple(marks), terms


def _cut(place: str, text: str, marks: Marks) -> Snippet:
    """The stretch around the first mark, at words."""
    start = max(0, min(marks[0][0] - _BEFORE, len(text) - _LONG))
    start = text.find(" ", start) + 1 if start else 0
    end = len(text) if len(text) - start <= _LONG else text.rfind(" ", start, start + _LONG)
    end = max(end, marks[0][1])
    before, after = "…" if start else "", "…" if end < len(text) else ""
    kept = tuple((at - start + len(before), to - start + len(before)) for at, to in marks if at >= start and to <= end)
    return Snippet(place, before + text[start:end] + after, kept)


def _fields(key: str) -> Iterator[tuple[str, str]]:
    """Whatever is searched besides the title, the most telling first."""
    law, kind = catalogue(), tree.nodes()[key].kind
    if kind == "crime":
        crime = law.crime(key)
        yield "Also", ", ".join(crime.keywords)
        yield from _elements(crime.elements)
        yield "Note", crime.notes
    elif kind == "mode":
        mode = law.mode(key)
        yield from _elements(mode.elements)
        yield "Note", mode.notes
    elif kind == "article":
        yield "Summary", law.article(key).text
        yield "Part", law.article(key).part_title
    elif any(paragraph.code == key for paragraph in law.paragraphs):
        yield "Summary", law.paragraph(key).text


def _elements(elements: tuple[Element, ...]) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.kind != "contextual":
            yield f"Element {element.number}", f"{element.label}: {element.text}"
