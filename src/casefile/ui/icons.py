"""Icons of resources/icons, drawn in a colour of the palette in force."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from casefile import resources
from casefile.ui import theme


def icon(name: str, tone: str = "text") -> QIcon:
    """The icon `name` in the palette's `tone`, greyed when disabled; an empty icon when there is none of that name."""
    if not resources.path("icons", f"{name}.svg").is_file():
        return QIcon()
    made = QIcon()
    tones = theme.colours()
    for size in (16, 20, 24):
        made.addPixmap(pixmap(name, size, getattr(tones, tone)))
        made.addPixmap(pixmap(name, size, tones.line), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=256)
def pixmap(name: str, size: int, colour: str) -> QPixmap:
    """`name` at `size` logical pixels, at the sharpest scale of the screens."""
    application = QApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    drawing = resources.path("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
