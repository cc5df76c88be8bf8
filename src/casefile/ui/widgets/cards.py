"""A list of records as cards, the first some dozens at once and the rest when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn

_AT_FIRST = 25


class Card(QWidget):
    """One record of a `CardList`."""

    def show_row(self, row: Any) -> None:
        """Show `row`, for the first time or changed."""

    def commit(self) -> bool:
        """Save what is being typed; False when it cannot be."""
        return True


class CardList(QWidget):
    """`make(id)` makes the card of a record; rows are anything with `id`."""

    def __init__(self, make: Callable[[UUID], Card], spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Any] = ()
        self._limit = _AT_FIRST
        self._column: KeyedColumn[Any, Card] = KeyedColumn(
            lambda row: row.id, lambda row: make(row.id), lambda card, row: card.show_row(row), spacing
        )
        self.more = QPushButton()
        self.more.clicked.connect(self._show_more)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(spacing)
        room.addWidget(self._column)
        room.addWidget(self.more)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Any], *, afresh: bool = False) -> None:
        """Show `rows` in their order; `afresh` forgets what was shown before (another record's list)."""
        if afresh:
            self._limit = _AT_FIRST
        self._rows = rows
        self._column.show_rows(rows[: self._limit])
        hidden = len(rows) - self._limit
        self.more.setText(tr("Show {count} more").format(count=f"{hidden:,}"))
        self.more.setVisible(hidden > 0)

    def reveal(self, record: UUID) -> Card | None:
        """The card of `record`, made now if it stands behind "Show more"."""
        if self._column.widget(record) is None and any(row.id == record for row in self._rows):
            self._show_more()
        return self._column.widget(record)

    @property
    def cards(self) -> list[Card]:
        """Those that are shown, from the top."""
        return self._column.widgets()

    def commit(self) -> bool:
        """Save what is being typed in any of them."""
        committed = [card.commit() for card in self.cards]
        return all(committed)

    def _show_more(self) -> None:
        self._limit = len(self._rows)
        self.show_rows(self._rows)
