"""The admissibility page: complementarity, gravity by its four factors, the interests of justice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.model.assessments import TOPICS
from casefile.operations import admissibility, assessments, gravity, jurisdiction
from casefile.operations.admissibility import Complementarity
from casefile.operations.gravity import Figure
from casefile.ui.jurisdiction.choices import ChoiceList
from casefile.ui.jurisdiction.complementarity import Log
from casefile.ui.jurisdiction.reasoning import Answered, Reasoning, answered
from casefile.ui.listed import filling
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.workspace import Workspace

MUCH = 30  # charges and attributions that are counted beside the window
_WORDS = dict(TOPICS)
ARTICLES: Mapping[str, str] = {
    "complementarity": "Article 17(1)(a) to (c): is a State that has jurisdiction investigating, willing and able?",
    "scale": "Article 17(1)(d); regulation 29(2) of the Prosecutor’s Office: how many victims, how far, how long.",
    "nature": "Article 17(1)(d); regulation 29(2) of the Prosecutor’s Office: which kinds of crime.",
    "manner": "Article 17(1)(d); regulation 29(2) of the Prosecutor’s Office: by what means, planned or not, against whom.",
    "impact": "Article 17(1)(d); regulation 29(2) of the Prosecutor’s Office: on victims and communities.",
    "interests_of_justice": "Article 53(1)(c): gravity and the interests of victims against reasons not to proceed.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows."""

    complementarity: Complementarity
    figures: tuple[Figure, ...]
    answers: tuple[Answered, ...]


def ask(session: Any) -> Found:
    """Read everything that the page shows."""
    rows = assessments.of_topics(session, tuple(ARTICLES))
    return Found(admissibility.complementarity(session), gravity.figures(session), answered(session, rows))


class AdmissibilityPage(QWidget):
    """`opened(id)`: show an assessment among all of them."""

    opened = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.list = ChoiceList(tr("Questions of admissibility"))
        self.topics: dict[str, TopicPage] = {}  # made when they are first turned to
        self.pages = QStackedWidget()
        self._found: Found | None = None
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 4, 0, 0)
        column.addWidget(self.list)
        self.split = ListDetail("jurisdiction-admissibility", left, self.pages, workspace.settings, list_width=320)
        filling(self, self.split)
        self._reader: Slowly[Found] = Slowly(
            self, workspace, tr("Reading admissibility"), ask, self._show, jurisdiction.count, MUCH
        )
        self.topic(next(iter(ARTICLES)))
        self.list.currentItemChanged.connect(lambda _item, _before: self._chosen())

    @property
    def current(self) -> TopicPage:
        page = self.pages.currentWidget()
        assert isinstance(page, TopicPage)
        return page

    def topic(self, topic: str) -> TopicPage:
        """The page of one topic, with what was read."""
        if topic not in self.topics:
            page = self.topics[topic] = TopicPage(self.workspace, topic)
            page.reasoning.opened.connect(self.opened)
            self.pages.addWidget(page)
            if self._found is not None:
                page.show_found(self._found)
        return self.topics[topic]

    def reload(self) -> None:
        """Read again."""
        self._reader.read()

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.current.commit()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Found) -> None:
        self._found = found
        for page in self.topics.values():
            page.show_found(found)
        rows = []
        for topic in ARTICLES:
            count = sum(one.row["topic"] == topic for one in found.answers)
            mark = tr("● {count} written").format(count=count) if count else tr("○ not answered yet")
            rows.append((topic, tr(_WORDS[topic]), mark, "covered" if count else "gap"))
        self.list.show_rows(rows, self.current.topic)

    def _chosen(self) -> None:
        key = self.list.key
        if key is None:
            return
        if not self.current.commit():
            self.list.stand(self.current.topic)
            return
        self.pages.setCurrentWidget(self.topic(key))
        self.split.show_detail(True)


class TopicPage(ScrollColumn):
    """One question: its article, what the case's records say to it, the researcher's assessments."""

    def __init__(self, workspace: Workspace, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.topic = workspace, topic
        self.figures: KeyedColumn[Figure, FigureRow] = KeyedColumn(
            lambda figure: figure.label, lambda _figure: FigureRow(), FigureRow.show_figure, spacing=6
        )
        self.log = Log(workspace) if topic == "complementarity" else None
        self.reasoning = Reasoning(workspace, (topic,), ("scope", "route", "finding", "reasoning"))
        self._figures_heading = Heading(tr("From the charged acts"))
        self.column.setSpacing(8)
        self.column.addWidget(Heading(tr(_WORDS[topic]), 1))
        self.column.addWidget(PlainLabel(tr(ARTICLES[topic]), tone="muted", wrap=True))
        if self.log is not None:
            self.column.addWidget(self.log)
        self.column.addWidget(self._figures_heading)
        self.column.addWidget(self.figures)
        self.column.addSpacing(8)
        self.column.addWidget(Heading(tr("Your assessment")))
        self.column.addWidget(self.reasoning)
        self.column.addStretch()

    def show_found(self, found: Found) -> None:
        """Show what was read."""
        answers = tuple(one for one in found.answers if one.row["topic"] == self.topic)
        figures = [figure for figure in found.figures if figure.topic == self.topic]
        self._figures_heading.setVisible(bool(figures))
        self.figures.show_rows(figures)
        locked = self.workspace.locked
        if self.log is not None:
            self.log.show_log(found.complementarity, locked=locked)
        nothing = tr("Nothing is written yet. Figures and records do not weigh anything: say what follows from them.")
        self.reasoning.show_answers(answers, {}, nothing=nothing, locked=locked, afresh=False)

    def commit(self) -> bool:
        kept = self.log is None or self.log.commit()
        return self.reasoning.commit() and kept


class FigureRow(QWidget):
    """One figure: what is counted, the number, how it was come by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel(tone="muted", wrap=True)
        self.value = PlainLabel(wrap=True)
        self.note = PlainLabel(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 2, 0, 2)
        column.setSpacing(0)
        for widget in (self.label, self.value, self.note):
            column.addWidget(widget)

    def show_figure(self, figure: Figure) -> None:
        self.label.setText(tr(figure.label))
        self.value.setText(figure.value)
        self.note.setText(figure.note)
        self.note.setVisible(bool(figure.note))
