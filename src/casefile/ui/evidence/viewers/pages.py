"""PDF: the page view, with places as locators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.model import locators
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer, quoted
from casefile.ui.widgets.page_marks import PageMark
from casefile.ui.widgets.pages import PageView

_NO_PASSAGE = UUID(int=0)
_MOST_PAGES = 500  # that one passage is marked on
_NOTHING_AROUND = {"before": "", "after": ""}


class PagesViewer(Viewer):
    """Shows the bytes of a PDF."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PageView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.setFocusProxy(self.pages.canvas)
        self.pages.selection_changed.connect(lambda _text: self.selection_changed.emit())
        self.pages.canvas.hand.mark_clicked.connect(self.mark_clicked)
        self.pages.page_changed.connect(self._tell_page)
        self.pages.opened.connect(lambda _count: self._tell_page(self.pages.page))
        self.pages.failed.connect(self.failed)

    def show_document(self, document: Document) -> None:
        self.pages.open(document.data)

    def let_go(self) -> None:
        self.pages.close_file()

    def look_for(self, words: str | Sequence[str]) -> None:
        self.pages.look_for(words)

    def start_finding(self) -> None:
        self.pages.finder.start()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        self.pages.seek(page_marks(Mark(_NO_PASSAGE, locator, quote, before, after)))

    def set_marks(self, marks: Iterable[Mark]) -> None:
        shown: dict[int, list[PageMark]] = {}
        for mark in marks:
            for page, made in page_marks(mark).items():
                shown.setdefault(page, []).append(made)
        self.pages.canvas.set_marks(shown)

    def _tell_page(self, page: int) -> None:
        if self.pages.canvas.sizes:
            self.page_seen.emit(page, len(self.pages.canvas.sizes))

    @property
    def selection(self) -> dict[str, str]:
        region = self.pages.canvas.hand.region_place()
        if region is not None:
            page, box = region
            return {"locator": f"p. {page + 1}, region {box}", "quote": self.pages.region_text(), **_NOTHING_AROUND}
        chosen = self.pages.selection_pages
        if chosen is None:
            return {"locator": f"p. {self.pages.page}", "quote": "", **_NOTHING_AROUND}
        first, last = chosen
        text, start, end = self.pages.selection_around()
        locator = f"p. {first}" if first == last else f"p. {first}-{last}"
        return {"locator": locator, **quoted(text, start, end)}

    @property
    def focus_widget(self) -> QWidget:
        return self.pages.canvas


def page_marks(mark: Mark) -> dict[int, PageMark]:
    """A passage on each of its pages, counted from 0."""
    place = locators.parse(mark.locator) if mark.locator else locators.Locator()
    first, _, end = (place.page or "1").partition("-")
    begin = max(1, int(first))
    last = begin if place.region else max(begin, int(end or first))
    pages = range(begin, min(last, begin + _MOST_PAGES - 1) + 1)
    return {
        page - 1: PageMark(
            mark.passage, mark.quote, mark.before, mark.after, mark.bearing, _box(place.region),
            begins=page == begin, ends=page == last,
        )
        for page in pages
    }  # fmt: skip


def _box(region: str) -> tuple[float, float, float, float] | None:
    if not region:
        return None
    x0, y0, x1, y1 = (float(side) for side in region.split(","))
    return x0, y0, x1, y1
