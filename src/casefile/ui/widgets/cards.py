"""A list of records as cards, the first some at once and the rest when asked for.

Cards are used again for other records: making and dressing a widget costs far more than showing another text in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from casefile.ui.text import tr
from casefile.ui.widgets.tab_order import follow_layout
from casefile.ui.widgets.turns import Turns

_AT_FIRST = 12
_MOST_SPARE = 40


class Card(QWidget):
    """One record of a `CardList`. A card whose record goes away is given another: `show_row` forgets what was open."""

    def show_row(self, row: Any) -> None:
        """Show `row`: for the first time, changed, or in place of another."""

    def commit(self) -> bool:
        """Save what is being typed; False when it cannot be."""
        return True


class CardList(QWidget):
    """`make()` makes an empty card; rows are anything with `id`. A record keeps its card as long as it is shown."""

    def __init__(self, make: Callable[[], Card], spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._rows: Sequence[Any] = ()
        self._limit = _AT_FIRST
        self._shown: dict[UUID, tuple[Card, Any]] = {}
        self._spare: list[Card] = []
        self._turns = Turns(self)
        self.more = QPushButton()
        self.more.clicked.connect(self._show_more)
        self._walked: list[Card] = []
        self._before = QWidget(self)
        """Where the cards begin for the Tab key; hidden, it is never stopped at."""
        self._before.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._before.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self._column.addWidget(self.more)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Any], *, afresh: bool = False) -> None:
        """Show `rows` in their order; `afresh` folds a long list again (another record's)."""
        if afresh:
            self._limit = _AT_FIRST
        self._rows = rows
        wanted = rows[: self._limit]
        self._let_go(set(self._shown) - {row.id for row in wanted})
        self._turns.begin([*(partial(self._place, place, row) for place, row in enumerate(wanted)), self._end])
        if self._turns.waits:  # cards of what was shown before must not stand there meanwhile
            for card in (*self._spare, self.more):
                card.hide()
        self.setVisible(bool(rows))

    def _end(self) -> None:
        self._put_away()
        hidden = len(self._rows) - self._limit
        self.more.setText(tr("Show {count} more").format(count=f"{hidden:,}"))
        self.more.setVisible(hidden > 0)
        cards = self._in_order()
        if cards != self._walked:
            self._walked = cards
            follow_layout(*cards, self.more, after=self._before)

    def reveal(self, record: UUID) -> Card | None:
        """The card of `record`, made now if it was not yet or stands behind "Show more"."""
        self._turns.complete()
        if record not in self._shown and any(row.id == record for row in self._rows):
            self._show_more()
            self._turns.complete()
        found = self._shown.get(record)
        return None if found is None else found[0]

    @property
    def cards(self) -> list[Card]:
        """Those that are shown, from the top; all of them, some made now."""
        self._turns.complete()
        return self._in_order()

    def _in_order(self) -> list[Card]:
        return sorted((card for card, _row in self._shown.values()), key=self._column.indexOf)

    def commit(self) -> bool:
        """Save what is being typed in any of them."""
        committed = [card.commit() for card, _row in self._shown.values()]
        return all(committed)

    def _place(self, place: int, row: Any) -> None:
        known = self._shown.get(row.id)
        card = known[0] if known is not None else self._spare.pop() if self._spare else self._make()
        if known is None or known[1] != row:
            card.show_row(row)
        self._shown[row.id] = (card, row)
        if self._column.indexOf(card) != place:
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)
        if card.isHidden():
            card.show()

    def _let_go(self, gone: set[UUID]) -> None:
        for identity in gone:
            card, _row = self._shown.pop(identity)
            self._spare.append(card)

    def _put_away(self) -> None:
        """Hide the cards that no record took over: hiding and showing all of them would lay everything out again."""
        for card in self._spare:
            card.hide()
        while len(self._spare) > _MOST_SPARE:
            card = self._spare.pop()
            self._column.removeWidget(card)
            card.deleteLater()

    def _show_more(self) -> None:
        self._limit = len(self._rows)
        self.show_rows(self._rows)
