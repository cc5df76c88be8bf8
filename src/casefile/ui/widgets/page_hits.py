"""Words found in an open file: where they stand, and which of the places is shown."""

from __future__ import annotations

from bisect import bisect_left, insort

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from casefile.ui.widgets.page_text import PageText, paint_strips

Hit = tuple[int, int, int]
"""Page, from, to."""


class PageHits:
    """`on_page[page]` are the places of a page, in order; `count` those of all pages that were looked on."""

    def __init__(self) -> None:
        self.on_page: dict[int, list[tuple[int, int]]] = {}
        self.current: Hit | None = None
        self.count = 0
        self._pages: list[int] = []  # those with places, in order

    def clear(self) -> None:
        self.on_page.clear()
        self._pages.clear()
        self.current, self.count = None, 0

    def take(self, page: int, places: list[tuple[int, int]]) -> None:
        """The places of a page, at least one, in the place of those known before."""
        if page not in self.on_page:
            insort(self._pages, page)
        self.count += len(places) - len(self.on_page.get(page, ()))
        self.on_page[page] = places

    def first(self) -> Hit | None:
        """The first place of all."""
        return (self._pages[0], *self.on_page[self._pages[0]][0]) if self._pages else None

    def number(self) -> int:
        """Which place, from 1, is shown; 0 for none."""
        if self.current is None or self.current[1:] not in self.on_page.get(self.current[0], ()):
            return 0
        page, *span = self.current
        before = sum(len(self.on_page[one]) for one in self._pages[: bisect_left(self._pages, page)])
        return before + self.on_page[page].index((span[0], span[1])) + 1

    def beside(self, step: int) -> Hit | None:
        """The next place from the one that is shown, with 1, or the one before, with -1; round at the ends."""
        number = self.number()
        if not number:
            return self.first()
        left = (number - 1 + step) % self.count
        for page in self._pages:
            if left < len(self.on_page[page]):
                return page, *self.on_page[page][left]
            left -= len(self.on_page[page])
        return None

    def paint(self, painter: QPainter, corner: QPointF, scale: float, page: int, text: PageText) -> None:
        """Mark the places of a page whose upper left corner is `corner`."""
        for start, end in self.on_page.get(page, ()):
            tone = QColor("#ffb84d" if self.current == (page, start, end) else "#ffe9a8")
            paint_strips(painter, corner, scale, text.strips(start, end), tone)
