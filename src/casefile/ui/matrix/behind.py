"""What stands behind one cell: the element, its passages, their origins, the context it inherits, and the gesture that links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from casefile.law.catalogue import catalogue
from casefile.operations import cases, context_findings, element_assessments, proof_links, records
from casefile.operations.context_findings import Flag
from casefile.operations.matrix import Cell, MatrixRow
from casefile.operations.proof_links import Target
from casefile.ui.acts import reading
from casefile.ui.acts.cautions import Shape
from casefile.ui.acts.elements import ElementRow, ElementShown
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
        self.outside = PlainLabel(wrap=True)
        self.caution = Shape()
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
        outside = QHBoxLayout()
        outside.addWidget(self.caution, 0, Qt.AlignmentFlag.AlignTop)
        outside.addWidget(self.outside, 1)
        self.column.addLayout(outside)
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
        locked = self.workspace.locked
        found = self.workspace.read(_read, row, cell, self.target, locked=locked)
        self.element.setVisible(found.element is not None)
        if found.element is not None:
            self.element.show_element(found.element)
        contextual = cell is None or cell.element.context is not None
        _say(self.outside, "\n".join(map(flag_words, found.flags)) if contextual else "")
        self.caution.setVisible(self.outside.isVisibleTo(self))
        _say(self.reasoning, found.reasoning if cell is None else "")

    def start_link(self) -> None:
        """Ctrl+L anywhere in the matrix links a passage to the element that is shown."""
        if self.element.isVisible():
            self.element.start_link()

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.element.commit()

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


@dataclass(frozen=True, slots=True)
class _Found:
    """What is read for a cell, or without an element for a row."""

    reasoning: str
    flags: tuple[Flag, ...]
    element: ElementShown | None = None


def _read(session: Any, row: MatrixRow, cell: Cell | None, target: Target, *, locked: bool) -> _Found:
    held = records.get(session, target.noun, target.id)
    charge = target.noun == "charge"
    flags = context_findings.flags(session, {row.charge_id: row.crime}).get(row.charge_id, ()) if charge else ()
    if cell is None:
        return _Found(held["reasoning"], flags)
    inherited = reading.findings(session, [row.charge_id]) if charge and cell.element.context else {}
    shown = ElementShown(
        target=target,
        cell=cell,
        links=proof_links.behind(session, target),
        findings=inherited.get(cell.element.context or "", ()),
        nexus=held["nexus"] if charge else "",
        assessed=element_assessments.of_targets(session, target.noun, [target.id]).get(target, ()),
        standard=cases.case(session)["standard"],
        locked=locked,
    )
    return _Found(held["reasoning"], flags, shown)


def flag_words(flag: Flag) -> str:
    """Which finding a charge lies outside of, and in what."""
    said = {
        ("period",): tr("Outside the period of the finding “{title}”"),
        ("place",): tr("Outside the State of the finding “{title}”"),
        ("period", "place"): tr("Outside the period and the State of the finding “{title}”"),
    }
    return said[flag.reasons].format(title=flag.title)


def _say(label: PlainLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))


def _go_whole(workspace: Workspace, target: Target) -> None:
    go_to(workspace, target.noun, target.id)
