"""Those alleged to answer for a charge, each with a mode of liability and its elements."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations import records
from casefile.operations.acts import AttributionDetail
from casefile.operations.proof_links import Target
from casefile.ui.acts import finders
from casefile.ui.acts.boxes import ProofBox, element_column, reasoning_form
from casefile.ui.acts.cautions import Cautions
from casefile.ui.acts.elements import ElementShown
from casefile.ui.incidents import finders as incident_finders
from casefile.ui.linking.going import follow
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AttributionShown:
    """An attribution, the case's standard of proof, and whether it can be changed."""

    row: AttributionDetail
    standard: str
    locked: bool


class AttributionBox(ProofBox):
    """One actor's mode of liability for a charge."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "attribution", folded=True)
        self.shown: AttributionShown | None = None
        self.form: Form | None = None

    def show_attribution(self, shown: AttributionShown) -> None:
        self.shown = shown
        row = shown.row
        self.show_head(row.id, row.liability, f"{row.actor}\n{row.title}", row.cells, row.cautions)
        self.bin_button.setVisible(not shown.locked)
        self.refill()

    def make_content(self) -> QWidget:
        content = QWidget()
        self.actor = NumberLink()
        self.actor.followed.connect(self._go)
        self.cautions = Cautions()
        self.elements = element_column(self.workspace)
        self.nothing = PlainLabel(tr("The catalogue has no elements for this mode of liability."), tone="muted")
        places = {"place_id": incident_finders.places(self.workspace)}
        self.form = reasoning_form(self.workspace, self, "date", "place_id", finders=places)
        who = QHBoxLayout()
        who.addWidget(PlainLabel(tr("Alleged perpetrator"), tone="muted"))
        who.addWidget(self.actor)
        who.addStretch()
        column = QVBoxLayout(content)
        column.setSpacing(6)
        column.addLayout(who)
        for widget in (self.cautions, self.nothing, self.elements, self.form):
            column.addWidget(widget)
        return content

    def show_content(self) -> None:
        if self.shown is None or self.form is None:
            return
        row, locked = self.shown.row, self.shown.locked
        self.actor.show_text(row.actor)
        self.cautions.show_cautions(row.cautions)
        self.nothing.setVisible(not row.cells)
        self.elements.show_rows(
            [
                ElementShown(
                    Target("attribution", row.id, cell.element.number),
                    cell,
                    row.links.get(cell.element.number, ()),
                    (),
                    "",
                    row.assessed.get(cell.element.number, ()),
                    self.shown.standard,
                    locked,
                )
                for cell in row.cells
            ]
        )
        own = {"date": row.date, "place_id": row.place_id, "reasoning": row.reasoning}
        self.form.show_record(own, locked=locked)

    def commit(self) -> bool:
        return self.form is None or self.form.commit()

    def _go(self, beside: bool) -> None:
        if self.shown is not None:
            follow(self.workspace, "actor", self.shown.row.actor_id, beside)


class NewAttribution(QWidget):
    """Two lines, who and how; the attribution is made when both are chosen. `made(id)` then."""

    made = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._charge: UUID | None = None
        self._crime = ""
        self.actor = Picker(finders.actors(workspace), tr("Add an alleged perpetrator: name"))
        self.mode = Picker(finders.modes(lambda: self._crime), tr("Mode of liability: code or words"))
        self.mode.setVisible(False)
        self.actor.picked.connect(self._actor_chosen)
        self.mode.picked.connect(self._mode_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.actor, 1)
        row.addWidget(self.mode, 1)

    def show_charge(self, charge: UUID, crime: str) -> None:
        self._charge, self._crime = charge, crime

    def start(self) -> None:
        self.actor.open()

    def _actor_chosen(self, actor: UUID | None) -> None:
        self.mode.setVisible(actor is not None)
        if actor is not None:
            self.mode.open()

    def _mode_chosen(self, mode: str | None) -> None:
        actor, charge = self.actor.value, self._charge
        if mode is None or actor is None or charge is None:
            return
        values = {"charge_id": charge, "actor_id": actor, "liability": mode}
        made: list[UUID] = []
        add = records.add
        if self.workspace.attempt(
            lambda: made.append(self.workspace.write(tr("Add attribution"), add, "attribution", values))
        ):
            self.actor.show_value(None)
            self.actor.line.setFocus(Qt.FocusReason.OtherFocusReason)  # before the line in which one stands goes
            self.made.emit(made[0])
        self.mode.show_value(None)
        self.mode.setVisible(self.actor.value is not None)
