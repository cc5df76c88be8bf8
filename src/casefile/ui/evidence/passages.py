"""The passages of an item: each with its place, its words and what it proves; new ones are made in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.operations import proof_links, quotes, records
from casefile.operations.evidence import ItemDetail
from casefile.operations.proof_links import TargetChoice
from casefile.operations.quotes import Checked, Standing
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.evidence.passage_card import PassageCard, PassageShown
from casefile.ui.evidence.proof import Line
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.workspace import Workspace

_AT_ONCE = ("locator", "quote", "translation", "note")
_MANY_PARTS = 60
"""Pages of text from which quotes are compared with it beside the window."""


class Passages(QWidget):
    """All passages of one item. `wanted(Row)` when the user asks to see a passage where it stands.

    `act` says which act one looks at: its elements are the first that a link is offered.
    """

    wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._act = workspace, act
        self.item: UUID | None = None
        self.pointed: UUID | None = None
        self._locked = True
        self._around: Mapping[str, Any] = {}
        self._detail: ItemDetail | None = None
        self._doubts: dict[UUID, str] = {}
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
        self._quotes: Slowly[dict[UUID, Checked]] = Slowly(
            self, workspace, tr("Comparing quotes"), self._check, self._checked, self._parts, _MANY_PARTS
        )
        self._lay_out()
        self.add_button.clicked.connect(self.add)
        self.draft.saved.connect(self._close_draft)
        self.draft.dropped.connect(self._close_draft)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.add_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        for widget in (self.none, self.room, self.list):
            self._column.addWidget(widget)
        self.room.hide()

    def show_item(self, detail: ItemDetail, *, locked: bool) -> None:
        """Show the passages of `detail`, again or for the first time."""
        another, self.item = detail.item.id != self.item, detail.item.id
        if another:
            self.room.hide()
            self.draft.clear()
            self.pointed, self._doubts = None, {}
        self._locked, self._detail = locked, detail
        count = len(detail.passages)
        self.heading.setText(tr("Passages") + (f"  {count:,}" if count else ""))
        self.add_button.setVisible(not locked and not self.drafting)
        self.none.setVisible(not detail.passages and not self.drafting)
        self.list.show_rows(self._shown(detail), afresh=another)
        if any(row["quote"] for row in detail.passages):
            self._quotes.read()

    def _shown(self, detail: ItemDetail) -> list[PassageShown]:
        targets = [link.target for links in detail.links.values() for link in links]
        names = self.workspace.read(proof_links.name_targets, targets) if targets else {}

        def lines(passage: UUID) -> tuple[Line, ...]:
            links = detail.links.get(passage, ())
            return tuple((link.bearing, _in_words(names[link.target])) for link in links if link.target in names)

        return [
            PassageShown(row.id, row, lines(row.id), self._locked, self._doubts.get(row.id, ""))
            for row in detail.passages
        ]

    # --- whether quotes stand in the document

    def _check(self, session: Any) -> dict[UUID, Checked]:
        return quotes.of_item(session, self.item) if self.item is not None else {}

    def _parts(self, session: Any) -> int:
        return quotes.parts_of(session, self.item) if self.item is not None else 0

    def _checked(self, found: dict[UUID, Checked]) -> None:
        doubts = {one.id: quote_doubt(one) for one in found.values() if one.problem}
        if (
            doubts != self._doubts
            and self._detail is not None
            and all(one.evidence_id == self.item for one in found.values())
        ):
            self._doubts = doubts
            self.list.show_rows(self._shown(self._detail))

    # --- new ones

    @property
    def drafting(self) -> bool:
        return not self.room.isHidden()

    def add(self, values: Mapping[str, Any] | bool | None = None) -> None:
        """Begin a new passage, with `values` filled in."""
        self.room.show()
        self.none.hide()
        self.add_button.hide()
        known = values if isinstance(values, Mapping) else {}
        given = {name: value for name, value in known.items() if name in _AT_ONCE}
        self._around = known
        self.draft.start(given or None, "quote" if given.get("locator") and not given.get("quote") else "locator")

    def reveal(self, passage: UUID) -> Card | None:
        """The card of `passage`, shown, with the focus."""
        card = self.point_at(passage)
        if card is not None:
            card.setFocus()
        return card

    def point_at(self, passage: UUID) -> PassageCard | None:
        """Frame the card of `passage` and bring it into view; the focus stays where it is."""
        self.pointed = passage
        found = self.list.reveal(passage)
        for card in self.list.cards:
            if isinstance(card, PassageCard):
                card.point(card is found)
        if not isinstance(found, PassageCard):
            return None
        bring_into_view(found)
        return found

    def commit(self) -> bool:
        return self.list.commit()

    def _card(self) -> Card:
        card = PassageCard(self.workspace, self._act)
        card.wanted.connect(self.wanted)
        return card

    def _make(self, values: Mapping[str, Any]) -> None:
        same = bool(values["quote"]) and values["quote"] == self._around.get("quote")
        around = {name: self._around.get(name, "") for name in ("before", "after")} if same else {}
        self.workspace.write("Add passage", records.add, "passage", {"evidence_id": self.item, **values, **around})

    def _close_draft(self) -> None:
        self.room.hide()
        self.add_button.setVisible(not self._locked)
        self.none.setVisible(not self.list.cards)
        self.add_button.setFocus()


def _in_words(target: TargetChoice) -> str:
    """What a passage bears on, in one line; of an attribution also whose it is."""
    of = target.detail.split(",", 1)[0] if target.target.noun == "attribution" else ""
    return f"{target.text} ({of})" if of else target.text


def quote_doubt(checked: Checked) -> str:
    """What is wrong with a quote, in one line."""
    if checked.standing is Standing.ELSEWHERE:
        return tr("These words stand elsewhere in the document: {place}.").format(place=checked.found)
    return tr("These words do not stand in the document.")


def _boxed(inside: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("card", "true")
    room = QVBoxLayout(frame)
    room.setContentsMargins(4, 10, 12, 12)
    room.addWidget(inside)
    return frame
