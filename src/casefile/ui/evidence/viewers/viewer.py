"""What every viewer of a document can do, so that the reader need not know which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.evidence.words import Part

AROUND = 40
"""How many letters before and after a quote are kept beside it: they tell apart quotes that stand more than once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage as it is marked in its document. `bearing`: of its links, "" where it proves nothing yet."""

    passage: UUID
    locator: str
    quote: str = ""
    before: str = ""
    after: str = ""
    bearing: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What a viewer shows, made ready on a thread of its own.

    `data` is what the kind of viewer wants: bytes, a text, a table. `facts` are lines about the file (name, value).
    `recognised` are the words that a machine read in its pages or picture, if it did.
    """

    item: UUID
    kind: str
    data: Any
    mime: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    recognised: tuple[Part, ...] = field(default=())


class Viewer(QWidget):
    """Shows one kind of document.

    `selection_changed`: ask `selection` again. `mark_clicked(passage id)`. `page_seen(page, of)` counts from 1 and
    tells what came into sight. `failed(sentence)`: the document cannot be shown.
    """

    selection_changed = Signal()
    mark_clicked = Signal(object)
    page_seen = Signal(int, int)
    failed = Signal(str)

    def show_document(self, document: Document) -> None:
        """Show another document, at its beginning."""

    def let_go(self) -> None:
        """Keep nothing of the document, and no child process."""

    def look_for(self, words: str | Sequence[str]) -> None:
        """Mark all places where `words` (one phrase, or any of several) stand, and show the first."""

    def start_finding(self) -> None:
        """Put the cursor into the line of words to find, if there is one (Ctrl+F)."""

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:
        """Go to a place, and select its words where they stand."""

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show where passages stand, in the place of those shown before."""

    @property
    def selection(self) -> dict[str, str]:
        """`locator`, `quote`, `before` and `after` of what is selected; only the place when no words are, {} if none."""
        return {}

    @property
    def focus_widget(self) -> QWidget:
        """What takes the keys."""
        return self


def quoted(text: str, start: int, end: int) -> dict[str, str]:
    """`quote`, `before` and `after` of the letters from `start` up to `end` of `text`, spaces and line breaks as one."""
    plain = {
        "quote": text[start:end],
        "before": text[max(0, start - 2 * AROUND) : start],
        "after": text[end : end + 2 * AROUND],
    }
    made = {name: " ".join(words.split()) for name, words in plain.items()}
    return made | {"before": made["before"][-AROUND:], "after": made["after"][:AROUND]}
