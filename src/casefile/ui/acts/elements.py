"""One element of a charge or an attribution: what it asks, how it stands, what bears on it, and the gesture that links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations.matrix import Cell
from casefile.operations.proof_links import LinkRow, Target
from casefile.ui import theme
from casefile.ui.acts.reading import Finding
from casefile.ui.linking.keys import OwnKeys
from casefile.ui.linking.proof import ProofBody, link_button
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel, safe_tip
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

_LINE = 26  # height of the first line


@dataclass(frozen=True, slots=True)
class ElementShown:
    """`findings` are the context findings that a contextual element inherits from."""

    target: Target
    cell: Cell
    links: tuple[LinkRow, ...]
    findings: tuple[Finding, ...]
    locked: bool


class ElementRow(QFrame):
    """Enter or Ctrl+L on it links a passage; Up and Down go to its neighbours."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.shown: ElementShown | None = None
        self.setProperty("row", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.glyph = StateLabel()
        self.number = PlainLabel(tone="muted")
        self.label = PlainLabel(wrap=True)
        self.label.setFont(theme.scaled_font(10, strong=True))
        self.state = StateLabel()
        self.text = PlainLabel(tone="muted", wrap=True)
        self.inherited = InheritedProof(workspace)
        self.body = ProofBody(workspace)
        self.body.closed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.link_button = link_button(tr("this element"))
        self.link_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter on the row is the keyboard's way
        self.link_button.clicked.connect(self.start_link)
        OwnKeys(self, {Qt.Key.Key_Return: self.start_link, Qt.Key.Key_Enter: self.start_link})
        OwnKeys(self, {Qt.Key.Key_Up: partial(self._step, -1), Qt.Key.Key_Down: partial(self._step, 1)})
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 2, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        for column, widget in enumerate((self.glyph, self.number, self.label, self.state, self.link_button)):
            widget.setMinimumHeight(_LINE)
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.text, 1, 2, 1, 3)
        below = QVBoxLayout()
        below.setContentsMargins(0, 2, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.inherited)
        below.addWidget(self.body)
        grid.addLayout(below, 2, 2, 1, 3)

    def show_element(self, shown: ElementShown) -> None:
        self.shown = shown
        element, mark = shown.cell.element, Mark(shown.cell.state.value)
        self.glyph.show_mark(mark, words="")
        self.state.show_mark(mark)
        self.state.setText(mark.words)
        self.number.setText(str(element.number))
        self.label.setText(element.label)
        self.text.setText(f"{tr(element.kind).capitalize()} · {element.text}")
        tip = tr("A summary in our own words. The official text: {citation}").format(citation=element.citation)
        self.text.setToolTip(safe_tip(tip))
        self.text.setAccessibleDescription(tip)
        self.label.setToolTip(safe_tip(tip))
        self.inherited.show_findings(shown)
        self.body.show_links(shown.target, shown.links, locked=shown.locked)
        self.link_button.setVisible(not shown.locked)
        self.link_button.setAccessibleName(f"{tr('Link a passage')}: {element.number} {element.label}")
        spoken = tr("Element {number}, {label}: {state}")
        self.setAccessibleName(spoken.format(number=element.number, label=element.label, state=mark.words))
        self.setAccessibleDescription(element.text)

    def start_link(self) -> None:
        self.body.start_link()

    def _step(self, by: int) -> None:
        parent = self.parentWidget()
        rows = parent.findChildren(ElementRow, options=Qt.FindChildOption.FindDirectChildrenOnly) if parent else []
        rows.sort(key=lambda row: row.y())
        place = rows.index(self) + by
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)


class InheritedProof(QWidget):
    """What a contextual element takes from the context findings of the case, or what is still to be found."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.rows: KeyedColumn[Finding, FindingLine] = KeyedColumn(
            lambda finding: finding.id, lambda _finding: FindingLine(workspace), FindingLine.show_finding, spacing=2
        )
        self.missing = NumberLink(tr("Prove this once for the whole case, with a context finding"))
        self.missing.followed.connect(lambda _beside: workspace.go("incidents"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.rows)
        column.addWidget(self.missing)

    def show_findings(self, shown: ElementShown) -> None:
        contextual = shown.cell.element.context is not None
        self.rows.show_rows(shown.findings if contextual else ())
        self.missing.setVisible(contextual and not shown.findings and not shown.locked)
        self.setVisible(contextual and (bool(shown.findings) or not shown.locked))


class FindingLine(QWidget):
    """One finding: its name is a link, beside it how many passages bear on it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._finding: UUID | None = None
        self.link = NumberLink()
        self.link.followed.connect(lambda _beside: workspace.go("incidents", self._finding))
        self.counts = PlainLabel(tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(PlainLabel(tr("From"), tone="muted"))
        row.addWidget(self.link, 1)
        row.addWidget(self.counts)
        row.addStretch()

    def show_finding(self, finding: Finding) -> None:
        self._finding = finding.id
        self.link.show_text(finding.title, finding.title)
        counted = [
            f"{count} {words}"
            for bearing, words in (("supports", tr("support")), ("undermines", tr("undermine")))
            if (count := sum(link.bearing == bearing for link in finding.links))
        ]
        self.counts.setText(", ".join(counted) or tr("nothing linked yet"))
