"""The passages of an item: each with its place, its words and what it proves; new ones are made in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.operations import proof_links, records
from casefile.operations.evidence import ItemDetail
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.evidence.proof import Line, PassageProof
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_FIELDS = ("locator", "quote", "language", "translation", "translator", "note")
_AT_ONCE = ("locator", "quote", "translation", "note")


class Passages(QWidget):
    """All passages of one item. `wanted(Row)` when the user asks to see a passage where it stands."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self._locked = True
        self.heading = Heading(tr("Passages"))
        self.add_button = QPushButton(tr("Add passage"))
        self.add_button.setIcon(icons.icon("add"))
        self.none = PlainLabel(
            tr("A passage is an exact place in this item with its words: what proves an element is linked to it."),
            tone="muted",
            wrap=True,
        )
        self.draft = Draft("", noun_records.fields("passage", *_AT_ONCE), self._make, words=tr("Add passage"))
        self.room = _boxed(self.draft)
        self.list = CardList(self._card)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.none, self.room, self.list):
            column.addWidget(widget)
        self.room.hide()
        self.add_button.clicked.connect(self.add)
        self.draft.saved.connect(self._close_draft)
        self.draft.dropped.connect(self._close_draft)

    def show_item(self, detail: ItemDetail, *, locked: bool) -> None:
        """Show the passages of `detail`, again or for the first time."""
        another, self.item = detail.item.id != self.item, detail.item.id
        if another:
            self.room.hide()
            self.draft.clear()
        self._locked = locked
        count = len(detail.passages)
        self.heading.setText(tr("Passages") + (f"  {count:,}" if count else ""))
        self.add_button.setVisible(not locked and not self.drafting)
        self.none.setVisible(not detail.passages and not self.drafting)
        self.list.show_rows(self._shown(detail), afresh=another)

    def _shown(self, detail: ItemDetail) -> list[PassageShown]:
        targets = [link.target for links in detail.links.values() for link in links]
        names = self.workspace.read(proof_links.name_targets, targets) if targets else {}

        def lines(passage: UUID) -> tuple[Line, ...]:
            links = detail.links.get(passage, ())
            return tuple((link.bearing, names[link.target].text) for link in links if link.target in names)

        return [PassageShown(row.id, row, lines(row.id), self._locked) for row in detail.passages]

    @property
    def drafting(self) -> bool:
        return not self.room.isHidden()

    def add(self, values: Mapping[str, Any] | bool | None = None) -> None:
        """Begin a new passage, with `values` filled in."""
        self.room.show()
        self.none.hide()
        self.add_button.hide()
        given = dict(values) if isinstance(values, Mapping) else {}
        self.draft.start(given or None, "quote" if given.get("locator") and not given.get("quote") else "locator")

    def reveal(self, passage: UUID) -> Card | None:
        """The card of `passage`, shown."""
        card = self.list.reveal(passage)
        if card is not None:
            card.setFocus()
        return card

    def commit(self) -> bool:
        return self.list.commit()

    def _card(self) -> Card:
        card = PassageCard(self.workspace)
        card.wanted.connect(self.wanted)
        return card

    def _make(self, values: Mapping[str, Any]) -> None:
        given = {"evidence_id": self.item, **values}
        self.workspace.write("Add passage", records.add, "passage", given)

    def _close_draft(self) -> None:
        self.room.hide()
        self.add_button.setVisible(not self._locked)
        self.none.setVisible(not self.list.cards)
        self.add_button.setFocus()


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage, and what it bears on in words."""

    id: UUID
    row: records.Row
    lines: tuple[Line, ...]
    locked: bool


class PassageCard(Card):
    """A passage to read; "Edit" opens its form in place. `wanted(Row)` when its place is clicked."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.passage: UUID | None = None
        self._row: records.Row | None = None
        self.form: Form | None = None
        self.place = NumberLink()
        self.edit_button = _tool("edit", tr("Edit passage"))
        self.bin_button = _tool("bin", tr("Put passage into the bin"))
        self.quote = ProseLabel()
        self.translation = ProseLabel(tone="muted")
        self.note = ProseLabel(tone="muted")
        self.proof = PassageProof(workspace)
        self._lay_out()
        self.place.followed.connect(lambda _beside: self.wanted.emit(self._row))
        self.edit_button.clicked.connect(self.toggle_edit)
        self.bin_button.clicked.connect(self.bin)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("card", "true")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(frame)
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch()
        head.addWidget(self.proof.fold_button)
        head.addWidget(self.edit_button)
        head.addWidget(self.bin_button)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(6, 8, 8, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        for widget in (self.quote, self.translation, self.note, self.proof):
            widget.setContentsMargins(6, 0, 0, 0)
            self._column.addWidget(widget)

    def show_row(self, shown: PassageShown) -> None:
        row, locked = shown.row, shown.locked
        if row.id != self.passage:
            self._close_form()
        self._row, self.passage = row, row.id
        self.place.show_text(row["locator"] or tr("no place given"), tr("Show it where it stands"))
        self.edit_button.setVisible(not locked)
        self.bin_button.setVisible(not locked)
        self.proof.show_lines(row.id, shown.lines, locked=locked)
        self._show_words()
        if self.form is not None:
            self.form.show_record(row)

    def _show_words(self) -> None:
        row, editing = self._row, self.form is not None
        for label, name in ((self.quote, "quote"), (self.translation, "translation"), (self.note, "note")):
            text = str(row[name]) if row is not None else ""
            label.setText(text)
            label.setVisible(bool(text) and not editing)

    def toggle_edit(self) -> None:
        """Open the form, or close it when everything in it is saved."""
        if self.form is None:
            save = noun_records.save(self.workspace, "passage", lambda: self.passage)
            self.form = Form(noun_records.fields("passage", *_FIELDS), save)
            self._column.insertWidget(1, self.form)
            self.form.show()  # at once, or the Tab key would find nothing in it
            _dress(self.edit_button, "close", tr("Close the form"))
        elif self.form.commit():
            self._close_form()
        self._show_words()
        if self.form is not None and self._row is not None:
            self.form.show_record(self._row)
            self.form.start()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            _dress(self.edit_button, "edit", tr("Edit passage"))

    def start_link(self) -> None:
        """Link this passage (Ctrl+L)."""
        self.proof.start_link()

    def bin(self) -> None:
        if self.passage is not None:
            self.workspace.write("Bin passage", records.bin_, "passage", self.passage)

    def commit(self) -> bool:
        return self.form is None or self.form.commit()


def _boxed(inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("card", "true")
    room = QVBoxLayout(frame)
    room.setContentsMargins(4, 10, 12, 12)
    room.addWidget(inside)
    return frame


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    _dress(button, icon, words)
    return button


def _dress(button: QToolButton, icon: str, words: str) -> None:
    button.setIcon(icons.icon(icon, "muted"))
    button.setToolTip(words)
    button.setAccessibleName(words)
