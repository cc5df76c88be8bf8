"""A vote as a figure: for, against, abstaining."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefile.operations.records import Row
from casefile.ui import theme
from casefile.ui.text import tr

Votes = tuple[int | None, int | None, int | None]


def votes_of(row: Row) -> Votes:
    return row["votes_for"], row["votes_against"], row["abstentions"]


def short_words(votes: Votes) -> str:
    """Such as 116–20–53; "" where nobody counted."""
    if all(count is None for count in votes):
        return ""
    return "–".join("?" if count is None else str(count) for count in votes)


def full_words(votes: Votes) -> str:
    """Such as "116 for, 20 against, 53 abstaining"."""
    words = (tr("{count} for"), tr("{count} against"), tr("{count} abstaining"))
    parts = [text.format(count=count) for text, count in zip(words, votes, strict=True) if count is not None]
    return ", ".join(parts)


class VoteBar(QWidget):
    """One bar in three shares; abstentions are hatched, so that the figure reads without colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._votes: Votes = (None, None, None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_votes(self, votes: Votes) -> None:
        self._votes = votes
        words = full_words(votes)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(sum(count or 0 for count in votes)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().height() + 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        counts = [count or 0 for count in self._votes]
        total = sum(counts)
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, left = self.fontMetrics().height(), 0.0
        shown = [(count, tone) for count, tone in zip(counts, _TONES, strict=True) if count]
        for count, tone in shown:
            width = self.width() * count / total
            bar = QRectF(left, 2, max(2.0, width - 2), 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("line" if tone == "gap" else tone))
            painter.drawRoundedRect(bar, 2, 2)
            if tone == "gap":
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                painter.drawRect(bar)
            left += width
        painter.setPen(theme.colour("muted"))
        words = self.fontMetrics().elidedText(full_words(self._votes), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 14, self.width(), height), Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


_TONES = ("covered", "undermined", "gap")
