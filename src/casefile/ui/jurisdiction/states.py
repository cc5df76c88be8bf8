"""The States page: what is known of each State that the case touches, and what the case knows better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.law import states as law_states
from casefile.law.states import Fact
from casefile.operations import jurisdiction, records
from casefile.operations.jurisdiction import KindOfFact
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.actors.finders import state_name
from casefile.ui.actors.finders import states as state_finder
from casefile.ui.jurisdiction.answer import FactRow
from casefile.ui.jurisdiction.choices import ChoiceList
from casefile.ui.jurisdiction.words import KIND_WORDS, day_words, period_words
from casefile.ui.listed import filling
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace

_FIELDS = ("period", "holds", "crimes", "note")


class StatesPage(QWidget):
    """The States at the left, the facts of the chosen one at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.state = ""
        self._touched: tuple[str, ...] = ()
        self._asked: tuple[str, ...] = ()
        self.list = ChoiceList(tr("States that the case touches"))
        self.picker = Picker(state_finder(), tr("Look up another State"))
        self.facts = StateFacts(workspace)
        self.empty = EmptyState(
            tr("The States that the case touches show here: by place, nationality, and where an accomplice acted. Any other "
               "State can be looked up at the left.")
        )  # fmt: skip
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 4, 0, 0)
        column.setSpacing(8)
        above = QHBoxLayout()
        above.setContentsMargins(8, 0, 12, 0)
        above.addWidget(self.picker)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        self.sides = QStackedWidget()
        for side in (self.empty, self.facts):
            self.sides.addWidget(side)
        self.split = ListDetail("jurisdiction-states", left, self.sides, workspace.settings, list_width=420)
        filling(self, self.split)
        self.list.currentItemChanged.connect(lambda _item, _before: self._chosen())
        self.picker.picked.connect(self._look_up)

    def show_states(self, touched: tuple[str, ...]) -> None:
        """List `touched` and what was looked up, the chosen one shown again."""
        self._touched = touched
        shown = sorted({*touched, *self._asked}, key=state_name)
        if self.state not in shown:
            self.state = shown[0] if shown else ""
        own = self.workspace.read(jurisdiction.overrides)
        self.list.show_rows([(state, state_name(state), *standing_words(state, own)) for state in shown], self.state)
        self._show()

    def open(self, fact: UUID) -> None:
        """Show the State of a fact of the case."""
        self._look_up(self.workspace.read(records.get, "state_fact", fact)["state"])

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.facts.commit()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_up(self, state: str | None) -> None:
        self.picker.show_value(None)
        if state and self.facts.commit():
            self._asked = (*self._asked, state)
            self.state = state
            self.show_states(self._touched)
            self.split.show_detail(True)

    def _chosen(self) -> None:
        key = self.list.key
        if key is None:
            return
        if not self.facts.commit():
            self.list.stand(self.state)
            return
        self.state = key
        self._show()
        self.split.show_detail(True)

    def _show(self) -> None:
        if self.state:
            self.facts.show_state(self.state)
        self.sides.setCurrentWidget(self.facts if self.state else self.empty)


class StateFacts(ScrollColumn):
    """All that is known of one State, kind by kind; "Override…" at a fact writes one of the case's own."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.state = ""
        self._replaced: Fact | None = None
        self.heading = Heading(level=1)
        self.age = PlainLabel(tone="muted", wrap=True)
        self.kinds: KeyedColumn[KindOfFact, KindBlock] = KeyedColumn(
            lambda kind: kind.kind, lambda _kind: KindBlock(self), KindBlock.show_kind, spacing=16
        )
        self.kind_choice = QComboBox()
        self.kind_choice.setAccessibleName(tr("Kind of fact"))
        for kind, words in KIND_WORDS.items():
            self.kind_choice.addItem(tr(words), kind)
        self.add_button = QPushButton(tr("Add a fact…"))
        self.about_draft = PlainLabel(wrap=True)
        self.draft = Draft("", noun_records.fields("state_fact", *_FIELDS), self._make, words=tr("Add to this case"))
        self.adding = QWidget()
        self._lay_out()
        self.add_button.clicked.connect(lambda: self.begin(self.kind_choice.currentData(), None))
        self.draft.dropped.connect(lambda: self._show_draft(False))

    def _lay_out(self) -> None:
        self.column.setSpacing(12)
        row = QHBoxLayout(self.adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kind_choice)
        row.addWidget(self.add_button)
        row.addStretch()
        for widget in (self.heading, self.age, self.about_draft, self.draft, self.kinds, self.adding):
            self.column.addWidget(widget)
        self.column.addStretch()
        self._show_draft(False)

    @property
    def locked(self) -> bool:
        return self.workspace.locked

    def show_state(self, state: str) -> None:
        """Show `state`, or read it again."""
        if state != self.state:
            self.draft.clear()
            self._show_draft(False)
            self.verticalScrollBar().setValue(0)
        self.state = state
        self.heading.setText(state_name(state))
        age = law_states.as_of()
        self.age.setText(
            tr("As of {day}, changes looked for until {until}. {basis}").format(
                day=day_words(age.day), until=day_words(age.checked_until), basis=age.basis
            )
        )
        known = self.workspace.read(jurisdiction.facts_of, state)
        self.kinds.show_rows([kind for kind in known if kind.facts or kind.overrides or kind.kind == "party"])
        self.adding.setVisible(not self.locked)

    def begin(self, kind: str, fact: Fact | None) -> None:
        """Write a fact of the case: in place of `fact`, or one more."""
        self._replaced = fact
        values: dict[str, Any] = {"holds": "yes"}
        if fact is not None:
            values = {"period": jurisdiction.period(fact), "holds": fact.holds, "crimes": fact.crimes}
        self._kind = kind
        words = tr("Replaces the fact chosen below: {kind}.") if fact else tr("A fact of this case: {kind}.")
        more = tr("This case's facts of one kind stand in place of all of the program's; its others are taken along.")
        self.about_draft.setText(f"{words.format(kind=tr(KIND_WORDS[kind]))} {more}")
        self._show_draft(True)
        self.draft.start(values, "period")
        self.verticalScrollBar().setValue(0)

    def take(self, fact: UUID) -> None:
        """Put a fact of the case into the bin; when none is left, the program's count again."""
        self.workspace.write("Bin fact about State", records.bin_, "state_fact", fact)
        self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    def commit(self) -> bool:
        committed = [block.commit() for block in self.kinds.made()]
        return all(committed)

    def _make(self, values: Mapping[str, Any]) -> None:
        whole = {"state": self.state, "kind": self._kind, **values}
        self.workspace.write("Add fact about State", jurisdiction.override, self._replaced, whole)
        self._show_draft(False)

    def _show_draft(self, shown: bool) -> None:
        self.draft.setVisible(shown)
        self.about_draft.setVisible(shown)


