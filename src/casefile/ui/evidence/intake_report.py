"""What became of files that were to be taken in: one line each for what is not plain success."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casefile.evidence.extraction import Failure
from casefile.evidence.intake import Taken
from casefile.ui.text import tr
from casefile.ui.widgets.labels import NumberLink, PlainLabel

_MOST_HEIGHT = 140
_MOST_LINES = 200
_MOST_LINKS = 3


class ReportLines(QScrollArea):
    """`followed(id)` when a number is clicked; `copies_wanted(lines)` when known bytes shall be items of their own."""

    followed = Signal(object)
    copies_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def show_report(self, report: Sequence[Taken], unread: Sequence[Failure] = (), *, may_copy: bool) -> None:
        """Problems first, what of it could not be read, known bytes, pictures that look alike, and notes."""
        self.buttons = []
        told: list[tuple[Callable[..., QWidget], tuple[object, ...]]] = [
            *((_problem, (one,)) for one in report if one.problem),
            *((self._note, (one, one.problem)) for one in unread),
            *((self._known, (one, may_copy)) for one in report if one.already_there),
            *((self._alike, (one,)) for one in report if one.alike),
            *((self._note, (one, note)) for one in report for note in one.notes),
        ]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for make, arguments in told[:_MOST_LINES]:
            column.addWidget(make(*arguments))
        if len(told) > _MOST_LINES:
            more = tr("and {count} more").format(count=f"{len(told) - _MOST_LINES:,}")
            column.addWidget(PlainLabel(more, tone="muted"))
        column.addStretch()
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.setFixedHeight(min(inner.sizeHint().height() + 4, _MOST_HEIGHT))
        self.setVisible(bool(told))

    def _known(self, one: Taken, may_copy: bool) -> QWidget:
        words = tr("has the same bytes as “{name}”").format(name=one.path.name)
        row, line = self._row(one, words)
        if may_copy:
            button = QPushButton(tr("Add as a new item"))
            button.setAccessibleName(tr("Add “{name}” as a new item").format(name=one.path.name))
            button.setToolTip(tr("Another item with a provenance of its own; the bytes are shared"))
            button.clicked.connect(lambda: self.copies_wanted.emit([one]))
            self.buttons.append(button)
            line.insertWidget(2, button)
        return row

    def _alike(self, one: Taken) -> QWidget:
        row, line = self._row(one, tr("looks like"))
        for place, other in enumerate(one.alike[:_MOST_LINKS]):
            line.insertWidget(2 + place, self._link(other.number, other.id))
        return row

    def _note(self, one: Taken | Failure, note: str) -> QWidget:
        row, _line = self._row(one, note)
        return row

    def _row(self, one: Taken | Failure, words: str) -> tuple[QWidget, QHBoxLayout]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._link(one.number, one.id))
        line.addWidget(PlainLabel(words, tone="muted"))
        line.addStretch()
        return row, line

    def _link(self, number: str, item: UUID | None) -> NumberLink:
        link = NumberLink(number)
        link.followed.connect(lambda _beside: self.followed.emit(item))
        return link


def _problem(one: Taken) -> QWidget:
    return PlainLabel(f"⊘  {one.problem}", tone="mistake", wrap=True)
