"""The custody register of an item: who had it when. It only ever grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.custody_events import ACTIONS
from casefile.operations import custody, records
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.belongings import bring_opened_into_view
from casefile.ui.evidence import sheet
from casefile.ui.evidence.sections import Section
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_ACTIONS = dict(ACTIONS)
_FIELDS = ("action", "at", "by", "released_by", "received_by", "purpose", "place", "condition", "note")
_HANDS = ("at", "released_by", "received_by", "purpose", "place", "condition", "note")
_OUT, _BACK = "transferred", "returned"


def now() -> str:
    """This moment with its zone, as an instant field takes it."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


class Custody(QWidget):
    """The table of events, and forms for one more: out of one's hands, back again, any other."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self._locked = True
        self.events: tuple[Row, ...] = ()
        self.lines = QWidget()
        self._grid = QGridLayout(self.lines)
        self.none = PlainLabel(tr("Nothing is recorded yet about who had this item."), tone="muted", wrap=True)
        self.where = PlainLabel(tone="contested", wrap=True)
        self.out_button = QPushButton(tr("Transfer out"))
        self.back_button = QPushButton(tr("Take back"))
        self.add_button = QPushButton(tr("Add event"))
        self.add_button.setIcon(icons.icon("add"))
        self.sheet_button = QPushButton(tr("Custody sheet…"))
        self.sheet_button.setIcon(icons.icon("export"))
        hands = noun_records.fields("custody_event", *_HANDS)
        pairs = (("released_by", "received_by"), ("place", "condition"))
        self.drafts = {
            _OUT: Draft("", hands, partial(self._hand_over, _OUT), together=pairs, words=tr("Record the transfer")),
            _BACK: Draft("", hands, partial(self._hand_over, _BACK), together=pairs, words=tr("Record the return")),
            "": Draft("", noun_records.fields("custody_event", *_FIELDS), self._make, words=tr("Add event")),
        }
        self.draft = self.drafts[""]
        self.room = QFrame()
        self._lay_out()
        self.out_button.clicked.connect(lambda: self.begin(_OUT))
        self.back_button.clicked.connect(lambda: self.begin(_BACK))
        self.add_button.clicked.connect(lambda: self.begin(""))
        self.sheet_button.clicked.connect(self._ask_sheet)
        for draft in self.drafts.values():
            draft.saved.connect(self._close_draft)
            draft.dropped.connect(self._close_draft)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(9, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        for words in (self.none, self.where):
            words.setContentsMargins(9, 0, 0, 0)
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(
            PlainLabel("  " + tr("An event stays in the register; a later one corrects it."), tone="muted")
        )
        for draft in self.drafts.values():
            inside.addWidget(draft)
            draft.hide()
        self.room.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.none, self.where, self.lines, self.room):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.out_button, self.back_button, self.add_button, self.sheet_button):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)

    def show_events(self, item: UUID, events: Sequence[Row], *, locked: bool) -> None:
        if item != self.item:
            self.room.hide()
            for draft in self.drafts.values():
                draft.clear()
        self.item, self._locked = item, locked
        self.none.setVisible(not events)
        self.lines.setVisible(bool(events))
        self._offer(events)
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

    def begin(self, kind: str) -> None:
        """Begin an event at this moment: "transferred", "returned", or "" for any."""
        if self._locked:
            return
        for known, draft in self.drafts.items():
            draft.setVisible(known == kind)
        self.room.show()
        self._offer(self.events)
        me, out = self.workspace.settings.text("name"), custody.out(self.events)
        start = {"at": now(), "released_by": me} if kind == _OUT else {"at": now(), "by": me, "action": "opened"}
        if kind == _BACK:
            start = {"at": now(), "received_by": me, "released_by": out["received_by"] if out is not None else ""}
        first = {_OUT: "received_by" if me else "released_by", _BACK: "purpose" if me else "received_by", "": "at"}
        self.drafts[kind].start(start, first[kind])
        bring_opened_into_view(self.room)

    def _offer(self, events: Sequence[Row]) -> None:
        """The buttons that make sense now, and in whose hands the item is."""
        out, may = custody.out(events), not self._locked and self.room.isHidden()
        self.out_button.setVisible(may and out is None)
        self.back_button.setVisible(may and out is not None)
        self.add_button.setVisible(may)
        self.where.setVisible(out is not None)
        if out is not None:
            words = tr("Out of the house: with {name} since {when}.")
            self.where.setText(words.format(name=out["received_by"] or "?", when=local_words(out["at"]) or "?"))

    def _hand_over(self, action: str, values: Mapping[str, Any]) -> None:
        label = "Transfer evidence out" if action == _OUT else "Take evidence back"
        assert self.item is not None
        values = {"by": self.workspace.settings.text("name"), **values}
        self.workspace.write(label, custody.hand_over, self.item, action, values)

    def _make(self, values: Mapping[str, Any]) -> None:
        self.workspace.write("Add custody event", records.add, "custody_event", {"evidence_id": self.item, **values})

    def _ask_sheet(self) -> None:
        if self.item is not None:
            sheet.ask(self.workspace, self.item)

    def _close_draft(self) -> None:
        self.room.hide()
        self._offer(self.events)
        self.add_button.setFocus()


class CustodySection(Section):
    """The register of an item in a section."""

    def __init__(self, workspace: Workspace, locked: Callable[[], bool]) -> None:
        self.events: Sequence[Row] = ()
        """Of the item that is shown next."""
        super().__init__(
            tr("Custody register"),
            lambda: Custody(workspace),
            lambda _row: self._count(),
            lambda custody, row: custody.show_events(row.id, self.events, locked=locked()),
        )

    @property
    def panel(self) -> Custody:
        """What stands in it."""
        return cast("Custody", self.inside)

    def _count(self) -> str:
        count = len(self.events)
        return tr("{count} events").format(count=f"{count:,}") if count != 1 else tr("1 event")


def told(event: Row) -> str:
    """Who, from whom to whom, where, in which condition, and the note."""
    hands = " → ".join(part for part in (event["released_by"], event["received_by"]) if part)
    by = tr("by {name}").format(name=event["by"]) if event["by"] else ""
    head = " · ".join(part for part in (by, hands, event["purpose"], event["place"], event["condition"]) if part)
    return "\n".join(part for part in (head, event["note"]) if part)
