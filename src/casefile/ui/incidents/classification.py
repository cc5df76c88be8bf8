"""The armed conflict that an incident belongs to: inherited from the context findings of its place and day, or its own."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.model.context_findings import KINDS
from casefile.model.dates import words
from casefile.model.incidents import CONFLICTS
from casefile.operations.incidents import Classified, Says
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

_INDENT = 9  # as the words of a form


class Classification(QWidget):
    """One sentence on what holds and why, and the findings that say so, each a link with its period and its proof."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.sentence = PlainLabel(tone="muted", wrap=True)
        self.says: KeyedColumn[Says, SaysLine] = KeyedColumn(
            lambda one: one.id, lambda _one: SaysLine(workspace), SaysLine.show_says, spacing=2
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.sentence)
        column.addWidget(self.says)

    def show_classified(self, found: Classified) -> None:
        self.sentence.setText(_sentence(found))
        self.says.show_rows(found.says)


class SaysLine(QWidget):
    """One finding."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._finding: UUID | None = None
        self.state = StateLabel()
        self.kind = PlainLabel()
        self.link = NumberLink()
        self.link.followed.connect(lambda _beside: workspace.go("incidents", self._finding))
        self.period = PlainLabel(tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.state)
        row.addWidget(self.kind)
        row.addWidget(self.link, 1)
        row.addWidget(self.period)
        row.addStretch()

    def show_says(self, one: Says) -> None:
        self._finding = one.id
        self.state.show_mark(Mark(one.state.value), words="")
        self.kind.setText(tr(dict(KINDS)[one.kind]))
        about = "\n".join(part for part in (one.title, words(one.period), Mark(one.state.value).words) if part)
        self.link.show_text(one.title, about)
        self.period.setText(words(one.period))


def conflict_words(conflicts: tuple[str, ...]) -> str:
    """Such as "International armed conflict, Occupation"."""
    return ", ".join(tr(dict(CONFLICTS)[one]) for one in conflicts)


def _sentence(found: Classified) -> str:
    if found.own and found.found and found.found != (found.own,):
        return tr("Its own classification stands in place of what the context findings of its place and date say:")
    if found.own:
        return tr("Its own classification; the context findings of its place and date say nothing else.")
    if not found.says:
        return tr(
            "No context finding on an armed conflict covers its place and date. Make one there (period, place, "
            "reasoning, proof), and every incident in it inherits the conflict."
        )
    if len(found.conflicts) > 1:
        return tr(
            "The context findings of its place and date do not say the same; all of them hold until one is chosen:"
        )
    return tr("From the context findings of its place and date:")
