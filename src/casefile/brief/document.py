"""What a brief is made of: frozen records that hold plain text only.

The cover and the order of its fields follow filings with the Court (Regulations of the Court, regulations 23 and 36),
without emblem, Registry stamp or a case number that was never given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from casefile.figures.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page that cites it. One `key` cited twice keeps its first number and is printed once."""

    runs: tuple[Run, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style, taken literally; a line feed in it ends the line.

    `link` names an anchor to jump to, `anchor` makes one here. A run with a link and no text prints the number of
    the paragraph or heading that it links to. The mark of `footnote` stands after the text.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    link: str = ""
    anchor: str = ""
    footnote: Footnote | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Numbered I. / A. / 1. / a. by level; never the last line of a page."""

    level: Literal[1, 2, 3, 4]
    text: str
    anchor: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified text; `numbered` ones count 1..n through the whole document."""

    runs: tuple[Run, ...]
    numbered: bool = False
    style: Literal["body", "centred", "right", "small"] = "body"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted in their own language (`language` is a BCP 47 tag), with a translation below if there is one."""

    runs: tuple[Run, ...]
    language: str = ""
    translation: tuple[Run, ...] = ()
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `marker` is repeated, or counted when it is "(a)", "(i)" or "1."."""

    items: tuple[tuple[Run, ...], ...]
    marker: Literal["•", "–", "(a)", "(i)", "1."] = "•"


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and what they mean, in two columns; `term_width` is the share of the first."""

    items: tuple[tuple[tuple[Run, ...], tuple[Run, ...]], ...]
    term_width: float = 0.3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of runs. `columns` are relative widths; `header` rows are repeated on each page.

    With `row_headers` the first cell of each row heads that row. `size` is in points.
    """

    columns: tuple[float, ...]
    header: tuple[tuple[tuple[Run, ...], ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: str = ""
    row_headers: bool = False
    size: float = 9
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture (PNG or JPEG), drawn again from its pixels so that no metadata survives; `width` is a share of the text width."""

    image: bytes | Path
    alt: str
    caption: tuple[Run, ...] = ()
    width: float = 1.0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing, set in the faces of the brief and made smaller where the page demands it; what it says aloud is its `alt`.

    `spare` are points of the page to leave free for the caption and what is said about it.
    """

    drawing: Drawing
    caption: tuple[Run, ...] = ()
    spare: float = 0.0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings down to `depth` with their page numbers."""

    title: str = "Contents"
    depth: int = 3


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Section:
    """What follows starts on a new page of this orientation, until the next section."""

    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the text."""


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty space of `height` points; dropped at the top of a page."""

    height: float


Block = (
    Heading
    | Paragraph
    | Quote
    | Bullets
    | Definitions
    | Table
    | Figure
    | Diagram
    | Contents
    | PageBreak
    | Section
    | Rule
    | Spacer
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page, top to bottom. Empty fields are left out."""

    reference: str
    date: str
    title: str
    version: str = ""
    classification: str = ""
    original_language: str = ""
    addressee: str = ""
    situation: str = ""
    situation_number: str = ""
    kind: str = ""
    classification_line: str = ""
    submitted_by: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself. `language` is a BCP 47 tag; nothing is taken from the computer."""

    title: str
    author: str = ""
    subject: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """The few words that the layout itself prints, in the language of the brief."""

    original: str = "Original"
    reference: str = "Ref."
    date: str = "Date"
    submitted_by: str = "Submitted by"
    annexes: str = "Annexes"
    situation_number: str = "Situation"
    translation: str = "Translation"
    footnote: str = "Footnote"
    text: str = "Back to the text at footnote"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief. `foot_reference` and `foot_date` stand on every page beside page n/N; `head` above the text, if given."""

    meta: Meta
    blocks: tuple[Block, ...]
    cover: Cover | None = None
    foot_reference: str = ""
    foot_date: str = ""
    head: str = ""
    words: Words = field(default_factory=Words)
