"""The computed answer by one route: the outcome, what it relies on, the days that decided, and each step with its facts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.law import states
from casefile.law.jurisdiction import Answer, Outcome, Step
from casefile.law.states import Fact
from casefile.operations.jurisdiction import Line
from casefile.ui.jurisdiction.sign import SignLabel
from casefile.ui.jurisdiction.words import (
    OUTCOMES,
    articles_words,
    day_words,
    fact_words,
    period_words,
    sign_of,
    source_words,
)
from casefile.ui.law.keys import address, id_of, key_of
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_SENTENCES = {
    Outcome.INSIDE: "The Court can reach this conduct.",
    Outcome.STRADDLES: "As known, the conduct falls on both sides: part of it, or one possible day, is outside.",
    Outcome.COUNSEL: "The law, or what is known of a State, is argued here: this needs counsel.",
    Outcome.OUTSIDE: "The Court cannot reach this conduct.",
}


class AnswerPanel(QWidget):
    """One answer, read from the top: sentence, ground, days, steps."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome = SignLabel(wrap=True)
        self.ground = PlainLabel(wrap=True)
        self.doubt = PlainLabel(tone="contested", wrap=True)
        self.steps: KeyedColumn[tuple[int, Step], StepRow] = KeyedColumn(
            lambda numbered: numbered[0],
            lambda _numbered: StepRow(workspace),
            lambda row, numbered: row.show_step(numbered[1]),
            spacing=4,
        )
        self.age = PlainLabel(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.outcome, self.ground, self.doubt, self.steps, self.age):
            column.addWidget(widget)

    def show_answer(self, answer: Answer) -> None:
        """Show `answer` in place of the one before."""
        self.outcome.show_sign(sign_of(answer.outcome, needs_referral=answer.needs_referral), sentence(answer))
        ground = ground_words(answer)
        self.ground.setText(ground)
        self.ground.setVisible(bool(ground))
        self.doubt.setText(tr("! Disputed: verify. The answer rests on a fact that is disputed; it is marked below."))
        self.doubt.setVisible(answer.disputed)
        self.steps.show_rows(list(enumerate(answer.steps)))
        age = states.as_of()
        self.age.setText(
            tr("Facts about States as of {day}; changes looked for until {until}.").format(
                day=day_words(age.day), until=day_words(age.checked_until)
            )
        )
        self.age.setToolTip(age.basis)


class StepRow(QFrame):
    """A provision, what follows from it, the days on which it is met, and the facts below."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._provision = ""
        self.setProperty("card", "true")
        self.provision = NumberLink()
        self.outcome = SignLabel()
        self.words = PlainLabel(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.days = PlainLabel(tone="muted", wrap=True)
        self.facts: KeyedColumn[Fact, FactRow] = KeyedColumn(
            repr, lambda _fact: FactRow(), FactRow.show_fact, spacing=4
        )
        head = QHBoxLayout()
        head.addWidget(self.provision)
        head.addStretch()
        head.addWidget(self.outcome)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for widget in (self.words, self.days, self.facts):
            widget.setContentsMargins(8, 0, 0, 0)  # under the words of the link above
            column.addWidget(widget)
        self.provision.followed.connect(lambda _beside: self._go())

    def show_step(self, step: Step) -> None:
        self._provision = step.provision
        self.provision.show_text(tr("Article {code}").format(code=step.provision))
        self.outcome.setVisible(step.outcome is not None)
        if step.outcome is not None:
            self.outcome.show_sign(OUTCOMES[step.outcome])
        self.words.setText(step.words)
        days = period_words(step.first, step.last)
        self.days.setText(tr("Met {days}").format(days=days))
        self.days.setVisible(bool(days) and step.outcome is not None)
        self.facts.show_rows(step.facts)

    def _go(self) -> None:
        """Show the provision; of one without a page of its own, its article."""
        self._workspace.attempt(lambda: go_to_provision(self._workspace, self._provision))


class FactRow(QWidget):
    """One fact about a State: its days, its note, its source and how sure it is; disputed ones say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = PlainLabel(wrap=True)
        self.note = PlainLabel(wrap=True)
        self.source = PlainLabel(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 0, 0)
        column.setSpacing(2)
        for widget in (self.fact, self.note, self.source):
            column.addWidget(widget)

    def show_fact(self, fact: Fact) -> None:
        mark = tr("! Disputed: verify.") + "  " if fact.disputed else ""
        self.fact.setText(mark + fact_words(fact))
        tone = "contested" if fact.disputed else ""
        if self.fact.property("tone") != tone:
            self.fact.setProperty("tone", tone)
            self.fact.style().polish(self.fact)
        self.note.setText(fact.note)
        self.note.setVisible(bool(fact.note))
        self.source.setText(source_words(fact, states.as_of().day))


def go_to_provision(workspace: Workspace, code: str) -> None:
    """Show a provision in the law's place; one without a page of its own is shown with the nearest above it."""
    known = code
    while key_of(id_of(known)) is None and "(" in known:
        known = known.rpartition("(")[0]
    there = address(known)
    workspace.go(there.place, there.record)


def sentence(answer: Answer) -> str:
    """What an outcome means, in one sentence."""
    if answer.needs_referral and answer.outcome is not Outcome.OUTSIDE:
        return tr("Only if the Security Council refers the situation, or the part of it that it has not referred.")
    return tr(_SENTENCES[answer.outcome])


def ground_words(answer: Answer) -> str:
    """What an answer relies on, and the days that decided it; "" for neither."""
    parts = []
    if answer.limbs:
        parts.append(tr("Relying on {articles}.").format(articles=articles_words(answer.limbs)))
    if answer.deciding:
        days = ", ".join(map(day_words, answer.deciding))
        parts.append(tr("Decided by: {days}.").format(days=days))
    return "  ".join(parts)


def alone_words(line: Line) -> str:
    """Said of a charge whose suspects change the answer; "" where they do not."""
    if line.attribution_id is not None or line.way is line.outcomes.way:
        return ""
    return tr(
        "Asked without a person. Nationality and age of its suspects make it another answer: see each below the charge."
    )
