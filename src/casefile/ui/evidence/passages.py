"""The passages of an item: each with its place, its words and what it proves; new ones are made in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.errors import UserError
from casefile.operations import proof_links, quotes
from casefile.operations.evidence import ItemDetail
from casefile.operations.proof_links import TargetChoice
from casefile.operations.quotes import Checked, Standing
from casefile.ui.belongings import Belongings
from casefile.ui.evidence.passage_card import PASSAGE, PassageCard, PassageShown
from casefile.ui.evidence.proof import Line
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card
from casefile.ui.workspace import Workspace

_MANY_PARTS = 60
"""Pages of text from which quotes are compared with it beside the window."""


class Passages(Belongings):
    """All passages of one item. `wanted(Row)` when the user asks to see a passage where it stands.

    `act` says which act one looks at: its elements are the first that a link is offered.
    """

    wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, PASSAGE, self._card, lambda: {"evidence_id": self.item}, parent)
        self._act = act
        self.item: UUID | None = None
        self.pointed: UUID | None = None
        self._around: Mapping[str, Any] = {}
        self._detail: ItemDetail | None = None
        self._doubts: dict[UUID, str] = {}
        self._quotes: Slowly[dict[UUID, Checked]] = Slowly(
            self, workspace, tr("Comparing quotes"), self._check, self._checked, self._parts, _MANY_PARTS
        )

    def show_item(self, detail: ItemDetail, *, locked: bool) -> None:
        """Show the passages of `detail`, again or for the first time."""
        another, self.item = detail.item.id != self.item, detail.item.id
        if another:
            self.pointed, self._doubts = None, {}
        self._detail = detail
        count = len(detail.passages)
        self.heading.setText(tr(PASSAGE.title) + (f"  {count:,}" if count else ""))
        self.show_rows(self._told(detail, locked=locked), locked=locked, another=another)
        if any(row["quote"] for row in detail.passages):
            self._quotes.read()

    def _told(self, detail: ItemDetail, *, locked: bool) -> list[PassageShown]:
        targets = [link.target for links in detail.links.values() for link in links]
        names = self.workspace.read(proof_links.name_targets, targets) if targets else {}

        def lines(passage: UUID) -> tuple[Line, ...]:
            links = detail.links.get(passage, ())
            return tuple((link.bearing, _in_words(names[link.target])) for link in links if link.target in names)

        return [
            PassageShown(row.id, row, lines(row.id), locked, self._doubts.get(row.id, "")) for row in detail.passages
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
            self.show_rows(self._told(self._detail, locked=self._locked), locked=self._locked)

    # --- new ones

    def add(self, values: Mapping[str, Any] | None = None, focus: str = "") -> None:
        if self._locked:
            raise UserError(tr("This item is in the bin; restore it before you add a passage."))
        self._around = values or {}
        given = {name: value for name, value in self._around.items() if name in PASSAGE.first}
        super().add(given or None, focus or ("quote" if given.get("locator") and not given.get("quote") else ""))

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

    def _card(self, workspace: Workspace) -> PassageCard:
        card = PassageCard(workspace, self._act)
        card.wanted.connect(self.wanted)
        return card

    def _make(self, values: Mapping[str, Any]) -> None:
        same = bool(values["quote"]) and values["quote"] == self._around.get("quote")
        around = {name: self._around.get(name, "") for name in ("before", "after")} if same else {}
        super()._make({**values, **around})


def _in_words(target: TargetChoice) -> str:
    """What a passage bears on, in one line; of an attribution also whose it is."""
    of = target.detail.split(",", 1)[0] if target.target.noun == "attribution" else ""
    return f"{target.text} ({of})" if of else target.text


def quote_doubt(checked: Checked) -> str:
    """What is wrong with a quote, in one line."""
    if checked.standing is Standing.ELSEWHERE:
        return tr("These words stand elsewhere in the document: {place}.").format(place=checked.found)
    return tr("These words do not stand in the document.")
