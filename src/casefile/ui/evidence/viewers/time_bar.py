"""The bar under a recording: where one is, what is chosen, and where its passages stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from casefile.ui import theme
from casefile.ui.evidence.viewers.time_range import TimeRange, clock
from casefile.ui.text import tr
from casefile.ui.widgets.statelabel import bearing_sign

_HEIGHT, _EDGE = 46, 12
_TRACK = (28.0, 8.0)  # top and height, px
_MARK = (6.0, 14.0)
_NARROWEST = 5.0


@dataclass(frozen=True, slots=True)
class Span:
    """A passage that is a time of the recording."""

    passage: UUID
    time: TimeRange
    bearing: str
    words: str


class TimeBar(QWidget):
    """`wanted(milliseconds)` on a click or drag, `mark_clicked(passage id)` on a passage."""

    wanted = Signal(int)
    mark_clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.duration, self.position = 0, 0
        self.chosen = TimeRange()
        self.spans: Sequence[Span] = ()
        self._dragging = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its keys are those of the whole viewer
        self.setAccessibleName(tr("Time"))

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def show_state(
        self,
        *,
        duration: int | None = None,
        position: int | None = None,
        chosen: TimeRange | None = None,
        spans: Sequence[Span] | None = None,
    ) -> None:
        """Show what is given, and the rest as it was."""
        self.duration = self.duration if duration is None else duration
        self.position = self.position if position is None else position
        self.chosen = self.chosen if chosen is None else chosen
        self.spans = self.spans if spans is None else spans
        self.update()

    def span_at(self, point: QPointF) -> Span | None:
        """The shortest passage whose mark is under `point`."""
        here = [span for span in self.spans if self.mark_of(span).adjusted(-2, -4, 2, 4).contains(point)]
        return min(here, key=lambda span: self.mark_of(span).width(), default=None)

    def mark_of(self, span: Span) -> QRectF:
        """Where a passage is drawn."""
        return self._room(span.time, *_MARK)

    # --- within

    def _across(self, at: int) -> float:
        return _EDGE + (self.width() - 2 * _EDGE) * min(at, self.duration) / max(1, self.duration)

    def _at(self, across: float) -> int:
        share = (across - _EDGE) / max(1, self.width() - 2 * _EDGE)
        return round(max(0.0, min(share, 1.0)) * self.duration)

    def _room(self, time: TimeRange, top: float, height: float) -> QRectF:
        begin = time.begin or 0
        left, right = self._across(begin), self._across(begin if time.end is None else time.end)
        return QRectF(left, top, max(_NARROWEST, right - left), height)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            span = self.span_at(QPointF(event.pos()))
            words = clock(self._at(event.pos().x())) if span is None else span.words
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        span = self.span_at(event.position())
        if span is not None:
            self.wanted.emit(span.time.begin or 0)
            self.mark_clicked.emit(span.passage)
            return
        self._dragging = True
        self.wanted.emit(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.wanted.emit(self._at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(_EDGE, _TRACK[0], self.width() - 2 * _EDGE, _TRACK[1])
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(track, 4, 4)
        if self.duration:
            self._paint_spans(painter)
            if self.chosen.begin is not None:
                painter.setBrush(theme.colour("accent"))
                painter.drawRoundedRect(self._room(self.chosen, *_TRACK), 2, 2)
            self._paint_position(painter)
        painter.end()

    def _paint_spans(self, painter: QPainter) -> None:
        for span in self.spans:
            _glyph, tone = bearing_sign(span.bearing)
            colour = QColor(theme.colour(tone))
            painter.setPen(QPen(colour, 1.5))
            colour.setAlpha(70)
            painter.setBrush(colour)
            painter.drawRoundedRect(self.mark_of(span), 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_position(self, painter: QPainter) -> None:
        across = self._across(self.position)
        painter.setBrush(theme.colour("text"))
        painter.drawRect(QRectF(across - 1, _TRACK[0] - 5, 2, _TRACK[1] + 10))
        painter.drawEllipse(QPointF(across, _TRACK[0] + _TRACK[1] + 5), 4.5, 4.5)
