"""What chooses and orders the rows of the matrix. Remembered for the user: state, order, provision; never what is of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.law.catalogue import catalogue
from casefile.operations.matrix import State
from casefile.settings import Settings
from casefile.ui.matrix.arranging import Arranger, Wanted, article_of, title_of
from casefile.ui.text import tr
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.suggest import Choice

_WAIT = 150  # ms after the last key
_MEMORY = "matrix/filter"
_MOST_CHOICES = 40


class Filters(QWidget):
    """`changed` when other rows, or another order, are wanted; `left` on Enter in the line."""

    changed = Signal()
    left = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.offered: Arranger | None = None
        self.line = QLineEdit()
        self.order = Segments([("act", tr("By act")), ("gaps", tr("Most gaps first"))], tr("Order"))
        self.provision = Picker(Finder(self._find_provisions, _provision_words), tr("Any provision"))
        self.actor = Picker(Finder(self._finder("actors"), self._namer("actors")), tr("Any actor"))
        self.incident = Picker(Finder(self._finder("incidents"), self._namer("incidents")), tr("Any incident"))
        self.states = Segments(
            [("all", tr("All")), *((mark.value, f"{mark.glyph} {mark.words.capitalize()}") for mark in _STATES)],
            tr("Rows with an element that is"),
        )
        self._pickers = (self.provision, self.actor, self.incident)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._lay_out()
        self._remembered()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(8)
        self.line.setPlaceholderText(tr("Filter by act, crime or actor"))
        self.line.setAccessibleName(tr("Filter the matrix"))
        self.line.setClearButtonEnabled(True)
        words, chosen, states = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        words.addWidget(self.line, 1)
        words.addWidget(self.order)
        for picker in self._pickers:
            picker.line.setClearButtonEnabled(True)
            chosen.addWidget(picker, 1)
        states.addWidget(self.states)
        states.addStretch()
        for row in (words, chosen, states):
            column.addLayout(row)

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._wait.start())
        self.line.returnPressed.connect(self.left)
        self._wait.timeout.connect(self.changed)
        for chooser in (self.states, self.order):
            chooser.chosen.connect(lambda _key: self._choose())
        for picker in self._pickers:
            picker.picked.connect(lambda _value: self._choose())
            picker.line.textChanged.connect(lambda text, picker=picker: self._cleared(picker, text))

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            text=self.line.text(),
            state=None if self.states.value == "all" else State(self.states.value),
            provision=self.provision.value or "",
            actor=self.actor.value,
            incident=self.incident.value,
            by_gaps=self.order.value == "gaps",
        )

    def offer(self, arranger: Arranger) -> None:
        """What can be chosen, from the rows that there are. A choice that is not among them any more is dropped."""
        self.offered = arranger
        for picker, known in ((self.actor, arranger.actors), (self.incident, arranger.incidents)):
            picker.show_value(picker.value if picker.value in known else None)
        articles = {article_of(crime) for crime in arranger.provisions}
        if self.provision.value not in (*arranger.provisions, *articles):
            self.provision.show_value(None)
        for control in (self.line, self.order, self.states, *self._pickers):
            control.setEnabled(bool(arranger.provisions))

    def forget(self) -> None:
        """Another case is shown: what was chosen of the last one means nothing here."""
        for picker in (self.actor, self.incident):
            picker.show_value(None)
        self.line.clear()

    # --- within

    def _cleared(self, picker: Picker, text: str) -> None:
        if not text and picker.value not in (None, "") and picker.line.hasFocus():
            picker.show_value(None)
            self._choose()

    def _choose(self) -> None:
        kept = {"state": self.states.value, "order": self.order.value, "provision": self.provision.value or ""}
        self._settings.remember(_MEMORY, kept)
        self.changed.emit()

    def _remembered(self) -> None:
        stored = self._settings.remembered(_MEMORY)
        kept = stored if isinstance(stored, dict) else {}
        for chooser, name in ((self.states, "state"), (self.order, "order")):
            if kept.get(name) in chooser.buttons:
                chooser.show_value(kept[name])
        provision = kept.get("provision")
        if isinstance(provision, str) and provision:
            try:
                self.provision.show_value(provision)
            except UserError:  # of a catalogue that had it
                self.provision.show_value(None)

    def _find_provisions(self, text: str) -> list[Choice]:
        """Articles, each with its crimes that are charged."""
        known = self.offered.provisions if self.offered is not None else []
        found: list[Choice] = []
        for crime in known:
            article = article_of(crime)
            for code in (article, crime):
                if all(one.value != code for one in found):
                    found.append(Choice(code, *_parted(code), beside=True))
        words = text.casefold().split()
        return [one for one in found if all(word in f"{one.text} {one.detail}".casefold() for word in words)][
            :_MOST_CHOICES
        ]

    def _known(self, what: str) -> Mapping[UUID, str]:
        return getattr(self.offered, what) if self.offered is not None else {}

    def _finder(self, what: str) -> Callable[[str], list[Choice]]:
        def find(text: str) -> list[Choice]:
            words = text.casefold().split()
            known = self._known(what).items()
            found = (Choice(one, name) for one, name in known if all(word in name.casefold() for word in words))
            return [one for one, _ in zip(found, range(_MOST_CHOICES), strict=False)]

        return find

    def _namer(self, what: str) -> Callable[[Any], str]:
        return lambda value: self._known(what).get(value, "")


_STATES = (Mark.GAP, Mark.UNDERMINED, Mark.CONTESTED, Mark.COVERED)


def _parted(code: str) -> tuple[str, str]:
    """A provision as a choice: what is shown, and its title."""
    if code == article_of_any(code):
        return tr("Article {code}").format(code=code), catalogue().article(code).heading
    return code, title_of(code)


def article_of_any(code: str) -> str:
    """The article of an article or of a crime."""
    return catalogue().article(code).code


def _provision_words(code: str) -> str:
    return _parted(code)[0]
