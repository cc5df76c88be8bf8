"""The link gesture: right under an element one chooses an item and a passage, or makes the passage, and how it bears."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.model import locators
from casefile.model.proof_links import BEARINGS
from casefile.operations import proof_links, records
from casefile.operations.proof_links import Target
from casefile.ui import hooks
from casefile.ui import records as noun_records
from casefile.ui.linking import finders
from casefile.ui.linking.keys import inside
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import FirstStep, PlainLabel
from casefile.ui.widgets.picker import Picker
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.statelabel import bearing_words
from casefile.ui.workspace import Workspace

_LAST_ITEM = "linking: item linked last"


class LinkPanel(QFrame):
    """Links one passage to `target` in one change. `linked(id)` then; `closed` when the user thinks better of it.

    Choosing an item leads to its passages, choosing a passage to the bearing; Ctrl+Enter links from anywhere in it,
    Enter from the bearing, Esc leaves.
    """

    linked = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.target = workspace, target
        self.setProperty("card", "true")
        self.item = Picker(finders.items(workspace), tr("Number or words of the item"))
        self.item.line.setAccessibleName(tr("Item of evidence"))
        self.passage = Picker(
            finders.passages(workspace, lambda: self.item.value, self.begin_passage), tr("Place or words in it")
        )
        self.passage.line.setAccessibleName(tr("Passage"))
        self.new_passage = PassageForm()
        self.new_passage.hide()
        self.bearing = BearingChoice()
        self.weight = outlined(Form(noun_records.fields("proof_link", "weight"), unsaved))
        self.note = outlined(Form(noun_records.fields("proof_link", "note"), unsaved))
        self.mistake = PlainLabel(tone="mistake", wrap=True)
        self.link_button = FirstStep(tr("Link"))
        self.link_button.setToolTip(tr("Ctrl+Enter"))
        self.close_button = QPushButton(tr("Cancel"))
        self.close_button.setToolTip(tr("Esc"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(labelled(tr("Item"), self.item))
        self._passage_row = labelled(tr("Passage"), self.passage)
        column.addWidget(self._passage_row)
        column.addWidget(self.new_passage)
        how = QHBoxLayout()
        how.setSpacing(12)
        how.addWidget(labelled(tr("Bearing"), self.bearing), 0, Qt.AlignmentFlag.AlignTop)
        how.addWidget(self.weight, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(how)
        column.addWidget(self.note)
        self.mistake.hide()
        column.addWidget(self.mistake)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.link_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch()
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.item.picked.connect(self._item_chosen)
        self.passage.picked.connect(self._passage_chosen)
        self.new_passage.given_up.connect(self._choose_passage)
        self.bearing.confirmed.connect(self.link)
        self.link_button.clicked.connect(self.link)
        self.close_button.clicked.connect(self.closed)
        linking_keys(self, self.bearing, self.link, self.closed.emit)

    def start(self) -> None:
        """Put the cursor into the item; the one linked last is offered again.

        Words selected in the document that one reads are taken as a new passage: only the bearing is left to say.
        """
        if self._take_selected():
            return
        last = self.workspace.property(_LAST_ITEM)
        if self.item.value is None and isinstance(last, UUID) and self._knows(last):
            self.item.show_value(last)
        self.item.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.item.line.selectAll()

    def begin_passage(self, text: str = "") -> None:
        """Open the fields of a new passage of the chosen item; `text` is its place or its words."""
        if self.item.value is None:
            self._say(tr("Choose an item first."))
            self.item.line.setFocus()
            return
        self.passage.show_value(None)
        self._passage_row.hide()
        self.new_passage.choose_button.setVisible(bool(self.passages_of_item()))
        self.new_passage.begin(text)
        self.new_passage.show()
        self.new_passage.start()

    def link(self) -> None:
        """Make the link, and the passage with it; a mistake is said here."""
        self._say("")
        try:
            made = self._write()
        except UserError as error:
            self._say(str(error))
            return
        self.workspace.setProperty(_LAST_ITEM, self.item.value)
        self.linked.emit(made)

    def passages_of_item(self) -> int:
        """How many passages the chosen item has."""
        where = {"evidence_id": self.item.value}
        return self.workspace.read(records.count, "passage", records.Query(where=where))

    # --- within

    def _take_selected(self) -> bool:
        found = hooks.selected.function(self.workspace) if hooks.selected.function is not None else None
        if found is None or self.item.value is not None:
            return False
        self.item.show_value(found[0])
        self.begin_passage()
        self.new_passage.fill(found[1])
        self.bearing.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _write(self) -> UUID:
        values = {"bearing": self.bearing.value, **self.weight.values(), **self.note.values()}
        if self.item.value is None:
            self.item.line.setFocus()
            raise UserError(tr("Choose an item first."))
        if self.new_passage.isVisibleTo(self):
            passage = {"evidence_id": self.item.value, **self.new_passage.values()}
            return self.workspace.write(
                tr("Link new passage"), proof_links.link_new_passage, passage, self.target, values
            )
        if self.passage.value is None:
            self.passage.line.setFocus()
            raise UserError(tr("Choose a passage, or make a new one."))
        return self.workspace.write(tr("Link passage"), proof_links.link, self.passage.value, self.target, values)

    def _item_chosen(self, item: UUID | None) -> None:
        self._say("")
        self.passage.show_value(None)
        if item is None:
            return
        if self.passages_of_item():
            self._choose_passage()
        else:
            self.begin_passage()

    def _choose_passage(self) -> None:
        self.new_passage.hide()
        self._passage_row.show()
        self.passage.open()

    def _passage_chosen(self, passage: UUID | None) -> None:
        self._say("")
        if passage is not None:
            self.bearing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _knows(self, item: UUID) -> bool:
        return self.workspace.read(records.exists, "evidence", item)

    def _say(self, sentence: str) -> None:
        self.mistake.setText(sentence)
        self.mistake.setVisible(bool(sentence))


class PassageForm(QWidget):
    """The fields of a passage that does not exist yet. `given_up`: one of those that exist is wanted after all."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fields = noun_records.fields("passage", "locator", "language", "quote", "translation")
        self._defaults: dict[str, Any] = {field.name: field.default for field in fields}
        self._selected: Mapping[str, str] = {}
        self.form = outlined(
            Form(fields, unsaved, readings={"locator": place_words}, together=(("locator", "language"),))
        )
        self.choose_button = QToolButton()
        self.choose_button.setText(tr("Choose one instead"))
        self.choose_button.setProperty("faint", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(tr("New passage"), tone="accent"), 1)
        head.addWidget(self.choose_button)
        column.addLayout(head)
        column.addWidget(self.form)
        self.choose_button.clicked.connect(self.given_up)

    def begin(self, text: str) -> None:
        """Begin with `text` as the place if it reads as one, else as the quote."""
        values = dict(self._defaults)
        if text:
            values["locator" if place_words(text) else "quote"] = text
        for name, value in values.items():
            if value or not self.form.rows[name].editor.raw():
                self.form.rows[name].show_value(value)

    def fill(self, selected: Mapping[str, str]) -> None:
        """Take what is selected in a document: its place, its words, and those around them."""
        self._selected = selected
        for name in ("locator", "quote"):
            self.form.rows[name].show_value(selected.get(name, ""))

    def start(self) -> None:
        self.form.start("quote" if self.form.rows["locator"].editor.raw() else "locator")

    def values(self) -> dict[str, Any]:
        """What stands there; `UserError` when it says neither where nor what."""
        found = self.form.values()
        if not (found["locator"] or found["quote"].strip()):
            self.form.start("locator")
            raise UserError(tr("Say where the passage stands, or quote its words."))
        around = self._selected if found["quote"] and found["quote"] == self._selected.get("quote") else {}
        return found | {name: around[name] for name in ("before", "after") if name in around}


