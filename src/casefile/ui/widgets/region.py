"""A rectangle that one draws on a page or a picture, with the mouse or with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_LEAST = 4.0


class Region:
    """`box` on `page` (from 0), in the page's own units from its upper left corner; None where nothing is drawn.

    `drawing`: the mouse draws, and the arrow keys move what is drawn (with Shift: its lower right corner; with Ctrl: by
    one unit).
    """

    def __init__(self) -> None:
        self.drawing = False
        self.page = 0
        self.box: QRectF | None = None
        self._anchor = QPointF()

    def clear(self) -> None:
        self.box = None

    def begin(self, page: int, point: QPointF) -> None:
        """Begin to draw at `point`."""
        self.page, self._anchor, self.box = page, point, None

    def drag(self, point: QPointF, size: QSizeF) -> None:
        """Draw up to `point` on a page of `size`."""
        drawn = QRectF(self._anchor, point).normalized() & QRectF(QPointF(), size)
        self.box = drawn if drawn.width() >= 1 and drawn.height() >= 1 else None

    def place(self, page: int, seen: QRectF) -> None:
        """Put a rectangle into the middle of what is seen of `page`, for the keys."""
        self.page = page
        room = QSizeF(seen.width() / 3, seen.height() / 5)
        self.box = QRectF(seen.center() - QPointF(room.width() / 2, room.height() / 2), room)

    def key(self, event: QKeyEvent, size: QSizeF) -> bool:
        """Move or size what is drawn; False when the key is for somebody else."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or self.box is None or not self.drawing:
            return False
        held = event.modifiers()
        step = step * (1.0 if held & Qt.KeyboardModifier.ControlModifier else max(2.0, size.width() / 60))
        box = QRectF(self.box)
        if held & Qt.KeyboardModifier.ShiftModifier:
            box.setBottomRight(box.bottomRight() + step)
        else:
            box.translate(step)
            box.moveLeft(max(0.0, min(box.left(), size.width() - box.width())))
            box.moveTop(max(0.0, min(box.top(), size.height() - box.height())))
        box &= QRectF(QPointF(), size)
        if box.width() >= _LEAST and box.height() >= _LEAST:
            self.box = box
        return True


def paint_box(painter: QPainter, room: QRectF, colour: QColor, *, strong: bool = True) -> None:
    """A rectangle as it stands on a page."""
    painter.save()
    colour = QColor(colour)
    painter.setPen(QPen(colour, 2 if strong else 1.5))
    colour.setAlpha(40)
    painter.setBrush(colour)
    painter.drawRect(room)
    painter.restore()
