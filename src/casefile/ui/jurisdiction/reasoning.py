"""The researcher's own answers beside what is computed: assessments read and edited in place, and one more begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.assessments import TOPICS
from casefile.model.cases import ROUTES
from casefile.operations import assessments, records
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_TOPICS, _ROUTES = dict(TOPICS), dict(ROUTES)


@dataclass(frozen=True, slots=True)
class Answered:
    """One assessment with what it is tied to in words."""

    row: Row
    about: str

    @property
    def id(self) -> Any:
        return self.row.id


def answered(session: Any, rows: Sequence[Row]) -> tuple[Answered, ...]:
    """Assessments with the words for what each is tied to."""
    about = assessments.abouts(session, rows)
    return tuple(Answered(row, about[row.id]) for row in rows)


class Reasoning(QWidget):
    """The assessments of some topics. `begin` fields are asked for in a new one; `given` values come with the place."""

    opened = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        topics: Sequence[str],
        begin: Sequence[str] = ("finding", "reasoning"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._given: Mapping[str, Any] = {}
        self._topic = topics[0]
        self._locked = False
        self.nothing = PlainLabel(tone="muted", wrap=True)
        self.cards = CardList(lambda: AnswerCard(workspace, self), spacing=12)
        self._begin = tuple(begin)
        self.draft: Draft | None = None  # made when it is first wanted: most answers are only read
        self.topic_words = PlainLabel(tone="muted")
        self.buttons = {topic: QPushButton() for topic in topics}
        self._flow = QWidget()
        flow = FlowLayout(self._flow)
        for topic, button in self.buttons.items():
            words = tr(_TOPICS[topic]) if len(topics) > 1 else tr("Write an assessment")
            button.setText(f"+ {words}")
            button.setAccessibleName(tr("Write an assessment: {topic}").format(topic=tr(_TOPICS[topic])))
            button.clicked.connect(lambda _checked=False, topic=topic: self.begin(topic))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.nothing, self.cards, self.topic_words, self._flow):
            column.addWidget(widget)
        self._show_draft(False)

    def show_answers(
        self, rows: Sequence[Answered], given: Mapping[str, Any], *, nothing: str, locked: bool, afresh: bool
    ) -> None:
        """Show `rows`; what is begun here gets the values of `given`; `nothing` is said when there are none."""
        if afresh:
            if self.draft is not None:
                self.draft.clear()
            self._show_draft(False)
        self._given, self._locked = given, locked
        self.nothing.setText(nothing)
        self.nothing.setVisible(not rows)
        self.cards.show_rows(rows, afresh=afresh)
        self._show_draft(self.draft is not None and not self.draft.isHidden())

    def begin(self, topic: str) -> None:
        """Write an assessment of `topic`, in place."""
        self._topic = topic
        draft = self._drafted()
        self._show_draft(True)
        self.topic_words.setText(tr(_TOPICS[topic]))
        draft.start()
        QTimer.singleShot(0, draft, lambda: bring_into_view(draft))  # once it has its height

    def _drafted(self) -> Draft:
        if self.draft is None:
            fields = noun_records.fields("assessment", *self._begin)
            self.draft = Draft("", fields, self._make, words=tr("Add"))
            self.draft.dropped.connect(lambda: self._show_draft(False))
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(column.indexOf(self._flow), self.draft)
        return self.draft

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.cards.commit()

    def _show_draft(self, shown: bool) -> None:
        if self.draft is not None:
            self.draft.setVisible(shown)
        self.topic_words.setVisible(shown)
        self._flow.setVisible(not shown and not self._locked)

    def _make(self, values: Mapping[str, Any]) -> None:
        whole = {"topic": self._topic, **self._given, **values}
        self._workspace.write("Add assessment", records.add, "assessment", whole)
        self._show_draft(False)


class AnswerCard(Card):
    """One assessment: topic and what it is about above, finding and reasoning edited in place."""

    def __init__(self, workspace: Workspace, owner: Reasoning) -> None:
        super().__init__()
        self._record: Any = None
        self._workspace = workspace
        self.topic = NumberLink()
        self.about = PlainLabel(tone="muted", wrap=True)
        save = noun_records.save(workspace, "assessment", lambda: self._record)
        self.form = Form(noun_records.fields("assessment", "finding", "reasoning"), save)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.topic)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.form)
        self.about.setContentsMargins(9, 0, 0, 0)
        self.topic.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.topic.followed.connect(lambda _beside: owner.opened.emit(self._record))

    def show_row(self, row: Answered) -> None:
        self._record = row.row.id
        topic = tr(_TOPICS.get(row.row["topic"], ""))
        self.topic.show_text(topic, tr("Open it among the assessments"))
        parts = (row.about or row.row["scope"] or tr("All conduct"), tr(_ROUTES.get(row.row["route"], "")))
        self.about.setText("  ·  ".join(part for part in parts if part))
        locked = self._workspace.locked
        self.form.show_record(row.row, locked=locked)
        for line in self.form.rows.values():
            line.editor.control.setAccessibleName(f"{tr(line.field.label)}: {topic}")

    def commit(self) -> bool:
        return self.form.commit()
