"""A picture: fitted or larger, turned, with regions on it. Units are the picture's own pixels, from its upper left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.region import Region, paint_box
from casefile.ui.widgets.statelabel import bearing_sign

_EDGE = 16


@dataclass(frozen=True, slots=True)
class Boxed:
    """A passage that is a region of the picture."""

    passage: UUID
    box: QRectF
    bearing: str


class PictureCanvas(QAbstractScrollArea):
    """`zoomed` when another size is wanted, `drawn` when the region changed, `mark_clicked(passage id)`."""

    zoomed = Signal()
    drawn = Signal()
    mark_clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Picture"))
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.region = Region()
        self.region.drawing = True
        self.words = ""  # while there are no pixels yet
        self.show_size(QSize())

    def show_size(self, size: QSize) -> None:
        """Show another picture of this size in pixels, its own pixels to come; an empty size for none."""
        self.size_of_picture = size
        self.image = QImage()
        self.turns = 0
        self._zoom = 0.0  # 0: fitted
        self.marks: Sequence[Boxed] = ()
        self.region.clear()
        self._pressed_at = QPoint()
        self._arrange()

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.viewport().update()

    def show_marks(self, marks: Sequence[Boxed]) -> None:
        self.marks = marks
        self.viewport().update()

    # --- size and turn

    def fit(self) -> None:
        self._zoom = 0.0
        self._arrange()

    def step(self, factor: float) -> None:
        self._zoom = max(0.02, min(self.zoom * factor, 16.0))
        self._arrange()

    def turn(self) -> None:
        """Turn to the right by a quarter; the file is left as it is."""
        self.turns = (self.turns + 1) % 4
        self._arrange()

    @property
    def zoom(self) -> float:
        """Logical pixels a pixel of the picture."""
        size = self._turned()
        if self._zoom or size.isEmpty():
            return self._zoom or 1.0
        room = self.viewport().size() - QSize(2 * _EDGE, 2 * _EDGE)
        return max(0.005, min(1.0, room.width() / size.width(), room.height() / size.height()))

    def _turned(self) -> QSize:
        return self.size_of_picture.transposed() if self.turns % 2 else self.size_of_picture

    def _transform(self) -> QTransform:
        """From the picture's pixels to the view."""
        size, port = QSizeF(self._turned()) * self.zoom, self.viewport().size()
        fits_across, fits_down = size.width() < port.width(), size.height() < port.height()
        left = (port.width() - size.width()) / 2 if fits_across else _EDGE - self.horizontalScrollBar().value()
        top = (port.height() - size.height()) / 2 if fits_down else _EDGE - self.verticalScrollBar().value()
        made = QTransform()
        made.translate(left + size.width() / 2, top + size.height() / 2)
        made.rotate(90 * self.turns)
        made.scale(self.zoom, self.zoom)
        made.translate(-self.size_of_picture.width() / 2, -self.size_of_picture.height() / 2)
        return made

    def _arrange(self) -> None:
        size, port = QSizeF(self._turned()) * self.zoom, self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width(), port.width()),
            (self.verticalScrollBar(), size.height(), port.height()),
        ):
            bar.setRange(0, max(0, round(whole) + 2 * _EDGE - seen) if self._zoom else 0)
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        self.viewport().update()
        self.zoomed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    # --- regions

    def select(self, box: QRectF) -> None:
        """Show `box` as the region that is chosen."""
        self.region.box = box
        self.drawn.emit()
        self.viewport().update()

    def _inside(self, point: QPoint) -> QPointF:
        inverted, _possible = self._transform().inverted()
        return inverted.map(QPointF(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.size_of_picture.isEmpty():
            self._pressed_at = event.position().toPoint()
            self.region.begin(0, self._inside(self._pressed_at))
            self._drew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton and (point - self._pressed_at).manhattanLength() > 3:
            self.region.drag(self._inside(point), QSizeF(self.size_of_picture))
            self._drew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.region.box is None and event.button() == Qt.MouseButton.LeftButton:
            at = self._inside(event.position().toPoint())
            here = [mark for mark in self.marks if mark.box.contains(at)]
            if here:
                smallest = min(here, key=lambda mark: mark.box.width() * mark.box.height())
                self.mark_clicked.emit(smallest.passage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in arrows and not self.size_of_picture.isEmpty():
            if self.region.box is None:
                seen = self._transform().inverted()[0].mapRect(QRectF(self.viewport().rect()))
                self.region.place(0, seen & QRectF(QPointF(), QSizeF(self.size_of_picture)))
            else:
                self.region.key(event, QSizeF(self.size_of_picture))
            self._drew()
        else:
            super().keyPressEvent(event)

    def _drew(self) -> None:
        self.viewport().update()
        self.drawn.emit()

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("side"))
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self._transform())
            painter.drawImage(QRectF(QPointF(), QSizeF(self.size_of_picture)), self.image)
            painter.resetTransform()
            self._paint_regions(painter)
        else:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()

    def _paint_regions(self, painter: QPainter) -> None:
        across = self._transform()
        for mark in self.marks:
            glyph, tone = bearing_sign(mark.bearing)
            room = across.mapRect(mark.box)
            paint_box(painter, room, theme.colour(tone), strong=False)
            sign = QRectF(room.left(), room.top() - 20, 20, 20)
            painter.fillRect(sign, theme.colour("page"))
            painter.setPen(theme.colour(tone))
            painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, glyph)
        if self.region.box is not None:
            paint_box(painter, across.mapRect(self.region.box), theme.colour("accent"))
