"""Finding words in a text as search finds them: one form for what a reader takes as the same word, with its places.

The index folds text before it looks (`storage.normaliser`); what is marked in an open document has to be folded alike,
and every place found has to lead back to the letters as they stand there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from casefile.storage import normaliser

Span = tuple[int, int]
"""From, and up to, in letters of the text as it stands."""
_SURE = 5
"""So many words together are no chance."""
_BROKEN = re.compile(r"[\x02\u00ad]\r?\n")
"""A word cut at the end of a line, as PDFium tells it."""
_CLUSTER = re.compile(
    "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]*", re.DOTALL
)
_APOSTROPHE = "['’‘ʼʹ`′]"
_APOSTROPHES = re.compile(rf"\\?{_APOSTROPHE}")
_WORD = re.compile(r"\S+")
_SIGN = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670\u00ad\u00df\u1100-\u11ff\u200b-\u200f]")
"""What most often makes letters of a folded word more or fewer than they were."""
_BATCH, _REACH = 25_000, 1000
"""Folded letters that are looked through at once, and how far a phrase may reach beyond them."""
_PLAIN_LATIN = {
    code: base
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFD", chr(code))[0]).isascii() and base.isalpha()
}
"""Latin letters without their accents, as the index takes them."""


class Folded:
    """A text made ready to be looked through."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str] = []
        self._starts = array("Q")  # where a part begins when folded …
        self._origins = array("Q")  # … and in the text
        self._exact: dict[int, array[int]] = {}  # parts whose letters do not stand one for one
        self._length = 0
        self._take_all()
        self.folded = "".join(self._parts)
        self._parts.clear()

    def find(self, words: str | Iterable[str]) -> list[Span]:
        """Where `words` stand as one phrase (or any of several), in order; a line break counts as a space."""
        pattern = _either(words)
        return [self._span(match) for match in pattern.finditer(self.folded)] if pattern is not None else []

    def batches(self, words: str | Iterable[str]) -> Iterator[list[Span]]:
        """The same places, a stretch of the text at a time: a long one takes longer than a window may stand still."""
        pattern, at, length = _either(words), 0, len(self.folded)
        while pattern is not None and at < length:
            stop, found = min(at + _BATCH, length), list[Span]()
            for match in pattern.finditer(self.folded, at, min(stop + _REACH, length)):
                if match.start() >= stop:
                    break
                found.append(self._span(match))
                at = match.end()
            at = max(at, stop)
            yield found

    def _span(self, match: re.Match[str]) -> Span:
        return self._origin(match.start()), self._end(match.end() - 1)

    def _take_all(self) -> None:
        place = 0
        for line in self.text.splitlines(keepends=True):
            broken = _BROKEN.search(line)
            self._take(line[: broken.start()] if broken else line, place)
            place += len(line)

    def _take(self, line: str, place: int) -> None:
        folded = _fold(line)
        self._starts.append(self._length)
        self._origins.append(place)
        if not _one_for_one(line, folded):
            folded = self._take_by_letter(line, place)
        self._parts.append(folded)
        self._length += len(folded)

    def _take_by_letter(self, line: str, place: int) -> str:
        """Most words of a line with one vowel sign have none: letter by letter are taken only those that have."""
        parts, places = list[str](), array("Q")
        for start, words in _pieces(line):
            folded = _fold(words)
            if _one_for_one(words, folded):
                parts.append(folded)
                places.extend(range(place + start, place + start + len(folded)))
                continue
            for cluster in _CLUSTER.finditer(words):
                part = _fold(cluster.group())
                parts.append(part)
                places.extend([place + start + cluster.start()] * len(part))
        places.append(place + len(line))
        self._exact[len(self._starts) - 1] = places
        return "".join(parts)

    def _origin(self, at: int) -> int:
        part = bisect_right(self._starts, at) - 1
        within = at - self._starts[part]
        exact = self._exact.get(part)
        return self._origins[part] + within if exact is None else exact[within]

    def _end(self, last: int) -> int:
        """Behind the letter that the folded letter `last` comes from, with the marks that stand on it."""
        part = bisect_right(self._starts, last) - 1
        exact = self._exact.get(part)
        if exact is None:
            return self._origin(last) + 1
        within = last - self._starts[part]
        return next(place for place in exact[within:] if place > exact[within])


