"""Pages below each other, drawn as their pictures arrive; selection and found words over them."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, Signal
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
from casefile.ui.widgets.page_marks import PageMark, PageMarks, paint_marks
from casefile.ui.widgets.page_text import Box, PageText, Selection, Spot
from casefile.ui.widgets.region import Region, paint_box

GAP = 16
_LEAST_ZOOM, _MOST_ZOOM = 0.2, 6.0
_KEPT_BYTES = 200_000_000
_KEPT_TEXTS = 300


class PageCanvas(QAbstractScrollArea):
    """`moved` when other pages come into sight, `selected` when the selection changes, `zoomed` with the zoom.

    `mark_clicked(passage id)` when one clicks on a passage without selecting.
    """

    mark_clicked = Signal(object)
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
        self.region = Region()
        self.marks = PageMarks()
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
        self.region.clear()
        self.marks.show({})
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
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        paint_marks(painter, room.topLeft(), self.scale, self.marks.on(page, text, self.sizes[page][1]), room)
        if self.region.box is not None and self.region.page == page:
            box = self.region.box
            shown = QRectF(box.topLeft() * self.scale, box.size() * self.scale)
            paint_box(painter, shown.translated(room.topLeft()), "accent")
        if text is not None:
            self._paint_words(painter, page, room, text)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_words(self, painter: QPainter, page: int, room: QRectF, text: PageText) -> None:
        for start, end in self.hits.get(page, ()):
            now = self.current_hit == (page, start, end)
            _paint_strips(
                painter, room.topLeft(), self.scale, text.strips(start, end), QColor("#ffb84d" if now else "#ffe9a8")
            )
        span = self.selection.on(page, text)
        if span is not None:
            _paint_strips(painter, room.topLeft(), self.scale, text.strips(*span), QColor("#b5d5f0"))

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

    def set_marks(self, marks: Mapping[int, Sequence[PageMark]]) -> None:
        """Show passages, by page from 0, in the place of those shown before."""
        self.marks.show(marks)
        self.viewport().update()

    def draw_region(self, *, on: bool) -> None:
        """Let the mouse draw a region instead of selecting words; the keys begin in the middle of what is in sight."""
        self.region.drawing = on
        self.region.clear()
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.IBeamCursor)
        if on:
            self.selection = Selection()
        self._selected()

    def region_place(self) -> tuple[int, str] | None:
        """The page (from 0) and the region drawn on it, as a locator writes it: points from the lower left corner."""
        box, page = self.region.box, self.region.page
        if box is None:
            return None
        high = self.sizes[page][1]
        sides = (box.left(), high - box.bottom(), box.right(), high - box.top())
        return page, ",".join(str(round(side)) for side in sides)

    def _point(self, point: QPoint) -> tuple[int, QPointF] | None:
        """The page under a point of the view, and where on it in points."""
        for page in self.visible_pages():
            room = self._rect(page)
            if room.top() - GAP <= point.y() <= room.bottom():
                return page, (QPointF(point) - room.topLeft()) / self.scale
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        found = self._point(point)
        if self.region.drawing and found is not None:
            self.region.begin(*found)
        elif not self.region.drawing:
            self.selection = Selection(self._spot(point))
        self._selected()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.region.drawing:
            room = self._rect(self.region.page)
            inside = (QPointF(point) - room.topLeft()) / self.scale
            self.region.drag(inside, QSizeF(*self.sizes[self.region.page]))
            self._selected()
        elif self.selection.anchor is not None:
            spot = self._spot(point)
            if spot is not None and spot != self.selection.head:
                self.selection.head = spot
                self._selected()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._point(event.position().toPoint())
        if (
            event.button() != Qt.MouseButton.LeftButton
            or found is None
            or self.region.drawing
            or self.selection.pages()
        ):
            return
        page, inside = found
        passage = self.marks.at(page, self.texts.get(page), self.sizes[page][1], inside.x(), inside.y())
        if passage is not None:
            self.mark_clicked.emit(passage)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if spot is not None:
            self.select(spot[0], *self.texts[spot[0]].word(spot[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.region.drawing and self.sizes and self._region_key(event):
            self._selected()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selection.copy(self.texts))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self.sizes) - 1)
        else:
            super().keyPressEvent(event)

    def _region_key(self, event: QKeyEvent) -> bool:
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if self.region.box is None and event.key() in arrows:
            page = self.page()
            room = self._rect(page)
            seen = room & QRectF(self.viewport().rect())
            self.region.place(page, QRectF((seen.topLeft() - room.topLeft()) / self.scale, seen.size() / self.scale))
            return True
        return self.region.key(event, QSizeF(*self.sizes[self.region.page]))

    def _selected(self) -> None:
        self.viewport().update()
        self.selected.emit()


def _paint_strips(painter: QPainter, corner: QPointF, scale: float, strips: list[Box], tone: QColor) -> None:
    for left, top, right, bottom in strips:
        strip = QRectF(QPointF(left, top) * scale, QPointF(right, bottom) * scale)
        painter.fillRect(strip.translated(corner), tone)
