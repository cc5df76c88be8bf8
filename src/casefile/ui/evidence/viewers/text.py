"""Text files, pages and documents as their words: to read, to search, to select from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtGui import QTextCharFormat as Format
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from casefile.model import locators
from casefile.operations.finding import Folded, Span, best
from casefile.ui import theme
from casefile.ui.evidence.viewers.found_places import FoundPlaces
from casefile.ui.evidence.viewers.places import Counting
from casefile.ui.evidence.viewers.text_view import TextView
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer, quoted
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.widgets.statelabel import bearing_ground, bearing_sign


@dataclass(frozen=True)
class Words:
    """A text with what is needed to find places in it. `parts`: where each labelled part (page, sheet) begins.

    `counted` says what a place is counted in: "l." for lines, "para." for paragraphs (an empty line between two).
    """

    text: str
    counted: str = "l."
    parts: tuple[tuple[int, str], ...] = ()
    note: str = ""
    folded: Folded = field(init=False)
    counting: Counting = field(init=False)

    def __post_init__(self) -> None:
        plain = self.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        object.__setattr__(self, "text", plain)
        object.__setattr__(self, "folded", Folded(plain))
        object.__setattr__(self, "counting", Counting(plain))

    @cached_property
    def _begins(self) -> list[int]:
        return [begin for begin, _label in self.parts]

    def part_at(self, place: int) -> int | None:
        """Which part a letter stands in, from 0."""
        return bisect_right(self._begins, place) - 1 if self.parts else None

    def begin_of(self, locator: str) -> int | None:
        """Where the part begins that a locator names."""
        try:
            wanted = locators.parse(locator)
        except ValueError:
            return None
        for begin, label in self.parts:
            here = locators.parse(label) if label else locators.Locator()
            if (here.page, here.named, here.time) == (wanted.page, wanted.named, wanted.time) and label:
                return self._further(begin, wanted)
        return self._further(0, wanted) if wanted.line or wanted.paragraph else None

    def _further(self, begin: int, wanted: locators.Locator) -> int:
        """From where a part begins to the line or the paragraph that is named; the part's begin where it has none."""
        span, between = (wanted.paragraph, "\n\n") if self.counted == "para." else (wanted.line, "\n")
        place = begin
        for _line in range(int(span.partition("-")[0] or 1) - 1):
            found = self.text.find(between, place)
            if found < 0:
                return begin
            place = found + len(between)
        return place

    def place_of(self, start: int, end: int) -> str:
        """The letters from `start` up to `end` as a locator."""
        part = self.part_at(start)
        base = self.parts[part][0] if part is not None else 0
        label = self.parts[part][1] if part is not None else ""
        first = self.text.count("\n", base, start)
        last = first + self.text.count("\n", start, max(end - 1, start))
        if self.counted == "para.":  # an empty line stands between two
            first, last = first // 2, last // 2
        span = str(first + 1) if first == last else f"{first + 1}-{last + 1}"
        return ", ".join(one for one in (label, f"{self.counted} {span}") if one)


class TextViewer(Viewer):
    """Shows `Words`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TextView()
        self.search = FoundPlaces(self, self._places_of, self._here, self._show_hit)
        self.finder = self.search.bar
        self.note = ElidedLabel(tone="muted")
        self.words = Words("")
        self._marks: list[tuple[Span, Mark]] = []
        self._seen = -1
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
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
        self.view.setPlainText(words.text)
        self._show_marks()

    def look_for(self, words: str | Sequence[str]) -> None:
        self.search.look_for(words)

    def start_finding(self) -> None:
        self.finder.start()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        span = best(self.words.folded, quote, before, after) if quote.strip() else None
        if span is None:
            begin = self.words.begin_of(locator)
            span = (begin, begin) if begin is not None else None
        if span is not None:
            self._select(*span)

    def holds(self, quote: str) -> bool:
        """Whether a quote stands in the text."""
        return bool(quote.strip()) and best(self.words.folded, quote) is not None

    def set_marks(self, marks: Iterable[Mark]) -> None:
        found = ((best(self.words.folded, mark.quote, mark.before, mark.after), mark) for mark in marks if mark.quote)
        self._marks = sorted(
            ((span, mark) for span, mark in found if span is not None), key=lambda one: (one[0], one[1].passage.bytes)
        )
        self._show_marks()

    @property
    def selection(self) -> dict[str, str]:
        cursor = self.view.textCursor()
        if not cursor.hasSelection():
            return {}
        start, end = (self.words.counting.from_qt(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        text = self.words.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
        if start >= end:
            return {}
        return {"locator": self.words.place_of(start, end), **quoted(self.words.text, start, end)}

    @property
    def focus_widget(self) -> QWidget:
        return self.view

    # --- within

    def _select(self, start: int, end: int) -> None:
        cursor = self.view.textCursor()
        cursor.setPosition(self.words.counting.to_qt(start))
        cursor.setPosition(self.words.counting.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        self.view.centerCursor()

    def _places_of(self, words: str | Sequence[str]) -> list[Span]:
        return self.words.folded.find(words)

    def _here(self) -> Span:
        """Where one stands if that is in sight, else the first letter that is."""
        first, last = self.view.visible_span()
        caret = self.view.textCursor().selectionStart()
        return self.words.counting.from_qt(caret if first <= caret <= last else first), 0

    def _show_hit(self) -> None:
        place = self.search.place
        if place is not None:
            cursor = self.view.textCursor()
            cursor.setPosition(self.words.counting.to_qt(place[0]))
            self.view.setTextCursor(cursor)
            self.view.ensureCursorVisible()
        self._show_marks()

    def _show_marks(self) -> None:
        """Colour what is in sight only: a word may stand a hundred thousand times in a file."""
        first, last = (self.words.counting.from_qt(at) for at in self.view.visible_span())
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
        to_qt = self.words.counting.to_qt
        self.view.gutter.signs = [
            (to_qt(start), mark.bearing) for (start, _end), mark in self._marks if first <= start <= last
        ]
        self.view.gutter.update()
        self._tell_part(first)

    def _coloured(self, start: int, end: int, ground: QColor, *, underline: str = "") -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.words.counting.to_qt(start))
        cursor.setPosition(self.words.counting.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
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
        at = self.words.counting.from_qt(place)
        hit = passage_at(self._marks, at)
        if hit is not None:
            self.mark_clicked.emit(hit)


def passage_at(marks: Sequence[tuple[Span, Mark]], place: int) -> UUID | None:
    """The passage that stands at a letter; of several the shortest, which one could not reach otherwise."""
    here = [(end - start, mark) for (start, end), mark in marks if start <= place < end]
    return min(here, key=lambda one: one[0])[1].passage if here else None


def joined(parts: Iterable[tuple[str, str]], counted: str = "l.", note: str = "") -> Words:
    """Labelled parts of a document as one text, an empty line between them."""
    given = [(label, text.replace("\r\n", "\n")) for label, text in parts]
    lengths = [0]
    for _label, text in given:
        lengths.append(lengths[-1] + len(text) + 2)
    begins = tuple((begin, label) for (begin, _next), (label, _text) in zip(pairwise(lengths), given, strict=True))
    several = len(begins) > 1 or any(label for _begin, label in begins)
    return Words("\n\n".join(text for _label, text in given), counted, begins if several else (), note)
