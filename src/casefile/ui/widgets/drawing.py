"""A drawing of `casefile.figures` put on paper by Qt: the window, a picture file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from casefile.figures.drawing import PRINT, Area, Box, Drawing, Mark, Point, Stroke, Text

Tone = Callable[[str], QColor]
_EM = 48  # pixels that text is set at before it is scaled, so that its shape does not change with the zoom
_INCH = 72
_MOST_PIXELS = 80_000_000


def paint(painter: QPainter, marks: Iterable[Mark], tone: Tone) -> None:
    """Draw `marks`; a point is a unit of the painter."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    fonts = {bold: _font(bold=bold) for bold in (False, True)}
    for mark in marks:
        match mark:
            case Text():
                _paint_text(painter, mark, fonts[mark.bold], tone)
            case Stroke():
                painter.setPen(_pen(tone, mark.tone, mark.width, mark.dashed))
                painter.drawPolyline(_polygon(mark.points))
            case Area():
                _brush(painter, tone, mark.fill, mark.tone, mark.width, mark.dashed)
                painter.drawPolygon(_polygon(mark.points))
            case Box():
                _brush(painter, tone, mark.fill, mark.tone, mark.stroke, mark.dashed)
                painter.drawRoundedRect(QRectF(mark.x, mark.y, mark.width, mark.height), mark.radius, mark.radius)


def extent(marks: Iterable[Mark]) -> QRectF:
    """All that some marks cover."""
    covered = QRectF()
    for mark in marks:
        match mark:
            case Text():
                covered |= QRectF(mark.left, mark.y - mark.size, mark.width, mark.size * 1.3)
            case Box():
                covered |= QRectF(mark.x, mark.y, mark.width, mark.height)
            case Stroke() | Area():
                covered |= _polygon(mark.points).boundingRect()
    return covered.adjusted(-2, -2, 2, 2)


def image(drawing: Drawing, inch: int = 300, margin: float = 12.0) -> QImage:
    """A picture on white at `inch` pixels an inch, fewer where it would become enormous."""
    width, height = drawing.width + 2 * margin, drawing.height + 2 * margin
    scale = min(inch / _INCH, (_MOST_PIXELS / (width * height)) ** 0.5)
    made = QImage(max(1, round(width * scale)), max(1, round(height * scale)), QImage.Format.Format_RGB32)
    made.fill(QColor(PRINT["page"]))
    painter = QPainter(made)
    painter.scale(scale, scale)
    painter.translate(margin, margin)
    paint(painter, drawing.marks, printed)
    painter.end()
    made.setDotsPerMeterX(round(scale * _INCH / 0.0254))
    made.setDotsPerMeterY(round(scale * _INCH / 0.0254))
    made.setText("Title", drawing.title)
    made.setText("Description", drawing.alt)
    return made


def printed(name: str) -> QColor:
    """The colour of paper."""
    return QColor(PRINT[name])


def _font(*, bold: bool) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(_EM)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_text(painter: QPainter, mark: Text, font: QFont, tone: Tone) -> None:
    painter.save()
    painter.translate(mark.left, mark.y)
    painter.scale(mark.size / _EM, mark.size / _EM)
    painter.setFont(font)
    painter.setPen(tone(mark.tone))
    painter.drawText(QPointF(0, 0), mark.text)
    painter.restore()


def _brush(painter: QPainter, tone: Tone, fill: str, line: str, width: float, dashed: bool) -> None:
    painter.setBrush(tone(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(tone, line, width, dashed) if line else QPen(Qt.PenStyle.NoPen))


def _pen(tone: Tone, line: str, width: float, dashed: bool) -> QPen:
    pen = QPen(tone(line), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([4 / width, 3 / width])
    return pen


def _polygon(points: Iterable[Point]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
