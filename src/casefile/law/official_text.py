"""The Court's own text of the Statute: split by article and paragraph from the pages of its PDF. Pure: text in, articles out.

The traps of print are met by what is known beforehand: articles stand in the catalogue's order, most under the catalogue's
headings. So of all lines that could be headings the heaviest chain in that order is taken: a table of contents weighs less
than the text itself, and “Article 82” between 7 and 9 is article 8 with footnote 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.official_lines import Block, Line, lines_of, paragraphs

LEAST_ARTICLES = 120
"""How many of the 131 articles must be found; editions differ in amended and deleted ones."""

_TITLES = re.compile(
    r"(?i)rome\s+statute\s+of\s+the\s+international\s+criminal\s+court|statut\s+de\s+rome\s+de\s+la\s+cour"
)
_HEADING = re.compile(
    r"(?:Article|ARTICLE)\s+(?:(?P<first>premier)|(?P<digits>\d{1,5})(?:\s*(?P<suffix>bis|ter))?)"
    r"(?P<notes>[\d ,]*)[\s.:–—-]*(?P<rest>[^\W\d_a-z].*|)"
)
_PART = re.compile(r"(?:PART|CHAPITRE)\s+[\dIVX]+\b")
_WITNESS = re.compile(r"(?i)in witness whereof|en foi de quoi")
_NOTE = re.compile(r"(?P<number>\d{1,2})\s+(?=[^\W\d_a-z]|[“\"(])")
_NOTE_WORDS = re.compile(r"(?i)inserted|amended|deleted|depositary|dépositaire")
_EDITION = re.compile(r"©\s*(International Criminal Court\s*,?\s*\d{4})|\b(ICC-PIOS-[\w/-]+)")
_FEW_LETTERS = 20  # a page; pictures of pages have none, or a stamp
_LEAST_TEXT = 40  # letters under a heading
_HEADING_LINES = 6
_ENOUGH, _NOTHING = 300, 1  # letters below a heading that count, so that a table of contents weighs next to nothing
_MISSING_NAMED = 8
_NOTES_AHEAD = 3  # footnotes are numbered through; there are fewer than articles


@dataclass(frozen=True, slots=True)
class OfficialArticle:
    """One article as the file has it; `heading` is "" where it has none, `notes` are its footnotes."""

    code: str
    heading: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]

    @property
    def renumbered(self) -> bool:
        """Whether article 28 is printed with 1. and (a) where the Statute has (a) and (i)."""
        return self.code == "28" and any(re.match(r"\d", block.text) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class OfficialText:
    """The Statute of one file; `edition` is what the file says of itself, "" if nothing was found."""

    articles: tuple[OfficialArticle, ...]
    edition: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Articles of the catalogue that were not found."""
        found = {article.code for article in self.articles}
        return tuple(article.code for article in catalogue().articles if article.code not in found)

    def article(self, code: str) -> OfficialArticle | None:
        """The article that `code` is or belongs to; None if the file lacks it."""
        head = catalogue().article(code).code
        return next((article for article in self.articles if article.code == head), None)

    def excerpt(self, code: str) -> tuple[Block, ...]:
        """What the provision says: the words it hangs on, its own, and all below. The whole article if it cannot be told."""
        article, wanted = self.article(code), codes.parse(code).statute
        if article is None:
            return ()
        placed = [(codes.parse(block.code), block) for block in article.blocks]
        if not any(wanted.contains(where) for where, _ in placed):
            return article.blocks
        return tuple(block for where, block in placed if wanted.contains(where) or where.contains(wanted))


def split(pages: Sequence[str]) -> OfficialText:
    """The articles in the text of a PDF, given page by page. `UserError` if it is not the Statute's text."""
    if sum(len(page.split()) for page in pages) < len(pages) * _FEW_LETTERS / 4 or not pages:
        raise UserError("This PDF holds pictures of pages and no text; choose an edition whose words can be selected.")
    if _TITLES.search(" ".join(pages[:10])) is None:
        raise UserError(
            "This PDF does not call itself the Rome Statute of the International Criminal Court; choose that."
        )
    lines = lines_of(pages)
    headings = _headings(lines)
    articles = tuple(_articles(lines, headings))
    read = {article.code for article in articles if sum(len(block.text) for block in article.blocks) >= _LEAST_TEXT}
    if len(read) < LEAST_ARTICLES:
        missing = [article.code for article in catalogue().articles if article.code not in read]
        raise UserError(_refusal(len(read), missing))
    return OfficialText(articles, _edition(pages))


def _refusal(found: int, missing: Sequence[str]) -> str:
    named = ", ".join(missing[:_MISSING_NAMED]) + (
        f" and {len(missing) - _MISSING_NAMED} more" if len(missing) > _MISSING_NAMED else ""
    )
    return f"Only {found} of the Statute’s 131 articles can be read from this PDF (not {named}); choose the Court’s own PDF."


def _edition(pages: Sequence[str]) -> str:
    found = (match[1] or match[2] for match in _EDITION.finditer(" ".join(pages[:10])))
    return ", ".join(dict.fromkeys(" ".join(words.split()) for words in found))


# --- headings -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line read as the heading of an article; its title ends before line `end`."""

    line: int
    end: int
    article: int
    title: str
    notes: tuple[int, ...]


