"""One proceeding: the step and its day, the votes, the conduct that it concerns, who took part, and its proof."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.model.dates import words
from casefile.model.proceedings import KINDS
from casefile.operations import admissibility
from casefile.operations.proof_links import Target
from casefile.operations.records import Row
from casefile.ui.actors.finders import state_name, states
from casefile.ui.acts.finders import crimes
from casefile.ui.bin import BinBanner
from casefile.ui.linking.proof import ProofPanel
from casefile.ui.listed import RecordDetail
from casefile.ui.proceedings.ballot import COLUMNS, Ballot
from casefile.ui.proceedings.kinds import FITTING, fit
from casefile.ui.proceedings.parts import Participants
from casefile.ui.proceedings.votes import VoteBar, votes_of
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.workspace import Workspace

_KINDS = dict(KINDS)
_STEP = ("title", "kind", "state", "body", "reference", "date", "announced", "stage", "outcome", "votes_for",
         "votes_against", "abstentions", "summary")  # fmt: skip
_TOGETHER = (("body", "reference"), ("date", "announced"), ("stage", "outcome"),
             ("votes_for", "votes_against", "abstentions"))  # fmt: skip


class _Part(QWidget):
    """A section that some kinds of proceeding have."""

    def __init__(self, title: str, *inside: QWidget) -> None:
        super().__init__()
        self.heading = Heading(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for widget in (self.heading, *inside):
            column.addWidget(widget)


class ProceedingDetail(RecordDetail):
    """Only what fits the kind is shown, and what holds something.

    The day of the step and the days of the conduct are two sections, so that nobody takes one for the other.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "proceeding", parent)
        self.banner = BinBanner(workspace, "proceeding")
        self.title = Heading("", 1)
        self.line = PlainLabel(tone="muted", wrap=True)
        self.votes = VoteBar()
        self.step_heading = Heading()
        self.step = self.make_form(*_STEP, finders={"state": states()}, together=_TOGETHER)
        self.conduct = self.make_form("conduct", "crimes", finders={"crimes": crimes()})
        self.tests = self.make_form("same_case", "genuineness")
        self.leads_to = PlainLabel(tone="muted", wrap=True)
        self.ballot = Ballot(workspace)
        self.participants = Participants(workspace)
        self.proof = ProofPanel(workspace)
        self.votes_part = _Part(tr("How each State voted"), self.ballot)
        self.conduct_part = _Part("", self.conduct)
        self.tests_part = _Part(tr("Whether it bars the Court"), self.tests, self.leads_to)
        self.leads_to.setContentsMargins(9, 0, 0, 0)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.setSpacing(8)
        for widget in (self.banner, self.title, self.line, self.votes, self.step_heading, self.step):
            self.column.addWidget(widget)
        for part in (self.votes_part, self.conduct_part, self.tests_part):
            self.column.addWidget(part)
        for panel in (self.participants, self.proof):
            self.column.addSpacing(12)
            self.column.addWidget(panel)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002
        self.banner.show_record(row)
        self.title.setText(row.title)
        self.line.setText(head_words(row))
        self.votes.show_votes(votes_of(row))
        self._fit(row)
        self.ballot.show_proceeding(row, locked=self.locked)
        self.participants.show_proceeding(row.id, locked=self.locked)
        if self.proof.target != Target("proceeding", row.id):
            self.proof.show_target(Target("proceeding", row.id))

    def _fit(self, row: Row) -> None:
        """Show the sections and fields that fit the kind, under that kind's names."""
        fitting = FITTING.get(row["kind"])
        self.step_heading.setText(tr(fitting.step if fitting else "The step"))
        self.conduct_part.heading.setText(tr(fitting.conduct if fitting else "The conduct it concerns"))
        fit(self.step, row)
        self.conduct_part.setVisible(fit(self.conduct, row))
        tested = fit(self.tests, row)
        self.tests_part.setVisible(tested)
        if tested:
            self.leads_to.setText(tr(admissibility.WORDS[admissibility.standing_of(row)]))
        voted = "votes_for" in (fitting.fields if fitting else ())
        self.votes_part.setVisible(voted or any(row[name] for name, _count, _words in COLUMNS))


def head_words(row: Row) -> str:
    """A proceeding in one line: kind, State, day, body, reference."""
    state = state_name(row["state"]) if row["state"] else ""
    parts = (tr(_KINDS.get(row["kind"], "")), state, words(row["date"]), row["body"], row["reference"])
    return "  ·  ".join(part for part in parts if part)
