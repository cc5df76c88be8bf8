"""How wide the columns of a list are: what is short stands whole, what is long shares the rest, what has no room is left out.

A number, a date, a grade or a type is never cut. Long texts have the width that they are declared with and more where
there is room. Columns without room are left out, the last first, and `spare` ones before the title of a row is cut. A width that the
user gave stays.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from casefile.ui.widgets.marks import Coverage, Mark
from casefile.ui.widgets.paging import Column, PagedModel

_MOST_SHORT = 220
_MOST_LONG = 320
"""Pixels at the base size of text."""
_BASE_SIZE = 10  # points that the declared widths are for
_TITLE_MARGIN = 18  # as theme.py pads titles
_WAIT = 120  # ms after the last scroll


class ColumnWidths(QObject):
    """Keeps the columns of `grid` as wide as what they show. `changed` when the user gave one a width."""

    changed = Signal()

    def __init__(self, grid: QTableView, model: PagedModel) -> None:
        super().__init__(grid)
        self.chosen: dict[str, int] = {}
        """Widths that the user gave, by the name of the column."""
        self._grid, self._model = grid, model
        self._busy = False
        self._needs: dict[int, int] = {}
        self._scrolled = QTimer(self)
        self._scrolled.setSingleShot(True)
        self._scrolled.setInterval(_WAIT)
        self._scrolled.timeout.connect(self._look_again)
        header = grid.horizontalHeader()
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self.fit)
        header.sortIndicatorChanged.connect(self.fit)
        model.modelReset.connect(self._read)
        grid.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled.start())
        grid.installEventFilter(self)
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        of_grid = watched is self._grid  # its viewport has its new size only when it is told of it itself
        if event.type() == (QEvent.Type.Show if of_grid else QEvent.Type.Resize):
            self.fit()
        elif of_grid and event.type() == QEvent.Type.FontChange:
            self._read()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give every column its width, and hide from the first column, as they stand, that does not fit."""
        if self._busy or not self._grid.isVisible():
            return
        header, columns = self._grid.horizontalHeader(), self._model.columns
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        if not self._needs:
            self._needs = {place: self._need(place) for place in order}
        least = {place: self._least(place, columns[place]) for place in order}
        shown = self._with_room(order, least)
        spare = self._grid.viewport().width() - sum(least[place] for place in shown)
        widths = self._shared(shown, least, spare)
        self._busy = True
        for place in order:
            if header.isSectionHidden(place) == (place in shown):
                header.setSectionHidden(place, place not in shown)
            if place in shown and not columns[place].stretch:
                header.resizeSection(place, widths[place])
        self._busy = False

    # --- within

    def _with_room(self, order: list[int], least: dict[int, int]) -> list[int]:
        """The columns that have room, as they stand."""
        columns, room = self._model.columns, self._grid.viewport().width()
        whole = sum(self._whole(place) - least[place] for place in order if columns[place].stretch)
        shown: list[int] = []
        for place in order:
            if columns[place].spare and room - least[place] < whole:
                continue
            room -= least[place]
            if room < 0 and shown:
                break
            shown.append(place)
        return shown

    def _whole(self, place: int) -> int:
        """What a long text needs, within reason."""
        declared = self._scaled(self._model.columns[place].width)
        return max(declared, min(self._needs.get(place, 0), self._scaled(_MOST_LONG)))

    def _least(self, place: int, column: Column) -> int:
        title = self._title_width(place)
        if column.stretch:
            return self._scaled(column.width)
        if column.name in self.chosen:
            return max(self.chosen[column.name], self._grid.horizontalHeader().minimumSectionSize())
        need = self._needs.get(place, 0)
        return max(title, min(need, self._scaled(column.width if column.long else _MOST_SHORT)))

    def _shared(self, shown: list[int], least: dict[int, int], spare: int) -> dict[int, int]:
        """What is left goes to the column that takes the rest, up to what it needs, then to long texts that are cut."""
        columns, widths = self._model.columns, dict(least)
        for place in shown:
            if columns[place].stretch:
                spare -= max(0, min(self._whole(place) - least[place], spare))
        for place in shown:
            if columns[place].long and columns[place].name not in self.chosen:
                more = max(0, min(self._whole(place) - least[place], spare))
                widths[place] += more
                spare -= more
        return widths

    def _need(self, place: int) -> int:
        """The widest of what is in sight."""
        rows = self._rows_in_sight()
        if not rows:
            return self._scaled(self._model.columns[place].width)
        index = self._model.index(rows[0], place)
        value = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(value, Coverage | Mark):
            return self._scaled(self._model.columns[place].width)
        metrics = self._grid.fontMetrics()
        texts = {str(self._model.index(row, place).data() or "") for row in rows}
        margin = self._grid.sizeHintForIndex(index).width() - metrics.horizontalAdvance(str(index.data() or ""))
        return max(metrics.horizontalAdvance(text) for text in texts) + margin + 2

    def _rows_in_sight(self) -> range:
        height = self._grid.verticalHeader().defaultSectionSize()
        first = self._grid.verticalScrollBar().value() // height
        last = first + self._grid.viewport().height() // height + 1
        return range(min(first, self._model.rowCount()), min(last, self._model.rowCount()))

    def _title_width(self, place: int) -> int:
        """The title whole; where the list is sorted by it, with the arrow."""
        header = self._grid.horizontalHeader()
        if header.isSortIndicatorShown() and header.sortIndicatorSection() == place:
            return header.sectionSizeHint(place)
        title = str(self._model.headerData(place, Qt.Orientation.Horizontal) or "")
        return header.fontMetrics().horizontalAdvance(title) + _TITLE_MARGIN

    def _scaled(self, pixels: int) -> int:
        return round(pixels * max(1.0, self._grid.font().pointSizeF() / _BASE_SIZE))

    def _read(self) -> None:
        self._needs = {}
        self.fit()

    def _look_again(self) -> None:
        """Columns grow when something wider comes into sight, and stay so until the list is read again."""
        if self._grid.isVisible() and self._needs:
            self._needs = {place: max(need, self._need(place)) for place, need in self._needs.items()}
            self.fit()

    def _resized(self, place: int, before: int, now: int) -> None:
        mode = self._grid.horizontalHeader().sectionResizeMode(place)
        if self._busy or mode == QHeaderView.ResizeMode.Stretch or not before or not now:
            return
        self.chosen[self._model.columns[place].name] = now
        self.changed.emit()
        self.fit()
