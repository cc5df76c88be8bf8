"""State shown by shape, text and colour together, and proof as a small bar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casefile.ui import theme
from casefile.ui.text import tr


class Mark(Enum):
    """How well something is proved: the value is its colour in the palette."""

    COVERED = "covered"
    CONTESTED = "contested"
    GAP = "gap"
    UNDERMINED = "undermined"

    @property
    def glyph(self) -> str:
        return {"covered": "●", "contested": "◐", "gap": "○", "undermined": "⊘"}[self.value]

    @property
    def words(self) -> str:
        return tr(
            {"covered": "covered", "contested": "contested", "gap": "gap", "undermined": "undermined"}[self.value]
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many elements stand where."""

    covered: int = 0
    contested: int = 0
    gap: int = 0
    undermined: int = 0

    @property
    def total(self) -> int:
        return self.covered + self.contested + self.gap + self.undermined

    @property
    def mark(self) -> Mark:
        """The whole in one mark: a gap as long as nothing is proved, covered only when everything is."""
        if self.total and self.covered == self.total:
            return Mark.COVERED
        if self.covered + self.contested == 0:
            return Mark.UNDERMINED if self.undermined else Mark.GAP
        return Mark.CONTESTED

    @property
    def words(self) -> str:
        parts = [f"{count:,} {mark.words}" for mark in Mark if (count := getattr(self, mark.value))]
        return ", ".join(parts) if parts else tr("nothing to prove yet")

    def __str__(self) -> str:
        return f"{self.mark.glyph} {self.covered}/{self.total}" if self.total else ""


def paint_coverage(painter: QPainter, room: QRectF, coverage: Coverage) -> None:
    """The bar and "4/5" beside it, in `room`."""
    if not coverage.total:
        return
    metrics = painter.fontMetrics()
    words = f"{coverage.covered}/{coverage.total}"
    text_width = max(metrics.horizontalAdvance("00/00"), metrics.horizontalAdvance(words)) + 8
    bar = QRectF(room.left(), room.center().y() - 3, max(24.0, room.width() - text_width), 6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    left = bar.left()
    for mark in (Mark.COVERED, Mark.CONTESTED, Mark.UNDERMINED, Mark.GAP):
        share = bar.width() * getattr(coverage, mark.value) / coverage.total
        if share:
            tone = theme.colour("line") if mark is Mark.GAP else theme.colour(mark.value)
            painter.setBrush(tone)
            painter.drawRoundedRect(QRectF(left, bar.top(), max(2.0, share - 1), bar.height()), 2, 2)
            left += share
    painter.setPen(theme.colour("muted"))
    where = QRectF(room.right() - text_width, room.top(), text_width, room.height())
    painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class CoverageBar(QWidget):
    """Coverage as a widget, for forms and overviews."""

    def __init__(self, coverage: Coverage | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_coverage(coverage or Coverage())

    def show_coverage(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.setToolTip(coverage.words)
        self.setAccessibleName(coverage.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_coverage(painter, QRectF(self.rect()), self._coverage)
        painter.end()


class CoverageDelegate(QStyledItemDelegate):
    """Paints a `Coverage` found in UserRole as a bar."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.colours().selected))
        coverage = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(coverage, Coverage):
            paint_coverage(painter, QRectF(option.rect).adjusted(8, 0, -8, 0), coverage)
