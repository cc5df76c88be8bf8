"""One actor: who it is, its postings, what it is alleged to answer for, where it takes part."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.model.actors import KINDS
from casefile.model.dates import words
from casefile.model.proceedings import KINDS as STEPS
from casefile.model.proceedings import ROLES
from casefile.operations import actors
from casefile.operations.actors import AttributionRow, PartRow
from casefile.operations.records import Row
from casefile.ui.actors.finders import state_name, states
from casefile.ui.actors.postings import Postings
from casefile.ui.bin import BinBanner
from casefile.ui.linking.going import follow
from casefile.ui.listed import RecordDetail
from casefile.ui.protection.consents import Consents
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.widgets.marks import Coverage, CoverageBar
from casefile.ui.workspace import Workspace

_KINDS, _STEPS, _ROLES = dict(KINDS), dict(STEPS), dict(ROLES)


class ActorDetail(RecordDetail):
    """Form, postings, attributions, proceedings."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "actor", parent)
        self.banner = BinBanner(workspace, "actor")
        self.title = Heading("", 1)
        self.line = PlainLabel(tone="muted", wrap=True)
        self.postings = Postings(workspace)
        self.consents = Consents(workspace, "actor")
        self.attributions = CardList(lambda: _AttributionLine(workspace), spacing=2)
        self.parts = CardList(lambda: _PartLine(workspace), spacing=2)
        self.alleged = _titled(tr("Alleged to answer for"), self.attributions)
        self.official = _titled(tr("Proceedings"), self.parts)
        form = self.make_form(
            "name",
            "aliases",
            "kind",
            "born",
            "role",
            "nationalities",
            "pseudonym",
            "protected",
            "note",
            finders={"nationalities": states()},
            together=(("kind", "born"),),
        )
        self.column.setSpacing(8)
        for widget in (self.banner, self.title, self.line, form):
            self.column.addWidget(widget)
        for part in (self.postings, self.alleged, self.official, self.consents):
            self.column.addSpacing(12)
            self.column.addWidget(part)
        self.column.addWidget(self.footer)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:
        self.banner.show_record(row)
        self.title.setText(row.title)
        parts = [tr(_KINDS.get(row["kind"], "")), row["role"], ", ".join(map(state_name, row["nationalities"]))]
        parts.append(tr("protected") if row["protected"] else "")
        self.line.setText("  ·  ".join(part for part in parts if part))
        detail = self.workspace.read(actors.detail, row.id)
        self.postings.show_actor(detail, locked=self.locked)
        self.consents.setVisible(row["kind"] == "person")
        self.consents.show_person(row.id, locked=self.locked)
        self.attributions.show_rows(detail.attributions, afresh=another)
        self.parts.show_rows(detail.parts, afresh=another)
        self.alleged.setVisible(bool(detail.attributions))
        self.official.setVisible(bool(detail.parts))

    def commit(self) -> bool:
        postings, consents, forms = self.postings.commit(), self.consents.commit(), super().commit()
        return postings and consents and forms


class _AttributionLine(Card):
    """Act, crime, mode of liability, coverage."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._row: AttributionRow | None = None
        self.act = NumberLink()
        self.words = PlainLabel(tone="muted", wrap=True)
        self.bar = CoverageBar()
        self.bar.setFixedWidth(110)
        self.act.followed.connect(lambda beside: self._row and follow(workspace, "act", self._row.act_id, beside))
        head = QHBoxLayout()
        head.addWidget(self.act)
        head.addStretch()
        head.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        column.addLayout(head)
        self.words.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.words)

    def show_row(self, row: AttributionRow) -> None:
        self._row = row
        self.act.show_text(row.act)
        self.words.setText(f"{row.crime}  ·  {row.liability}  {row.title}")
        found = row.coverage
        self.bar.show_coverage(Coverage(found.covered, found.contested, found.gap, found.undermined))


class _PartLine(Card):
    """Date, proceeding, part."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._row: PartRow | None = None
        self.title = NumberLink()
        self.words = PlainLabel(tone="muted")
        self.title.followed.connect(
            lambda beside: self._row and follow(workspace, "proceeding", self._row.proceeding_id, beside)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        column.addWidget(self.title)
        self.words.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.words)

    def show_row(self, row: PartRow) -> None:
        self._row = row
        self.title.show_text(row.title)
        parts = (tr(_STEPS.get(row.kind, "")), words(row.date), tr(_ROLES.get(row.role, "")))
        self.words.setText("  ·  ".join(part for part in parts if part))


def _titled(title: str, content: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(Heading(title))
    column.addWidget(content)
    return whole
