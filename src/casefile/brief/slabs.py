"""What the pages are filled with: strips of the text column that no page end divides, and the marks drawn on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.brief.images import Picture
from casefile.brief.lines import Line
from casefile.brief.styles import Style
from casefile.figures.drawing import Drawing


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """Which structure element a mark belongs to: its PDF role, and `alt`, `lang` or `scope` where it has one.

    Marks of one element share one Tag object, over page ends too: a structure tree can be grown from them.
    """

    role: str
    alt: str = ""
    lang: str = ""
    scope: str = ""
    parent: Tag | None = None


ARTIFACT = Tag("Artifact")


@dataclass(frozen=True, slots=True, eq=False)
class LineMark:
    """A line of text; `x` from the left of the text column, `y` of the baseline below the top of the slab, in points."""

    x: float
    y: float
    line: Line
    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class RuleMark:
    """A horizontal rule of `weight` points; a filled strip if `weight` is its height and `grey` its lightness (0 to 1)."""

    x: float
    y: float
    width: float
    weight: float = 0.5
    grey: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class PictureMark:
    x: float
    y: float
    width: float
    height: float
    picture: Picture
    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class DiagramMark:
    """A drawing from its upper left corner, every length of it times `scale`."""

    x: float
    y: float
    scale: float
    drawing: Drawing
    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class PageMark:
    """The number of the page of `anchor`, right-aligned at `x`, after dots from `dots`. Known once the pages are filled."""

    x: float
    y: float
    dots: float
    anchor: str
    style: Style
    tag: Tag


Mark = LineMark | RuleMark | PictureMark | DiagramMark | PageMark


@dataclass(slots=True, eq=False)
class Slab:
    """`height` points high, `before` points below the one above it on the same page.

    `keep` holds it on the page of the next slab; `notes` are cited in it; `header` is set again above it at the top of a page.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    before: float = 0.0
    keep: bool = False
    notes: list[int] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    outline: tuple[int, str] | None = None
    header: list[Slab] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Start a new page, of this orientation."""

    landscape: bool


Item = Slab | Turn


def keep_together(slabs: list[Slab], ends: int = 2) -> list[Slab]:
    """Hold the first `ends` and the last `ends` lines of a paragraph on one page each."""
    last = len(slabs) - 1
    for index in range(last):
        if index < ends - 1 or index >= last - ends + 1:
            slabs[index].keep = True
    return slabs
