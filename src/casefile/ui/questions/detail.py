"""One question: its words, what it is about, who looks after it, and the answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui.bin import BinBanner
from casefile.ui.listed import RecordDetail
from casefile.ui.questions.about import About, element_of, finder, words_of
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.picker import Picker
from casefile.ui.workspace import Workspace


class QuestionDetail(RecordDetail):
    """Answered as soon as an answer stands there."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "question", parent)
        self.banner = BinBanner(workspace, "question")
        self.state = PlainLabel(tone="muted")
        self.about = Picker(finder(workspace), tr("Any record: type a number or words"))
        self.about.line.setProperty("quiet", "true")
        self.about.line.setAccessibleName(tr("About"))
        self.about.picked.connect(self._set_about)
        self.element = PlainLabel(tone="muted", wrap=True)
        self.element.setContentsMargins(9, 0, 0, 0)
        asked = self.make_form("text", "assignee", "due", together=(("assignee", "due"),))
        answer = self.make_form("answer")
        answer.edited.connect(self._answered)
        self.column.setSpacing(12)
        for widget in (
            self.banner,
            self.state,
            asked,
            _labelled(tr("About"), self.about, self.element),
            answer,
            self.footer,
        ):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002
        self.banner.show_record(row)
        self.state.setText(tr("● answered") if str(row["answer"]).strip() else tr("○ open"))
        value: About | None = (row["about_noun"], row["about_id"]) if row["about_id"] is not None else None
        self.about.show_value(value)
        self.about.line.setReadOnly(self.locked)
        element = self.workspace.read(words_of, [row]).get(row.id, "") if element_of(row) is not None else ""
        self.element.setText(element)
        self.element.setVisible(bool(element))

    def _answered(self, _name: str, value: Any) -> None:
        if value:
            self.workspace.said.emit(tr("Answered: the question now stands under Answered."))

    def _set_about(self, value: About | None) -> None:
        noun, identity = value if value is not None else ("", None)
        values: dict[str, Any] = {"about_noun": noun, "about_id": identity, "element": None}
        if self.record is not None:
            self.workspace.write("Edit about of question", records.edit, "question", self.record, values)


def _labelled(words: str, *controls: QWidget) -> QWidget:
    whole = QWidget()
    label = PlainLabel(words, tone="muted")
    label.setContentsMargins(9, 0, 0, 0)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label)
    for control in controls:
        column.addWidget(control)
    return whole
