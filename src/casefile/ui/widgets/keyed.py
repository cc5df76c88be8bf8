"""A column of widgets, one a row of operations, that keeps what is still there when the rows are read again."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

_R = TypeVar("_R")
_W = TypeVar("_W", bound=QWidget)
_AT_ONCE = 0.02
"""Seconds for which widgets are made in one go; the others follow when the window has drawn itself."""


class KeyedColumn(QWidget, Generic[_R, _W]):
    """`show_rows` makes a widget for each new key, updates those that stay (focus and folds with them), drops the rest."""

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
        self._waiting: list[tuple[int, Hashable, _R]] = []
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
        self._waiting = [(place, key, row) for place, (key, row) in enumerate(wanted.items())]
        self.setVisible(bool(wanted))
        self._go_on()

    def complete(self) -> None:
        """Make at once what is still to be made."""
        while self._waiting:
            self._place(*self._waiting.pop(0))

    def widget(self, key: Hashable) -> _W | None:
        """The widget of the row with this key."""
        if any(key == other for _place, other, _row in self._waiting):
            self.complete()
        found = self._shown.get(key)
        return found[0] if found else None

    def widgets(self) -> list[_W]:
        """Those made so far, from the top."""
        return sorted((widget for widget, _row in self._shown.values()), key=self._column.indexOf)

    def _go_on(self) -> None:
        began = time.monotonic()
        while self._waiting:
            self._place(*self._waiting.pop(0))
            makes = self._waiting and self._waiting[0][1] not in self._shown
            if makes and time.monotonic() - began > _AT_ONCE:
                QTimer.singleShot(0, self, self._go_on)
                return

    def _place(self, place: int, key: Hashable, row: _R) -> None:
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
