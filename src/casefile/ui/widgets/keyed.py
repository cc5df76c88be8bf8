"""A column of widgets, one a row of operations, that keeps what is still there when the rows are read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.ui.widgets.turns import Turns

_R = TypeVar("_R")
_W = TypeVar("_W", bound=QWidget)


class KeyedColumn(QWidget, Generic[_R, _W]):
    """`show_rows` makes a widget for each new key, updates those that stay (focus and folds with them), drops the rest.

    Widgets of many rows are made over several turns of the event loop.
    """

    def __init__(
        self,
        key: Callable[[_R], Hashable],
        make: Callable[[_R], _W],
        update: Callable[[_W, _R], object],
        spacing: int = 8,
    ) -> None:
        super().__init__()
        self._key, self._make, self._update = key, make, update
        self._shown: dict[Hashable, tuple[_W, _R]] = {}
        self._waiting: set[Hashable] = set()  # the keys of those that are still to be made or updated
        self._turns = Turns(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.hide()

    def show_rows(self, rows: Sequence[_R]) -> None:
        wanted = {self._key(row): row for row in rows}
        for key in [known for known in self._shown if known not in wanted]:
            gone, _row = self._shown.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._waiting = set(wanted)
        self.setVisible(bool(wanted))
        self._turns.begin([partial(self._place, place, key, row) for place, (key, row) in enumerate(wanted.items())])

    def complete(self) -> None:
        """Make at once what is still to be made."""
        self._turns.complete()

    def widget(self, key: Hashable) -> _W | None:
        """The widget of the row with this key."""
        if key in self._waiting:
            self.complete()
        found = self._shown.get(key)
        return found[0] if found else None

    def widgets(self) -> list[_W]:
        """All of them from the top, some made now."""
        self.complete()
        return self.made()

    def made(self) -> list[_W]:
        """Those made so far, from the top."""
        return sorted((widget for widget, _row in self._shown.values()), key=self._column.indexOf)

    def _place(self, place: int, key: Hashable, row: _R) -> None:
        self._waiting.discard(key)
        known = self._shown.get(key)
        if known is None:
            widget = self._make(row)
            self._update(widget, row)
        else:
            widget, before = known
            if before != row:
                self._update(widget, row)
        self._shown[key] = (widget, row)
        if self._column.indexOf(widget) != place:
            self._column.removeWidget(widget)
            self._column.insertWidget(place, widget)
