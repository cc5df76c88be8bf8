"""One proceeding: the step and its day, the vote, the conduct that it concerns, who took part, and its proof."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casefile.model.dates import words
from casefile.model.proceedings import KINDS
from casefile.operations.proof_links import Target
from casefile.operations.records import Row
from casefile.ui.acts.finders import crimes
from casefile.ui.bin import BinBanner
from casefile.ui.linking.proof import ProofPanel
from casefile.ui.listed import RecordDetail
from casefile.ui.proceedings.parts import Participants
from casefile.ui.proceedings.votes import VoteBar, votes_of
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.workspace import Workspace

_KINDS = dict(KINDS)


class ProceedingDetail(RecordDetail):
    """The day of the step and the days of the conduct are two sections, so that nobody takes one for the other."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "proceeding", parent)
        self.banner = BinBanner(workspace, "proceeding")
        self.title = Heading("", 1)
        self.line = PlainLabel(tone="muted", wrap=True)
        self.votes = VoteBar()
        self.participants = Participants(workspace)
        self.proof = ProofPanel(workspace)
        step = self.make_form(
            "title",
            "kind",
            "date",
            "body",
            "reference",
            "votes_for",
            "votes_against",
            "abstentions",
            "summary",
            together=(("kind", "date"), ("body", "reference"), ("votes_for", "votes_against", "abstentions")),
        )
        conduct = self.make_form("conduct", "crimes", finders={"crimes": crimes()})
        self.column.setSpacing(8)
        for widget in (self.banner, self.title, self.line, self.votes, Heading(tr("The step")), step):
            self.column.addWidget(widget)
        self.column.addSpacing(8)
        self.column.addWidget(Heading(tr("The conduct it concerns")))
        self.column.addWidget(conduct)
        for part in (self.participants, self.proof):
            self.column.addSpacing(12)
            self.column.addWidget(part)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002
        self.banner.show_record(row)
        self.title.setText(row.title)
        parts = (tr(_KINDS.get(row["kind"], "")), words(row["date"]), row["body"], row["reference"])
        self.line.setText("  ·  ".join(part for part in parts if part))
        self.votes.show_votes(votes_of(row))
        self.participants.show_proceeding(row.id, locked=self.locked)
        if self.proof.target != Target("proceeding", row.id):
            self.proof.show_target(Target("proceeding", row.id))
