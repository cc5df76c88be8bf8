"""The two parts of a contextual element: the context, proved once for the case, and the nexus of this act with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations.matrix import Cell
from casefile.ui import records as noun_records
from casefile.ui.acts.reading import Finding
from casefile.ui.linking.going import follow
from casefile.ui.linking.proof import mark_of
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel, safe_tip
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ContextShown:
    """A contextual element of a charge: the findings that it inherits, and what ties this act to the context."""

    charge: UUID
    cell: Cell
    findings: tuple[Finding, ...]
    nexus: str
    locked: bool


class ContextParts(QWidget):
    """The findings, each with how it stands; then the nexus with how it stands and its words, edited in place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._charge: UUID | None = None
        self.rows: KeyedColumn[Finding, FindingLine] = KeyedColumn(
            lambda finding: finding.id, lambda _finding: FindingLine(workspace), FindingLine.show_finding, spacing=2
        )
        self.missing = NumberLink(tr("Prove this once for the whole case, with a context finding"))
        self.missing.followed.connect(lambda _beside: workspace.go("incidents"))
        self.nexus_state = StateLabel()
        self.nexus_argued = PlainLabel(tone="muted")
        save = noun_records.save(workspace, "charge", lambda: self._charge)
        self.form = Form(noun_records.fields("charge", "nexus"), save)
        self.form.rows["nexus"].label.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        findings = QVBoxLayout()
        findings.setSpacing(2)
        findings.addWidget(self.rows)
        findings.addWidget(self.missing)
        nexus = QHBoxLayout()
        nexus.setSpacing(12)
        nexus.addWidget(self.nexus_state)
        nexus.addWidget(self.nexus_argued)
        nexus.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        context, own = PlainLabel(tr("Context"), tone="muted"), PlainLabel(tr("Nexus of this act"), tone="muted")
        context.setToolTip(safe_tip(tr("Proved once for the case; every charge in its period and place inherits it.")))
        own.setToolTip(
            safe_tip(tr("What ties this act to the context. A finding never proves it: link passages here."))
        )
        for label in (context, own):
            label.setContentsMargins(0, 3, 0, 0)
        grid.addWidget(context, 0, 0, top)
        grid.addLayout(findings, 0, 1)
        grid.addWidget(own, 1, 0, top)
        grid.addLayout(nexus, 1, 1)
        grid.addWidget(self.form, 2, 1)

    def show_context(self, shown: ContextShown) -> None:
        self._charge = shown.charge
        self.rows.show_rows(shown.findings)
        self.missing.setVisible(not shown.findings)
        self.missing.setEnabled(not shown.locked)
        mark = Mark((shown.cell.nexus or shown.cell.own.state).value)
        self.nexus_state.show_mark(mark)
        self.nexus_state.setAccessibleName(f"{tr('Nexus of this act')}: {mark.words}")
        self.nexus_argued.setText("" if shown.cell.nexus_argued else tr("not argued yet"))
        self.form.show_record({"nexus": shown.nexus}, locked=shown.locked)

    def commit(self) -> bool:
        return self.form.commit()


class FindingLine(QWidget):
    """One finding: how it stands, its name as a link, its period, how many passages bear on it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._finding: UUID | None = None
        self.state = StateLabel()
        self.link = NumberLink()
        self.link.followed.connect(
            lambda beside: self._finding and follow(workspace, "context_finding", self._finding, beside)
        )
        self.counts = PlainLabel(tone="muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.state)
        row.addWidget(self.link, 1)
        row.addWidget(self.counts)
        row.addStretch()

    def show_finding(self, finding: Finding) -> None:
        self._finding = finding.id
        mark = mark_of(finding.links)
        self.state.show_mark(mark, words="")
        self.link.show_text(finding.title, "\n".join(part for part in (finding.title, finding.about) if part))
        counted = [
            f"{count} {words}"
            for bearing, words in (("supports", tr("support")), ("undermines", tr("undermine")))
            if (count := sum(link.bearing == bearing for link in finding.links))
        ]
        self.counts.setText(f"{mark.words} · {', '.join(counted)}" if counted else mark.words)
