"""Rows that are read and followed: a mark, one line of words, one line of detail."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from casefile.ui import theme
from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.marks import Coverage, Mark

_SIDE = 8


class RowButton(QAbstractButton):
    """A whole row that is a button; Enter and Space press it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setBrush(theme.colour("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        self.paint_row(painter, self.rect().adjusted(_SIDE, 0, -_SIDE, 0))
        painter.end()

    def paint_row(self, painter: QPainter, room: QRect) -> None:
        """What a kind of row shows."""


class TwoLines(RowButton):
    """A mark if there is one, a title, and its detail in grey below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self._title = self._detail = self._aside = ""

    def show_words(self, title: str, detail: str, *, mark: Mark | None = None, aside: str = "") -> None:
        """`aside` stands at the right of the title, in grey."""
        self._title, self._detail = " ".join(title.split()), " ".join(detail.split())
        self._mark, self._aside = mark, aside
        spoken = [mark.words if mark else "", self._title, self._detail, aside]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.setToolTip(safe_tip("\n".join(part for part in (self._title, self._detail) if part)))
        self.update()

    def sizeHint(self) -> QSize:
        lines = 2 if self._detail else 1
        return QSize(200, lines * self.fontMetrics().lineSpacing() + 10)

    def paint_row(self, painter: QPainter, room: QRect) -> None:
        metrics, top = self.fontMetrics(), Qt.AlignmentFlag.AlignTop
        line = metrics.lineSpacing()
        room.adjust(0, 5, 0, -5)
        if self._mark is not None:
            painter.setPen(theme.colour(self._mark.value))
            painter.drawText(room, top, self._mark.glyph)
            room.setLeft(room.left() + 24)
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, top | Qt.AlignmentFlag.AlignRight, self._aside)
        wide = room.width()
        below = metrics.elidedText(self._detail, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(room.adjusted(0, line, 0, 0), top, below)
        painter.setPen(theme.colour("text"))
        wide -= metrics.horizontalAdvance(self._aside) + 16 if self._aside else 0
        painter.drawText(room, top, metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, wide))


class CoverageRow(RowButton):
    """One provision: code, title, a bar of how its elements stand, and the counts by state."""

    CODE = 112
    BAR = 132
    COUNT = 40

    def __init__(self, code: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self._title = code, title
        self.coverage = Coverage()

    def show_coverage(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.setAccessibleName(f"{self.code} {self._title}: {coverage.words}")
        self.setToolTip(safe_tip(f"{self.code} {self._title}\n{coverage.words}"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.CODE + self.BAR + 4 * self.COUNT + 160, self.fontMetrics().height() + 9)

    def paint_row(self, painter: QPainter, room: QRect) -> None:
        metrics, middle = self.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("accent"))
        painter.drawText(room, middle, self.code)
        right = room.right() - 4 * self.COUNT
        painter.setPen(theme.colour("text"))
        words = QRect(
            room.left() + self.CODE, room.top(), right - self.BAR - 28 - room.left() - self.CODE, room.height()
        )
        painter.drawText(words, middle, metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, words.width()))
        bar = QRectF(right - self.BAR - 12, room.center().y() - 4, self.BAR, 9)
        paint_bar(painter, bar, self.coverage)
        for place, mark in enumerate(ORDER):
            count = getattr(self.coverage, mark.value)
            if count:
                painter.setPen(theme.colour(mark.value))
                where = QRect(right + place * self.COUNT, room.top(), self.COUNT, room.height())
                painter.drawText(where, middle, f"{mark.glyph} {count}")


ORDER = (Mark.COVERED, Mark.CONTESTED, Mark.UNDERMINED, Mark.GAP)


def paint_bar(painter: QPainter, room: QRectF, coverage: Coverage) -> None:
    """Shares of the states side by side; a gap is an empty frame, so that the bar reads without colours too."""
    if not coverage.total:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = room.left()
    for mark in ORDER:
        share = room.width() * getattr(coverage, mark.value) / coverage.total
        if not share:
            continue
        piece = QRectF(left + 0.5, room.top() + 0.5, max(3.0, share - 1.5), room.height() - 1)
        solid = mark is not Mark.GAP
        painter.setPen(theme.colour(mark.value) if solid else theme.colour("line"))
        painter.setBrush(theme.colour(mark.value) if mark is not Mark.GAP else theme.colour("page"))
        painter.drawRoundedRect(piece, 2, 2)
        left += share
    painter.restore()
