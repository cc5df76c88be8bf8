"""What mouse and keys do to pages: select words, draw a region, click the mark of a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from casefile.ui.widgets.page_marks import PlacedMark
from casefile.ui.widgets.page_text import PageText, Selection, Spot, paint_strips
from casefile.ui.widgets.region import Region, paint_box
from casefile.ui.widgets.statelabel import bearing_words

if TYPE_CHECKING:
    from casefile.ui.widgets.page_canvas import PageCanvas

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_SELECTED, _CHOSEN = QColor("#b5d5f0"), QColor("#1d5c88")  # on paper, which is white in every theme


class PageHand(QObject):
    """`selected` when the words or the region chosen changed, `mark_clicked(passage id)` on a click that chose nothing.

    It hears the mouse over `canvas`; keys are given to it.
    """

    selected = Signal()
    mark_clicked = Signal(object)

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.selection = Selection()
        self.region = Region()
        canvas.viewport().installEventFilter(self)
        canvas.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def clear(self) -> None:
        """Another file is shown."""
        self.selection = Selection()
        self.region.clear()

    def select(self, selection: Selection) -> None:
        self.selection = selection
        self.selected.emit()

    def draw_region(self, *, on: bool) -> None:
        """Let the mouse draw a region instead of selecting words; the keys begin in the middle of what is in sight."""
        self.region.drawing = on
        self.region.clear()
        self._canvas.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.IBeamCursor)
        self.select(Selection() if on else self.selection)

    def region_place(self) -> tuple[int, str] | None:
        """The page (from 0) and the region drawn on it, as a locator writes it: points from the lower left corner."""
        box, page = self.region.box, self.region.page
        if box is None:
            return None
        high = self._canvas.sizes[page][1]
        sides = (box.left(), high - box.bottom(), box.right(), high - box.top())
        return page, ",".join(str(round(side)) for side in sides)

    def paint(self, painter: QPainter, corner: QPointF, page: int, text: PageText | None) -> None:
        """What is chosen on a page whose upper left corner is `corner`."""
        scale = self._canvas.scale
        if self.region.box is not None and self.region.page == page:
            box = QRectF(self.region.box.topLeft() * scale, self.region.box.size() * scale)
            paint_box(painter, box.translated(corner), _CHOSEN)
        span = self.selection.on(page, text) if text is not None else None
        if text is not None and span is not None:
            paint_strips(painter, corner, scale, text.strips(*span), _SELECTED)

    # --- the mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark(event.pos())
            QToolTip.showText(event.globalPos(), "" if mark is None else bearing_words(mark.mark.bearing))
            return True
        if isinstance(event, QMouseEvent):
            kinds = QEvent.Type
            if event.type() == kinds.MouseMove:
                self._move(event)
                return True
            if event.button() == Qt.MouseButton.LeftButton:
                acts = {
                    kinds.MouseButtonPress: self._press,
                    kinds.MouseButtonRelease: self._release,
                    kinds.MouseButtonDblClick: self._select_word,
                }
                acts[event.type()](event)
                return True
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        found = self._canvas.place_at(point)
        if self.region.drawing and found is not None:
            self.region.begin(*found)
        elif not self.region.drawing:
            spot, further = self._spot(point), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.selection = Selection(self.selection.anchor, spot) if further and spot else Selection(spot)
        self.selected.emit()

    def _move(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.region.drawing:
            if self._canvas.sizes:
                page = self.region.page
                self.region.drag(self._canvas.inside(page, point), QSizeF(*self._canvas.sizes[page]))
                self.selected.emit()
        elif self.selection.anchor is not None:
            spot = self._spot(point)
            if spot is not None and spot != self.selection.head:
                self.selection.head = spot
                self.selected.emit()

    def _release(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        mark = None if self.region.drawing or self.selection.pages() else self._mark(point)
        if mark is not None:
            self.mark_clicked.emit(mark.mark.passage)

    def _select_word(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if spot is not None:
            page, letter = spot
            start, end = self._canvas.kept.texts[page].word(letter)
            self.select(Selection((page, start), (page, end - 1)))

    def _spot(self, point: QPoint) -> Spot | None:
        found = self._canvas.place_at(point)
        if found is None or found[0] not in self._canvas.kept.texts:
            return None
        page, inside = found
        letter = self._canvas.kept.texts[page].at(inside.x(), inside.y())
        return None if letter is None else (page, letter)

    def _mark(self, point: QPoint) -> PlacedMark | None:
        found = self._canvas.place_at(point)
        if found is None:
            return None
        page, inside = found
        canvas = self._canvas
        return canvas.marks.at(
            page, canvas.kept.texts.get(page), canvas.sizes[page][1], inside * canvas.scale, canvas.scale
        )

    # --- the keys

    def _select_by_key(self, event: QKeyEvent) -> bool:
        """Shift and an arrow: choose letters, with Ctrl words, up and down lines; from the place found that is shown."""
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.key() not in _ARROWS:
            return False
        if self.selection.head is None:
            self.selection = self._beginning()
            if self.selection.head is None:
                return True
        else:
            self.selection.head = self._moved(self.selection.head, event)
        page, letter = self.selection.head
        self._canvas.bring_into_view(page, self._canvas.kept.texts[page].box(letter))
        self.selected.emit()
        return True

    def _beginning(self) -> Selection:
        """The place found that is shown, or the first letter in sight."""
        texts, hit = self._canvas.kept.texts, self._canvas.hits.current
        if hit is not None and hit[0] in texts:
            page, start, end = hit
            return Selection((page, start), (page, end - 1))
        page = self._canvas.page()
        seen = self._canvas.seen_of(page) if self._canvas.sizes else None
        letter = texts[page].at(seen.left(), max(0.0, seen.top())) if seen is not None and page in texts else None
        return Selection() if letter is None else Selection((page, letter), (page, letter))

    def _moved(self, spot: Spot, event: QKeyEvent) -> Spot:
        page, letter = spot
        texts, keys = self._canvas.kept.texts, Qt.Key
        if page not in texts:
            return spot
        way = -1 if event.key() in (keys.Key_Left, keys.Key_Up) else 1
        if event.key() in (keys.Key_Left, keys.Key_Right) and texts[page].leftward(letter):
            way = -way
        if event.key() in (keys.Key_Up, keys.Key_Down):
            found = texts[page].line_beside(letter, way)
        else:
            forward = self.selection.anchor is None or spot >= self.selection.anchor
            words = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            found = texts[page].beside(letter, way, edge=words * (1 if forward else -1))
        if found is not None:
            return page, found
        beyond = texts.get(page + way)
        first = None if beyond is None else beyond.beside(-1 if way > 0 else len(beyond.text), way)
        return spot if first is None else (page + way, first)

    def key(self, event: QKeyEvent) -> bool:
        """Copy, or move the region; False when the key is for somebody else."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selection.copy(self._canvas.kept.texts))
            return True
        if not self.region.drawing or not self._canvas.sizes:
            return self._select_by_key(event)
        if self.region.box is None and event.key() in _ARROWS:
            page = self._canvas.page()
            self.region.place(page, self._canvas.seen_of(page))
        elif not self.region.key(event, QSizeF(*self._canvas.sizes[self.region.page])):
            return False
        self.selected.emit()
        return True
