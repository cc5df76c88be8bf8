"""Passages as they are marked on pages: coloured words or a box, and a sign of how they bear at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from casefile.operations.finding import Folded, best
from casefile.ui import theme
from casefile.ui.widgets.page_text import Box, PageText
from casefile.ui.widgets.region import paint_box
from casefile.ui.widgets.statelabel import bearing_sign

_PAPER = {"covered": "#d5ecd9", "undermined": "#f6d6d2", "muted": "#e3e4e6", "accent": "#fff0b8"}
"""On paper, which is white in every theme."""
_INK = {"covered": "#1b7444", "undermined": "#ad2b22", "muted": "#5d646b", "accent": "#1d5c88"}


@dataclass(frozen=True, slots=True)
class PageMark:
    """`region` in points from the lower left corner: x0, y0, x1, y1."""

    passage: UUID
    quote: str
    before: str
    after: str
    bearing: str
    region: tuple[float, float, float, float] | None = None


class PageMarks:
    """The marks of a file by page (from 0), placed when the text of their page is known."""

    def __init__(self) -> None:
        self._marks: dict[int, Sequence[PageMark]] = {}
        self._placed: dict[int, list[tuple[list[Box], PageMark]]] = {}

    def show(self, marks: Mapping[int, Sequence[PageMark]]) -> None:
        self._marks = dict(marks)
        self._placed.clear()

    def on(self, page: int, text: PageText | None, height: float) -> list[tuple[list[Box], PageMark]]:
        """The boxes of each mark on a page of `height`, from its upper left corner."""
        if page not in self._marks:
            return []
        if page not in self._placed:
            made = [(boxes, mark) for mark in self._marks[page] if (boxes := _boxes(mark, text, height))]
            if text is None:
                return made
            self._placed[page] = made
        return self._placed[page]

    def at(self, page: int, text: PageText | None, height: float, x: float, y: float) -> UUID | None:
        """The passage at a point; of several the smallest."""
        found = [
            (sum((right - left) * (bottom - top) for left, top, right, bottom in boxes), mark.passage)
            for boxes, mark in self.on(page, text, height)
            if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
        ]
        return min(found)[1] if found else None


def _boxes(mark: PageMark, text: PageText | None, height: float) -> list[Box]:
    if mark.region is not None:
        x0, y0, x1, y1 = mark.region
        return [(min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))]
    if text is None or not mark.quote:
        return []
    span = best(Folded(text.text), mark.quote, mark.before, mark.after)
    return text.strips(*span) if span is not None else []


def paint_marks(
    painter: QPainter, corner: QPointF, scale: float, placed: Sequence[tuple[list[Box], PageMark]], paper: QRectF
) -> None:
    """The marks of one page, and their signs in its left margin."""
    for boxes, mark in placed:
        glyph, tone = bearing_sign(mark.bearing)
        for left, top, right, bottom in boxes:
            room = QRectF(QPointF(left, top) * scale, QPointF(right, bottom) * scale).translated(corner)
            if mark.region is not None:
                paint_box(painter, room, tone, strong=False)
            else:
                painter.fillRect(room, QColor(_PAPER[tone]))
        top = corner.y() + boxes[0][1] * scale
        painter.setPen(QColor(_INK[tone]) if paper.width() else theme.colour(tone))
        room = QRectF(paper.left() + 4, top, 24, painter.fontMetrics().height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, glyph)
