"""What arrived of the pages: pictures and texts, as many as memory is meant for."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QImage

from casefile.ui.widgets.page_text import PageText

_MOST_BYTES = 200_000_000
_MOST_TEXTS = 300


class KeptPages:
    """By page from 0. `images`: with the scale that they were drawn at. `unshown`: pages that cannot be shown."""

    def __init__(self) -> None:
        self.images: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self.texts: OrderedDict[int, PageText] = OrderedDict()
        self.unshown: set[int] = set()

    def clear(self) -> None:
        self.images.clear()
        self.texts.clear()
        self.unshown.clear()

    def take_image(self, page: int, scale: float, image: QImage) -> None:
        self.images[page] = (scale, image)
        self.images.move_to_end(page)
        while len(self.images) > 2 and sum(kept.sizeInBytes() for _scale, kept in self.images.values()) > _MOST_BYTES:
            self.images.popitem(last=False)

    def take_text(self, page: int, text: PageText) -> None:
        self.texts[page] = text
        self.texts.move_to_end(page)
        while len(self.texts) > _MOST_TEXTS:
            self.texts.popitem(last=False)

    def drawn_at(self, page: int) -> float:
        """The scale of the picture of a page; 0 where there is none."""
        return self.images[page][0] if page in self.images else 0.0
