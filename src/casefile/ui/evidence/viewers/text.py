"""Text files, pages and documents as their words: to read, to search, to select from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtGui import QTextCharFormat as Format
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from casefile.operations.finding import Span
from casefile.ui import theme
from casefile.ui.evidence.viewers.found_places import FoundPlaces
from casefile.ui.evidence.viewers.stretch_bar import StretchBar
from casefile.ui.evidence.viewers.text_view import TextView
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer, quoted
from casefile.ui.evidence.viewers.words import Words
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.widgets.statelabel import bearing_ground, bearing_sign


class TextViewer(Viewer):
    """Shows `Words`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TextView()
        self.search = FoundPlaces(self, self._places_of, self._here, self._show_hit, self._show_marks)
        self.finder = self.search.bar
        self.note = ElidedLabel(tone="muted")
        self.words = Words("")
        self._marks: list[tuple[Span, Mark]] = []
        self._seen = -1
        self._stretch = 0
        self.turner = StretchBar()
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addWidget(self.turner)
        bar.addWidget(self.note, 1)
        bar.addWidget(self.finder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.selectionChanged.connect(self.selection_changed)
        self.view.scrolled.connect(self._show_marks)
        self.view.pressed.connect(self._pressed)
        self.view.beyond.connect(self._turn)
        self.turner.turned.connect(self._turn)
        theme.theme().changed.connect(self._show_marks)

    # --- what every viewer does

    def show_document(self, document: Document) -> None:
        self.show_words(document.data)

    def let_go(self) -> None:
        self.show_words(Words(""))

    def show_words(self, words: Words) -> None:
        """Show another text, at its beginning."""
        self.words, self._marks, self._seen = words, [], -1
        self.search.forget()
        self.note.setText(words.note)
        self._show_stretch(0)

    def look_for(self, words: str | Sequence[str]) -> None:
        self.search.look_for(words)

    def start_finding(self) -> None:
        self.finder.start()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        span = self.words.span_of(quote, before, after, locator)
        if span is None:
            begin = self.words.begin_of(locator)
            span = (begin, begin) if begin is not None else None
        if span is not None:
            self._select(*span)

    def holds(self, quote: str) -> bool:
        """Whether a quote stands in the text."""
        return self.words.span_of(quote) is not None

    def set_marks(self, marks: Iterable[Mark]) -> None:
        found = ((self.words.span_of(mark.quote, mark.before, mark.after, mark.locator), mark) for mark in marks)
        self._marks = sorted(
            ((span, mark) for span, mark in found if span is not None), key=lambda one: (one[0], one[1].passage.bytes)
        )
        self._show_marks()

    @property
    def selection(self) -> dict[str, str]:
        cursor = self.view.textCursor()
        if not cursor.hasSelection():
            return {}
        start, end = (self._from_qt(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        text = self.words.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        if start >= end:
            return {}
        return {"locator": self.words.place_of(start, end), **quoted(self.words.text, start, end)}

    @property
    def focus_widget(self) -> QWidget:
        return self.view

    # --- within

    def _to_qt(self, place: int) -> int:
        """A letter of the text as Qt counts those of the stretch that is shown, whose ends are the furthest."""
        begin, end = self._shown
        to_qt = self.words.counting.to_qt
        return to_qt(max(begin, min(place, end))) - to_qt(begin)

    def _from_qt(self, at: int) -> int:
        counting = self.words.counting
        return counting.from_qt(at + counting.to_qt(self._shown[0]))

    @property
    def _shown(self) -> Span:
        """From where up to where the text is in the view."""
        return self.words.stretches[self._stretch]

    def _show_stretch(self, number: int) -> None:
        self._stretch = number
        begin, end = self._shown
        self.view.blockSignals(True)  # places must not be asked for while the text is being laid out
        self.view.found = (0, 0)
        self.view.setPlainText(self.words.text[begin:end])
        self.view.blockSignals(False)
        self.selection_changed.emit()
        self.turner.show_number(number, len(self.words.stretches))
        self._show_marks()

    def _turn(self, by: int) -> None:
        """To the stretch behind, at its beginning, or to the one before, at its end."""
        before, number = self._shown, self._stretch + by
        if 0 <= number < len(self.words.stretches):
            self._show_stretch(number)
            cursor = self.view.textCursor()
            cursor.setPosition(self._to_qt(before[1] if by > 0 else before[0]))
            self.view.setTextCursor(cursor)
            self.view.centerCursor()

    def _bring(self, place: int) -> None:
        """Have the stretch in the view in which a letter stands."""
        begin, end = self._shown
        if not begin <= place < end and self._stretch != self.words.stretch_at(place):
            self._show_stretch(self.words.stretch_at(place))

    def _select(self, start: int, end: int) -> None:
        self._bring(start)
        cursor = self.view.textCursor()
        cursor.setPosition(self._to_qt(start))
        cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        self.view.centerCursor()

    def _places_of(self, words: str | Sequence[str]) -> Iterable[Sequence[Span]]:
        return self.words.folded.batches(words)

    def _here(self) -> Span:
        """Where one stands if that is in sight, else the first letter that is."""
        first, last = self.view.visible_span()
        caret = self.view.textCursor().selectionStart()
        return self._from_qt(caret if first <= caret <= last else first), 0

    def _show_hit(self) -> None:
        place = self.search.place
        if place is not None:
            self._bring(place[0])
            cursor = self.view.textCursor()
            cursor.setPosition(self._to_qt(place[0]))
            self.view.setTextCursor(cursor)
            self.view.found = self._to_qt(place[0]), self._to_qt(place[1])
            self.view.bring_into_view()
        self._show_marks()

    def _show_marks(self) -> None:
        """Colour what is in sight only: a word may stand a hundred thousand times in a file."""
        first, last = (self._from_qt(at) for at in self.view.visible_span())
        shown = []
        for (start, end), mark in self._marks:
            if start <= last and end >= first:
                _glyph, tone = bearing_sign(mark.bearing)
                shown.append(self._coloured(start, end, bearing_ground(mark.bearing), underline=tone))
        hits = self.search.places
        for place in range(max(0, bisect_right(hits, (first, 0)) - 1), len(hits)):
            start, end = hits[place]
            if start > last:
                break
            now = place == self.search.current
            shown.append(self._coloured(start, end, theme.colour("accent" if now else "selected")))
            if now:
                shown[-1].format.setForeground(theme.colour("on_accent"))
        self.view.setExtraSelections(shown)
        self.view.gutter.signs = [
            (self._to_qt(start), mark.bearing) for (start, _end), mark in self._marks if first <= start <= last
        ]
        self.view.gutter.update()
        self._tell_part(first)

    def _coloured(self, start: int, end: int, ground: QColor, *, underline: str = "") -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self._to_qt(start))
        cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = Format()
        made.format.setBackground(ground)
        if underline:
            made.format.setUnderlineStyle(Format.UnderlineStyle.SingleUnderline)
            made.format.setUnderlineColor(theme.colour(underline))
        return made

    def _tell_part(self, first: int) -> None:
        part = self.words.part_at(first)
        if self.words.text and part != self._seen:
            self._seen = part if part is not None else 0
            self.page_seen.emit(self._seen + 1, max(1, len(self.words.parts)))

    def _pressed(self, place: int) -> None:
        at = self._from_qt(place)
        hit = passage_at(self._marks, at)
        if hit is not None:
            self.mark_clicked.emit(hit)


def passage_at(marks: Sequence[tuple[Span, Mark]], place: int) -> UUID | None:
    """The passage that stands at a letter; of several the shortest, which one could not reach otherwise."""
    here = [(end - start, mark) for (start, end), mark in marks if start <= place < end]
    return min(here, key=lambda one: one[0])[1].passage if here else None
