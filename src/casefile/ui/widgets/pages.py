"""The page view: a PDF to read, search, select from and copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from casefile.operations import finding
from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState, PlainLabel
from casefile.ui.widgets.page_canvas import PageCanvas
from casefile.ui.widgets.page_client import PageClient, Request
from casefile.ui.widgets.page_finder import PageFinder
from casefile.ui.widgets.page_text import PageText

_WAIT = 60  # ms after scrolling before pictures are asked for


class PageView(QWidget):
    """`open` a file; then `page`, `go_to`, `selection_text`, `look_for` and `mark`. Pages count from 1 here.

    `opened(number of pages)`, `failed(sentence)`, `page_changed(page)`, `selection_changed(text)`.
    """

    opened = Signal(int)
    failed = Signal(str)
    page_changed = Signal(int)
    selection_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PageCanvas()
        self.client = PageClient(self)
        self.message = EmptyState("")
        self.finder = PageFinder(self.canvas)
        self.number = QSpinBox()
        self.region_button = QToolButton()
        self.of = PlainLabel(tone="muted")
        self._stack = QStackedWidget()
        self._marked: tuple[int, str, str, str] | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._lay_out()
        self._connect()

    # --- for views

    def open(self, source: Path | bytes) -> None:
        """Show the PDF at a path, or its bytes."""
        self._forget()
        self.client.open(source)

    def close_file(self) -> None:
        """Let go of the file and end the child process."""
        self.client.close()
        self._forget()

    @property
    def page(self) -> int:
        return self.canvas.page() + 1

    @property
    def selection_text(self) -> str:
        return self.canvas.selection.copy(self.canvas.texts)

    @property
    def selection_page(self) -> int | None:
        """The page on which the selection begins."""
        pages = self.canvas.selection.pages()
        return pages[0] + 1 if pages else None

    @property
    def selection_pages(self) -> tuple[int, int] | None:
        """The first and the last page of the selection."""
        pages = self.canvas.selection.pages()
        return (pages[0] + 1, pages[-1] + 1) if pages and self.selection_text.strip() else None

    def selection_around(self) -> tuple[str, int, int]:
        """The text of the selection's pages as one would copy it, and from where up to where the selection goes."""
        parts, selected = ["", "", ""], self.canvas.selection
        for page in selected.pages():
            text = self.canvas.texts.get(page)
            span = selected.on(page, text) if text is not None else None
            if text is not None and span is not None:
                parts[0] = parts[0] or text.copy(0, span[0])
                parts[1] = "\n".join(part for part in (parts[1], text.copy(*span).strip("\n")) if part)
                parts[2] = text.copy(span[1], len(text.text))
        return "".join(parts), len(parts[0]), len(parts[0]) + len(parts[1])

    def region_text(self) -> str:
        """The words in the region that is drawn."""
        page, box = self.canvas.region.page, self.canvas.region.box
        text = self.canvas.texts.get(page)
        if text is None or box is None:
            return ""
        return text.within(box.left(), box.top(), box.right(), box.bottom())

    def go_to(self, page: int) -> None:
        self.canvas.go_to(page - 1)

    def mark(self, page: int, quote: str, before: str = "", after: str = "") -> None:
        """Go to `page` and select `quote` there, as soon as its text is known."""
        self.go_to(page)
        self._marked = (page - 1, quote, before, after) if quote.strip() else None
        self._try_mark()
        self._ask()

    def look_for(self, words: str | Sequence[str]) -> None:
        """Mark `words` on every page and show where they stand first from here on."""
        self.finder.look_for(words)

    # --- setting up

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        self.number.setAccessibleName(tr("Page"))
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(64)
        bar.addWidget(PlainLabel(tr("Page"), tone="muted"))
        bar.addWidget(self.number)
        bar.addWidget(self.of)
        bar.addStretch()
        for icon, words, step in (
            ("zoom-out", tr("Smaller"), lambda: self.canvas.step_zoom(1 / 1.2)),
            ("zoom-in", tr("Larger"), lambda: self.canvas.step_zoom(1.2)),
            ("fit-width", tr("As wide as the window"), self.canvas.fit_width),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(step)
            bar.addWidget(button)
        self.region_button.setIcon(icons.icon("region"))
        self.region_button.setCheckable(True)
        self.region_button.setToolTip(tr("Choose a region: drag, or move it with the arrow keys (R)"))
        self.region_button.setAccessibleName(tr("Choose a region"))
        bar.addWidget(self.region_button)
        bar.addSpacing(8)
        bar.addWidget(self.finder)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.canvas.setAccessibleName(tr("Pages"))

    def _connect(self) -> None:
        self.client.opened.connect(self._opened)
        self.client.rendered.connect(self._rendered)
        self.client.read.connect(self._read)
        self.client.failed.connect(self._failed)
        self.client.skipped.connect(self._skipped)
        self.client.idle.connect(self._look_further)
        self.canvas.moved.connect(self._moved)
        self.canvas.selected.connect(lambda: self.selection_changed.emit(self.selection_text))
        self.number.valueChanged.connect(self._number_set)
        self.finder.asked.connect(self._ask)
        self._wait.timeout.connect(self._ask)
        self.region_button.toggled.connect(self._draw_region)
        region = QShortcut(QKeySequence("R"), self.canvas, context=Qt.ShortcutContext.WidgetShortcut)
        region.activated.connect(self.region_button.toggle)
        find = QShortcut(
            QKeySequence(QKeySequence.StandardKey.Find), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        find.activated.connect(self.finder.start)

    # --- what happens

    def _draw_region(self, on: bool) -> None:
        self.canvas.draw_region(on=on)
        self.canvas.setFocus()

    def _forget(self) -> None:
        self.canvas.show_sizes([])
        self.finder.forget()
        self._marked = None

    def _opened(self, sizes: list[tuple[float, float]]) -> None:
        self._stack.setCurrentWidget(self.canvas)
        self.number.setRange(1, max(len(sizes), 1))
        self.of.setText(tr("of {count}").format(count=len(sizes)))
        self.canvas.show_sizes(sizes)
        if self._marked is not None:
            self.go_to(self._marked[0] + 1)
        self._ask()
        self.opened.emit(len(sizes))

    def _failed(self, sentence: str) -> None:
        self.message.sentence.setText(sentence)
        self._stack.setCurrentWidget(self.message)
        self.failed.emit(sentence)

    def _moved(self) -> None:
        self._wait.start()
        self.number.blockSignals(True)
        self.number.setValue(self.page)
        self.number.blockSignals(False)
        self.page_changed.emit(self.page)

    def _number_set(self, page: int) -> None:
        self.go_to(page)

    def _scale(self) -> float:
        return round(self.canvas.scale * self.devicePixelRatioF(), 4)

    def _ask(self) -> None:
        """Ask for the pictures in sight, then their text, then the pages beside."""
        canvas, scale = self.canvas, self._scale()
        seen = [page for page in canvas.visible_pages() if page not in canvas.unshown]
        beside = [page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < len(canvas.sizes)] if seen else []
        pictures = [page for page in seen if canvas.images.get(page, (0.0, None))[0] != scale]
        texts = [page for page in seen if page not in canvas.texts]
        if self._marked is not None and self._marked[0] not in canvas.texts and canvas.sizes:
            texts.append(self._marked[0])
        more = [page for page in beside if page not in canvas.images and page not in canvas.unshown]
        self.client.want(
            [
                *(Request(page, scale) for page in pictures),
                *(Request(page) for page in texts),
                *(Request(page, scale) for page in more),
            ]
        )

    def _look_further(self) -> None:
        """While nothing else is wanted, read the pages that were not searched yet, from here on."""
        page = self.finder.next_unread()
        if page is not None:
            self.client.want([Request(page)])

    def _rendered(self, page: int, scale: float, image: QImage) -> None:
        self.canvas.take_image(page, scale, image)

    def _read(self, page: int, text: PageText) -> None:
        self.canvas.take_text(page, text)
        self.finder.look_on(page, text)
        self._try_mark()
        self.canvas.viewport().update()

    def _skipped(self, page: int) -> None:
        self.canvas.unshown.add(page)
        self.finder.looked.add(page)
        self.canvas.viewport().update()

    def _try_mark(self) -> None:
        if self._marked is None or self._marked[0] not in self.canvas.texts:
            return
        page, *words = self._marked
        self._marked = None
        span = finding.best(finding.Folded(self.canvas.texts[page].text), *words)
        if span is not None:
            self.canvas.select(page, *span)
            self.canvas.go_to(page, self.canvas.texts[page].box(span[0])[1])
