"""One element of a charge or an attribution: what it asks, how it stands, what bears on it, and the gesture that links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QToolButton, QVBoxLayout

from casefile.law.catalogue import catalogue
from casefile.law.records import Element
from casefile.operations.element_assessments import Assessed
from casefile.operations.matrix import Cell
from casefile.operations.proof_links import LinkRow, Target
from casefile.ui import theme
from casefile.ui.acts.assessing import AssessPanel, Judged, Standing
from casefile.ui.acts.context import ContextParts, ContextShown
from casefile.ui.acts.reading import Finding
from casefile.ui.linking.keys import OwnKeys
from casefile.ui.linking.proof import ProofBody, bring_into_view, link_button
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel, safe_tip
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

_LINE = 26  # height of the first line


@dataclass(frozen=True, slots=True)
class ElementShown:
    """`findings` are the context findings that a contextual element inherits from, `nexus` the words of the charge."""

    target: Target
    cell: Cell
    links: tuple[LinkRow, ...]
    findings: tuple[Finding, ...]
    nexus: str
    assessed: tuple[Assessed, ...]
    standard: str
    locked: bool


class ElementRow(QFrame):
    """Enter or Ctrl+L on it links a passage, A or Ctrl+J judges it; Up and Down go to its neighbours."""

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
        self.standing = Standing(workspace)
        self.context: ContextParts | None = None
        self.assessing: AssessPanel | None = None
        self.body = ProofBody(workspace)
        self.body.closed.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.link_button = link_button(tr("this element"))
        self.link_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Enter on the row is the keyboard's way
        self.link_button.clicked.connect(self.start_link)
        self.assess_button = assess_button()
        self.assess_button.clicked.connect(self.start_assessment)
        key = Qt.Key
        OwnKeys(
            self, {key.Key_Return: self.start_link, key.Key_Enter: self.start_link, key.Key_A: self.start_assessment}
        )
        OwnKeys(self, {Qt.Key.Key_Up: partial(self._step, -1), Qt.Key.Key_Down: partial(self._step, 1)})
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 2, 0, 4)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        head = (self.glyph, self.number, self.label, self.state, self.assess_button, self.link_button)
        for column, widget in enumerate(head):
            widget.setMinimumHeight(_LINE)
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(4)
        for below in (self.text, self.standing, self.body):
            self._below.addWidget(below)
        grid.addLayout(self._below, 1, 2, 1, 4)

    def show_element(self, shown: ElementShown) -> None:
        if self.shown is not None and self.shown.target != shown.target:
            self._drop_assessment()
        self.shown = shown
        element, mark = shown.cell.element, Mark(shown.cell.state.value)
        self.glyph.show_mark(mark, words="")
        self.state.show_mark(mark)
        self.state.setText(mark.words)
        self.number.setText(str(element.number))
        self.label.setText(element.label)
        self._show_law(element)
        self._show_context(shown)
        self.standing.show_judged(Judged(shown.target, shown.cell, shown.assessed, shown.standard, shown.locked))
        self.body.show_links(shown.target, shown.links, locked=shown.locked)
        for button, words in ((self.link_button, tr("Link a passage")), (self.assess_button, tr("Assess"))):
            button.setVisible(not shown.locked)
            button.setAccessibleName(f"{words}: {element.number} {element.label}")
        spoken = tr("Element {number}, {label}: {state}")
        self.setAccessibleName(spoken.format(number=element.number, label=element.label, state=mark.words))
        self.setAccessibleDescription(f"{element.text} {self.standing.judged.text()}".strip())

    def _show_law(self, element: Element) -> None:
        rule = catalogue().mental_default(element)
        words = f"{tr(element.kind).capitalize()} · {element.text}"
        if rule is not None:
            default = tr("By article {code}: {text}").format(code=rule.code, text=_begun(rule.text))
            words = f"{words} {default}"
        self.text.setText(words)
        tip = tr("A summary in our own words. The official text: {citation}").format(citation=element.citation)
        self.text.setToolTip(safe_tip(tip))
        self.text.setAccessibleDescription(tip)
        self.label.setToolTip(safe_tip(tip))

    def _show_context(self, shown: ElementShown) -> None:
        """The parts of a contextual element are made when one is first shown: few elements have them."""
        contextual = shown.target.noun == "charge" and shown.cell.element.context is not None
        if contextual and self.context is None:
            self.context = ContextParts(self.workspace)
            self._below.insertWidget(self._below.indexOf(self.standing), self.context)
        if self.context is not None:
            self.context.setVisible(contextual)
        if contextual and self.context is not None:
            own = (shown.target.id, shown.cell, shown.findings, shown.nexus, shown.locked)
            self.context.show_context(ContextShown(*own))

    def commit(self) -> bool:
        """Save what is being typed in it."""
        return self.context is None or self.context.commit()

    def start_assessment(self) -> None:
        """Unfold the judgement to be made or changed, or go back into it."""
        if self.shown is None or self.shown.locked:
            return
        if self.assessing is None:
            self.assessing = AssessPanel(self.workspace, self.shown.target)
            self.assessing.closed.connect(self._assessed)
            self._below.insertWidget(self._below.indexOf(self.body), self.assessing)
        panel = self.assessing
        panel.show()
        panel.start(self.shown.assessed)
        QTimer.singleShot(0, panel, lambda: bring_into_view(panel))

    def _assessed(self) -> None:
        self._drop_assessment()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_assessment(self) -> None:
        if self.assessing is not None:
            self.assessing.hide()
            self.assessing.deleteLater()
            self.assessing = None

    def start_link(self) -> None:
        self.body.start_link()

    def _step(self, by: int) -> None:
        parent = self.parentWidget()
        rows = parent.findChildren(ElementRow, options=Qt.FindChildOption.FindDirectChildrenOnly) if parent else []
        rows.sort(key=lambda row: row.y())
        place = rows.index(self) + by
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.TabFocusReason)


def assess_button() -> QToolButton:
    """The button that opens the judgement."""
    button = QToolButton()
    button.setText(tr("Assess"))
    button.setProperty("faint", "true")
    button.setToolTip(tr("Say how far this element is proved (A, or Ctrl+J)"))
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # A on the row is the keyboard's way
    return button


def _begun(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"
