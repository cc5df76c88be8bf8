"""How much there is: calm figures, each the way to its place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefile.ui import theme
from casefile.ui.addresses import PLACES
from casefile.ui.overview.rows import RowButton
from casefile.ui.text import tr
from casefile.ui.widgets.flow import FlowLayout

_WORDS = {
    "act": "Alleged acts",
    "charge": "Charges",
    "attribution": "Attributions",
    "evidence": "Evidence",
    "passage": "Passages",
    "proof_link": "Proof links",
    "actor": "Actors",
    "incident": "Incidents",
    "proceeding": "Proceedings",
    "question": "Questions",
}
_ELSEWHERE = {"charge": "matrix", "attribution": "matrix", "proof_link": "matrix"}


class Figure(RowButton):
    """One number over its word."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun, self.words = noun, tr(_WORDS[noun])
        self.count = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int) -> None:
        self.count = count
        self.setAccessibleName(f"{self.words}: {count:,}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(112, self.fontMetrics().horizontalAdvance(tr("Proceedings")) + 20), 60)

    def paint_row(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(theme.colour("text" if self.count else "muted"))
        painter.setFont(theme.scaled_font(17, strong=True))
        painter.drawText(room.adjusted(0, 4, 0, -24), Qt.AlignmentFlag.AlignVCenter, f"{self.count:,}")
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.scaled_font(10))
        painter.drawText(room.adjusted(0, 34, 0, -4), Qt.AlignmentFlag.AlignVCenter, self.words)


class Figures(QWidget):
    """`wanted(place)` when a figure is pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = {noun: Figure(noun) for noun in _WORDS}
        flow = FlowLayout(self, gap=4)
        for noun, figure in self.figures.items():
            place = _ELSEWHERE.get(noun, PLACES.get(noun, ""))
            figure.clicked.connect(lambda _checked=False, place=place: self.wanted.emit(place))
            flow.addWidget(figure)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, counts: dict[str, int]) -> None:
        for noun, figure in self.figures.items():
            figure.show_count(counts.get(noun, 0))