def _headings(lines: Sequence[Line]) -> list[_Heading]:
    """The heaviest chain of headings that keeps to the order of the articles."""
    texts = [line.text for line in lines]
    places = [place for place, text in enumerate(texts) if _HEADING.fullmatch(text)]
    best: list[tuple[float, list[_Heading]]] = [(0.0, [])] * (len(catalogue().articles) + 1)
    for place, following in zip(places, [*places, len(lines)][1:], strict=True):
        letters = sum(len(text) for text in texts[place + 1 : min(following, place + 12)])
        gained = []
        for weight, heading in _readings(texts, place):
            before, chain = max(best[: heading.article + 1], key=lambda one: one[0])
            gained.append((before + weight * (_NOTHING + min(letters, _ENOUGH)), chain, heading))
        for weight, chain, heading in gained:
            if weight > best[heading.article + 1][0]:
                best[heading.article + 1] = (weight, [*chain, heading])
    return max(best, key=lambda one: one[0])[1]


def _readings(texts: Sequence[str], place: int) -> Iterator[tuple[float, _Heading]]:
    """The articles that a line may be the heading of, with what speaks for each."""
    match = _HEADING.fullmatch(texts[place])
    assert match is not None
    digits, suffix = ("1" if match["first"] else match["digits"]), match["suffix"] or ""
    for length in range(len(digits), 0, -1):
        code = f"{digits[:length]} {suffix}".strip()
        if code in _order() and (length == len(digits) or not suffix):
            article = _order()[code]
            end, title, marks = _title(catalogue().articles[article].heading, match["rest"], texts, place)
            notes = tuple(int(mark) for mark in re.findall(r"\d+", f"{digits[length:]} {match['notes']} {marks}"))
            if length < len(digits) and max(notes) > article + _NOTES_AHEAD:
                continue  # “Article 128” is not article 1 with note 28
            weight = (1.0 if length == len(digits) else 0.8) + (2.0 if title else 0.0)
            yield weight, _Heading(place, end, article, title, notes)


def _title(known: str, rest: str, texts: Sequence[str], place: int) -> tuple[int, str, str]:
    """Where the heading ends, its words if they are the catalogue's, and footnote marks around them."""
    wanted, words = _letters(known), rest
    for end in range(place + 1, min(place + 1 + _HEADING_LINES, len(texts) + 1)):
        if known and _letters(words) == wanted:
            own = re.findall(r"\d+", known)
            return end, known, " ".join(mark for mark in re.findall(r"\d+", words) if mark not in own)
        words = f"{words} {texts[end]}".strip() if end < len(texts) else words
    return place + 1, "", ""


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text.casefold()))


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    return {article.code: place for place, article in enumerate(catalogue().articles)}


# --- articles -----------------------------------------------------------------------------------------------------


def _articles(lines: Sequence[Line], headings: Sequence[_Heading]) -> Iterator[OfficialArticle]:
    notes = _notes(lines, headings)
    noted = {place for first, last, _ in notes for place in range(first, last)}
    full = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10] if lines else 0
    ends = [*(heading.line for heading in headings), len(lines)][1:]
    for heading, end in zip(headings, ends, strict=True):
        code = catalogue().articles[heading.article].code
        kept = [place for place in range(heading.end, _true_end(lines, heading, end)) if place not in noted]
        title, texts = _untold_title(heading, [lines[place].text for place in kept])
        own = tuple(
            " ".join(lines[place].text for place in range(first, last))
            for first, last, owner in notes
            if owner is heading
        )
        yield OfficialArticle(code, title, paragraphs(code, texts, full), own)


def _true_end(lines: Sequence[Line], heading: _Heading, end: int) -> int:
    """Without the title of the next part, and of the last article only what stands above the signatures."""
    last = heading.article == len(catalogue().articles) - 1
    for place in range(heading.end, end):
        if _PART.match(lines[place].text) and end - place <= _HEADING_LINES and not last:
            return place
        if last and (_WITNESS.match(lines[place].text) or lines[place].page > lines[heading.line].page + 1):
            return place
    return end


def _untold_title(heading: _Heading, texts: list[str]) -> tuple[str, list[str]]:
    """In another language the first line is the heading, if it reads like one; article 10 has none."""
    known = catalogue().articles[heading.article].heading
    if heading.title or not known or len(texts) < 2 or re.search(r"[.:;,]$|^[\d(]", texts[0]):
        return heading.title, texts
    return texts[0], texts[1:]


def _notes(lines: Sequence[Line], headings: Sequence[_Heading]) -> list[tuple[int, int, _Heading]]:
    """The footnotes: from line, to line, and the heading that refers to each or stands before it.

    A footnote is numbered without a full stop, stands below the text, and is referred to on its page or speaks of an
    amendment; “1 January 2017” at the beginning of a line is none.
    """
    begun: list[tuple[int, _Heading]] = []
    expected = 1
    for place, line in enumerate(lines):
        match = _NOTE.match(line.text)
        if match is None or int(match["number"]) != expected:
            continue
        referring = [one for one in headings if expected in one.notes and lines[one.line].page == line.page]
        before = [one for one in headings if one.line < place]
        told = _NOTE_WORDS.search(" ".join(each.text for each in lines[place : place + 3]))
        if before and (referring or told):
            begun.append((place, (referring or before)[-1]))
            expected += 1
    ends = [*(place for place, _ in begun), len(lines)][1:]
    return [(place, min(end, _page_end(lines, place)), owner) for (place, owner), end in zip(begun, ends, strict=True)]


def _page_end(lines: Sequence[Line], place: int) -> int:
    return next((end for end in range(place, len(lines)) if lines[end].page != lines[place].page), len(lines))
