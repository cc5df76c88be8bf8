"""The postings of an actor: which role in whom and when, each with its proof."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.model.dates import words
from casefile.operations.actors import ActorDetail, PostingRow
from casefile.operations.proof_links import Target
from casefile.ui import icons
from casefile.ui.acts.finders import actors
from casefile.ui.belongings import BelongingCard, Belongings, Kind
from casefile.ui.linking.proof import ProofPanel
from casefile.ui.text import tr
from casefile.ui.widgets.buttons import icon_button
from casefile.ui.widgets.cards import CardList
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import NumberLink, PlainLabel, ProseLabel
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

POSTING = Kind(
    noun="posting",
    title="Postings",
    word="posting",
    none=(
        "A posting is a role in a unit, organisation or State, from one day to another: what links a person to an act."
    ),
    first=("role", "superior_id", "start", "end"),
    more=("note",),
    together=(("start", "end"),),
    finders=lambda workspace: {"superior_id": actors(workspace)},
)


def span_words(start: str, end: str) -> str:
    """From and to in words."""
    if start and end:
        return tr("{start} to {end}").format(start=words(start), end=words(end))
    if start:
        return tr("from {start}").format(start=words(start))
    return tr("until {end}").format(end=words(end)) if end else tr("dates not known")


class Postings(Belongings):
    """The actor's own postings, then those of others under it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, POSTING, PostingCard, lambda: {"actor_id": self.actor}, parent)
        self.actor: UUID | None = None
        self.staff_heading = PlainLabel(tr("In or under this one"), tone="muted")
        self.staff = CardList(lambda: PostingCard(workspace), spacing=4)
        self.column.addWidget(self.staff_heading)
        self.column.addWidget(self.staff)

    def show_actor(self, detail: ActorDetail, *, locked: bool) -> None:
        """Show the postings of an actor, again or for the first time."""
        another, self.actor = detail.actor.id != self.actor, detail.actor.id
        empty = not detail.postings and not detail.staff
        self.show_rows(detail.postings, locked=locked, another=another, empty=empty)
        self.staff.show_rows(detail.staff, afresh=another)
        self.staff_heading.setVisible(bool(detail.staff))

    def reveal(self, posting: UUID) -> None:
        """Unfold one posting."""
        card = self.list.reveal(posting) or self.staff.reveal(posting)
        if isinstance(card, PostingCard):
            card.unfold(opened=True)

    def commit(self) -> bool:
        own, staff = super().commit(), self.staff.commit()
        return own and staff


class PostingCard(BelongingCard):
    """Role, in whom, when, how far proved; unfolded it shows the proof."""

    form_at = 2

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, POSTING)
        self._other: UUID | None = None
        self.proof: ProofPanel | None = None
        self.fold_button = icon_button("right", tr("Show the proof of this posting"))
        self.fold_button.setCheckable(True)
        self.role = PlainLabel(wrap=True)
        self.other = NumberLink()
        self.when = PlainLabel(tone="muted")
        self.note = ProseLabel(tone="muted")
        self.state = StateLabel()
        self._lay_out()
        self.fold_button.toggled.connect(lambda opened: self.unfold(opened=opened))
        self.other.followed.connect(lambda _beside: self._other and workspace.go("actors", self._other))

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(30, 0, 0, 0)
        below.addWidget(self.other)
        below.addWidget(self.when)
        below.addStretch()
        self.column.setContentsMargins(6, 6, 8, 8)
        self.lay_out((self.role, self.state), (self.note,))
        self.head.insertWidget(0, self.fold_button)
        self.column.insertLayout(1, below)
        self.note.setContentsMargins(36, 0, 0, 0)

    def show_row(self, row: PostingRow) -> None:
        if row.id != self.record:
            self.record = None  # what is unfolded belongs to the one before
            self.unfold(opened=False)
        super().show_row(row)
        posting = row.posting
        self._other = row.other_id
        self.role.setText(posting["role"])
        self.other.show_text(row.other)
        self.other.setVisible(bool(row.other))
        self.when.setText(span_words(posting["start"], posting["end"]))
        self.note.setText(posting["note"])
        self.note.setVisible(bool(posting["note"]))
        self.state.show_mark(Mark(row.proof.state.value))

    def make_form(self) -> Form:
        form = super().make_form()
        form.setContentsMargins(28, 8, 0, 4)
        return form

    def unfold(self, *, opened: bool) -> None:
        """Show or hide the proof."""
        self.fold_button.blockSignals(True)
        self.fold_button.setChecked(opened)
        self.fold_button.blockSignals(False)
        self.fold_button.setIcon(icons.icon("down" if opened else "right", "muted"))
        if opened and self.record is not None and self.proof is None:
            self.proof = ProofPanel(self.workspace, title=tr("Proof of this posting"))
            self.proof.setContentsMargins(36, 4, 0, 4)
            self.column.addWidget(self.proof)
        if self.proof is not None:
            if opened and self.record is not None and self.proof.target != Target("posting", self.record):
                self.proof.show_target(Target("posting", self.record))
            self.proof.setVisible(opened)
