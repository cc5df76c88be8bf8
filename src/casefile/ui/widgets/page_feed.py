"""What is asked of the child process for the pages in sight, and where its answers go."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from casefile.ui.widgets.page_canvas import PageCanvas
from casefile.ui.widgets.page_client import PageClient, Request
from casefile.ui.widgets.page_finder import PageFinder
from casefile.ui.widgets.page_marks import Sought
from casefile.ui.widgets.page_text import PageText

_WAIT = 60  # ms after scrolling before pictures are asked for


class PageFeed(QObject):
    """Asks `client` for what `canvas` and `finder` want, the most wanted first."""

    def __init__(self, client: PageClient, canvas: PageCanvas, finder: PageFinder) -> None:
        super().__init__(canvas)
        self._client, self._canvas, self._finder = client, canvas, finder
        self.sought: Sought | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self.ask)
        client.rendered.connect(self._rendered)
        client.read.connect(self._read)
        client.skipped.connect(self._skipped)
        client.idle.connect(self._look_further)
        canvas.moved.connect(self._wait.start)
        finder.asked.connect(self.ask)

    def seek(self, sought: Sought | None) -> None:
        """Select a passage as soon as the text of its pages is known, in the place of one that is sought still."""
        self.sought = sought
        self._try_selecting()
        self.ask()

    def ask(self) -> None:
        """Ask for the pictures in sight, then their text, then the pages beside."""
        canvas, kept = self._canvas, self._canvas.kept
        scale = round(canvas.scale * canvas.devicePixelRatioF(), 4)
        seen = [page for page in canvas.visible_pages() if page not in kept.unshown]
        beside = [page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < len(canvas.sizes)] if seen else []
        pictures = [page for page in seen if kept.drawn_at(page) != scale]
        texts = dict.fromkeys(page for page in (*seen, *self._sought_pages()) if page not in kept.texts)
        more = [page for page in beside if page not in kept.images and page not in kept.unshown]
        self._client.want(
            [
                *(Request(page, scale) for page in pictures),
                *(Request(page) for page in texts),
                *(Request(page, scale) for page in more),
            ]
        )

    def _sought_pages(self) -> list[int]:
        """Those of the passage that is sought whose text is not known yet."""
        if self.sought is None:
            return []
        kept, count = self._canvas.kept, len(self._canvas.sizes)
        return [page for page in self.sought.missing(kept.texts) if page < count and page not in kept.unshown]

    def _look_further(self) -> None:
        """While nothing else is wanted, read the pages that were not searched yet, from here on."""
        page = self._finder.next_unread()
        if page is not None:
            self._client.want([Request(page)])

    def _rendered(self, page: int, scale: float, image: QImage) -> None:
        self._canvas.kept.take_image(page, scale, image)
        self._canvas.viewport().update()

    def _read(self, page: int, text: PageText) -> None:
        self._canvas.kept.take_text(page, text)
        self._finder.look_on(page, text)
        self._try_selecting()
        self._canvas.viewport().update()

    def _skipped(self, page: int) -> None:
        self._canvas.kept.unshown.add(page)
        self._finder.looked.add(page)
        self._try_selecting()
        self._canvas.viewport().update()

    def _try_selecting(self) -> None:
        canvas = self._canvas
        if self.sought is None or not canvas.sizes or self._sought_pages():
            return
        sought, self.sought = self.sought, None
        selection = sought.selection(canvas.kept.texts)
        if selection is not None and selection.anchor is not None:
            page, letter = selection.anchor
            canvas.hand.select(selection)
            box = canvas.kept.texts[page].box(letter)
            canvas.go_to(page, box[1])
            canvas.bring_into_view(page, box)
