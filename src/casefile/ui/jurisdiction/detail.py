"""One charge or suspect: the computed answer by each route, and beside it the researcher's own reasoning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casefile.law.catalogue import catalogue
from casefile.law.jurisdiction import Answer, Route
from casefile.model.dates import words
from casefile.operations import assessments, cases
from casefile.operations.assessments import JURISDICTION, ROUTE_OF
from casefile.operations.jurisdiction import Line
from casefile.ui.addresses import go_to
from casefile.ui.jurisdiction.answer import AnswerPanel, alone_words
from casefile.ui.jurisdiction.reasoning import Answered, Reasoning, answered
from casefile.ui.jurisdiction.sign import SignLabel
from casefile.ui.jurisdiction.words import WAYS, sign_of, states_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.widgets.listdetail import scrolled_by_keys
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

_SIDE_BY_SIDE = 860
_ROUTE_WORDS = {
    Route.STATE: "13(a) State Party refers",
    Route.COUNCIL: "13(b) Council refers",
    Route.PROSECUTOR: "13(c) Prosecutor",
}


class LineDetail(QScrollArea):
    """`left` on Esc; `opened(id)`: show an assessment among all of them."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.line: Line | None = None
        self._answers: Mapping[Route, Answer] = {}
        self.heading = Heading(level=1)
        self.about = PlainLabel(tone="muted", wrap=True)
        self.way = SignLabel(wrap=True)
        self.alone = PlainLabel(tone="muted", wrap=True)
        self.act_button = QPushButton(tr("Go to act"))
        self.routes = Segments([(route.value, tr(_ROUTE_WORDS[route])) for route in Route], tr("Route"))
        self.answer = AnswerPanel(workspace)
        self.reasoning = Reasoning(workspace, JURISDICTION)
        self.sides = Segments([("computed", tr("Computed")), ("reasoning", tr("Your reasoning"))], tr("Show"))
        self.computed = _Block(tr("Computed"), self.routes, self.answer)
        self.reasoned = _Block(tr("Your reasoning"), self.reasoning)
        self._route_chosen = self._wide = False
        self._lay_out()
        self.act_button.clicked.connect(self._go)
        self.routes.chosen.connect(self._choose)
        self.sides.chosen.connect(lambda _key: self._part())
        self.reasoning.opened.connect(self.opened)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled_by_keys(self, tr("Answer"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(self.heading, 1)
        above.addWidget(self.act_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(above)
        for widget in (self.about, self.way, self.alone):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.sides)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(32)
        for side in (self.computed, self.reasoned):
            self._sides.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
        self._sides.addStretch(0)
        column.addLayout(self._sides)
        column.addStretch()
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wide = event.size().width() >= _SIDE_BY_SIDE
        self._part()

    def _part(self) -> None:
        """Both sides beside each other; where the room is small, the one that is chosen."""
        self.sides.setHidden(self._wide)
        for side in (self.computed, self.reasoned):
            side.heading.setVisible(self._wide)  # else the choice above says it
        self.computed.setVisible(self._wide or self.sides.value == "computed")
        self.reasoned.setVisible(self._wide or self.sides.value == "reasoning")

    def show_line(self, line: Line, answers: Mapping[Route, Answer]) -> None:
        """Show one charge or suspect, or read it again."""
        another = self.line is None or self.line.id != line.id
        self.line, self._answers = line, answers
        crime = catalogue().crime(line.crime).title
        self.heading.setText(line.actor if line.attribution_id else f"{line.act_number}  {line.crime}")
        of = (f"{line.liability}  ·  {line.act_number} {line.crime}" if line.attribution_id else "", crime, line.act_title,
              words(line.date), states_words(line.states))  # fmt: skip
        self.about.setText("  ·  ".join(part for part in of if part))
        self.way.show_sign(WAYS[line.way])
        alone = alone_words(line)
        self.alone.setText(alone)
        self.alone.setVisible(bool(alone))
        self._show_routes()
        self._show_reasoning(line, another=another)
        if another:
            self.verticalScrollBar().setValue(0)

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.reasoning.commit()

    def start(self) -> None:
        """Put the cursor here."""
        (self.routes if self._wide else self.sides).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_routes(self) -> None:
        if not self._route_chosen:  # until the user chooses, the route that the case itself goes
            route = self.workspace.read(cases.case)["route"]
            self.routes.show_value(ROUTE_OF[route].value)
        for route, answer in self._answers.items():
            button = self.routes.buttons[route.value]
            glyph, outcome, _tone = sign_of(answer.outcome, needs_referral=answer.needs_referral)
            button.setText(f"{glyph} {tr(_ROUTE_WORDS[route])}")
            button.setAccessibleName(f"{tr('Route')}: {tr(_ROUTE_WORDS[route])}, {tr(outcome)}")
        self.answer.show_answer(self._answers[Route(self.routes.value)])

    def _show_reasoning(self, line: Line, *, another: bool) -> None:
        case = self.workspace.case
        rows = self.workspace.read(_reasoned, line)
        said = tr("Your reasoning ({count})").format(count=len(rows)) if rows else tr("Your reasoning")
        self.sides.buttons["reasoning"].setText(said)
        chosen = next(key for key, route in ROUTE_OF.items() if route.value == self.routes.value)
        given = {"charge_id": line.charge_id, "actor_id": line.actor_id, "route": chosen}
        self.reasoning.show_answers(
            rows,
            given,
            nothing=tr("Nothing is written yet. Say in your own words why the Court has jurisdiction, or has not."),
            locked=case is None or case.read_only,
            afresh=another,
        )

    def _choose(self, _route: str) -> None:
        self._route_chosen = True
        if self.line is not None:
            self._show_routes()
            self._show_reasoning(self.line, another=False)

    def _go(self) -> None:
        line = self.line
        if line is not None:
            noun = "attribution" if line.attribution_id else "charge"
            self.workspace.attempt(lambda: go_to(self.workspace, noun, line.id))


class _Block(QWidget):
    def __init__(self, title: str, *inside: QWidget) -> None:
        super().__init__()
        self.heading = Heading(title)
        self.setMaximumWidth(720)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, *inside):
            column.addWidget(widget)


def _reasoned(session: Any, line: Line) -> tuple[Answered, ...]:
    return answered(session, assessments.bearing_on(session, line))
