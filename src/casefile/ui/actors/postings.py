"""The postings of an actor: which role in whom and when, each with its proof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.model.dates import words
from casefile.operations import records
from casefile.operations.actors import ActorDetail, PostingRow
from casefile.operations.proof_links import Target
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.acts.finders import actors
from casefile.ui.linking.proof import ProofPanel
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel, ProseLabel
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

_FIELDS = ("role", "superior_id", "start", "end", "note")


def span_words(start: str, end: str) -> str:
    """From and to in words."""
    if start and end:
        return tr("{start} to {end}").format(start=words(start), end=words(end))
    if start:
        return tr("from {start}").format(start=words(start))
    return tr("until {end}").format(end=words(end)) if end else tr("dates not known")


class Postings(QWidget):
    """The actor's own postings, then those of others under it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.actor: UUID | None = None
        self._locked = True
        self.add_button = QPushButton(tr("Add posting"))
        self.add_button.setIcon(icons.icon("add"))
        self.none = PlainLabel(
            tr(
                "A posting is a role in a unit, organisation or State, from one day to another: what links a person to an act."
            ),
            tone="muted",
            wrap=True,
        )
        self.draft = Draft(
            "",
            noun_records.fields("posting", *_FIELDS[:4]),
            self._make,
            finders={"superior_id": actors(workspace)},
            together=(("start", "end"),),
            words=tr("Add posting"),
        )
        self.room = QFrame()
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(self.draft)
        self.room.hide()
        self.list = CardList(lambda: PostingCard(workspace), spacing=4)
        self.staff_heading = PlainLabel(tr("In or under this one"), tone="muted")
        self.staff = CardList(lambda: PostingCard(workspace), spacing=4)
        head = QHBoxLayout()
        head.addWidget(Heading(tr("Postings")), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.none, self.room, self.list, self.staff_heading, self.staff):
            column.addWidget(widget)
        self.add_button.clicked.connect(self.add)
        self.draft.saved.connect(self._close_draft)
        self.draft.dropped.connect(self._close_draft)

    def show_actor(self, detail: ActorDetail, *, locked: bool) -> None:
        another, self.actor = detail.actor.id != self.actor, detail.actor.id
        self._locked = locked
        if another:
            self.room.hide()
            self.draft.clear()
        self.add_button.setVisible(not locked and self.room.isHidden())
        self.none.setVisible(not detail.postings and not detail.staff and self.room.isHidden())
        self.list.show_rows(detail.postings, afresh=another)
        self.staff.show_rows(detail.staff, afresh=another)
        self.staff_heading.setVisible(bool(detail.staff))

    def add(self) -> None:
        """Begin a new posting."""
        self.room.show()
        self.none.hide()
        self.add_button.hide()
        self.draft.start()

    def reveal(self, posting: UUID) -> None:
        """Unfold one posting."""
        card = self.list.reveal(posting) or self.staff.reveal(posting)
        if isinstance(card, PostingCard):
            card.unfold(opened=True)

    def commit(self) -> bool:
        own, staff = self.list.commit(), self.staff.commit()
        return own and staff

    def _make(self, values: Mapping[str, Any]) -> None:
        self.workspace.write("Add posting", records.add, "posting", {"actor_id": self.actor, **values})

    def _close_draft(self) -> None:
        self.room.hide()
        self.add_button.setVisible(not self._locked)
        self.none.setVisible(not self.list.cards and not self.staff.cards)
        self.add_button.setFocus()


class PostingCard(Card):
    """Role, in whom, when, how far proved; unfolded it shows the proof, and its form."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.posting: UUID | None = None
        self._row: PostingRow | None = None
        self.form: Form | None = None
        self.proof: ProofPanel | None = None
        self.fold_button = _tool("right", tr("Show the proof of this posting"))
        self.fold_button.setCheckable(True)
        self.role = PlainLabel(wrap=True)
        self.other = NumberLink()
        self.when = PlainLabel(tone="muted")
        self.note = ProseLabel(tone="muted")
        self.state = StateLabel()
        self.edit_button = _tool("edit", tr("Edit posting"))
        self.bin_button = _tool("bin", tr("Put posting into the bin"))
        self._lay_out()
        self.fold_button.toggled.connect(lambda opened: self.unfold(opened=opened))
        self.other.followed.connect(lambda _beside: self._follow())
        self.edit_button.clicked.connect(self.toggle_edit)
        self.bin_button.clicked.connect(self.bin)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("card", "true")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(frame)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.fold_button)
        head.addWidget(self.role, 1)
        for widget in (self.state, self.edit_button, self.bin_button):
            head.addWidget(widget)
        below = QHBoxLayout()
        below.setContentsMargins(30, 0, 0, 0)
        below.addWidget(self.other)
        below.addWidget(self.when)
        below.addStretch()
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(6, 6, 8, 8)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self._column.addLayout(below)
        self.note.setContentsMargins(36, 0, 0, 0)
        self._column.addWidget(self.note)

    def show_row(self, row: PostingRow) -> None:
        if row.id != self.posting:
            self._close_form()
            self.unfold(opened=False)
        self._row, self.posting = row, row.id
        locked = self.workspace.case is None or self.workspace.case.read_only
        posting = row.posting
        self.role.setText(posting["role"])
        self.other.show_text(row.other)
        self.other.setVisible(bool(row.other))
        self.when.setText(span_words(posting["start"], posting["end"]))
        self.note.setText(posting["note"])
        self.note.setVisible(bool(posting["note"]))
        self.state.show_mark(Mark(row.proof.state.value))
        self.edit_button.setVisible(not locked)
        self.bin_button.setVisible(not locked)
        if self.form is not None:
            self.form.show_record(posting)

    def unfold(self, *, opened: bool) -> None:
        """Show or hide the proof."""
        self.fold_button.blockSignals(True)
        self.fold_button.setChecked(opened)
        self.fold_button.blockSignals(False)
        self.fold_button.setIcon(icons.icon("down" if opened else "right", "muted"))
        if opened and self.posting is not None and self.proof is None:
            self.proof = ProofPanel(self.workspace, title=tr("Proof of this posting"))
            self.proof.setContentsMargins(36, 4, 0, 4)
            self._column.addWidget(self.proof)
        if self.proof is not None:
            if opened and self.posting is not None and self.proof.target != Target("posting", self.posting):
                self.proof.show_target(Target("posting", self.posting))
            self.proof.setVisible(opened)

    def toggle_edit(self) -> None:
        """Open the form, or close it when everything in it is saved."""
        if self.form is None and self._row is not None:
            save = noun_records.save(self.workspace, "posting", lambda: self.posting)
            self.form = Form(
                noun_records.fields("posting", *_FIELDS),
                save,
                finders={"superior_id": actors(self.workspace)},
                together=(("start", "end"),),
            )
            self.form.setContentsMargins(28, 4, 0, 4)
            self._column.insertWidget(2, self.form)
            self.form.show()  # at once, or the Tab key would find nothing in it
            self.form.show_record(self._row.posting)
            self.form.start()
        elif self.form is not None and self.form.commit():
            self._close_form()

    def bin(self) -> None:
        if self.posting is not None:
            self.workspace.write("Bin posting", records.bin_, "posting", self.posting)

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def commit(self) -> bool:
        return self.form is None or self.form.commit()

    def _follow(self) -> None:
        if self._row is not None and self._row.other_id is not None:
            self.workspace.go("actors", self._row.other_id)


def _tool(icon: str, words_: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon, "muted"))
    button.setToolTip(words_)
    button.setAccessibleName(words_)
    return button
