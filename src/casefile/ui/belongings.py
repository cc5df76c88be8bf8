"""Records of one noun that belong to what is shown: a heading, a draft behind "Add …", and a card each with edit and bin.

Passages, postings, consents and blocks of numbers are such; each says its words and fields in a `Kind`, and what its card shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.operations import records
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.text import tr
from casefile.ui.widgets.buttons import dress, icon_button
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.tab_order import follow_layout
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun that belongs to others. `word` is it in a sentence ("Add posting"), `none` says what belongs here as long as
    nothing does; `first` are the fields of a new one, `more` those that its form has besides.
    """

    noun: str
    title: str
    word: str
    none: str
    first: tuple[str, ...]
    more: tuple[str, ...]
    together: tuple[tuple[str, ...], ...] = ()
    finders: Callable[[Workspace], Mapping[str, Finder]] = lambda _workspace: {}


class Belongings(QWidget):
    """The records of a kind in one place. `owner()` gives the values by which a new one belongs to what is shown."""

    def __init__(
        self,
        workspace: Workspace,
        kind: Kind,
        card: Callable[[Workspace], BelongingCard],
        owner: Callable[[], Mapping[str, Any]] = dict,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.kind, self._owner = workspace, kind, owner
        self._locked, self._empty = True, True
        words = tr("Add {noun}").format(noun=tr(kind.word))
        self.add_button = QPushButton(words)
        self.add_button.setIcon(icons.icon("add"))
        self.none = PlainLabel(tr(kind.none), tone="muted", wrap=True)
        fields = noun_records.fields(kind.noun, *kind.first)
        self.draft = Draft("", fields, self._make, finders=kind.finders(workspace), together=kind.together, words=words)
        self.room = QFrame()
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(self.draft)
        self.room.hide()
        self.list = CardList(lambda: card(workspace), spacing=4)
        self.heading = Heading(tr(kind.title))
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.add_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        for widget in (self.none, self.room, self.list):
            self.column.addWidget(widget)
        self.add_button.clicked.connect(lambda _checked: self.add())
        self.draft.saved.connect(self._close)
        self.draft.dropped.connect(self._close)

    @property
    def adding(self) -> bool:
        """Whether a new one is being written."""
        return not self.room.isHidden()

    def show_rows(self, rows: Sequence[Any], *, locked: bool, another: bool = False, empty: bool | None = None) -> None:
        """Show `rows`, `another` owner's or the same again; `locked`: nothing can be added.

        `empty`: whether there is nothing to see, where it does not follow from `rows`.
        """
        self._locked = locked
        self._empty = not rows if empty is None else empty
        if another:
            self.room.hide()
            self.draft.clear()
        self.list.show_rows(rows, afresh=another)
        self._offer()

    def add(self, values: Mapping[str, Any] | None = None, focus: str = "") -> None:
        """Begin a new one, with `values` filled in, the cursor in the first field or `focus`."""
        if not self._locked:
            self.room.show()
            self._offer()
            self.draft.start(values, focus)
            bring_opened_into_view(self.room)

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.list.commit()

    def _make(self, values: Mapping[str, Any]) -> None:
        label = f"Add {self.kind.word}"
        self.workspace.write(label, records.add, self.kind.noun, {**self._owner(), **values})

    def _close(self) -> None:
        self.room.hide()
        self._offer()
        self.add_button.setFocus()

    def _offer(self) -> None:
        self.add_button.setVisible(not self._locked and not self.adding)
        self.none.setVisible(self._empty and not self.adding)


class BelongingCard(Card):
    """One of them: what `head` and `column` are given to show, a form that unfolds in the column, and the bin."""

    form_at = -1
    """Where in the column the form unfolds; -1: below all else."""

    def __init__(self, workspace: Workspace, kind: Kind) -> None:
        super().__init__()
        self.workspace, self.kind = workspace, kind
        self.record: UUID | None = None
        self.form: Form | None = None
        word = tr(kind.word)
        self.edit_button = icon_button("edit", tr("Edit {noun}").format(noun=word))
        self.bin_button = icon_button("bin", tr("Put {noun} into the bin").format(noun=word))
        self.frame = QFrame()
        self.frame.setProperty("card", "true")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.frame)
        self.column = QVBoxLayout(self.frame)
        self.column.setContentsMargins(12, 6, 8, 8)
        self.column.setSpacing(2)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.column.addLayout(self.head)
        self.edit_button.clicked.connect(self.toggle_edit)
        self.bin_button.clicked.connect(self.bin)

    def lay_out(self, head: Sequence[QWidget], below: Sequence[QWidget]) -> None:
        """Lay `head` (the first takes the room that is left) and the two buttons out in a line, `below` under it."""
        for widget in (*head, self.edit_button, self.bin_button):
            self.head.addWidget(widget)
        self.head.setStretch(0, 1)
        for widget in below:
            self.column.addWidget(widget)

    @property
    def locked(self) -> bool:
        """Whether the case can only be read."""
        return self.workspace.locked

    def show_row(self, row: Any) -> None:
        if row.id != self.record:
            self.close_form()
        self.record = row.id
        self.edit_button.setVisible(not self.locked)
        self.bin_button.setVisible(not self.locked)
        if self.form is not None:
            self.form.show_record(self._read(), locked=self.locked)

    def toggle_edit(self) -> None:
        """Open the form, or close it when everything in it is saved."""
        if self.form is None:
            self.edit()
        elif self.form.commit():
            self.close_form()

    def edit(self, field: str = "") -> None:
        """Open the form, the cursor in its first field or in `field`."""
        if self.record is None:
            return
        if self.form is None:
            self.form = self.make_form()
            self.column.insertWidget(self.form_at, self.form)
            self.form.show()  # at once, or the Tab key would find nothing in it
            follow_layout(self)
            dress(self.edit_button, "close", tr("Close the form"))
            self.form_changed()
        self.form.show_record(self._read(), locked=self.locked)
        self.form.start(field)
        bring_opened_into_view(self.form)

    def make_form(self) -> Form:
        """The form of the record, all its fields."""
        kind = self.kind
        save = noun_records.save(self.workspace, kind.noun, lambda: self.record)
        fields = noun_records.fields(kind.noun, *kind.first, *kind.more)
        form = Form(fields, save, finders=kind.finders(self.workspace), together=kind.together)
        form.setContentsMargins(0, 8, 0, 0)
        return form

    def close_form(self) -> None:
        """Put the form away."""
        if self.form is not None:
            focus = QApplication.focusWidget()
            if focus is not None and self.form.isAncestorOf(focus):
                self.edit_button.setFocus()  # or it would be given to whatever comes next in the window
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            dress(self.edit_button, "edit", tr("Edit {noun}").format(noun=tr(self.kind.word)))
            self.form_changed()

    def form_changed(self) -> None:
        """The form was opened or put away."""

    def bin(self) -> None:
        """Put the record into the bin."""
        record = self.record
        if record is not None and self.workspace.attempt(
            lambda: self.workspace.write(f"Bin {self.kind.word}", records.bin_, self.kind.noun, record)
        ):
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    def commit(self) -> bool:
        return self.form is None or self.form.commit()

    def _read(self) -> records.Row:
        assert self.record is not None
        return self.workspace.read(records.get, self.kind.noun, self.record)


def bring_opened_into_view(widget: QWidget) -> None:
    """Scroll until what was opened just now is seen, once it has its height; first of all the field to be typed in."""

    def scroll() -> None:
        bring_into_view(widget)
        focused = QApplication.focusWidget()
        if focused is not None and widget.isAncestorOf(focused):
            bring_into_view(focused)

    QTimer.singleShot(0, widget, scroll)
