"""What a picture is made of. Lengths in points, y downwards; colours by the palette's names, so that each renderer has its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

Point: TypeAlias = tuple[float, float]
Align: TypeAlias = Literal["left", "centre", "right"]
Measure: TypeAlias = Callable[[str, float, bool], float]
"""How wide a line of text is: text, size in points, whether it is bold."""

LEADING = 1.3  # of the size, from baseline to baseline
ASCENT = 0.96  # of the size, from the top of a line to its baseline
KEY = 22.0  # the width of a sign in a legend
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WORD = re.compile(r"[^ ]+")

# The tones of paper: pictures that leave the program are light, whatever the window shows.
PRINT = {
    "page": "#ffffff",
    "side": "#f4f4f1",
    "hover": "#ecece8",
    "line": "#c9cac5",
    "text": "#1f2428",
    "muted": "#5d646b",
    "accent": "#1d5c88",
    "selected": "#dfebf4",
    "covered": "#1b7444",
    "contested": "#8a5a00",
    "undermined": "#ad2b22",
    "gap": "#5d646b",
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`."""

    points: tuple[Point, ...]
    tone: str = "text"
    width: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A closed shape; `fill` "" is none, so is `tone` "" for its outline."""

    points: tuple[Point, ...]
    fill: str = ""
    tone: str = ""
    width: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner, its corners round by `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    tone: str = ""
    stroke: float = 0.8
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `x` is its left, middle or right by `align`, `y` its baseline, `width` as it was measured."""

    x: float
    y: float
    text: str
    size: float
    width: float
    tone: str = "text"
    bold: bool = False
    align: Align = "left"

    @property
    def left(self) -> float:
        return self.x - {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align] * self.width


Mark: TypeAlias = Stroke | Area | Box | Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def meets(self, other: Bounds) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What can be pointed at: `records` (noun and id) that it stands for, `words` as it is read aloud, and where it is."""

    records: tuple[tuple[str, UUID], ...]
    words: str
    bounds: Bounds
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture. `ground` is drawn first, then the parts in their order; `alt` says in a sentence or two what it shows."""

    width: float
    height: float
    title: str
    alt: str
    ground: tuple[Mark, ...]
    parts: tuple[Part, ...]

    @property
    def marks(self) -> Iterator[Mark]:
        yield from self.ground
        for part in self.parts:
            yield from part.marks

    @property
    def smallest(self) -> float:
        """The size of its smallest text."""
        return min((mark.size for mark in self.marks if isinstance(mark, Text)), default=0.0)


# --- text ---------------------------------------------------------------------------------------------------------


def shown(text: str) -> str:
    """`text` on one line, composed (NFC), with ⟨U+202E⟩ for a character that would act unseen."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(f"⟨U+{ord(one):04X}⟩" if unicodedata.category(one) in _UNSEEN else one for one in composed)


def elided(text: str, size: float, width: float, measure: Measure, *, bold: bool = False) -> str:
    """`text` cut with "…" where `width` ends."""
    if measure(text, size, bold) <= width:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if measure(f"{text[:middle]}…", size, bold) <= width:
            least = middle
        else:
            most = middle - 1
    while least and least < len(text) and unicodedata.combining(text[least]):
        least -= 1
    return f"{text[:least].rstrip()}…"


def wrapped(text: str, size: float, width: float, measure: Measure, most: int, *, bold: bool = False) -> list[str]:
    """`text` on at most `most` lines of `width`, the last cut where more would be needed."""
    lines: list[str] = []
    words = list(_WORD.findall(text))
    while words and len(lines) < most - 1:
        line = words.pop(0)
        if measure(line, size, bold) > width:
            cut = max(1, len(elided(line, size, width, measure, bold=bold)) - 1)
            words.insert(0, line[cut:])
            line = line[:cut]
        while words and measure(f"{line} {words[0]}", size, bold) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(elided(" ".join(words), size, width, measure, bold=bold))
    return lines


def stacked(
    lines: Sequence[tuple[str, float, str, bool]], x: float, y: float, measure: Measure, align: Align = "centre"
) -> list[Text]:
    """Lines (text, size, tone, bold) below each other, the first from `y` down."""
    found = []
    for text, size, tone, bold in lines:
        found.append(Text(x, _near(y + size * ASCENT), text, size, measure(text, size, bold), tone, bold, align))
        y += size * LEADING
    return found


def height_of(lines: Sequence[tuple[str, float, str, bool]]) -> float:
    """How high `stacked` lines are."""
    return sum(size * LEADING for _text, size, _tone, _bold in lines)


def arrow(tip: Point, towards: Point, tone: str, size: float = 5.0) -> Area:
    """A filled head at `tip` that points in the direction from `towards` to it."""
    dx, dy = tip[0] - towards[0], tip[1] - towards[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    dx, dy = dx / length * size, dy / length * size
    side = 0.42
    return Area(
        tuple(
            (_near(x), _near(y))
            for x, y in (
                tip,
                (tip[0] - dx - dy * side, tip[1] - dy + dx * side),
                (tip[0] - dx + dy * side, tip[1] - dy - dx * side),
            )
        ),
        fill=tone,
    )


def keys(widths: Sequence[float], y: float, wide: float) -> tuple[list[Point], float]:
    """Where the entries of a legend stand, each a sign `KEY` wide and words of these widths; and where the legend ends."""
    spots: list[Point] = []
    x = 0.0
    for width in widths:
        taken = KEY + 5 + width
        if x and x + taken > wide:
            x, y = 0.0, y + 14
        spots.append((round(x, 2), round(y, 2)))
        x += taken + 18
    return spots, round(y + 14, 2)


def _near(length: float) -> float:
    """To the hundredth of a point: finer than print, and the same on every machine."""
    return round(length, 2)
