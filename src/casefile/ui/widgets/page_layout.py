"""Where pages stand below each other at a zoom."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize

GAP = 16
Size = tuple[float, float]
"""Of a page: width and height in points."""


class PageLayout:
    """Pixels are logical ones, counted from the top of all pages; pages count from 0."""

    def __init__(self) -> None:
        self.sizes: Sequence[Size] = ()
        self.scale = 1.0
        self.height = GAP
        self._tops: list[float] = []

    def arrange(self, sizes: Sequence[Size], scale: float) -> None:
        """Put pages of these sizes below each other, `scale` pixels a point."""
        self.sizes, self.scale = sizes, scale
        self._tops = []
        top = float(GAP)
        for _width, height in sizes:
            self._tops.append(top)
            top += height * scale + GAP
        self.height = int(top)

    @property
    def widest(self) -> float:
        """In points; 0 without pages."""
        return max((width for width, _height in self.sizes), default=0)

    @property
    def usual(self) -> float:
        """How wide most pages are, in points: a map or a cover among them counts no more than one; 0 without pages."""
        counted = Counter(round(width) for width, _height in self.sizes)
        return max(counted, key=lambda width: (counted[width], width), default=0)

    def pages(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self._tops:
            return range(0)
        first, last = max(self.page_at(top), 0), bisect_right(self._tops, bottom) - 1
        return range(first, max(last, first) + 1)

    def page_at(self, height: float) -> int:
        """The page at a height, or the one above where there is none."""
        return max(bisect_right(self._tops, height) - 1, 0)

    def top(self, page: int) -> float:
        return self._tops[page]

    def rect(self, page: int, view: QSize, scrolled: QPointF) -> QRectF:
        """A page as it stands in a view that is scrolled so far: in the middle where there is room."""
        width, height = (side * self.scale for side in self.sizes[page])
        left = (view.width() - width) / 2 if width < view.width() else GAP - scrolled.x()
        return QRectF(left, self._tops[page] - scrolled.y(), width, height)
