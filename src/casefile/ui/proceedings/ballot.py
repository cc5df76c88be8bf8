"""How each State voted: three lists of States under the counts, and a word when list and count do not agree."""

from __future__ import annotations

import re
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casefile.law.countries import countries
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.actors.finders import state_name
from casefile.ui.actors.finders import states as state_finder
from casefile.ui.text import plain, tr
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

COLUMNS = (
    ("states_for", "votes_for", "Voted for"),
    ("states_against", "votes_against", "Voted against"),
    ("states_abstaining", "abstentions", "Abstained"),
)


class Ballot(QWidget):
    """The three lists of one proceeding."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._record: UUID | None = None
        self.columns = {name: Voters(tr(words)) for name, _count, words in COLUMNS}
        self.doubt = PlainLabel(tone="mistake", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 0, 0, 0)
        column.setSpacing(8)
        for name, voters in self.columns.items():
            column.addWidget(voters)
            voters.changed.connect(lambda states, name=name: self._write(name, states))
        column.addWidget(self.doubt)

    def show_proceeding(self, row: Row, *, locked: bool) -> None:
        """Show how the States voted in `row`."""
        self._record = row.id
        for name, count, _words in COLUMNS:
            self.columns[name].show_states(row[name], row[count], locked=locked)
        said = twice_words(row)
        self.doubt.setText(said)
        self.doubt.setVisible(bool(said))

    def _write(self, name: str, states: tuple[str, ...]) -> None:
        if self._record is not None:
            label = "Edit votes of States"
            self._workspace.write(label, records.edit, "proceeding", self._record, {name: states})


class Voters(QWidget):
    """One list: how many are named of how many counted, the names, a line to add one or several. `changed(states)`."""

    changed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._states: tuple[str, ...] = ()
        self._locked = False
        self.words = PlainLabel(tone="muted")
        self.doubt = PlainLabel(tone="mistake", wrap=True)
        self.names = _Names(self)
        self.picker = Picker(several_states(), tr("Add States: a name, or codes with commas"))
        self.picker.line.setAccessibleName(f"{title}: {tr('add States')}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.words, self.names, self.doubt, self.picker):
            column.addWidget(widget)
        self.picker.picked.connect(self._add)

    def show_states(self, states: tuple[str, ...], count: int | None, *, locked: bool) -> None:
        """Show `states`, by name, of `count` votes."""
        self._states, self._locked = states, locked
        self.words.setText(f"{self._title}: {listed_words(len(states), count)}")
        doubt = doubt_words(len(states), count)
        self.doubt.setText(doubt)
        self.doubt.setVisible(bool(doubt))
        self.names.show_names(sorted(states, key=state_name), locked=locked)
        self.picker.setVisible(not locked)

    def take(self, state: str) -> None:
        """Take `state` out of the list."""
        self.changed.emit(tuple(known for known in self._states if known != state))

    def _add(self, states: tuple[str, ...] | None) -> None:
        self.picker.show_value(None)
        new = tuple(state for state in states or () if state not in self._states)
        if new:
            self.changed.emit((*self._states, *new))


class _Names(QWidget):
    """The States as words in a row, each with a way to take it out. Buttons are kept and shown again."""

    def __init__(self, voters: Voters) -> None:
        super().__init__()
        self._voters = voters
        self._buttons: list[QToolButton] = []
        self._states: list[str] = []
        self._flow = FlowLayout(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_names(self, states: list[str], *, locked: bool) -> None:
        self._states = states
        while len(self._buttons) < len(states):
            self._buttons.append(self._button(len(self._buttons)))
        for button, state in zip(self._buttons, states, strict=False):
            name = state_name(state)
            button.setText(plain(name))
            button.setAccessibleName(name if locked else f"{tr('Take away')}: {name}")
            button.setToolTip("" if locked else tr("Take away"))
            button.setEnabled(not locked)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(states))
        self.setVisible(bool(states))
        self.updateGeometry()

    def _button(self, place: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon("close", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(lambda: self._voters.take(self._states[place]))
        self._flow.addWidget(button)
        return button


def listed_words(listed: int, count: int | None) -> str:
    """Such as "4 named of 116"."""
    if count is None:
        return tr("{listed} named").format(listed=listed)
    return tr("{listed} named of {count}").format(listed=listed, count=count)


def doubt_words(listed: int, count: int | None) -> str:
    """What is wrong when more States are named than votes were counted; "" when nothing is."""
    if count is None or listed <= count:
        return ""
    return tr("Named: {listed} States. Votes counted: {count}. Correct the list or the count.").format(
        listed=listed, count=count
    )


def twice_words(row: Row) -> str:
    """Which States stand in more than one list; "" when none does."""
    lists = [set(row[name]) for name, _count, _words in COLUMNS]
    twice = sorted({state for one in lists for state in one if sum(state in other for other in lists) > 1})
    if not twice:
        return ""
    names = ", ".join(state_name(state) for state in twice)
    return tr("In more than one list: {names}. A State votes once.").format(names=names)


def several_states() -> Finder:
    """One State by name or code, or several: names with commas, or two-letter codes with blanks."""
    one = state_finder()

    def find(text: str) -> list[Choice]:
        found, unknown = _split(text)
        if len(found) > 1 and not unknown:
            return [Choice(found, tr("Add {count} States").format(count=len(found)), ", ".join(map(state_name, found)))]
        if len(found) > 1 or ("," in text and unknown):
            return [Choice(None, tr("No State is called: {names}").format(names=", ".join(unknown)))]
        return [Choice((choice.value,), choice.text, choice.detail, beside=choice.beside) for choice in one.find(text)]

    return Finder(find, lambda states: ", ".join(state_name(state) for state in states))


def _split(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The States that `text` lists, and what in it is none."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if len(parts) == 1 and all(len(word) == 2 for word in parts[0].split()):
        parts = parts[0].split()
    known = {
        name.casefold(): country.iso2 for country in countries() for name in (country.iso2, country.name, *country.also)
    }
    found = dict.fromkeys(known[part.casefold()] for part in parts if part.casefold() in known)
    return tuple(found), [part for part in parts if part.casefold() not in known]
