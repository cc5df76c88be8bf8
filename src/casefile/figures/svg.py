"""A drawing as SVG 1.1: text as text, every part with a title, nothing from elsewhere. The same drawing gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from casefile.figures.drawing import PRINT, Area, Box, Drawing, Mark, Point, Stroke, Text

_FAMILY = "'Noto Sans', 'Noto Sans KR', Amiri, 'Casefile Symbols', 'DejaVu Sans', sans-serif"
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


def svg(drawing: Drawing, margin: float = 12.0) -> bytes:
    """The file, in UTF-8; lengths are points."""
    width, height = drawing.width + 2 * margin, drawing.height + 2 * margin
    box = f"{_n(-margin)} {_n(-margin)} {_n(width)} {_n(height)}"
    size, role = f'width="{_n(width)}pt" height="{_n(height)}pt"', 'role="img" aria-labelledby="title desc"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{box}" {role} font-family={quoteattr(_FAMILY)}>',
        f'<title id="title">{escape(drawing.title)}</title>',
        f'<desc id="desc">{escape(drawing.alt)}</desc>',
        f'<rect x="{_n(-margin)}" y="{_n(-margin)}" width="{_n(width)}" height="{_n(height)}" fill="{PRINT["page"]}"/>',
        *(_mark(mark) for mark in drawing.ground),
    ]
    for part in drawing.parts:
        lines += ["<g>", f"<title>{escape(part.words)}</title>", *(_mark(mark) for mark in part.marks), "</g>"]
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def _mark(mark: Mark) -> str:
    match mark:
        case Stroke():
            return f'<polyline points="{_points(mark.points)}" fill="none"{_line(mark.tone, mark.width, mark.dashed)}/>'
        case Area():
            fill = PRINT[mark.fill] if mark.fill else "none"
            return (
                f'<polygon points="{_points(mark.points)}" fill="{fill}"{_line(mark.tone, mark.width, mark.dashed)}/>'
            )
        case Box():
            fill = PRINT[mark.fill] if mark.fill else "none"
            where = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}"'
            corners = f' rx="{_n(mark.radius)}"' if mark.radius else ""
            return f'<rect {where}{corners} fill="{fill}"{_line(mark.tone, mark.stroke, mark.dashed)}/>'
        case Text():
            return _text(mark)


def _text(mark: Text) -> str:
    """Set to the width that it was given room for, whatever face the reader has."""
    anchor = f' text-anchor="{_ANCHORS[mark.align]}"' if mark.align != "left" else ""
    weight = ' font-weight="600"' if mark.bold else ""
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}"{anchor}{weight} '
        f'fill="{PRINT[mark.tone]}" textLength="{_n(mark.width)}" lengthAdjust="spacingAndGlyphs">{escape(mark.text)}</text>'
    )


def _line(tone: str, width: float, dashed: bool) -> str:
    if not tone:
        return ""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f' stroke="{PRINT[tone]}" stroke-width="{_n(width)}"{dash}'


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
