"""The complementarity log: national proceedings as cards, and for every suspect where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.dates import words
from casefile.operations import records
from casefile.operations.admissibility import WORDS, Complementarity, National, Suspect
from casefile.ui import records as noun_records
from casefile.ui.actors.finders import state_name
from casefile.ui.actors.finders import states as state_finder
from casefile.ui.jurisdiction.sign import SignLabel
from casefile.ui.jurisdiction.words import STANDINGS
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.proceedings.kinds import name_fields
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.workspace import Workspace


class Log(QWidget):
    """Suspects first, each with its standing; then the national proceedings, and a way to write one more."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._about: UUID | None = None
        self._locked = False
        self._suspects: dict[UUID, str] = {}
        self.no_suspects = PlainLabel(
            tr("Suspects show here once a charge is attributed to somebody."), tone="muted", wrap=True
        )
        self.suspects = CardList(lambda: SuspectCard(workspace, self), spacing=0)
        self.legend = PlainLabel(tone="muted", wrap=True)
        self.no_log = PlainLabel(
            tr("No national proceeding is recorded. Write down each that you find, also one against other persons."),
            tone="muted",
            wrap=True,
        )
        self.cards = CardList(lambda: NationalCard(workspace), spacing=8)
        fields = noun_records.fields("proceeding", "title", "state", "body", "reference", "date", "stage")
        self.about = PlainLabel(tone="muted", wrap=True)
        self.draft = Draft(
            "",
            fields,
            self._make,
            finders={"state": state_finder()},
            together=(("state", "body"), ("reference", "date")),
            words=tr("Add to the log"),
        )
        name_fields(self.draft.form, "national")
        self.new_button = QPushButton(tr("New national proceeding"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        for widget in (Heading(tr("Suspects")), self.no_suspects, self.suspects, self.legend, Heading(tr("National proceedings")),
                       self.no_log, self.cards, self.about, self.draft):  # fmt: skip
            column.addWidget(widget)
        column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.new_button.clicked.connect(lambda: self.begin(None))
        self.draft.dropped.connect(lambda: self._show_draft(False))
        self._show_draft(False)

    def show_log(self, found: Complementarity, *, locked: bool) -> None:
        """Show what is recorded."""
        self._suspects = {one.id: one.name for one in found.suspects}
        self.no_suspects.setVisible(not found.suspects)
        self.suspects.show_rows(found.suspects)
        there = dict.fromkeys(one.standing for one in found.suspects)
        self.legend.setText("\n".join(f"{STANDINGS[one][0]} {tr(WORDS[one])}" for one in there))
        self.legend.setVisible(bool(there))
        self.no_log.setVisible(not found.log)
        self.cards.show_rows(found.log)
        self._locked = locked
        self._show_draft(not self.draft.isHidden())

    def begin(self, suspect: UUID | None) -> None:
        """Write a national proceeding, about `suspect` if one is given."""
        self._about = suspect
        self.about.setText(tr("About {name}").format(name=self._suspects.get(suspect, "")) if suspect else "")
        self._show_draft(True)
        self.draft.start()
        QTimer.singleShot(0, self.draft, lambda: bring_into_view(self.draft))  # once it has its height

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.cards.commit()

    def _make(self, values: Mapping[str, Any]) -> None:
        self._workspace.write("Add national proceeding", _add, values, self._about)
        self._show_draft(False)

    def _show_draft(self, shown: bool) -> None:
        self.draft.setVisible(shown)
        self.new_button.setVisible(not shown and not self._locked)
        self.about.setVisible(shown and self._about is not None)


class SuspectCard(Card):
    """A suspect and where the national proceedings lead."""

    def __init__(self, workspace: Workspace, log: Log) -> None:
        super().__init__()
        self._row: Suspect | None = None
        self._workspace = workspace
        self.name = NumberLink()
        self.charges = PlainLabel(tone="muted")
        self.standing = SignLabel()
        self.button = QPushButton(tr("Proceeding…"))
        head = QHBoxLayout(self)
        head.setContentsMargins(0, 2, 0, 2)
        head.setSpacing(12)
        for widget in (self.name, self.charges):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.standing)
        head.addWidget(self.button)
        self.name.followed.connect(lambda _beside: self._row and workspace.go("actors", self._row.id))
        self.button.clicked.connect(lambda: self._row is not None and log.begin(self._row.id))

    def show_row(self, row: Suspect) -> None:
        self._row = row
        self.name.show_text(row.name)
        charges = tr("1 charge") if row.charges == 1 else tr("{count} charges").format(count=f"{row.charges:,}")
        self.charges.setText(charges)
        self.standing.show_sign(STANDINGS[row.standing])
        self.setToolTip(tr(WORDS[row.standing]))
        self.button.setAccessibleName(tr("New national proceeding about {name}").format(name=row.name))
        self.button.setVisible(not self._workspace.locked)


class NationalCard(Card):
    """One national proceeding: what it is, about whom, and the tests that are answered in place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._record: UUID | None = None
        self.title = NumberLink()
        self.standing = SignLabel()
        self.line = PlainLabel(tone="muted", wrap=True)
        self.people = PlainLabel(wrap=True)
        save = noun_records.save(workspace, "proceeding", lambda: self._record)
        fields = noun_records.fields("proceeding", "stage", "outcome", "conduct", "same_case", "genuineness")
        self.form = Form(fields, save, together=(("stage", "outcome"), ("same_case", "genuineness")))
        frame = QFrame()
        frame.setProperty("card", "true")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.standing)
        column.addLayout(head)
        for widget in (self.line, self.people, self.form):
            column.addWidget(widget)
        self.title.followed.connect(lambda _beside: workspace.attempt(partial(self._go)))

    def show_row(self, row: National) -> None:
        self._record = row.id
        self.title.show_text(row.row.title, tr("Open it among the proceedings"))
        self.standing.show_sign(STANDINGS[row.standing])
        state = state_name(row.row["state"]) if row.row["state"] else tr("State not said")
        parts = (state, row.row["body"], row.row["reference"], words(row.row["date"]))
        self.line.setText("  ·  ".join(part for part in parts if part))
        names = ", ".join(name for _id, name in row.subjects)
        self.people.setText(
            tr("About {name}").format(name=names) if names else tr("No person is named as its subject.")
        )
        locked = self._workspace.locked
        self.form.show_record(row.row, locked=locked)

    def commit(self) -> bool:
        return self.form.commit()

    def _go(self) -> None:
        self._workspace.go("proceedings", self._record)


def _add(session: Any, values: Mapping[str, Any], suspect: UUID | None) -> UUID:
    made = records.add(session, "proceeding", {"kind": "national", **values})
    if suspect is not None:
        records.add(session, "proceeding_actor", {"proceeding_id": made, "actor_id": suspect, "role": "subject"})
    return made
