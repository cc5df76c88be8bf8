"""Operators of a PDF page for a drawing: lines, boxes and shapes in the colours of print, text in the brief's own faces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from casefile.brief.lines import Line, break_lines
from casefile.brief.slabs import DiagramMark
from casefile.brief.styles import Style
from casefile.brief.text import Typesetter
from casefile.figures.drawing import PRINT, Area, Box, Mark, Point, Stroke, Text

_ENDLESS = 1e6  # points: a line of a drawing is never broken
_ARC = 0.5523  # of the radius: control points of a quarter of a circle


def operators(
    mark: DiagramMark, setter: Typesetter, told: Callable[[Line, float, float], str], x: float, y: float
) -> str:
    """The drawing of `mark` with its upper left corner at (x, y); `told` gives the operators of a line of text."""
    alt = mark.drawing.alt.encode("utf-16-be").hex()
    parts = [f"/Span <</Alt <feff{alt}>>> BDC q {mark.scale:.5g} 0 0 {mark.scale:.5g} {x:.2f} {y:.2f} cm"]
    parts += [_text(one, setter, told) if isinstance(one, Text) else _shape(one) for one in mark.drawing.marks]
    return "\n".join([*filter(None, parts), "Q EMC"])


def _text(mark: Text, setter: Typesetter, told: Callable[[Line, float, float], str]) -> str:
    text = setter.plain(mark.text, Style(mark.size, mark.size, "sans", mark.bold, align="left"))
    line = break_lines(text, _ENDLESS, "left")[0]
    code = told(line, mark.left + (mark.width - line.width) / 2, -mark.y)
    return f"{_rgb(mark.tone)} rg {_rgb(mark.tone)} RG {code}" if code else ""


def _shape(mark: Mark) -> str:
    match mark:
        case Stroke():
            return f"{_pen(mark.tone, mark.width, mark.dashed)} {_path(mark.points)} S"
        case Area():
            return _filled(f"{_path(mark.points)} h", mark.fill, mark.tone, mark.width, mark.dashed)
        case Box():
            return _filled(_rectangle(mark), mark.fill, mark.tone, mark.stroke, mark.dashed)
        case _:
            raise TypeError(mark)


def _filled(path: str, fill: str, tone: str, width: float, dashed: bool) -> str:
    pens = [f"{_rgb(fill)} rg"] if fill else []
    pens += [_pen(tone, width, dashed)] if tone else []
    end = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}[bool(fill), bool(tone)]
    return " ".join([*pens, path, end])


def _pen(tone: str, width: float, dashed: bool) -> str:
    return f"{_rgb(tone)} RG {width:.3g} w {'[4 3]' if dashed else '[]'} 0 d"


def _path(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.2f} {-y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points))


def _rectangle(box: Box) -> str:
    if not box.radius:
        return f"{box.x:.2f} {-box.y - box.height:.2f} {box.width:.2f} {box.height:.2f} re"
    left, right, top, bottom = box.x, box.x + box.width, -box.y, -box.y - box.height
    r, k = box.radius, box.radius * (1 - _ARC)
    return (
        f"{left + r:.2f} {top:.2f} m {right - r:.2f} {top:.2f} l "
        f"{right - k:.2f} {top:.2f} {right:.2f} {top - k:.2f} {right:.2f} {top - r:.2f} c {right:.2f} {bottom + r:.2f} l "
        f"{right:.2f} {bottom + k:.2f} {right - k:.2f} {bottom:.2f} {right - r:.2f} {bottom:.2f} c {left + r:.2f} {bottom:.2f} l "
        f"{left + k:.2f} {bottom:.2f} {left:.2f} {bottom + k:.2f} {left:.2f} {bottom + r:.2f} c {left:.2f} {top - r:.2f} l "
        f"{left:.2f} {top - k:.2f} {left + k:.2f} {top:.2f} {left + r:.2f} {top:.2f} c h"
    )


@cache
def _rgb(tone: str) -> str:
    colour = PRINT[tone]
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))
