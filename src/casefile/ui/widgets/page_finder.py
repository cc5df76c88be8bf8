"""Finding words in an open file: where they stand, which one is shown, what is still to be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.ui.widgets.find_bar import FindBar
from casefile.ui.widgets.page_canvas import PageCanvas
from casefile.ui.widgets.page_hits import Hit
from casefile.ui.widgets.page_text import PageText, Selection


class PageFinder(FindBar):
    """The line and its count. Enter looks, Enter again shows the next place. `asked` when pages are to be read."""

    asked = Signal()

    def __init__(self, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.looked: set[int] = set()
        self.phrases: tuple[str, ...] = ()
        self._unread: Hit | None = None  # it is shown, but the text of its page was let go: where it stands comes later
        self.looked_for.connect(self.look_for)
        self.stepped.connect(self.next_hit)

    def forget(self) -> None:
        """Another file is shown."""
        self.looked.clear()
        self.phrases, self._unread = (), None
        super().forget()

    def look_for(self, words: str | Sequence[str]) -> None:
        """Mark one phrase, or any of several, on every page."""
        self.phrases = tuple(one for one in ([words] if isinstance(words, str) else words) if one.strip())
        self.show_words(" ".join(phrase.strip() for phrase in self.phrases))
        self.looked.clear()
        self._unread = None
        self._canvas.hits.clear()
        for page, text in list(self._canvas.kept.texts.items()):
            self.look_on(page, text)
        self._canvas.viewport().update()
        self._tell()
        self.asked.emit()

    def look_on(self, page: int, text: PageText) -> None:
        """Look on a page whose text has arrived."""
        if not self.phrases:
            return
        self.looked.add(page)
        found, hits = text.find(self.phrases), self._canvas.hits
        if found:
            hits.take(page, found)
            if hits.current is None and page >= self._canvas.page():
                self._show((page, *found[0]))
            elif self._unread is not None and self._unread[0] == page:
                self._show(self._unread)
        self._tell()

    def next_unread(self) -> int | None:
        """The page to read next, from the one in sight on; None when all were searched."""
        if not self.phrases:
            return None
        count, here = len(self._canvas.sizes), self._canvas.page()
        unread = ((here + step) % count for step in range(count))
        page = next((page for page in unread if page not in self.looked), None)
        first = self._canvas.hits.first()
        if page is None and self._canvas.hits.current is None and first is not None:
            self._show(first)
        return page

    def next_hit(self, step: int = 1) -> None:
        """Show the next place found, or the one before with `step` -1."""
        hit = self._canvas.hits.beside(step)
        if hit is not None:
            self._show(hit)

    def _show(self, hit: Hit) -> None:
        page, start, _end = hit
        self._canvas.hits.current = hit
        self._canvas.hand.select(Selection())  # or Shift and an arrow would go on from what was chosen elsewhere
        text = self._canvas.kept.texts.get(page)
        self._unread = hit if text is None else None
        self._canvas.go_to(page, text.box(start)[1] if text is not None else 0)
        if text is not None:
            self._canvas.bring_into_view(page, text.box(start))
        self._canvas.viewport().update()
        self._tell()

    def _tell(self) -> None:
        hits = self._canvas.hits
        self.tell(hits.number(), hits.count, done=len(self.looked) >= len(self._canvas.sizes))
