"""Pages below each other, drawn as their pictures arrive; passages, found words and what is chosen over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from casefile.ui import theme
from casefile.ui.text import tr
from casefile.ui.widgets.page_hand import PageHand
from casefile.ui.widgets.page_hits import PageHits
from casefile.ui.widgets.page_kept import KeptPages
from casefile.ui.widgets.page_layout import GAP, PageLayout, Size
from casefile.ui.widgets.page_marks import PageMark, PageMarks, paint_marks
from casefile.ui.widgets.page_text import Box

_LEAST_ZOOM, _MOST_ZOOM = 0.2, 6.0


class PageCanvas(QAbstractScrollArea):
    """`moved` when other pages come into sight, `zoomed` with the zoom. Pages count from 0.

    `kept` are the pages that arrived, `hits` the words found, `marks` the passages; `hand` knows what is chosen.
    """

    moved = Signal()
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.fits_width = True
        self._fitted = 0.0  # points: how wide a page is that fits
        self.zoom = 1.0
        self.words = ""  # while no pages are known
        self.places = PageLayout()
        self.kept = KeptPages()
        self.hits = PageHits()
        self.marks = PageMarks()
        self.hand = PageHand(self)
        self.hand.selected.connect(self.viewport().update)

    def show_sizes(self, sizes: Sequence[Size]) -> None:
        """Show another file whose pages have these sizes in points; () for none. Its marks may be known before."""
        for room in (self.kept, self.hits, self.hand):
            room.clear()
        self._arrange(sizes)
        self._fitted = self.places.usual
        if self.fits_width:
            self._fit()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    def set_marks(self, marks: Mapping[int, Sequence[PageMark]]) -> None:
        """Show passages, by page, in the place of those shown before."""
        self.marks.show(marks)
        self.viewport().update()

    # --- where things are

    @property
    def sizes(self) -> Sequence[Size]:
        return self.places.sizes

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self.places.scale

    def visible_pages(self) -> range:
        """The pages in sight."""
        top = self.verticalScrollBar().value()
        return self.places.pages(top, top + self.viewport().height())

    def page(self) -> int:
        """The page that takes most of the view."""
        return self.places.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Show `page`, `y` points down it near the top."""
        if self.sizes:
            space = GAP / 2 if y == 0 else self.viewport().height() / 4
            top = self.places.top(max(0, min(page, len(self.sizes) - 1)))
            self.verticalScrollBar().setValue(int(top + y * self.scale - space))

    def page_rect(self, page: int) -> QRectF:
        """Where a page stands in the view."""
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self.places.rect(page, self.viewport().size(), scrolled)

    def inside(self, page: int, point: QPoint) -> QPointF:
        """A point of the view, in points from the upper left corner of a page."""
        return (QPointF(point) - self.page_rect(page).topLeft()) / self.scale

    def place_at(self, point: QPoint) -> tuple[int, QPointF] | None:
        """The page at a point of the view, and where on it in points."""
        for page in self.visible_pages():
            room = self.page_rect(page)
            if room.top() - GAP <= point.y() <= room.bottom():
                return page, self.inside(page, point)
        return None

    def seen_of(self, page: int) -> QRectF:
        """What is in sight of a page, in points from its upper left corner."""
        room = self.page_rect(page)
        seen = room & QRectF(self.viewport().rect())
        return QRectF((seen.topLeft() - room.topLeft()) / self.scale, seen.size() / self.scale)

    def bring_into_view(self, page: int, box: Box) -> None:
        """Scroll no further than it takes to see `box`."""
        corner, port = self.page_rect(page).topLeft(), self.viewport()
        for bar, edge, near, far, room in (
            (self.horizontalScrollBar(), corner.x(), box[0], box[2], port.width()),
            (self.verticalScrollBar(), corner.y(), box[1], box[3], port.height()),
        ):
            before, beyond = edge + near * self.scale - GAP, edge + far * self.scale + GAP - room
            bar.setValue(bar.value() + int(min(0.0, before) or max(0.0, beyond)))

    def _arrange(self, sizes: Sequence[Size]) -> None:
        self.places.arrange(sizes, self.zoom * self.logicalDpiX() / 72)
        port = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, self.places.height - port.height()))
        self.verticalScrollBar().setPageStep(max(port.height() - 40, 40))
        self.horizontalScrollBar().setRange(0, max(0, int(self.places.widest * self.scale + 2 * GAP - port.width())))
        self.viewport().update()

    # --- zoom

    def set_zoom(self, zoom: float) -> None:
        """Show at `zoom` (1 is the size on paper), the same place staying in view."""
        page, bar = self.page(), self.verticalScrollBar()
        down = (bar.value() - self.places.top(page)) / self.scale if self.sizes else 0
        self.zoom = max(_LEAST_ZOOM, min(zoom, _MOST_ZOOM))
        self._arrange(self.sizes)
        if self.sizes:
            bar.setValue(int(self.places.top(page) + down * self.scale))
        self.zoomed.emit(self.zoom)
        self.moved.emit()

    def fit_width(self) -> None:
        """Show pages like the one in sight as wide as the view, and keep it so; wider ones are scrolled."""
        self.fits_width = True
        if self.sizes:
            self._fitted = self.sizes[self.page()][0]
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 2 * GAP
        if self._fitted and room > 0:
            self.set_zoom(min(room / (self._fitted * self.logicalDpiX() / 72), 2.0))

    def step_zoom(self, factor: float) -> None:
        self.fits_width = False
        self.set_zoom(self.zoom * factor)

    # --- what Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fits_width:
            self._fit()
        else:
            self._arrange(self.sizes)
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hand.key(event):
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if event.key() == Qt.Key.Key_Home else len(self.sizes) - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("side"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self.visible_pages():
            self._paint_page(painter, page)
        if not self.sizes:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        room, kept = self.page_rect(page), self.kept
        painter.fillRect(room, QColor("#ffffff"))
        if page in kept.images:
            painter.drawImage(room, kept.images[page][1])
        elif page in kept.unshown:
            painter.setPen(QColor("#5d646b"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr("This page cannot be shown; it is damaged."))
        painter.setPen(theme.colour("line"))
        painter.drawRect(room)
        text, corner = kept.texts.get(page), room.topLeft()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Darken)
        paint_marks(painter, corner, self.scale, self.marks.on(page, text, self.sizes[page][1]))
        if text is not None:
            self.hits.paint(painter, corner, self.scale, page, text)
        self.hand.paint(painter, corner, page, text)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
