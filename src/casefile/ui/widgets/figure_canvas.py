"""A drawing to look at: zoom, pan, and a chosen part that the keys move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip

from casefile.figures.drawing import Drawing, Mark, Part
from casefile.ui import theme
from casefile.ui.widgets.drawing import extent, paint
from casefile.ui.widgets.labels import safe_tip
from casefile.ui.widgets.zoomed_drawing import MARGIN, READABLE, STEP, ZoomedDrawing

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ASIDE = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ZOOMS = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}


class FigureCanvas(ZoomedDrawing):
    """`chosen(part or None)` when the user chooses, `opened(part)` on Enter or a double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(240, 200))
        self.current: int | None = None
        self._extents: list[QRectF] = []
        self._grip: QPointF | None = None

    # --- what is shown

    def show_drawing(self, drawing: Drawing) -> None:
        """Show `drawing`, the chosen part still chosen if it is in it."""
        records = self.part.records if self.part is not None else ()
        self.drawing = drawing
        self._extents = [extent(part.marks) for part in drawing.parts]
        self.current = next((at for at, part in enumerate(drawing.parts) if set(part.records) & set(records)), None)
        self.setAccessibleName(drawing.title)
        self._say()
        if self.fits:
            self.fit(READABLE)
        self.arrange()

    @property
    def part(self) -> Part | None:
        """The chosen part."""
        return None if self.drawing is None or self.current is None else self.drawing.parts[self.current]

    def choose(self, index: int | None, *, tell: bool = False) -> None:
        """Choose a part by its place and bring it into view."""
        self.current = index
        self._say()
        if index is not None:
            self._reveal()
        self.viewport().update()
        if tell:
            self.chosen.emit(self.part)

    def _reveal(self) -> None:
        part = self.part
        if part is None:
            return
        corner = self.corner()
        for bar, start, length, room, offset in (
            (self.horizontalScrollBar(), part.bounds.x, part.bounds.width, self.viewport().width(), corner.x()),
            (self.verticalScrollBar(), part.bounds.y, part.bounds.height, self.viewport().height(), corner.y()),
        ):
            low, high = start * self.scale + offset, (start + length) * self.scale + offset
            if low < MARGIN or high - low > room:
                bar.setValue(round(bar.value() + low - MARGIN))
            elif high > room - MARGIN:
                bar.setValue(round(bar.value() + high - room + MARGIN))

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("page"))
        if self.drawing is not None:
            painter.translate(self.corner())
            painter.scale(self.scale, self.scale)
            port = self.viewport().rect()
            seen = QRectF(self.under(QPointF(port.topLeft())), self.under(QPointF(port.bottomRight())))
            paint(painter, self.in_sight(self.drawing.ground, seen), theme.colour)
            for part, covered in zip(self.drawing.parts, self._extents, strict=True):
                if covered.intersects(seen):
                    paint(painter, self.in_sight(part.marks, seen), theme.colour)
            self._paint_choice(painter)
        painter.end()

    def in_sight(self, marks: tuple[Mark, ...], _seen: QRectF) -> tuple[Mark, ...]:
        """The marks of the ground or of a part as they are painted while `_seen` of the drawing is in view."""
        return marks

    def _paint_choice(self, painter: QPainter) -> None:
        part = self.part
        if part is not None:
            bounds = part.bounds
            painter.setPen(QPen(theme.colour("accent"), (2.2 if self.hasFocus() else 1.2) / max(self.zoom, 0.5)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(bounds.x, bounds.y, bounds.width, bounds.height).adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(frame, 4, 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.drawing is not None and self.drawing.parts:
            self.choose(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        count = len(self.drawing.parts) if self.drawing is not None else 0
        if key in _ZOOMS:
            self.step_zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        elif not count:
            super().keyPressEvent(event)
        elif key in _STEPS:
            step = _STEPS[key]
            self.choose(
                (0 if step > 0 else count - 1) if self.current is None else (self.current + step) % count, tell=True
            )
        elif key in _ASIDE:
            self.choose(self._beside(_ASIDE[key]), tell=True)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else count - 1, tell=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.part is not None:
            self.opened.emit(self.part)
        else:
            super().keyPressEvent(event)

    def _beside(self, step: int) -> int | None:
        """The nearest part above (-1) or below (1) the chosen one."""
        assert self.drawing is not None
        if self.part is None:
            return 0
        here = _middle(self.part)
        ways = [
            ((_middle(part).y() - here.y()) * step, abs(_middle(part).x() - here.x()), at)
            for at, part in enumerate(self.drawing.parts)
        ]
        near = [(down + 2 * aside, at) for down, aside, at in ways if down > 1]
        return min(near)[1] if near else self.current

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._under(event.position())
            if found is not None:
                self.choose(found, tell=True)
            else:
                self._grip = event.position()
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            way = event.position() - self._grip
            self._grip = event.position()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(way.x()))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(way.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position()) is not None and self.part is not None:
            self.opened.emit(self.part)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(QPointF(event.pos()))
            if found is not None and self.drawing is not None:
                QToolTip.showText(event.globalPos(), safe_tip(self.drawing.parts[found].words), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _under(self, spot: QPointF) -> int | None:
        if self.drawing is None:
            return None
        point = self.under(spot)
        hits = [at for at, part in enumerate(self.drawing.parts) if part.bounds.holds(point.x(), point.y())]
        return hits[-1] if hits else None

    def _say(self) -> None:
        """What a screen reader tells: the chosen part, or what the picture shows."""
        part = self.part
        self.setAccessibleDescription(part.words if part is not None else self.drawing.alt if self.drawing else "")


def _middle(part: Part) -> QPointF:
    return QPointF(part.bounds.x + part.bounds.width / 2, part.bounds.y + part.bounds.height / 2)
