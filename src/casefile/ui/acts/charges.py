"""The charges of an act: each with its elements, its reasoning and its attributions; a line to add one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.law.records import ELEMENTS
from casefile.operations import records
from casefile.operations.acts import ChargeDetail
from casefile.operations.proof_links import Target
from casefile.ui.acts import finders
from casefile.ui.acts.attributions import AttributionBox, AttributionShown, NewAttribution
from casefile.ui.acts.boxes import ProofBox, element_column, reasoning_form, summary_note
from casefile.ui.acts.elements import ElementShown
from casefile.ui.acts.reading import Finding
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ChargeShown:
    """A charge, the context findings by kind, and whether it can be changed."""

    row: ChargeDetail
    findings: Mapping[str, tuple[Finding, ...]]
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
        self.show_head(row.id, row.crime, row.title, row.cells)
        self.bin_button.setVisible(not shown.locked)
        self.refill()

    def make_content(self) -> QWidget:
        content = QWidget()
        crime = self.shown.row.crime if self.shown else ""
        self.note = summary_note(f"{ELEMENTS}, {tr('article')} {crime}")
        self.nothing = PlainLabel(
            tr("No elements of this crime were adopted; its proof is argued below."), tone="muted"
        )
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
        parts: tuple[QWidget, ...] = (self.note, self.nothing, self.elements, self.form)
        for widget in (*parts, self.who, self.attributions, self.new_attribution):
            column.addWidget(widget)
        return content

    def show_content(self) -> None:
        if self.shown is None or self.form is None:
            return
        row, locked = self.shown.row, self.shown.locked
        self.note.setVisible(bool(row.cells))
        self.nothing.setVisible(not row.cells)
        self.elements.show_rows(
            [
                ElementShown(
                    Target("charge", row.id, cell.element.number),
                    cell,
                    row.links.get(cell.element.number, ()),
                    self.shown.findings.get(cell.element.context or "", ()),
                    locked,
                )
                for cell in row.cells
            ]
        )
        self.form.show_record({"reasoning": row.reasoning}, locked=locked)
        self.attributions.show_rows([AttributionShown(one, locked) for one in row.attributions])
        self.who.setVisible(bool(row.attributions) or not locked)
        self.new_attribution.setVisible(not locked)
        self.new_attribution.show_charge(row.id, row.crime)
        if self._wanted is not None and (made := self.attributions.widget(self._wanted)) is not None:
            self._wanted = None
            made.unfold()
            made.fold_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        boxes = self.attributions.widgets() if self.content is not None else []
        done = [self.form is None or self.form.commit(), *(box.commit() for box in boxes)]
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


class NewCharge(Picker):
    """A line that finds a crime and charges the act with it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(finders.crimes(), tr("Add a charge: code or words, such as civilian objects"))
        self.workspace = workspace
        self.act: UUID | None = None
        self.line.setAccessibleName(tr("Add a charge"))

    def charge(self, crime: str) -> UUID | None:
        """Charge the act with `crime`; the charge that was made."""
        self.show_value(None)
        act, made = self.act, list[UUID]()
        if act is None:
            return None
        values, add = {"act_id": act, "crime": crime}, records.add
        self.workspace.attempt(lambda: made.append(self.workspace.write(tr("Add charge"), add, "charge", values)))
        return made[0] if made else None