class KindBlock(QWidget):
    """One kind of fact: the case's own above, the program's below, which count when there are no own ones."""

    def __init__(self, page: StateFacts) -> None:
        super().__init__()
        self._page = page
        self._kind = ""
        self.heading = Heading()
        self.own_words = PlainLabel(tone="muted", wrap=True)
        self.own = CardList(lambda: OwnFact(page), spacing=8)
        self.known_words = PlainLabel(tone="muted", wrap=True)
        self.known: KeyedColumn[Fact, KnownFact] = KeyedColumn(
            repr, lambda _fact: KnownFact(self), KnownFact.show_fact, spacing=8
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.heading, self.own_words, self.own, self.known_words, self.known):
            column.addWidget(widget)

    def show_kind(self, kind: KindOfFact) -> None:
        self._kind = kind.kind
        self.heading.setText(tr(KIND_WORDS[kind.kind]))
        self.own_words.setText(tr("● In this case"))
        self.own_words.setVisible(bool(kind.overrides))
        self.own.show_rows(kind.overrides)
        self.known_words.setText(_known_words(kind))
        self.known_words.setVisible(bool(kind.overrides) or not kind.facts)
        self.known.show_rows(kind.facts)

    def override(self, fact: Fact) -> None:
        self._page.begin(self._kind, fact)

    @property
    def may_write(self) -> bool:
        return not self._page.locked

    def commit(self) -> bool:
        return self.own.commit()


class KnownFact(QWidget):
    """A fact of the program, with the way to replace it."""

    def __init__(self, block: KindBlock) -> None:
        super().__init__()
        self._block = block
        self._fact: Fact | None = None
        self.fact = FactRow()
        self.button = QPushButton(tr("Override…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fact, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.button.clicked.connect(lambda: self._fact is not None and self._block.override(self._fact))

    def show_fact(self, fact: Fact) -> None:
        self._fact = fact
        self.fact.show_fact(fact)
        self.button.setAccessibleName(f"{tr('Override')}: {period_words(fact.first, fact.last)}")
        self.button.setVisible(self._block.may_write)


class OwnFact(Card):
    """A fact of the case, edited in place."""

    def __init__(self, page: StateFacts) -> None:
        super().__init__()
        self._page = page
        self._record: UUID | None = None
        save = noun_records.save(page.workspace, "state_fact", lambda: self._record)
        self.form = Form(noun_records.fields("state_fact", *_FIELDS), save, together=(("period", "holds"),))
        self.take_button = QToolButton()
        self.take_button.setIcon(icons.icon("bin", "muted"))
        self.take_button.setToolTip(tr("Put into the bin"))
        self.take_button.setAccessibleName(tr("Put this fact of the case into the bin"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.form, 1)
        row.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignTop)
        self.take_button.clicked.connect(lambda: self._record is not None and page.take(self._record))

    def show_row(self, row: Row) -> None:
        self._record = row.id
        self.form.show_record(row, locked=self._page.locked)
        self.take_button.setVisible(not self._page.locked)

    def commit(self) -> bool:
        return self.form.commit()


def _known_words(kind: KindOfFact) -> str:
    if kind.overrides:
        return tr("⊘ In the program's data, not counted in this case") if kind.facts else ""
    return tr("Nothing is known of this kind: not a Party to the Statute.") if kind.kind == "party" else ""


def standing_words(state: str, own: tuple[Fact, ...]) -> tuple[str, str]:
    """A State's standing in one line, the case's own facts counted, and its tone; what is disputed says so first."""
    parts = []
    for kind, words in (("party", tr("Party")), ("declaration", tr("12(3)")), ("referral", tr("Referred"))):
        facts = [fact for fact in law_states.of(state, kind, own) if fact.holds != "no"]
        if facts:
            days = "; ".join(period_words(fact.first, fact.last) for fact in facts)
            parts.append(f"{words} {days}".strip())
        elif kind == "party":
            parts.append(tr("Not a Party"))
    disputed = any(fact.disputed for kind in law_states.KINDS for fact in law_states.of(state, kind, own))
    words = "  ·  ".join([*([tr("! Disputed: verify")] if disputed else []), *parts])
    return words, "contested" if disputed else "muted"
