"""The map of routes as a figure: how many charges have which way to the Court, each way a filter of the list."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.operations.jurisdiction import Tally, Way
from casefile.ui import theme
from casefile.ui.jurisdiction.words import WAYS
from casefile.ui.overview.rows import RowButton
from casefile.ui.text import tr

_ALWAYS = (Way.WITHOUT_COUNCIL, Way.COUNCIL_ONLY)


class RouteMap(QWidget):
    """`chosen(Way or None)` when a way is pressed; pressed again it lets go."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way: Way | None = None
        self.setAccessibleName(tr("Map of routes"))
        self.rows = {way: WayRow(way) for way in Way}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 12, 0)
        column.setSpacing(0)
        for way, row in self.rows.items():
            column.addWidget(row)
            row.clicked.connect(lambda _checked=False, way=way: self.choose(None if way is self.way else way))

    def show_routes(self, routes: Mapping[Way, Tally]) -> None:
        """Show the figures; ways that nothing goes are left out but for the two that are always asked about."""
        most = max((tally.charges for tally in routes.values()), default=0)
        for way, row in self.rows.items():
            row.show_tally(routes[way], most)
            row.setVisible(bool(routes[way].charges or routes[way].suspects) or way in _ALWAYS or way is self.way)

    def choose(self, way: Way | None) -> None:
        """Filter by `way`, or by none."""
        self.way = way
        for known, row in self.rows.items():
            row.setChecked(known is way)
        self.chosen.emit(way)


class WayRow(RowButton):
    """One way: shape and words, a bar of its charges, the counts."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self.sign = WAYS[way]
        self.tally, self._most = Tally(0, 0), 0
        self.setCheckable(True)
        self.setAccessibleName(tr(self.sign[1]))  # until the figures are read
        self.setToolTip(tr("Show only these; press again to show all"))

    def show_tally(self, tally: Tally, most: int) -> None:
        self.tally, self._most = tally, most
        self.setAccessibleName(f"{tr(self.sign[1])}: {self.counts}")
        self.update()

    @property
    def counts(self) -> str:
        """Such as "9 charges, 14 suspects"; a suspect of two charges counts twice."""
        charges, suspects = self.tally.charges, self.tally.suspects
        words = tr("1 charge") if charges == 1 else tr("{count} charges").format(count=f"{charges:,}")
        if not suspects:
            return words
        more = tr("1 suspect") if suspects == 1 else tr("{count} suspects").format(count=f"{suspects:,}")
        return f"{words}, {more}"

    def sizeHint(self) -> QSize:
        return QSize(320, self.fontMetrics().height() + 14)

    def paint_row(self, painter: QPainter, room: QRect) -> None:
        glyph, words, tone = self.sign
        metrics = self.fontMetrics()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour(tone))
        painter.drawText(room, middle, glyph)
        painter.setPen(theme.colour("text"))
        painter.drawText(room.adjusted(22, 0, 0, 0), middle, tr(words))
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self.counts)
        left = room.left() + 22 + max(metrics.horizontalAdvance(tr(sign[1])) for sign in WAYS.values()) + 16
        right = (
            room.right()
            - metrics.horizontalAdvance(tr("{count} charges, {more}").format(count="00", more="00 suspects"))
            - 16
        )
        if self._most and self.tally.charges and right > left:
            width = max(3.0, (right - left) * self.tally.charges / self._most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tone))
            painter.drawRoundedRect(QRectF(left, room.center().y() - 2, width, 6), 2, 2)
