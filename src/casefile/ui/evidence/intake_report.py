"""What became of files that were to be taken in: one line each for what is not plain success."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from casefile.evidence.extraction import Failure
from casefile.evidence.found import undisguised
from casefile.evidence.intake import Taken
from casefile.evidence.intake.files import safe_name
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel, NumberLink, PlainLabel

_MOST_HEIGHT = 160
_AT_ONCE = 40
"""Lines that are made at first, and each time that more are wanted: what one turn of the window has time for."""
_BESIDE = 8
"""Logical pixels by which a link is set in; what has none stands below it."""
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
        self._make_room()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be told."""
        return not self._told

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """As high as the lines are at this width, or as high as it may be."""
        inner = self.widget()
        if inner is not None:
            high = (
                inner.heightForWidth(self.viewport().width())
                if inner.hasHeightForWidth()
                else inner.sizeHint().height()
            )
            self.setFixedHeight(min(high + 4, _MOST_HEIGHT))

    def _make_more(self, start: int) -> None:
        """Make the lines from `start` on, and a button for what follows them."""
        for make in self._told[start : start + _AT_ONCE]:
            self._column.insertWidget(self._column.count() - 1, make())
        left = len(self._told) - start - _AT_ONCE
        if left > 0:
            more = NumberLink(tr("Show more ({count} left)").format(count=f"{left:,}"))
            more.followed.connect(lambda _beside: self._more_wanted(more, start + _AT_ONCE))
            self._column.insertWidget(self._column.count() - 1, more)

    def _more_wanted(self, button: NumberLink, start: int) -> None:
        self._column.removeWidget(button)
        button.hide()
        button.deleteLater()
        self._make_more(start)

    def _known(self, one: Taken, may_copy: bool) -> QWidget:
        name = self._shown(_name(one))
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
        if isinstance(one, Taken):
            note = f"“{_name(one)}”: {note}"
        if one.id is None:  # about a folder
            return _alone(self._shown(note), "muted")
        row, line = self._row(one, self._shown(note), wrap=True)
        line.setStretch(1, 1)
        return row

    def _row(self, one: Taken | Failure, words: str, *, wrap: bool = False) -> tuple[QWidget, QHBoxLayout]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._link(one.number, one.id))
        line.addWidget(_told(words, "muted") if wrap else _short(words))
        line.addStretch()
        return row, line

    def _problem(self, one: Taken) -> QWidget:
        return _alone(f"⊘  {self._shown(one.problem)}", "mistake")

    def _link(self, number: str, item: UUID | None) -> NumberLink:
        link = NumberLink(number)
        link.followed.connect(lambda _beside: self.followed.emit(item))
        return link


def _name(one: Taken) -> str:
    """Its name within marks that keep whatever turns its letters around from turning the line around."""
    name = safe_name(one.path.name)
    return f"\u2068{name}\u2069" if undisguised(name) else name


def _told(words: str, tone: str) -> PlainLabel:
    """Words over as many lines as they need."""
    label = PlainLabel(words, tone=tone, wrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # no higher than that
    return label


def _alone(words: str, tone: str) -> PlainLabel:
    label = _told(words, tone)
    label.setContentsMargins(_BESIDE, 0, 0, 0)
    return label


def _short(words: str) -> ElidedLabel:
    """As wide as its words, where there is room: what can be done stands right behind it."""
    label = ElidedLabel(words, tone="muted")
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return label
