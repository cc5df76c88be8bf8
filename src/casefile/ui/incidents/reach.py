"""Which charges a context finding covers, and which of its context lie outside its period or its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations import incidents
from casefile.operations.incidents import ReachedCharge, ReachOf
from casefile.ui.acts.cautions import Shape
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_MUCH = 3_000
"""Charges that are gone through in well under the window's patience."""


class Reach(QWidget):
    """Two lists, each with its count; what nothing covers stands first and is marked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._finding: UUID | None = None
        self.covered = ChargeList(workspace, tr("Charges that inherit it"))
        self.outside = ChargeList(workspace, tr("Charges outside its period or place"))
        self.none = PlainLabel(tr("No charge asks for this context yet."), tone="muted", wrap=True)
        self._reading: Slowly[tuple[UUID | None, ReachOf]] = Slowly(
            self, workspace, tr("Reading charges"), self._ask, self._show, incidents.count_charges, _MUCH
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.covered, self.outside, self.none):
            column.addWidget(widget)

    def show_finding(self, finding: UUID) -> None:
        self._finding = finding
        self._reading.read()

    def _ask(self, session: Any) -> tuple[UUID | None, ReachOf]:
        finding = self._finding
        return finding, incidents.reach_of(session, finding) if finding else ReachOf((), 0, (), 0)

    def _show(self, answer: tuple[UUID | None, ReachOf]) -> None:
        finding, found = answer
        if finding != self._finding:
            self._reading.read()
            return
        self.covered.show_charges(found.covered, found.covered_count)
        self.outside.show_charges(found.outside, found.outside_count)
        self.none.setVisible(not found.covered_count and not found.outside_count)


class ChargeList(QWidget):
    """The first of some charges, and how many there are."""

    def __init__(self, workspace: Workspace, title: str) -> None:
        super().__init__()
        self._title = title
        self.heading = Heading(title)
        self.rows: KeyedColumn[ReachedCharge, ChargeLine] = KeyedColumn(
            lambda row: row.id, lambda _row: ChargeLine(workspace), ChargeLine.show_charge, spacing=2
        )
        self.more = PlainLabel(tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.heading, self.rows, self.more):
            column.addWidget(widget)
        self.hide()

    def show_charges(self, charges: Sequence[ReachedCharge], count: int) -> None:
        self.heading.setText(f"{self._title} ({count:,})")
        self.rows.show_rows(charges)
        self.more.setText(tr("and {count} more; the matrix shows all").format(count=f"{count - len(charges):,}"))
        self.more.setVisible(count > len(charges))
        self.setVisible(count > 0)


class ChargeLine(QWidget):
    """Act and crime as a link; why it lies outside, and whether another finding covers it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._charge: UUID | None = None
        self.shape = Shape()
        self.link = NumberLink()
        self.link.followed.connect(lambda _beside: workspace.go("acts", self._charge))
        self.why = PlainLabel(tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.shape)
        row.addWidget(self.link, 1)
        row.addStretch()
        row.addWidget(self.why)

    def show_charge(self, charge: ReachedCharge) -> None:
        self._charge = charge.id
        flagged = bool(charge.outside) and not charge.elsewhere
        self.shape.setVisible(flagged)
        text = f"{charge.act}  {charge.crime}  {charge.title}"
        self.link.show_text(text, text)
        self.why.setText(_why(charge))


def _why(charge: ReachedCharge) -> str:
    reasons = {"period": tr("outside the period"), "place": tr("outside the place")}
    words = [reasons[one] for one in charge.outside]
    if charge.outside:
        words.append(tr("covered by another finding") if charge.elsewhere else tr("covered by none"))
    return ", ".join(words)
