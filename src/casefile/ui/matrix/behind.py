"""What stands behind one cell: the element, its passages, the findings it inherits, and the gesture that links."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from casefile.law.catalogue import catalogue
from casefile.operations import context_findings, proof_links, records
from casefile.operations.matrix import Cell, MatrixRow
from casefile.operations.proof_links import Target
from casefile.ui.acts.elements import ElementRow, ElementShown
from casefile.ui.acts.reading import Finding
from casefile.ui.addresses import go_to, go_to_element
from casefile.ui.law.keys import address
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.workspace import Workspace


class Behind(ScrollColumn):
    """The panel at the right of the matrix. `left` on Esc: back to the table."""

    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.target: Target | None = None
        self.heading = Heading(level=2)
        self.act = PlainLabel(wrap=True)
        self.law = NumberLink()
        self.element = ElementRow(workspace)
        self.element.label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.reasoning = PlainLabel(tone="muted", wrap=True)
        self.act_button = QPushButton(tr("Go to act"))
        self.act_button.clicked.connect(self.go)
        self.law.followed.connect(lambda _beside: self._go_law())
        self._code = ""
        above = QHBoxLayout()
        above.addWidget(self.heading, 1)
        above.addWidget(self.act_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(10)
        self.column.addLayout(above)
        self.column.addWidget(self.act)
        self.column.addWidget(self.law, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.element)
        self.column.addWidget(self.reasoning)
        self.column.addStretch()

    def show_cell(self, row: MatrixRow, cell: Cell | None) -> None:
        """Show one element; without it the charge or attribution alone."""
        charge = row.attribution_id is None
        self.target = Target("charge" if charge else "attribution", row.id, cell.element.number if cell else None)
        self.heading.setText(f"{row.act_number}  {row.crime}" if charge else f"{row.liability}  {row.actor}")
        self.act.setText(row.act_title if charge else f"{row.act_number} {row.act_title}, {row.crime}")
        self._code = row.crime if charge else row.liability
        title = catalogue().crime(row.crime).title if charge else catalogue().mode(row.liability).title
        self.law.show_text(f"{self._code}  {title}"[:90], title)
        self.element.setVisible(cell is not None)
        if cell is not None:
            self.reasoning.hide()
            self._show_element(row, cell, self.target)
        else:
            reasoning = self.workspace.read(records.get, self.target.noun, self.target.id)["reasoning"]
            self.reasoning.setText(reasoning)
            self.reasoning.setVisible(bool(reasoning))

    def _show_element(self, row: MatrixRow, cell: Cell, target: Target) -> None:
        locked = self.workspace.case is None or self.workspace.case.read_only
        links = self.workspace.read(proof_links.behind, target)
        findings: tuple[Finding, ...] = ()
        if cell.element.context is not None:
            findings = self.workspace.read(_findings, row, cell.element.context)
        self.element.show_element(ElementShown(target, cell, links, findings, locked))

    def start_link(self) -> None:
        """Ctrl+L anywhere in the matrix links a passage to the element that is shown."""
        if self.element.isVisible():
            self.element.start_link()

    def start(self) -> None:
        """Put the cursor here."""
        (self.element if self.element.isVisibleTo(self) else self.act_button).setFocus(Qt.FocusReason.TabFocusReason)

    def go(self) -> None:
        """Show the act, opened at the element."""
        target = self.target
        if target is not None:
            do = go_to_element if target.element is not None else _go_whole
            self.workspace.attempt(lambda: do(self.workspace, target))

    def _go_law(self) -> None:
        place = address(self._code)
        self.workspace.attempt(lambda: self.workspace.go(place.place, place.record))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _go_whole(workspace: Workspace, target: Target) -> None:
    go_to(workspace, target.noun, target.id)


def _findings(session: Any, row: MatrixRow, context: str) -> tuple[Finding, ...]:
    """The findings that prove `context` and cover the charge."""
    ids = context_findings.covering(session, [row.charge_id])[row.charge_id]
    every = [records.get(session, "context_finding", one) for one in ids]
    found = [each for each in every if context_findings.proves(each["kind"]) == context]
    links = proof_links.of_many(session, "context_finding", [each.id for each in found])
    return tuple(
        Finding(each.id, each.title, tuple(one for one in links if one.target.id == each.id)) for each in found
    )
