"""One passage: its place, its words with their translation beside them, what it proves; its form opens in place."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from casefile.model import locators
from casefile.model.dates import words as date_words
from casefile.operations import records
from casefile.ui import records as noun_records
from casefile.ui.belongings import BelongingCard, Kind
from casefile.ui.evidence.proof import Line, PassageProof
from casefile.ui.text import language_words, tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import NumberLink, PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_FIELDS = (
    "locator", "language", "quote", "transcriber", "translation", "translation_language", "translated", "translator",
    "note",
)  # fmt: skip
_TOGETHER = (("locator", "language"), ("translation_language", "translated"))
PASSAGE = Kind(
    noun="passage",
    title="Passages",
    word="passage",
    none="A passage is an exact place in this item with its words: what proves an element is linked to it.",
    first=("locator", "quote", "translation", "note"),
    more=("language", "transcriber", "translation_language", "translated", "translator"),
)
_WIDE = 560  # a card from which on quote and translation stand beside each other


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage, what it bears on in words, and what is doubtful about its quote ("" when nothing is)."""

    id: UUID
    row: records.Row
    lines: tuple[Line, ...]
    locked: bool
    doubt: str = ""


class PassageCard(BelongingCard):
    """A passage to read; "Edit" opens its form in place. `wanted(Row)` when its place is clicked.

    `act` says which act one looks at: its elements are the first that a link is offered.
    """

    wanted = Signal(object)
    form_at = 1

    def __init__(self, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None) -> None:
        super().__init__(workspace, PASSAGE)
        self._shown: PassageShown | None = None
        self.place = NumberLink()
        self.doubt = PlainLabel(tone="mistake", wrap=True)
        self.quote = Told(tr("Quote"))
        self.translation = Told(tr("Translation"), tone="muted")
        self.note = ProseLabel(tone="muted")
        self.proof = PassageProof(workspace, act)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self.place.followed.connect(lambda _beside: self._shown and self.wanted.emit(self._shown.row))

    def _lay_out(self) -> None:
        self.head.addWidget(self.place)
        self.head.addStretch()
        for button in (self.proof.fold_button, self.edit_button, self.bin_button):
            self.head.addWidget(button)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(8)
        for told in (self.quote, self.translation):
            told.setContentsMargins(6, 0, 0, 0)
            self._words.addWidget(told, 1)
        self.column.setContentsMargins(6, 8, 8, 10)
        self.column.setSpacing(4)
        self.column.addLayout(self._words)
        for widget in (self.doubt, self.note, self.proof):
            widget.setContentsMargins(6, 0, 0, 0)
            self.column.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    @property
    def locked(self) -> bool:
        return self._shown is None or self._shown.locked

    def show_row(self, row: PassageShown) -> None:
        if row.id != self.record:
            self.point(False)
        self._shown = row
        super().show_row(row)
        self.place.show_text(row.row["locator"] or tr("no place given"), tr("Show it where it stands"))
        self.doubt.setText(row.doubt)
        self.doubt.setVisible(bool(row.doubt))
        self.proof.show_lines(row.id, row.lines, locked=row.locked)
        self.form_changed()

    def point(self, pointed: bool) -> None:
        """Frame the card: it is the one that was made or clicked last in the document."""
        if bool(self.frame.property("pointed")) != pointed:
            self.frame.setProperty("pointed", "true" if pointed else None)
            self.frame.style().polish(self.frame)

    def form_changed(self) -> None:
        """The words stand in the form while it is open."""
        if self._shown is None:
            return
        row, editing = self._shown.row, self.form is not None
        heard = _by(tr("transcribed by {name}"), row["transcriber"])
        self.quote.show_words(row["quote"], (language_words(row["language"]), heard))
        by = _by(tr("translated by {name}"), row["translator"])
        self.translation.show_words(
            row["translation"], (language_words(row["translation_language"]), by, date_words(row["translated"]))
        )
        self.note.setText(row["note"])
        self.note.setVisible(bool(row["note"]) and not editing)
        for told in (self.quote, self.translation):
            told.setVisible(told.filled and not editing)

    def make_form(self) -> Form:
        return Form(noun_records.fields("passage", *_FIELDS), self._save, together=_TOGETHER)

    def _save(self, name: str, value: Any) -> None:
        """One field; a first translation is signed with the user's name and today's date, a transcription with the name."""
        if self._shown is None:
            return
        values = {name: value} | (self._signature(self._shown.row, name) if value else {})
        label = tr("Edit {field} of passage").format(field=tr(_labels()[name]).lower())
        self.workspace.write(label, records.edit, "passage", self._shown.id, values)

    def _signature(self, row: records.Row, name: str) -> dict[str, Any]:
        if row[name]:
            return {}
        me = self.workspace.settings.text("name")
        signed: dict[str, Any] = {}
        if name == "translation":
            signed = {"translator": me, "translated": date.today().isoformat()}  # noqa: DTZ011 - the day where one sits
        elif name == "quote" and heard(row["locator"]):
            signed = {"transcriber": me}
        return {field: said for field, said in signed.items() if said and not row[field]}

    def start_link(self) -> None:
        """Link this passage (Ctrl+L)."""
        self.proof.start_link()


class Told(QWidget):
    """Words in any script, aligned as they are read, and a line under them: language, who, when."""

    def __init__(self, name: str, *, tone: str = "") -> None:
        super().__init__()
        self.words = ProseLabel(tone=tone)
        self.words.setAccessibleDescription(name)
        self.about = PlainLabel(tone="muted", wrap=True)
        self.filled = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.about)
        column.addStretch()

    def text(self) -> str:
        return self.words.text()

    def show_words(self, text: str, about: tuple[str, ...]) -> None:
        self.filled = bool(text)
        self.words.setText(text)
        leftward = read_leftward(text)
        self.words.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
        line = " · ".join(part for part in about if part)
        self.about.setText(line)
        self.about.setVisible(bool(line))


def read_leftward(text: str) -> bool:
    """Whether text is read from right to left: its first strong letter says it (rules P2, P3 of the bidi algorithm)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def heard(locator: str) -> bool:
    """Whether a place is one in time: its words were heard."""
    try:
        return bool(locators.parse(locator).time)
    except ValueError:
        return False


def _labels() -> dict[str, str]:
    return {field.name: field.label for field in records.fields("passage")}


def _by(words: str, name: str) -> str:
    return words.format(name=name) if name else ""
