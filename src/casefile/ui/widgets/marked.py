"""One line of plain text with stretches of it in bold, painted without being interpreted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption


def draw(
    painter: QPainter, room: QRect, text: str, marks: Sequence[tuple[int, int]], colour: QColor, bold: QColor
) -> None:
    """Draw `text` in one line from the top of `room`, with an ellipsis where it is longer; `marks` (from, to) bold and
    in the colour `bold`.
    """
    layout = _line(painter.font(), text, marks, room.width(), bold)
    while len(text) > 1 and (wide := layout.lineAt(0).naturalTextWidth()) > room.width():
        text = text[: min(len(text) - 2, int(len(text) * room.width() / wide))].rstrip(" …") + "…"
        seen = [(start, min(end, len(text) - 1)) for start, end in marks if start < len(text) - 1]
        layout = _line(painter.font(), text, seen, room.width(), bold)
    painter.save()
    painter.setClipRect(room)
    painter.setPen(colour)
    layout.draw(painter, QPointF(room.topLeft()))
    painter.restore()


def _line(font: QFont, text: str, marks: Sequence[tuple[int, int]], width: int, bold: QColor) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats([_format(text, start, end, bold) for start, end in marks])
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _format(text: str, start: int, end: int, bold: QColor) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(text[:start]), _units(text[start:end])
    made.format = QTextCharFormat()
    made.format.setFontWeight(QFont.Weight.DemiBold)
    made.format.setForeground(bold)
    return made


def _units(text: str) -> int:
    """How many letters Qt counts: those beyond the basic plane as two."""
    return len(text) + sum(letter > "\uffff" for letter in text)
