"""The charges of an act: each with its elements, its reasoning and its attributions; a line to add one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.law.records import ELEMENTS
from casefile.operations import charging
from casefile.operations.acts import ChargeDetail
from casefile.operations.proof_links import Target
from casefile.ui.acts.attributions import AttributionBox, AttributionShown, NewAttribution
from casefile.ui.acts.boxes import ProofBox, element_column, reasoning_form
from casefile.ui.acts.cautions import Cautions
from casefile.ui.acts.elements import ElementRow, ElementShown
from casefile.ui.acts.reading import Finding
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ChargeShown:
    """A charge, the context findings by what they prove, the case's standard of proof, and whether it can be changed."""

    row: ChargeDetail
    findings: Mapping[str, tuple[Finding, ...]]
    standard: str
    locked: bool


class ChargeBox(ProofBox):
    """One charge of an act."""

    def __init__(self, workspace: Workspace, *, folded: bool) -> None:
        super().__init__(workspace, "charge", folded=folded)
        self.shown: ChargeShown | None = None
        self.form: Form | None = None
        self._wanted: UUID | None = None  # the attribution that was just made

    def show_charge(self, shown: ChargeShown) -> None:
        self.shown = shown
        row = shown.row
        self.show_head(row.id, row.crime, row.title, row.cells, row.cautions)
        self.bin_button.setVisible(not shown.locked)
        self.refill()

    def make_content(self) -> QWidget:
        content = QWidget()
        self.note = PlainLabel(tone="muted", wrap=True)
        self.nothing = PlainLabel(
            tr("No elements of this crime were adopted; its proof is argued below."), tone="muted"
        )
        self.cautions = Cautions()
        self.cautions.chosen.connect(self._other_crime)
        self.elements = element_column(self.workspace)
        self.form = reasoning_form(self.workspace, self)
        self.attributions: KeyedColumn[AttributionShown, AttributionBox] = KeyedColumn(
            lambda shown: shown.row.id,
            lambda _shown: AttributionBox(self.workspace),
            AttributionBox.show_attribution,
            spacing=2,
        )
        self.new_attribution = NewAttribution(self.workspace)
        self.new_attribution.made.connect(self._attributed)
        self.who = PlainLabel(tr("Attributed to"), tone="muted")
        column = QVBoxLayout(content)
        column.setSpacing(6)
        parts: tuple[QWidget, ...] = (self.cautions, self.note, self.nothing, self.elements, self.form)
        for widget in (*parts, self.who, self.attributions, self.new_attribution):
            column.addWidget(widget)
        return content

    def show_content(self) -> None:
        if self.shown is None or self.form is None:
            return
        row, locked = self.shown.row, self.shown.locked
        self.cautions.show_cautions(row.cautions, locked=locked)
        self.note.setText(summary_words(row.crime))
        self.note.setVisible(bool(row.cells))
        self.nothing.setVisible(not row.cells)
        self.elements.show_rows(self._elements_shown(self.shown))
        self.form.show_record({"reasoning": row.reasoning}, locked=locked)
        self.attributions.show_rows([AttributionShown(one, self.shown.standard, locked) for one in row.attributions])
        self.who.setVisible(bool(row.attributions) or not locked)
        self.new_attribution.setVisible(not locked)
        self.new_attribution.show_charge(row.id, row.crime)
        if self._wanted is not None and (made := self.attributions.widget(self._wanted)) is not None:
            self._wanted = None
            made.unfold()
            made.fold_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _elements_shown(self, shown: ChargeShown) -> list[ElementShown]:
        row = shown.row
        return [
            ElementShown(
                Target("charge", row.id, cell.element.number),
                cell,
                row.links.get(cell.element.number, ()),
                shown.findings.get(cell.element.context or "", ()),
                row.nexus,
                row.assessed.get(cell.element.number, ()),
                shown.standard,
                shown.locked,
            )
            for cell in row.cells
        ]

    def commit(self) -> bool:
        inside: list[ElementRow | AttributionBox] = []
        if self.content is not None:
            inside = [*self.elements.made(), *self.attributions.made()]
        done = [self.form is None or self.form.commit(), *(one.commit() for one in inside)]
        return all(done)

    def reveal(self, attribution: UUID) -> QWidget | None:
        """The box of an attribution, unfolded; None when it is not one of this charge."""
        mine = {one.id for one in self.shown.row.attributions} if self.shown else set()
        if attribution not in mine:
            return None
        self.unfold()
        box = self.attributions.widget(attribution)
        if box is not None:
            box.unfold()
        return box

    def _attributed(self, attribution: UUID) -> None:
        self._wanted = attribution

    def _other_crime(self, crime: str, beside: bool) -> None:
        """Charge a crime that a caution named: beside this one, or in its place."""
        if self.shown is None:
            return
        row = self.shown.row
        if beside:
            self.workspace.attempt(lambda: self.workspace.write(tr("Add charge"), charging.charge, row.act_id, crime))
        else:
            self.workspace.attempt(lambda: self._instead(row.id, crime))

    def _instead(self, charge: UUID, crime: str) -> None:
        kept = self.workspace.write(tr("Change the crime"), charging.charge_instead, charge, crime)
        if kept != charge:
            words = tr(
                "{crime} is charged as well: the elements of this charge have proof or were assessed, so it stays."
            )
            self.workspace.said.emit(words.format(crime=crime))


def summary_words(crime: str) -> str:
    """Says once above the elements that their text is ours."""
    source = f"{ELEMENTS}, {tr('article')} {crime}"
    return tr("Elements in our own words; the official text is in the {source}.").format(source=source)
