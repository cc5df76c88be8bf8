"""Pages or a picture, and under them the words that a machine read in them, where those are kept in the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from casefile.evidence.words import Part
from casefile.model import locators
from casefile.ui.evidence.viewers.text import TextViewer
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer
from casefile.ui.evidence.viewers.words import joined
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel


class Recognised(Viewer):
    """`shown` as it is while no machine has read it; else a strip over it opens the words under it.

    Words that are selected there are the quote; their place is the region drawn in the picture, or else their page.
    """

    def __init__(self, shown: Viewer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown, self.text = shown, TextViewer()
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.sure = PlainLabel(tone="muted")
        self._parts: tuple[Part, ...] = ()
        self._page, self._place, self._wanted = 0, "", ""
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.strip = QWidget()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(12, 6, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.sure)
        row.addStretch()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.shown)
        split.addWidget(self.text)
        split.setSizes([620, 380])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(split, 1)
        self.text.view.setAccessibleName(tr("Recognised text"))
        self.text.hide()
        self.strip.hide()
        self.setFocusProxy(self.shown)

    def _connect(self) -> None:
        self.button.toggled.connect(self._turned)
        self.shown.failed.connect(self.failed)
        self.shown.page_seen.connect(self._page_seen)
        self.shown.selection_changed.connect(self.selection_changed)
        self.text.selection_changed.connect(self.selection_changed)
        self.text.page_seen.connect(lambda part, _of: self._say_sure(part))
        for viewer in (self.shown, self.text):
            viewer.mark_clicked.connect(self.mark_clicked)

    # --- what every viewer does

    def show_document(self, document: Document) -> None:
        self._take(document.recognised)
        self.shown.show_document(document)

    def let_go(self) -> None:
        self.shown.let_go()
        self._take(())

    def look_for(self, words: str | Sequence[str]) -> None:
        self.shown.look_for(words)
        if self.text.words.folded.find(words):
            self.button.setChecked(True)
            self.text.look_for(words)
            hit = self.text.search.place
            part = self.text.words.part_at(hit[0]) if hit is not None else None
            if part is not None:
                self._go_to(self._parts[part].label)

    def start_finding(self) -> None:
        if self.text.isAncestorOf(self.focusWidget() or self):
            self.text.start_finding()
        else:
            self.shown.start_finding()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        self.shown.mark(quote, before, after, locator)
        if self.text.holds(quote):
            self.button.setChecked(True)
            self.text.mark(quote, before, after, locator)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        marks = tuple(marks)
        self.shown.set_marks(marks)
        self.text.set_marks(marks)

    @property
    def selection(self) -> dict[str, str]:
        words, seen = self.text.selection if self.button.isChecked() else {}, self.shown.selection
        if not words:
            return seen
        place = seen.get("locator", "")
        return words | {"locator": place if "region" in place else _page_of(words["locator"])}

    @property
    def focus_widget(self) -> QWidget:
        return self.shown.focus_widget

    # --- within

    def _take(self, parts: tuple[Part, ...]) -> None:
        self._parts, self._page, self._place, self._wanted = parts, 0, "", ""
        self.button.setChecked(False)
        self._turned(False)
        self.strip.setVisible(bool(parts))
        note = tr("Read by machine; compare it with the picture before you cite it") if parts else ""
        self.text.show_words(joined(((part.label, part.text) for part in parts), note=note))
        self._say_sure(1)

    def _turned(self, on: bool) -> None:
        self.button.setText(tr("Hide recognised text") if on else tr("Show recognised text"))
        self.text.setVisible(on)
        self._follow()
        self.selection_changed.emit()

    def _say_sure(self, number: int) -> None:
        if not 0 < number <= len(self._parts):
            return
        part = self._parts[number - 1]
        self._place = part.label
        words = tr("{place}: {percent} % sure") if part.label else tr("{percent} % sure")
        self.sure.setText(words.format(place=part.label, percent=part.confidence))

    def _go_to(self, place: str) -> None:
        if self._page:
            self.shown.mark("", locator=place)
        else:
            self._wanted = place  # nothing is in sight yet

    def _page_seen(self, page: int, of: int) -> None:
        self._page = page
        self.page_seen.emit(page, of)
        if self._wanted:
            QTimer.singleShot(0, self, self._go_to_wanted)  # the pages are still being laid out
        self._follow()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._go_to(wanted)

    def _follow(self) -> None:
        """The words follow the pages, but not while somebody reads or selects among them."""
        place = f"p. {self._page or 1}"
        read = self.text.view.hasFocus() or self.text.selection
        if self.button.isChecked() and place != self._place and not read:
            self.text.mark("", locator=place)


def _page_of(locator: str) -> str:
    """Lines of recognised text are no place that anybody else could find; its page is."""
    page = locators.parse(locator).page if locator else ""
    return f"p. {page}" if page else ""