class BearingChoice(Segments):
    """Supports, undermines or context. `confirmed` on Enter."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        choices = [(stored, bearing_words(stored)) for stored, _label in BEARINGS]
        super().__init__(choices, tr("Bearing"), parent)
        for button in self.buttons.values():
            for keys in ("Return", "Enter"):
                inside(button, keys, self.confirmed.emit)


def place_words(text: str) -> str:
    """A locator in full words: "p. 3, para. 12" is "page 3, paragraph 12"; "" while it is none."""
    try:
        place = locators.parse(str(text))
    except ValueError:
        return ""
    names = ((tr("page"), place.page), (tr("paragraph"), place.paragraph), (tr("line"), place.line))
    parts = [f"{name} {value}" for name, value in names if value]
    parts += [tr("time {time}").format(time=place.time)] if place.time else []
    parts += [tr("region {region}").format(region=place.region)] if place.region else []
    parts += [f"“{place.named}”"] if place.named else []
    return ", ".join(parts)


def outlined(form: Form) -> Form:
    """A form that is there to be filled in looks like one at once."""
    for row in form.rows.values():
        row.editor.control.setProperty("quiet", None)
    return form


def unsaved(*_what: object) -> None:
    """A draft writes nothing before it is added."""


def linking_keys(
    form: QWidget, bearing: BearingChoice, link: Callable[[], object], leave: Callable[[], object]
) -> None:
    """From anywhere in `form` Ctrl+Enter links, Esc leaves, and Alt+S, Alt+U and Alt+C say the bearing."""
    inside(form, "Esc", leave)
    for keys in ("Ctrl+Return", "Ctrl+Enter"):
        inside(form, keys, link)
    for keys, value in (("Alt+S", "supports"), ("Alt+U", "undermines"), ("Alt+C", "context")):
        inside(form, keys, partial(bearing.show_value, value))


def labelled(words: str, widget: QWidget) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    label = PlainLabel(words, tone="muted")
    label.setContentsMargins(9, 0, 0, 0)
    column.addWidget(label)
    column.addWidget(widget)
    return row
