"""Pages below each other, drawn as their pictures arrive; selection and found words over them."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.page_text import Box, PageText, Selection, Spot

GAP = 16
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 6.0
_KEPT_BYTES = 200_000_000
_KEPT_TEXTS = 300


class PageCanvas(QAbstractScrollArea):
    """`moved` when other pages come into sight, `selected` when the selection changes, `zoomed` with the zoom."""

    moved = Signal()
    selected = Signal()
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().setSingleStep(40)
        self.fits_width = True
        self.zoom = 1.0
        self.show_sizes([])

    def show_sizes(self, sizes: list[tuple[float, float]]) -> None:
        """Show another file whose pages have these sizes in points; [] for none."""
        self.sizes = sizes
        self.images: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self.texts: OrderedDict[int, PageText] = OrderedDict()
        self.unshown: set[int] = set()
        self.hits: dict[int, list[tuple[int, int]]] = {}
        self.current_hit: tuple[int, int, int] | None = None
        self._tops: list[float] = []
        self.selection = Selection()
        self._arrange()
        if self.fits_width:
            self.fit_width()
        self.verticalScrollBar().setValue(0)

    # --- where things are

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self.zoom * self.logicalDpiX() / 72

    def visible_pages(self) -> range:
        """The pages in sight."""
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = bisect_right(self._tops, top + self.viewport().height()) - 1
        return range(first, max(last, first) + 1)

    def page(self) -> int:
        """The page that takes most of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return max(bisect_right(self._tops, middle) - 1, 0)

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Show `page` (from 0), `y` points down it near the top."""
        if self._tops:
            page = max(0, min(page, len(self._tops) - 1))
            space = GAP / 2 if y == 0 else self.viewport().height() / 4
            self.verticalScrollBar().setValue(int(self._tops[page] + y * self.scale - space))

    def _rect(self, page: int) -> QRectF:
        width, height = (side * self.scale for side in self.sizes[page])
        inside = self.viewport().width()
        left = (inside - width) / 2 if width < inside else GAP - self.horizontalScrollBar().value()
        return QRectF(left, self._tops[page] - self.verticalScrollBar().value(), width, height)

    def _arrange(self) -> None:
        self._tops = []
        top = float(GAP)
        for _width, height in self.sizes:
            self._tops.append(top)
            top += height * self.scale + GAP
        port = self.viewport().size()
        widest = max((width for width, _height in self.sizes), default=0) * self.scale
        self.verticalScrollBar().setRange(0, max(0, int(top - port.height())))
        self.verticalScrollBar().setPageStep(max(port.height() - 40, 40))
        self.horizontalScrollBar().setRange(0, max(0, int(widest + 2 * GAP - port.width())))
        self.viewport().update()

    # --- zoom

    def set_zoom(self, zoom: float) -> None:
        """Show at `zoom` (1 is the size on paper), the same place staying in view."""
        page = self.page()
        down = (self.verticalScrollBar().value() - self._tops[page]) / self.scale if self._tops else 0
        self.zoom = max(_LEAST_ZOOM, min(zoom, _MOST_ZOOM))
        self._arrange()
        if self._tops:
            self.verticalScrollBar().setValue(int(self._tops[page] + down * self.scale))
        self.zoomed.emit(self.zoom)
        self.moved.emit()

    def fit_width(self) -> None:
        """Show the widest page as wide as the view, and keep it so."""
        self.fits_width = True
        widest = max((width for width, _height in self.sizes), default=0)
        room = self.viewport().width() - 2 * GAP
        if widest and room > 0:
            self.set_zoom(min(room / (widest * self.logicalDpiX() / 72), 2.0))

    def step_zoom(self, factor: float) -> None:
        self.fits_width = False
        self.set_zoom(self.zoom * factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits_width:
            self.fit_width()
        else:
            self._arrange()
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()
        self.moved.emit()

    # --- what arrives

    def take_image(self, page: int, scale: float, image: QImage) -> None:
        self.images[page] = (scale, image)
        self.images.move_to_end(page)
        while len(self.images) > 2 and sum(kept.sizeInBytes() for _scale, kept in self.images.values()) > _KEPT_BYTES:
            self.images.popitem(last=False)
        self.viewport().update()

    def take_text(self, page: int, text: PageText) -> None:
        self.texts[page] = text
        self.texts.move_to_end(page)
        while len(self.texts) > _KEPT_TEXTS:
            self.texts.popitem(last=False)

    # --- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("side"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.visible_pages():
            self._paint_page(painter, page)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        room = self._rect(page)
        painter.fillRect(room, QColor("#ffffff"))
        if page in self.images:
            painter.drawImage(room, self.images[page][1])
        elif page in self.unshown:
            painter.setPen(QColor("#5d646b"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr("This page cannot be shown; it is damaged."))
        painter.setPen(theme.colour("line"))
        painter.drawRect(room)
        text = self.texts.get(page)
        if text is None:
            return
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for start, end in self.hits.get(page, ()):
            now = self.current_hit == (page, start, end)
            _paint_strips(
                painter, room.topLeft(), self.scale, text.strips(start, end), QColor("#ffb84d" if now else "#ffe9a8")
            )
        span = self.selection.on(page, text)
        if span is not None:
            _paint_strips(painter, room.topLeft(), self.scale, text.strips(*span), QColor("#b5d5f0"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # --- selecting

    def select(self, page: int, start: int, end: int) -> None:
        """Select the letters from `start` up to `end` of `page`."""
        self.selection = Selection((page, start), (page, end - 1))
        self._selected()

    def _spot(self, point: QPoint) -> Spot | None:
        for page in self.visible_pages():
            room = self._rect(page)
            if room.top() - GAP <= point.y() <= room.bottom() and page in self.texts:
                inside = (QPointF(point) - room.topLeft()) / self.scale
                letter = self.texts[page].at(inside.x(), inside.y())
                return None if letter is None else (page, letter)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.selection = Selection(self._spot(event.position().toPoint()))
            self._selected()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.selection.anchor is not None:
            spot = self._spot(event.position().toPoint())
            if spot is not None and spot != self.selection.head:
                self.selection.head = spot
                self._selected()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if spot is not None:
            self.select(spot[0], *self.texts[spot[0]].word(spot[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selection.copy(self.texts))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self.sizes) - 1)
        else:
            super().keyPressEvent(event)

    def _selected(self) -> None:
        self.viewport().update()
        self.selected.emit()


def _paint_strips(painter: QPainter, corner: QPointF, scale: float, strips: list[Box], tone: QColor) -> None:
    for left, top, right, bottom in strips:
        strip = QRectF(QPointF(left, top) * scale, QPointF(right, bottom) * scale)
        painter.fillRect(strip.translated(corner), tone)
