"""Columns of a list that have no room are left out, the last first, until the list is made wider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from casefile.ui.widgets.table import RecordTable


class FittingColumns(QObject):
    """Keeps `table` free of a sideways scroll bar; the stretching column never falls under its own width."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        table.table.installEventFilter(self)
        table.table.horizontalHeader().sectionMoved.connect(self.fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Hide from the first column, as they stand, that does not fit."""
        grid, columns = self._table.table, self._table.model.columns
        header = grid.horizontalHeader()
        room = grid.viewport().width()
        for visual in range(header.count()):
            place = header.logicalIndex(visual)
            column = columns[place]
            own = header.sectionSize(place)
            room -= column.width if column.stretch or own == 0 else own
            fits = room >= 0 or visual == 0
            if grid.isColumnHidden(place) == fits:
                grid.setColumnHidden(place, not fits)
