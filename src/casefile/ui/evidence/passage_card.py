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
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from casefile.model import locators
from casefile.model.dates import words as date_words
from casefile.operations import records
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.evidence.proof import Line, PassageProof
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import NumberLink, PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_FIELDS = (
    "locator", "language", "quote", "transcriber", "translation", "translation_language", "translated", "translator",
    "note",
)  # fmt: skip
_TOGETHER = (("locator", "language"), ("translation_language", "translated"))
_WIDE = 560  # a card from which on quote and translation stand beside each other


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage, what it bears on in words, and what is doubtful about its quote ("" when nothing is)."""

    id: UUID
    row: records.Row
    lines: tuple[Line, ...]
    locked: bool
    doubt: str = ""


class PassageCard(Card):
    """A passage to read; "Edit" opens its form in place. `wanted(Row)` when its place is clicked.

    `act` says which act one looks at: its elements are the first that a link is offered.
    """

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None) -> None:
        super().__init__()
        self.workspace = workspace
        self.passage: UUID | None = None
        self._row: records.Row | None = None
        self.form: Form | None = None
        self.frame = QFrame()
        self.place = NumberLink()
        self.edit_button = _tool("edit", tr("Edit passage"))
        self.bin_button = _tool("bin", tr("Put passage into the bin"))
        self.doubt = PlainLabel(tone="mistake", wrap=True)
        self.quote = Told(tr("Quote"))
        self.translation = Told(tr("Translation"), tone="muted")
        self.note = ProseLabel(tone="muted")
        self.proof = PassageProof(workspace, act)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self.place.followed.connect(lambda _beside: self.wanted.emit(self._row))
        self.edit_button.clicked.connect(self.toggle_edit)
        self.bin_button.clicked.connect(self.bin)

    def _lay_out(self) -> None:
        self.frame.setProperty("card", "true")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.frame)
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch()
        head.addWidget(self.proof.fold_button)
        head.addWidget(self.edit_button)
        head.addWidget(self.bin_button)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(8)
        for told in (self.quote, self.translation):
            told.setContentsMargins(6, 0, 0, 0)
            self._words.addWidget(told, 1)
        self._column = QVBoxLayout(self.frame)
        self._column.setContentsMargins(6, 8, 8, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addLayout(self._words)
        for widget in (self.doubt, self.note, self.proof):
            widget.setContentsMargins(6, 0, 0, 0)
            self._column.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def show_row(self, shown: PassageShown) -> None:
        row, locked = shown.row, shown.locked
        if row.id != self.passage:
            self._close_form()
            self.point(False)
        self._row, self.passage = row, row.id
        self.place.show_text(row["locator"] or tr("no place given"), tr("Show it where it stands"))
        self.edit_button.setVisible(not locked)
        self.bin_button.setVisible(not locked)
        self.doubt.setText(shown.doubt)
        self.doubt.setVisible(bool(shown.doubt))
        self.proof.show_lines(row.id, shown.lines, locked=locked)
        self._show_words()
        if self.form is not None:
            self.form.show_record(row)

    def point(self, pointed: bool) -> None:
        """Frame the card: it is the one that was made or clicked last in the document."""
        if bool(self.frame.property("pointed")) != pointed:
            self.frame.setProperty("pointed", "true" if pointed else None)
            self.frame.style().polish(self.frame)

    def _show_words(self) -> None:
        row, editing = self._row, self.form is not None
        if row is None:
            return
        self.quote.show_words(row["quote"], (row["language"], _by(tr("transcribed by {name}"), row["transcriber"])))
        by = _by(tr("translated by {name}"), row["translator"])
        self.translation.show_words(
            row["translation"], (row["translation_language"], by, date_words(row["translated"]))
        )
        self.note.setText(row["note"])
        self.note.setVisible(bool(row["note"]) and not editing)
        for told in (self.quote, self.translation):
            told.setVisible(told.filled and not editing)

    def toggle_edit(self) -> None:
        """Open the form, or close it when everything in it is saved."""
        self.edit() if self.form is None else self._finish()

    def edit(self, field: str = "") -> None:
        """Open the form, the cursor in `field`."""
        if self.form is None:
            self.form = Form(noun_records.fields("passage", *_FIELDS), self._save, together=_TOGETHER)
            self._column.insertWidget(1, self.form)
            self.form.show()  # at once, or the Tab key would find nothing in it
            _dress(self.edit_button, "close", tr("Close the form"))
        self._show_words()
        if self._row is not None:
            self.form.show_record(self._row)
        self.form.start(field)

    def _finish(self) -> None:
        if self.form is not None and self.form.commit():
            self._close_form()
        self._show_words()

    def _close_form(self) -> None:
        if self.form is not None:
            focus = QApplication.focusWidget()
            if focus is not None and self.form.isAncestorOf(focus):
                self.edit_button.setFocus()  # or it would be given to whatever comes next in the window
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            _dress(self.edit_button, "edit", tr("Edit passage"))

    def _save(self, name: str, value: Any) -> None:
        """One field; a first translation is signed with the user's name and today's date, a transcription with the name."""
        if self.passage is None or self._row is None:
            return
        values = {name: value} | (self._signature(name) if value else {})
        label = tr("Edit {field} of passage").format(field=tr(_labels()[name]).lower())
        self.workspace.write(label, records.edit, "passage", self.passage, values)

    def _signature(self, name: str) -> dict[str, Any]:
        row, me = self._row, str(self.workspace.settings.get("name"))
        if row is None or row[name]:
            return {}
        signed: dict[str, Any] = {}
        if name == "translation":
            signed = {"translator": me, "translated": date.today().isoformat()}  # noqa: DTZ011 - the day where one sits
        elif name == "quote" and heard(row["locator"]):
            signed = {"transcriber": me}
        return {field: said for field, said in signed.items() if said and not row[field]}

    def start_link(self) -> None:
        """Link this passage (Ctrl+L)."""
        self.proof.start_link()

    def bin(self) -> None:
        if self.passage is not None:
            self.workspace.write("Bin passage", records.bin_, "passage", self.passage)

    def commit(self) -> bool:
        return self.form is None or self.form.commit()


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


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    _dress(button, icon, words)
    return button


def _dress(button: QToolButton, icon: str, words: str) -> None:
    button.setIcon(icons.icon(icon, "muted"))
    button.setToolTip(words)
    button.setAccessibleName(words)
