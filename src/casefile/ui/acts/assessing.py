"""The researcher's judgement of an element, beside the state that is computed: read as a line, edited in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations import element_assessments
from casefile.operations.element_assessments import Assessed
from casefile.operations.matrix import Cell
from casefile.operations.proof_links import Target
from casefile.ui import records as noun_records
from casefile.ui.acts.cautions import Shape
from casefile.ui.moments import local_day
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import PlainLabel, safe_tip
from casefile.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """An element as it is computed and as it is judged; `standard` is the case's."""

    target: Target
    cell: Cell
    assessed: tuple[Assessed, ...]
    standard: str
    locked: bool


class Standing(QWidget):
    """How many independent sources support an element, what the researchers think of it, and where the two differ."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.sources = PlainLabel(tone="muted")
        self.judged = PlainLabel(tone="muted", wrap=True)
        self.hint_shape = Shape(serious=False)
        self.hint = PlainLabel(tone="muted", wrap=True)
        self.hint_row = QWidget()
        hint = QHBoxLayout(self.hint_row)
        hint.setContentsMargins(0, 0, 0, 0)
        hint.setSpacing(6)
        hint.addWidget(self.hint_shape, 0, Qt.AlignmentFlag.AlignTop)
        hint.addWidget(self.hint, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.sources, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.judged, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.hint_row)

    def show_judged(self, shown: Judged) -> None:
        self._show_sources(shown.cell)
        words = "\n".join(self._words(one) for one in shown.assessed)
        self.judged.setText(words)
        self.judged.setVisible(bool(words))
        newest = shown.assessed[0] if shown.assessed else None
        hint = element_assessments.differs(newest, shown.cell.state, shown.standard) if newest else ""
        self.hint.setText(tr(hint) if hint else "")
        self.hint_row.setVisible(bool(hint))
        self.setVisible(bool(words or shown.cell.sources))

    def _show_sources(self, cell: Cell) -> None:
        many = tr("{count} independent sources").format(count=cell.sources)
        self.sources.setText(tr("1 source: single") if cell.single_source else many)
        self.sources.setVisible(cell.sources > 0)
        single = tr(
            "All that supports this comes from one origin. The law asks for no corroboration (Rules of Procedure and "
            "Evidence, rule 63(4)); it is good to know."
        )
        several = tr("Copies, translations and what descends from one source count once.")
        self.sources.setToolTip(safe_tip(single if cell.single_source else several))

    def _words(self, one: Assessed) -> str:
        """Such as: Assessment: sufficient (reasonable basis to proceed). Two witnesses agree (you, 22 Nov 2026)."""
        case = self.workspace.case
        mine = case is not None and one.author == case.author.id
        who = tr("you") if mine else str(one.author)[:8]
        words = tr("Assessment: {standing}").format(standing=element_assessments.standing_words(one.standing))
        note = " ".join(one.note.split())
        return f"{f'{words}. {note}' if note else words} ({who}, {local_day(one.wall)})"


class AssessPanel(QFrame):
    """Standing and note, saved together as one step of undo. `closed` when done or given up."""

    closed = Signal()

    def __init__(self, workspace: Workspace, target: Target) -> None:
        super().__init__()
        self.workspace, self.target = workspace, target
        self._known: Assessed | None = None
        self.setProperty("card", "true")
        standing, note = noun_records.fields("element_assessment", "standing", "note")
        self.draft = Draft("", (replace(standing, required=True), note), self._save, words=tr("Save the assessment"))
        self.draft.saved.connect(self.closed)
        self.draft.dropped.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self.draft)

    def start(self, assessed: Sequence[Assessed]) -> None:
        """Begin with one's own judgement, if there is one; another person's stays theirs."""
        case = self.workspace.case
        author = None if case is None else case.author.id
        self._known = next((one for one in assessed if one.author == author), None)
        known = {"standing": self._known.standing, "note": self._known.note} if self._known else {}
        self.draft.start(known, "standing")

    def _save(self, values: Mapping[str, Any]) -> None:
        known = None if self._known is None else self._known.id
        self.workspace.write(tr("Assess element"), element_assessments.assess, self.target, values, known)
