"""The custody register of an item: who had it when. It only ever grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.custody_events import ACTIONS
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_ACTIONS = dict(ACTIONS)
_FIELDS = ("action", "at", "by", "released_by", "received_by", "place", "condition", "note")


def now() -> str:
    """This moment with its zone, as an instant field takes it."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Custody(QWidget):
    """The table of events, and a form for one more."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self._locked = True
        self.events: tuple[Row, ...] = ()
        self.lines = QWidget()
        self._grid = QGridLayout(self.lines)
        self._grid.setContentsMargins(9, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self.none = PlainLabel(tr("Nothing is recorded yet about who had this item."), tone="muted", wrap=True)
        self.none.setContentsMargins(9, 0, 0, 0)
        self.add_button = QPushButton(tr("Add event"))
        self.add_button.setIcon(icons.icon("add"))
        self.draft = Draft("", noun_records.fields("custody_event", *_FIELDS), self._make, words=tr("Add event"))
        self.room = QFrame()
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(
            PlainLabel("  " + tr("An event stays in the register; a later one corrects it."), tone="muted")
        )
        inside.addWidget(self.draft)
        self.room.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.none, self.lines, self.room):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 0, 0)
        row.addWidget(self.add_button)
        row.addStretch()
        column.addLayout(row)
        self.add_button.clicked.connect(self.add)
        self.draft.saved.connect(self._close_draft)
        self.draft.dropped.connect(self._close_draft)

    def show_events(self, item: UUID, events: Sequence[Row], *, locked: bool) -> None:
        if item != self.item:
            self.room.hide()
            self.draft.clear()
        self.item, self._locked = item, locked
        self.none.setVisible(not events)
        self.lines.setVisible(bool(events))
        self.add_button.setVisible(not locked and self.room.isHidden())
        if tuple(events) == self.events:
            return
        self.events = tuple(events)
        while (old := self._grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, event in enumerate(self.events):
            cells = (
                PlainLabel(local_words(event["at"]) or tr("time not known"), tone="muted"),
                PlainLabel(tr(_ACTIONS.get(event["action"], event["action"]))),
                ProseLabel(told(event)),
            )
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)

    def add(self) -> None:
        """Begin a new event, at this moment."""
        self.room.show()
        self.add_button.hide()
        self.draft.start({"at": now(), "action": "transferred"})

    def _make(self, values: Mapping[str, Any]) -> None:
        self.workspace.write("Add custody event", records.add, "custody_event", {"evidence_id": self.item, **values})

    def _close_draft(self) -> None:
        self.room.hide()
        self.add_button.setVisible(not self._locked)
        self.add_button.setFocus()


def told(event: Row) -> str:
    """Who, from whom to whom, where, in which condition, and the note."""
    hands = " → ".join(part for part in (event["released_by"], event["received_by"]) if part)
    by = tr("by {name}").format(name=event["by"]) if event["by"] else ""
    head = " · ".join(part for part in (by, hands, event["place"], event["condition"]) if part)
    return "\n".join(part for part in (head, event["note"]) if part)
