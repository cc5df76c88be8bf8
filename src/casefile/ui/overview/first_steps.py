"""What an empty case says: what belongs into it, and the steps that lead there."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from casefile.ui.commands import commands
from casefile.ui.text import tr
from casefile.ui.widgets.labels import FirstStep, Heading, PlainLabel
from casefile.ui.workspace import Workspace

_STEPS = (
    ("acts", "act.new", "New act", "Say who did what to whom, when and where: one assertion, in one or two sentences."),
    ("evidence", "evidence.add", "Add evidence", "Files become items with a number and a hash; the bytes stay in this case file."),
    ("actors", "actor.new", "New actor", "A person, a unit, an organisation or a State, and the posts that they held."),
    ("law", "", "Open the law", "Crimes, their elements and the modes of liability, to charge the acts with."),
)  # fmt: skip


class FirstSteps(QWidget):
    """A sentence, and a button for each step with what it is for."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(Heading(tr("Nothing is in this case yet")))
        words = tr(
            "Write down what is alleged, add the evidence, and link passages of it to the elements of the crimes. "
            "This page then shows what is proved and what is not."
        )
        column.addWidget(PlainLabel(words, tone="muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (place, command, words, use) in enumerate(_STEPS):
            button = FirstStep(tr(words)) if row == 0 else QPushButton(tr(words))
            button.setAccessibleDescription(tr(use))
            button.clicked.connect(lambda _checked=False, place=place, command=command: self.step(place, command))
            grid.addWidget(button, row, 0)
            grid.addWidget(PlainLabel(tr(use), wrap=True), row, 1)
            self.buttons[place] = button
        column.addLayout(grid)

    def step(self, place: str, command: str) -> None:
        """Go to `place` and do what `command` does."""
        self._workspace.go(place)
        self._workspace.view_of(place)  # its commands can be run once it is there
        found = next((known for known in commands() if known.id == command), None)
        if found is not None and found.when(self._workspace):
            self._workspace.attempt(lambda: found.run(self._workspace))
