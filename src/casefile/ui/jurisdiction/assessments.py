"""The assessments page: all answers of the researcher, by conduct and route, and the chosen one beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.operations import assessments, records
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.acts.finders import actors as actor_finder
from casefile.ui.bin import BinBanner
from casefile.ui.jurisdiction.admissibility import ARTICLES
from casefile.ui.jurisdiction.workbook import TOPIC_WORDS, Workbook, group_words
from casefile.ui.listed import RecordDetail, filling
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.workspace import Workspace

_FIELDS = ("topic", "scope", "route", "finding", "reasoning")
_JURISDICTION = {
    "temporal": "Article 11: crimes after the Statute entered into force, or after the State’s own ratification.",
    "territorial": "Article 12(2)(a): the State on whose territory the conduct occurred; not needed under article 13(b).",
    "personal": "Article 12(2)(b): nationality of the accused; article 26: eighteen at the time.",
    "material": "Article 5: genocide, crimes against humanity, war crimes, aggression (for which see article 15 bis).",
}


class AssessmentDetail(RecordDetail):
    """One answer of the workbook."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "assessment", parent)
        self.banner = BinBanner(workspace, "assessment")
        self.group = PlainLabel(tone="muted", wrap=True)
        self.title = Heading("", 1)
        self.article = PlainLabel(tone="muted", wrap=True)
        finders = {"actor_id": actor_finder(workspace)}
        form = self.make_form("finding", "reasoning", "topic", "scope", "actor_id", "route", finders=finders)
        self.column.setSpacing(8)
        for widget in (self.banner, self.group, self.title, self.article, form, self.footer):
            self.column.addWidget(widget)
        self.column.addStretch()

    def show_more(self, row: Row, *, another: bool) -> None:  # noqa: ARG002
        self.banner.show_record(row)
        about = self.workspace.read(assessments.abouts, (row,))[row.id]
        self.group.setText(group_words(row["scope"], row["route"], about))
        self.title.setText(tr(TOPIC_WORDS.get(row["topic"], "")))
        self.article.setText(tr({**_JURISDICTION, **ARTICLES}.get(row["topic"], "")))


class AssessmentsPage(QWidget):
    """`chosen(id or None)` when the user selects an assessment."""

    chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.workbook = Workbook()
        self.detail = AssessmentDetail(workspace)
        self.draft = Draft(tr("New assessment"), noun_records.fields("assessment", *_FIELDS), self._make)
        self.hint = EmptyState(tr("Choose a topic to see its answer."))
        self._draft_page = ScrollColumn()
        self._draft_page.column.addWidget(self.draft)
        self._draft_page.column.addStretch()
        self.pages = QStackedWidget()
        for page in (self.hint, self.detail, self._draft_page):
            self.pages.addWidget(page)
        self.split = ListDetail("jurisdiction", self.workbook, self.pages, workspace.settings)
        filling(self, self.split)
        self._begun = False
        self._connect()

    def _connect(self) -> None:
        workspace = self.workspace
        self.workbook.selected.connect(self._selected)
        self.workbook.missing.connect(self.new)
        self.workbook.new_asked.connect(self.new)
        self.workbook.edit_asked.connect(self.detail.start)
        self.workbook.asked_again.connect(self.reload)
        self.workbook.menu_asked.connect(lambda point: workspace.menu_wanted.emit("assessment", point))
        self.draft.dropped.connect(self._leave_draft)
        self.detail.banner.restored.connect(self._restored)

    def reload(self) -> None:
        """Read list and detail again."""
        text, binned = self.workbook.filter.text(), self.workbook.bin_button.isChecked()
        groups = self.workspace.read(assessments.workbook, text, binned=binned)
        self.workbook.new_button.setEnabled(not self.detail.locked)
        self.workbook.show_groups(groups)
        shown = {row.id for group in groups for row in group.answers}
        if self.workbook.current not in shown and not text:
            self.workbook.select(self.workbook.first() if not self._begun else None)
        self._begun = True
        self._show(self.workbook.current)

    def open(self, record: UUID) -> None:
        """Select and show an assessment."""
        if self.detail.record in (None, record) or self.detail.commit():
            self._begun = True
            self.pages.setCurrentWidget(self.detail)
            if not self.workbook.select(record):
                self.workbook.filter.clear()
                self.reload()
                self.workbook.select(record)
            self._show(record)
            self.split.show_detail(True)

    def new(self, values: Mapping[str, Any] | bool | None = None) -> None:
        """Begin an assessment, with `values` filled in."""
        writable = not self.workspace.locked
        if writable and (self.detail.record is None or self.detail.commit()):
            given = dict(values) if isinstance(values, Mapping) else {}
            self.pages.setCurrentWidget(self._draft_page)
            self.split.show_detail(True)
            self.draft.start(given or None, "finding" if given else "topic")

    def bin_current(self) -> None:
        """Put the chosen assessment into the bin."""
        if self.workbook.current is not None:
            self.workspace.write("Bin assessment", records.bin_, "assessment", self.workbook.current)
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.detail.record is None or self.detail.commit()

    def take_focus(self) -> None:
        shown = self.workbook.tree if self.workbook.tree.isVisible() else self.workbook.empty.button
        shown.setFocus()

    def _make(self, values: Mapping[str, Any]) -> None:
        made = self.workspace.write("Add assessment", records.add, "assessment", values)
        self.workbook.filter.clear()
        self.workbook.current = made
        self.pages.setCurrentWidget(self.detail)
        self.reload()
        self.chosen.emit(made)

    def _show(self, record: UUID | None) -> None:
        if self.pages.currentWidget() is self._draft_page:
            return
        if record is None:
            self.detail.record = None
            self.pages.setCurrentWidget(self.hint)
        else:
            self.detail.show_record(record)
            self.pages.setCurrentWidget(self.detail)

    def _selected(self, record: UUID) -> None:
        if self.detail.record not in (None, record) and not self.detail.commit():
            self.workbook.select(self.detail.record)
            return
        self.pages.setCurrentWidget(self.detail)
        self._show(record)
        self.split.show_detail(True)
        self.chosen.emit(record)

    def _restored(self, record: UUID) -> None:
        self.workbook.bin_button.setChecked(False)
        self.reload()
        self.open(record)

    def _leave_draft(self) -> None:
        self.pages.setCurrentWidget(self.detail)
        self._show(self.workbook.current)
        self.workbook.tree.setFocus()
