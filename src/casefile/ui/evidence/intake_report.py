"""What became of files that were to be taken in: one line each for what is not plain success."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casefile.evidence.extraction import Failure
from casefile.evidence.intake import Taken
from casefile.evidence.intake.files import safe_name
from casefile.ui.text import tr
from casefile.ui.widgets.labels import NumberLink, PlainLabel

_MOST_HEIGHT = 160
_AT_ONCE = 200
"""Lines that are made at first, and each time that more are wanted."""
_MOST_LINKS = 3
_Line = Callable[[], QWidget]


class ReportLines(QScrollArea):
    """`followed(id)` when a number is clicked; `copies_wanted(lines)` when known bytes shall be items of their own."""

    followed = Signal(object)
    copies_wanted = Signal(object)

    def __init__(self, shown: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`shown(words)`: the same words without the names that are hidden."""
        super().__init__(parent)
        self._shown = shown
        self.buttons: list[QPushButton] = []
        self._told: Sequence[_Line] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    def show_report(self, report: Sequence[Taken], unread: Sequence[Failure] = (), *, may_copy: bool) -> None:
        """Problems first, what of it could not be read, notes, pictures that look alike, and known bytes at the end."""
        self.buttons = []
        self._told = [
            *(partial(self._problem, one) for one in report if one.problem),
            *(partial(self._note, one, one.problem) for one in unread),
            *(partial(self._note, one, note) for one in report for note in one.notes),
            *(partial(self._alike, one) for one in report if one.alike),
            *(partial(self._known, one, may_copy) for one in report if one.already_there),
        ]
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch()
        self._make_more(0)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.setFixedHeight(min(inner.sizeHint().height() + 4, _MOST_HEIGHT))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be told."""
        return not self._told

    def _make_more(self, start: int) -> None:
        """Make the lines from `start` on, and a button for what follows them."""
        for make in self._told[start : start + _AT_ONCE]:
            self._column.insertWidget(self._column.count() - 1, make())
        left = len(self._told) - start - _AT_ONCE
        if left > 0:
            more = NumberLink(tr("Show more of {count}").format(count=f"{left:,}"))
            more.followed.connect(lambda _beside: self._more_wanted(more, start + _AT_ONCE))
            self._column.insertWidget(self._column.count() - 1, more)

    def _more_wanted(self, button: NumberLink, start: int) -> None:
        self._column.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._make_more(start)

    def _known(self, one: Taken, may_copy: bool) -> QWidget:
        name = self._shown(safe_name(one.path.name))
        words = tr("has the same bytes as “{name}”").format(name=name)
        row, line = self._row(one, words)
        if may_copy:
            button = QPushButton(tr("Add as a new item"))
            button.setAccessibleName(tr("Add “{name}” as a new item").format(name=name))
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
        if one.id is None:  # about a folder
            assert isinstance(one, Taken)
            words = f"“{safe_name(one.path.name)}”: {note}"
            return PlainLabel(self._shown(words), tone="muted", wrap=True)
        row, _line = self._row(one, self._shown(note))
        return row

    def _row(self, one: Taken | Failure, words: str) -> tuple[QWidget, QHBoxLayout]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._link(one.number, one.id))
        line.addWidget(PlainLabel(words, tone="muted"))
        line.addStretch()
        return row, line

    def _problem(self, one: Taken) -> QWidget:
        return PlainLabel(f"⊘  {self._shown(one.problem)}", tone="mistake", wrap=True)

    def _link(self, number: str, item: UUID | None) -> NumberLink:
        link = NumberLink(number)
        link.followed.connect(lambda _beside: self.followed.emit(item))
        return link
