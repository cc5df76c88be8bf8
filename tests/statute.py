"""A Statute in print for tests: the Court's headings and its traps of layout, with sentences of our own invention."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casefile.law.catalogue import catalogue

HEAD = "Rome Statute of the International Criminal Court"
RAISED = "\x1f"  # what follows is printed small and raised: a footnote's number
NOTES = {"5": "1", "8": "2 3", "8 bis": "4", "9": "5", "15 bis": "6", "15 ter": "7", "20": "8", "25": "9", "124": "10"}
_FULL, _LINES = 88, 44
_FRUIT = ("plum", "fig", "pear", "quince", "cherry", "apple", "medlar")

BODIES: dict[str, list[str]] = {
    "6": ["For this orchard a pear means any of these:", "(a) A green pear;", "(b) A yellow pear, as in article 7, paragraph 1",
          "(b) and (c), and no other;", "(c) A pear of", "two colours."],
    "7": ["1. A fruit is one of these:", *(f"({letter}) Fruit of sort {letter};" for letter in "abcdefgh"),
          "(i) Fruit that is picked by night;", "(j) Fruit that nobody wants.", "2. For paragraph 1:",
          "(a) Sort a is round;", "(b) Sort b is long."],
    "8": ["1. The garden counts its beds in particular when many are dug.", "2. Beds are:",
          "(a) Old beds, namely:", "(i) Beds of stone;", "(ii) Beds of clay, as paragraph 1 and article",
          "39, paragraphs 1 and 2, allow;", "(b) New beds, namely:",
          *(f"({roman}) New bed of kind {roman};" for roman in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")),
          "(x) The tenth kind.", "(c) Beds that are neither.", "3. Nothing in paragraph 2 (a)", "and (b) moves a fence."],
    "9": ["1. Elements of the orchard help.", "2. They may be proposed by:", "(a) Any gardener;", "(b) The Court of pears.",
          "Such proposals need two-", "thirds of the garden.", "3. Proposals agree with the fence."],
    "10": ["Nothing on this page moves a fence that stands elsewhere."],
    "25": ["1. Gardeners answer for ladders.", "2. They answer alone.", "3. A gardener answers who:",
           "(a) Climbs, alone or with others;", "(b) Tells others to climb;", "(d) Holds the ladder:",
           "(i) To help; or", "(ii) Knowing of the climb.", "3 bis. For cherries only head gardeners answer.",
           "4. No word here frees the owner."],
    "28": ["Beside the other ways to answer:", "1. A head gardener answers where:", "(a) The head gardener knew; and",
           "(b) Did not call them down.", "2. An owner answers where:", "(a) The owner looked away;",
           "(b) The ladders were the owner’s; and", "(c) Did not lock the shed."],
    "36": ["1. There are eighteen trees.", "2. (a) The head gardener may ask for more;", "(b) (i) The asking is read out;",
           "(ii) It is then settled."],
    "124": [],
    "128": ["The original of this page is kept in the shed.", "IN WITNESS WHEREOF the gardeners have signed."],
}  # fmt: skip


def body(code: str) -> list[str]:
    """The paragraphs under a heading, as printed."""
    if code in BODIES:
        return BODIES[code]
    first, second = (_FRUIT[(len(code) * 3 + int(code.split(maxsplit=1)[0]) * step) % len(_FRUIT)] for step in (1, 2))
    return [
        f"1. In plot {code} every {first} is counted, and so is every {second}, before the {first} tree is shaken.",
        f"2. A {second} that falls by night belongs to whoever keeps plot {code}.",
    ]


def pages(*, contents: bool = True, broken: bool = False, leave_out: frozenset[str] = frozenset()) -> list[str]:
    """The whole in print, a text a page. `broken` puts the number of each article, and of each note, on its own line."""
    made = [HEAD, f"{HEAD}\n© International Criminal Court 2021\nICC-PIOS-LT-01-003/18_Eng\nISBN No. 00-0000-000-0"]
    made += _contents() if contents else []
    flow = _flow(broken=broken, leave_out=leave_out)
    return made + [f"{number}\n{HEAD}\n{page}" for number, page in enumerate(_paged(flow), 1)]


def pdf(printed: list[str], *, blank: bool = False) -> bytes:
    """`printed` as a PDF; `blank` draws frames in place of words, like a scan."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True)
    for page in printed:
        for row, line in enumerate(page.split("\n")):
            words, _, raised = line.partition(RAISED)
            if blank:
                canvas.rect(60, 780 - 15 * row, 5 * len(words), 8)
                continue
            text = canvas.beginText(60, 780 - 15 * row)
            text.setFont("Times-Roman", 11)
            text.textOut(words)
            text.setFont("Times-Roman", 7)
            text.setRise(4)
            text.textOut(raised)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _contents() -> list[str]:
    lines = ["Table of Contents", "PREAMBLE 1"]
    for article in catalogue().articles:
        lines += textwrap.wrap(f"Article {article.code} {article.heading} {article.part + 1}", 70)
    return [f"{HEAD}\n" + "\n".join(lines[at : at + _LINES]) for at in range(0, len(lines), _LINES)]


def _flow(*, broken: bool, leave_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Line by line with the footnote that belongs to it; "\f" begins a page."""
    yield "PREAMBLE", ""
    yield "The gardeners of this orchard,", ""
    part = 0
    for article in catalogue().articles:
        if article.code in leave_out:
            continue
        if article.part != part:
            part = article.part
            yield "\f", ""
            yield f"PART {part}.", ""
            yield article.part_title.upper(), ""
        yield from _heading(article.code, article.heading, broken=broken)
        for paragraph in body(article.code):
            for line in textwrap.wrap(paragraph, _FULL):
                yield line, ""


def _heading(code: str, heading: str, *, broken: bool) -> Iterator[tuple[str, str]]:
    marks = NOTES.get(code, "")
    raised = f"{RAISED}{marks}" if marks else ""
    notes = "\n".join(
        f"{mark} Plot {code} was inserted by resolution {mark} of 11 June 2010." for mark in marks.split()
    )
    if broken:
        yield "Article", ""
        yield code, notes
        if marks:
            yield marks, ""
    else:
        yield f"Article {code}{raised}", notes
    for line in textwrap.wrap(heading, 50):
        yield line, ""


def _paged(flow: Iterator[tuple[str, str]]) -> Iterator[str]:
    lines: list[str] = []
    notes: list[str] = []
    for line, note in flow:
        room = _LINES - len(lines) - len(notes)
        if line == "\f" or room < (6 if line.startswith("Article") else 1):
            yield "\n".join(lines + notes)
            lines, notes = [], []
        lines += [line] if line != "\f" else []
        notes += note.split("\n") if note else []
    yield "\n".join(lines + notes)
