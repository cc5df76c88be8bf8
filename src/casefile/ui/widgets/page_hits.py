"""Words found in an open file: where they stand, and which of the places is shown."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from casefile.ui.widgets.page_text import PageText, paint_strips

Hit = tuple[int, int, int]
"""Page, from, to."""


class PageHits:
    """`on_page[page]` are the places of a page, in order."""

    def __init__(self) -> None:
        self.on_page: dict[int, list[tuple[int, int]]] = {}
        self.current: Hit | None = None

    def clear(self) -> None:
        self.on_page.clear()
        self.current = None

    def all(self) -> list[Hit]:
        return [(page, *span) for page in sorted(self.on_page) for span in self.on_page[page]]

    def paint(self, painter: QPainter, corner: QPointF, scale: float, page: int, text: PageText) -> None:
        """Mark the places of a page whose upper left corner is `corner`."""
        for start, end in self.on_page.get(page, ()):
            tone = QColor("#ffb84d" if self.current == (page, start, end) else "#ffe9a8")
            paint_strips(painter, corner, scale, text.strips(start, end), tone)
