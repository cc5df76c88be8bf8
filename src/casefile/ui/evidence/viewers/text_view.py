"""The words of a document as one reads them: selected, made larger, with the signs of passages beside their lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget

from casefile.operations.finding import Span
from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.statelabel import bearing_sign

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_MARGIN = 26
_STEP, _LEAST, _MOST = 1.1, -5, 14  # of the size of letters


class TextView(QPlainTextEdit):
    """The words themselves. `pressed(place)` when one clicks without selecting, in letters as Qt counts them.

    `found`: the place found that is shown, as Qt counts letters. `beyond(1 or -1)`: one wants to read on behind, or before, what stands here.
    """

    pressed = Signal(int)
    beyond = Signal(int)
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none; border-radius: 0;")
        self.setAccessibleName(tr("Document"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(24)
        self.gutter = _Gutter(self)
        self.found: Span = (0, 0)
        self._larger = 0  # steps
        for keys, by in (("+", 1), ("-", -1), ("0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))
        self.setViewportMargins(_MARGIN, 0, 0, 0)
        self.updateRequest.connect(lambda _rect, _by: self.gutter.update())

    def step(self, by: int) -> None:
        """Show letters larger, or smaller with -1; as they are elsewhere with 0."""
        self._larger = max(_LEAST, min(self._larger + by, _MOST)) if by else 0
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * _STEP**self._larger)
        self.setFont(font)

    def visible_span(self) -> Span:
        """The first and last letter in sight, as Qt counts them."""
        corner = self.viewport().rect()
        return (
            self.cursorForPosition(corner.topLeft()).position(),
            self.cursorForPosition(corner.bottomRight()).position(),
        )

    def top_of(self, place: int) -> int:
        """How far down the view the line with this letter stands."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        return self.cursorRect(cursor).top()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Down at the end goes on to what comes behind, and with Ctrl from everywhere. Shift and an arrow choose the
        place found first, as on pages, and then further letters.
        """
        way = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        bar, held = self.verticalScrollBar(), event.modifiers()
        at_edge = bar.value() == (bar.maximum() if way > 0 else bar.minimum())
        if (
            way
            and not held & Qt.KeyboardModifier.ShiftModifier
            and (at_edge or held & Qt.KeyboardModifier.ControlModifier)
        ):
            self.beyond.emit(way)
        elif held & Qt.KeyboardModifier.ShiftModifier and event.key() in _ARROWS and self._at_found():
            cursor = self.textCursor()
            cursor.setPosition(self.found[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)

    def _at_found(self) -> bool:
        cursor = self.textCursor()
        return cursor.position() == self.found[0] < self.found[1] and not cursor.hasSelection()

    def bring_into_view(self) -> None:
        """Show the line of the cursor, in the middle where it was out of sight."""
        room = self.viewport().rect()
        if not room.adjusted(0, 0, 0, -self.fontMetrics().height()).contains(self.cursorRect().center()):
            self.centerCursor()
        self.ensureCursorVisible()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.pressed.emit(self.cursorForPosition(event.position().toPoint()).position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.contentsRect()
        self.gutter.setGeometry(QRect(room.left(), room.top(), _MARGIN, room.height()))
        self.scrolled.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.scrolled.emit()


class _Gutter(QWidget):
    """The strip beside the text with the sign of each passage at its line."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.signs: list[tuple[int, str]] = []  # place, bearing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("page"))
        for place, bearing in self.signs:
            glyph, tone = bearing_sign(bearing)
            painter.setPen(theme.colour(tone))
            top = self._view.top_of(place)
            painter.drawText(QRect(8, top, _MARGIN, self.fontMetrics().height()), Qt.AlignmentFlag.AlignLeft, glyph)
        painter.end()
