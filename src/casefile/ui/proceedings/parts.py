"""Who takes part in a proceeding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from casefile.model.proceedings import ROLES
from casefile.operations import actors, records
from casefile.operations.actors import Participant
from casefile.ui import icons
from casefile.ui.acts.finders import actors as actor_finder
from casefile.ui.linking.going import follow
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.labels import Heading, NumberLink
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace


class Participants(QWidget):
    """The actors of one proceeding, each with its part; a line to add one more."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.proceeding: UUID | None = None
        self._there: frozenset[UUID] = frozenset()
        self.list = CardList(lambda: _PartLine(workspace), spacing=0)
        self.picker = Picker(actor_finder(workspace), tr("Add an actor"))
        self.picker.line.setAccessibleName(tr("Add an actor"))
        self.picker.picked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (Heading(tr("Taking part")), self.list, self.picker):
            column.addWidget(widget)

    def show_proceeding(self, proceeding: UUID, *, locked: bool) -> None:
        another, self.proceeding = proceeding != self.proceeding, proceeding
        found = self.workspace.read(actors.taking_part, proceeding)
        self._there = frozenset(one.actor_id for one in found)
        self.list.show_rows(found, afresh=another)
        self.picker.setVisible(not locked)

    def _add(self, actor: UUID | None) -> None:
        self.picker.show_value(None)
        if actor is None or self.proceeding is None:
            return
        if actor in self._there:
            self.workspace.said.emit(tr("This actor takes part already."))
            return
        values: dict[str, Any] = {"proceeding_id": self.proceeding, "actor_id": actor}
        self.workspace.write("Add actor to proceeding", records.add, "proceeding_actor", values)


class _PartLine(Card):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._row: Participant | None = None
        self.name = NumberLink()
        self.role = QComboBox()
        self.role.setProperty("quiet", "true")
        for stored, words in ROLES:
            self.role.addItem(tr(words), stored)
        self.take_button = QToolButton()
        self.take_button.setIcon(icons.icon("close", "muted"))
        self.take_button.setToolTip(tr("Take away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addStretch()
        row.addWidget(self.role)
        row.addWidget(self.take_button)
        self.name.followed.connect(lambda beside: self._row and follow(workspace, "actor", self._row.actor_id, beside))
        self.role.activated.connect(self._set_role)
        self.take_button.clicked.connect(self._take)

    def show_row(self, row: Participant) -> None:
        self._row = row
        locked = self.workspace.locked
        self.name.show_text(row.name)
        self.role.setCurrentIndex(self.role.findData(row.role))
        self.role.setAccessibleName(f"{tr('Part')}: {row.name}")
        self.role.setEnabled(not locked)
        self.take_button.setAccessibleName(f"{tr('Take away')}: {row.name}")
        self.take_button.setVisible(not locked)

    def _set_role(self) -> None:
        role = self.role.currentData()
        if self._row is not None and role != self._row.role:
            label = "Edit part in proceeding"
            self.workspace.write(label, records.edit, "proceeding_actor", self._row.id, {"role": role})

    def _take(self) -> None:
        if self._row is not None:
            self.workspace.write("Take actor from proceeding", records.bin_, "proceeding_actor", self._row.id)
