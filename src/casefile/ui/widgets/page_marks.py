"""Passages as they are marked on pages: coloured words or a box, and a sign of how they bear at the edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter

from casefile.operations.finding import Folded, Span, on_page
from casefile.ui.widgets.page_text import Box, PageText, Selection
from casefile.ui.widgets.region import paint_box
from casefile.ui.widgets.statelabel import bearing_sign

_PAPER = {"covered": "#d5ecd9", "undermined": "#f6d6d2", "muted": "#e3e4e6", "accent": "#fff0b8"}
"""On paper, which is white in every theme."""
_INK = {"covered": "#1b7444", "undermined": "#ad2b22", "muted": "#5d646b", "accent": "#1d5c88"}
_SIGN = QSizeF(16, 18)  # px, at every zoom
_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class PageMark:
    """A passage on one of its pages. `region` in points from the lower left corner: x0, y0, x1, y1.

    `begins`, `ends`: the page is the first, the last of the passage.
    """

    passage: UUID
    quote: str
    before: str
    after: str
    bearing: str
    region: tuple[float, float, float, float] | None = None
    begins: bool = True
    ends: bool = True

    def span(self, text: PageText) -> Span | None:
        """Which letters of the page it takes."""
        if not self.quote.strip():
            return None
        folded = Folded(text.text)
        return on_page(folded, self.quote, self.before, self.after, begins=self.begins, ends=self.ends)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """`boxes` in points from the upper left corner of the page; none for what is about the page as a whole.

    `sign`: where its sign stands in the margin, points down the page, and how many signs stand there before it.
    """

    mark: PageMark
    boxes: tuple[Box, ...]
    sign: tuple[float, int]

    def sign_room(self, scale: float) -> QRectF:
        """In pixels from the page's upper left corner."""
        down, before = self.sign
        return QRectF(QPointF(_EDGE + before * _SIGN.width(), down * scale + (0 if self.boxes else _EDGE)), _SIGN)


class PageMarks:
    """The marks of a file by page (from 0), placed when the text of their page is known."""

    def __init__(self) -> None:
        self._marks: dict[int, Sequence[PageMark]] = {}
        self._placed: dict[int, list[PlacedMark]] = {}

    def show(self, marks: Mapping[int, Sequence[PageMark]]) -> None:
        self._marks = dict(marks)
        self._placed.clear()

    def on(self, page: int, text: PageText | None, height: float) -> list[PlacedMark]:
        """The marks of a page of `height` points."""
        if page not in self._marks:
            return []
        if page in self._placed:
            return self._placed[page]
        made = _placed(self._marks[page], text, height)
        if text is not None:
            self._placed[page] = made
        return made

    def at(self, page: int, text: PageText | None, height: float, point: QPointF, scale: float) -> PlacedMark | None:
        """The mark at a point, in pixels from the upper left corner of its page; of several the smallest."""
        found = []
        for placed in self.on(page, text, height):
            rooms = [placed.sign_room(scale), *(_room(box, scale) for box in placed.boxes)]
            if any(room.contains(point) for room in rooms):
                found.append((sum(room.width() * room.height() for room in rooms), placed.mark.passage.bytes, placed))
        return min(found, key=lambda one: one[:2])[2] if found else None


def _placed(marks: Sequence[PageMark], text: PageText | None, height: float) -> list[PlacedMark]:
    made: list[PlacedMark] = []
    for mark in marks:
        boxes = _boxes(mark, text, height)
        if not boxes and not mark.begins and mark.quote:
            continue  # its words stand on another of its pages
        if not boxes and text is None and mark.quote:
            continue  # not known yet
        top = boxes[0][1] if boxes else 0.0
        before = sum(abs(top - other.sign[0]) < _SIGN.height() / 2 for other in made)
        made.append(PlacedMark(mark, tuple(boxes), (top, before)))
    return made


def _boxes(mark: PageMark, text: PageText | None, height: float) -> list[Box]:
    if mark.region is not None:
        x0, y0, x1, y1 = mark.region
        return [(min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))]
    span = mark.span(text) if text is not None else None
    return text.strips(*span) if text is not None and span is not None else []


def _room(box: Box, scale: float) -> QRectF:
    left, top, right, bottom = box
    return QRectF(QPointF(left, top) * scale, QPointF(right, bottom) * scale)


def paint_marks(painter: QPainter, corner: QPointF, scale: float, placed: Sequence[PlacedMark]) -> None:
    """The marks of one page whose upper left corner is `corner`, and their signs in its left margin."""
    for one in placed:
        glyph, tone = bearing_sign(one.mark.bearing)
        for box in one.boxes:
            room = _room(box, scale).translated(corner)
            if one.mark.region is not None:
                paint_box(painter, room, QColor(_INK[tone]), strong=False)
            else:
                painter.fillRect(room, QColor(_PAPER[tone]))
        painter.setPen(QColor(_INK[tone]))
        painter.drawText(one.sign_room(scale).translated(corner), Qt.AlignmentFlag.AlignLeft, glyph)


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage that is to be selected as soon as the text of its pages (from 0) is known."""

    marks: Mapping[int, PageMark]

    @property
    def first(self) -> int:
        return min(self.marks)

    def missing(self, texts: Mapping[int, PageText]) -> list[int]:
        """The pages whose text is needed still."""
        return [page for page in self.marks if page not in texts]

    def selection(self, texts: Mapping[int, PageText]) -> Selection | None:
        """Its letters; None where its words stand on none of its pages."""
        found = {page: span for page, mark in self.marks.items() if (span := mark.span(texts[page])) is not None}
        if not found:
            return None
        first, last = min(found), max(found)
        return Selection((first, found[first][0]), (last, found[last][1] - 1))
