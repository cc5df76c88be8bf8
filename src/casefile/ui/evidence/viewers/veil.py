"""What lies over a document marked graphic until one wants to see it: blurred and grey."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from casefile.ui import theme
from casefile.ui.text import tr

_COARSE = 28  # how many times smaller the picture is before it is shown large again
_EVERY = 400  # ms between two looks at what is under it: pages and pictures arrive later, and one may resize


class Veil(QWidget):
    """Covers its parent; a click, Enter or Space takes it away: `lifted`. Nothing under it can be read or clicked."""

    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._under: QWidget | None = None
        self._blur = QPixmap()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY)
        self._clock.timeout.connect(self._grab)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or all that is under it would be painted too
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.words = tr("This item is marked graphic. Click, or press Enter, to see it.")
        self.setAccessibleName(self.words)
        parent.installEventFilter(self)
        self.hide()

    def cover(self, under: QWidget) -> None:
        """Lie over the parent, showing what `under` shows so that nothing can be made out."""
        self.uncover()
        self._under = under
        under.setEnabled(False)  # a film under it could be started with the keys
        self.setGeometry(self._room())
        self.show()
        self.raise_()
        self.setFocus()
        self._clock.start()

    def uncover(self) -> None:
        """Go away, and keep nothing."""
        if self._under is not None:
            self._under.setEnabled(True)
        self._under, self._blur = None, QPixmap()
        self._clock.stop()
        self.hide()

    def _room(self) -> QRect:
        parent = self.parentWidget()
        return parent.rect() if parent is not None else QRect()

    def _grab(self) -> None:
        if self._under is None:
            return
        seen = self._under.grab().toImage()
        small = seen.scaled(
            max(1, seen.width() // _COARSE),
            max(1, seen.height() // _COARSE),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._blur = QPixmap.fromImage(small.convertToFormat(QImage.Format.Format_Grayscale8))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._room())
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.lifted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("side"))
        if not self._blur.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(0.6)
            painter.drawPixmap(self.rect(), self._blur)
            painter.setOpacity(1.0)
        room = painter.boundingRect(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words).adjusted(-16, -10, 16, 10)
        painter.fillRect(room, theme.colour("page"))
        painter.setPen(theme.colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()