def spans(text: str, words: str | Iterable[str]) -> list[Span]:
    """Where `words` stand in `text`."""
    return Folded(text).find(words)


def best(text: Folded, quote: str, before: str = "", after: str = "") -> Span | None:
    """Where `quote` stands; of several places the one whose surroundings agree best with `before` and `after`."""
    spans = text.find(quote)
    if len(spans) < 2 or not (before or after):
        return spans[0] if spans else None
    head, tail = "".join(before.split())[::-1], "".join(after.split())

    def agreement(span: Span) -> int:
        ahead = "".join(text.text[max(0, span[0] - 120) : span[0]].split())[::-1]
        behind = "".join(text.text[span[1] : span[1] + 120].split())
        return _alike(ahead, head) + _alike(behind, tail)

    return max(spans, key=agreement)


def on_page(
    text: Folded, quote: str, before: str = "", after: str = "", *, begins: bool = True, ends: bool = True
) -> Span | None:
    """What of `quote` stands on one of the pages that it takes.

    The whole of it where it stands; else, on the page where it `begins`, its first words up to the end of the page; where
    it `ends`, its last words from the top; on a page between, all there is.
    """
    whole = best(text, quote, before, after)
    if whole is not None:
        return whole
    words = quote.split()
    if begins:
        return _run(text, words, from_start=True)
    if ends:
        return _run(text, words, from_start=False)
    opening = " ".join(text.text.split()[:_SURE])
    return (0, len(text.text)) if opening and Folded(quote).find(opening) else None


def _run(text: Folded, words: list[str], *, from_start: bool) -> Span | None:
    """The most of the first `words` (or of the last) that stand together in `text`; a few only at its very edge."""
    least, most = 0, len(words)
    found: list[Span] = []
    while least < most:
        count = (least + most + 1) // 2
        spans = text.find(" ".join(words[:count] if from_start else words[-count:]))
        if spans:
            least, found = count, spans
        else:
            most = count - 1
    if not found:
        return None
    start, end = found[-1] if from_start else found[0]
    rest = text.text[end:] if from_start else text.text[:start]
    return (start, end) if least >= _SURE or not rest.strip() else None


def _alike(one: str, other: str) -> int:
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count


def _fold(text: str) -> str:
    folded = normaliser.fold(text)
    return folded if folded.isascii() else folded.translate(_PLAIN_LATIN)


def _one_for_one(line: str, folded: str) -> bool:
    """Whether every letter stands where it stood: nothing composed, nothing longer, nothing dropped."""
    if len(folded) != len(line):
        return False
    return line.isascii() or (unicodedata.is_normalized("NFC", line) and len(line.casefold()) == len(line))


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """Words with signs one by one, what stands between them together; each with where it begins."""
    done = 0
    for word in _WORD.finditer(line):
        if _SIGN.search(line, word.start(), word.end()) is not None:
            if word.start() > done:
                yield done, line[done : word.start()]
            yield word.start(), word.group()
            done = word.end()
    if done < len(line):
        yield done, line[done:]


def _either(words: str | Iterable[str]) -> re.Pattern[str] | None:
    """One phrase, or any of several; None where nothing is asked for."""
    phrases = [words] if isinstance(words, str) else list(words)
    patterns = [made for phrase in phrases if (made := _pattern(phrase))]
    return re.compile("|".join(patterns)) if patterns else None


def _pattern(phrase: str) -> str:
    """White space is as good as any other, an apostrophe too."""
    return r"\s+".join(_APOSTROPHES.sub(_APOSTROPHE, re.escape(word)) for word in _fold(phrase).split())
