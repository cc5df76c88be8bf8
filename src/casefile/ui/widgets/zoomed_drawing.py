"""A drawing in a scrolled room: how large it is shown, and which part of it is in view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from casefile.figures.drawing import Drawing

MARGIN = 16
LEAST, MOST = 0.1, 8.0
READABLE = 0.75  # what opens by itself is not shown smaller
STEP = 1.2


class ZoomedDrawing(QAbstractScrollArea):
    """`zoomed` with the zoom: 1 shows a point of the drawing as large as text of the window; `fits` keeps all of it in view."""

    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.drawing: Drawing | None = None
        self.zoom = 1.0
        self.fits = True

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self.zoom * self.unit

    @property
    def unit(self) -> float:
        """Logical pixels a point at zoom 1, by the user's text size."""
        return self.logicalDpiX() / 72 * QApplication.font().pointSizeF() / 10

    def fit(self, least: float = LEAST) -> None:
        """The whole picture in view, no larger than its natural size and no smaller than `least` of it."""
        self.fits = True
        if self.drawing is not None:
            width, height = self.viewport().width() - 2 * MARGIN, self.viewport().height() - 2 * MARGIN
            self.set_zoom(
                max(least, min(width / self.drawing.width, height / self.drawing.height, self.unit) / self.unit)
            )

    def step_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by `factor`; what is at `at` (the middle, by default) stays there."""
        self.fits = False
        centre = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        spot = at if at is not None else centre
        before = self.under(spot)
        self.set_zoom(self.zoom * factor)
        self.hold(before, spot)

    def set_zoom(self, zoom: float) -> None:
        self.zoom = max(LEAST, min(zoom, MOST))
        self.arrange()
        self.zoomed.emit(self.zoom)

    def hold(self, point: QPointF, spot: QPointF) -> None:
        """Bring a place of the drawing under a point of the viewport."""
        self.horizontalScrollBar().setValue(round(point.x() * self.scale + MARGIN - spot.x()))
        self.verticalScrollBar().setValue(round(point.y() * self.scale + MARGIN - spot.y()))

    def arrange(self) -> None:
        """Tell the scroll bars how much there is."""
        drawing, port = self.drawing, self.viewport().size()
        wide = 0.0 if drawing is None else drawing.width * self.scale + 2 * MARGIN
        high = 0.0 if drawing is None else drawing.height * self.scale + 2 * MARGIN
        for bar, whole, shown in (
            (self.horizontalScrollBar(), wide, port.width()),
            (self.verticalScrollBar(), high, port.height()),
        ):
            bar.setRange(0, max(0, round(whole) - shown))
            bar.setPageStep(max(shown - 40, 40))
            bar.setSingleStep(40)
        self.viewport().update()

    def corner(self) -> QPointF:
        """Where the drawing begins in the viewport."""
        wide = 0.0 if self.drawing is None else self.drawing.width * self.scale
        left = max(float(MARGIN), (self.viewport().width() - wide) / 2)
        return QPointF(left - self.horizontalScrollBar().value(), MARGIN - self.verticalScrollBar().value())

    def under(self, spot: QPointF) -> QPointF:
        """The place of the drawing under a point of the viewport."""
        return (spot - self.corner()) / self.scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits:
            self.fit(READABLE)
        else:
            self.arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())
        else:
            super().wheelEvent(event)
