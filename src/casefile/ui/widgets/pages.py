"""The page view: a PDF to read, search, select from and copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.page_bar import PageBar
from casefile.ui.widgets.page_canvas import PageCanvas
from casefile.ui.widgets.page_client import PageClient
from casefile.ui.widgets.page_feed import PageFeed
from casefile.ui.widgets.page_layout import Size
from casefile.ui.widgets.page_marks import PageMark, Sought


class PageView(QWidget):
    """`open` a file; then `page`, `go_to`, `selection_text`, `look_for` and `seek`. Pages count from 1 here.

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
        self.bar = PageBar(self.canvas)
        self.finder = self.bar.finder
        self.feed = PageFeed(self.client, self.canvas, self.finder)
        self.message = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.canvas.setAccessibleName(tr("Pages"))
        self._connect()

    def _connect(self) -> None:
        self.client.opened.connect(self._opened)
        self.client.failed.connect(self._failed)
        self.canvas.moved.connect(self._moved)
        self.canvas.hand.selected.connect(lambda: self.selection_changed.emit(self.selection_text))
        region = QShortcut(QKeySequence("R"), self.canvas, context=Qt.ShortcutContext.WidgetShortcut)
        region.activated.connect(self.bar.region_button.toggle)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, context=within)
        find.activated.connect(self.finder.start)

    # --- for views

    def open(self, source: Path | bytes) -> None:
        """Show the PDF at a path, or its bytes."""
        self._forget()
        self.canvas.words = tr("Opening…")
        self._stack.setCurrentWidget(self.canvas)
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
        return self.canvas.hand.selection.copy(self.canvas.kept.texts)

    @property
    def selection_pages(self) -> tuple[int, int] | None:
        """The first and the last page of the selection."""
        pages = self.canvas.hand.selection.pages()
        return (pages[0] + 1, pages[-1] + 1) if pages and self.selection_text.strip() else None

    def selection_around(self) -> tuple[str, int, int]:
        """The text of the selection's pages as one would copy it, and from where up to where the selection goes."""
        parts, selected = ["", "", ""], self.canvas.hand.selection
        for page in selected.pages():
            text = self.canvas.kept.texts.get(page)
            span = selected.on(page, text) if text is not None else None
            if text is not None and span is not None:
                parts[0] = parts[0] or text.copy(0, span[0])
                parts[1] = "\n".join(part for part in (parts[1], text.copy(*span).strip("\n")) if part)
                parts[2] = text.copy(span[1], len(text.text))
        return "".join(parts), len(parts[0]), len(parts[0]) + len(parts[1])

    def region_text(self) -> str:
        """The words in the region that is drawn."""
        region = self.canvas.hand.region
        text = self.canvas.kept.texts.get(region.page)
        if text is None or region.box is None:
            return ""
        return text.within(region.box.left(), region.box.top(), region.box.right(), region.box.bottom())

    def go_to(self, page: int) -> None:
        self.canvas.go_to(page - 1)

    def seek(self, marks: dict[int, PageMark]) -> None:
        """Go to a passage, given by its pages (from 0), and select its words as soon as their text is known; in a file that
        is still being opened too, and where there are no words.
        """
        sought = Sought(marks)
        self.canvas.go_to(sought.first)
        self.feed.seek(sought)

    def look_for(self, words: str | Sequence[str]) -> None:
        """Mark `words` on every page and show where they stand first from here on."""
        self.finder.look_for(words)

    # --- what happens

    def _forget(self) -> None:
        self.canvas.show_sizes(())
        self.canvas.set_marks({})
        self.canvas.words = ""
        self.finder.forget()
        self.feed.sought = None

    def _opened(self, sizes: list[Size]) -> None:
        sought = self.feed.sought
        self._stack.setCurrentWidget(self.canvas)
        self.bar.show_count(len(sizes))
        self.canvas.show_sizes(sizes)
        if sought is not None:
            self.canvas.go_to(sought.first)
        self.feed.ask()
        self.opened.emit(len(sizes))

    def _failed(self, sentence: str) -> None:
        self.message.sentence.setText(sentence)
        self._stack.setCurrentWidget(self.message)
        self.failed.emit(sentence)

    def _moved(self) -> None:
        self.bar.show_page(self.page)
        self.page_changed.emit(self.page)
