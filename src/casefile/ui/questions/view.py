"""The place "questions": open ones, or those that are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from casefile.model.dates import words
from casefile.operations import records
from casefile.operations.order import Key
from casefile.operations.records import Query, Row
from casefile.ui import records as noun_records
from casefile.ui.bin import BinSwitch
from casefile.ui.listed import ListedRecords, filling
from casefile.ui.places import place
from casefile.ui.questions.about import words_of
from casefile.ui.questions.detail import QuestionDetail
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.paging import Column
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

PLACE = "questions"


def open_questions(session: Any) -> int:
    """How many are not answered yet."""
    return records.count(session, "question", Query(where={"answer": ""}))


@dataclass(frozen=True, slots=True)
class _Line:
    """A question as the list shows it."""

    id: UUID
    row: Row
    about: str
    key: Key


@place(PLACE, "Questions", order=120, count=open_questions)
class QuestionsView(View):
    """Open leads and tasks."""

    tables = frozenset({"question", "tagging"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.filter = Segments([("open", tr("Open")), ("answered", tr("Answered"))], tr("Questions"))
        self.bin = BinSwitch()
        self.detail = QuestionDetail(workspace)
        fields = noun_records.fields("question", "text", "assignee", "due")
        draft = Draft(tr("New question"), fields, self._make, together=(("assignee", "due"),))
        self.listed = ListedRecords(
            workspace,
            "question",
            self._table(),
            self.detail,
            draft=draft,
            hint=tr("Choose a question to see it."),
            bin_switch=self.bin,
        )
        self.listed.chosen.connect(lambda record: self.chose(PLACE, record))
        self.filter.chosen.connect(lambda _key: self._filtered())
        self.detail.banner.restored.connect(self._restored)
        filling(self, self.listed)

    def reload(self) -> None:
        self.listed.reload()

    def open_record(self, record: UUID | None) -> None:
        if record is not None and self.workspace.read(records.exists, "question", record):
            row = self.workspace.read(records.get, "question", record)
            wanted = "answered" if row["answer"] else "open"
            if wanted != self.filter.value and not self.bin.isChecked():
                self.filter.show_value(wanted)
                self.listed.reload()
            self.listed.open(record)

    def new(self) -> None:
        """Begin a question; it will stand among the open ones."""
        self.listed.new()

    def _restored(self, record: UUID) -> None:
        self.bin.setChecked(False)
        self.open_record(record)

    def _filtered(self) -> None:
        self.listed.start_over()

    def _make(self, values: Mapping[str, Any]) -> None:
        made = self.workspace.write("Add question", records.add, "question", values)
        self.filter.show_value("open")
        self.listed.begun(made)

    def _table(self) -> RecordTable:
        def refine(session: Any, rows: tuple[Row, ...]) -> list[_Line]:
            names = words_of(session, rows)
            return [_Line(row.id, row, names.get(row.id, ""), row.key) for row in rows]

        columns = [
            Column(
                "text",
                "Question",
                lambda line: line.row["text"],
                220,
                "text",
                stretch=True,
                tip=lambda line: line.row["text"],
            ),
            Column("about", "About", lambda line: line.about, 120, long=True, tip=lambda line: line.about),
            Column("due", "Due", lambda line: line.row["due"], 92, "due", tip=lambda line: words(line.row["due"])),
            Column("assignee", "Assignee", lambda line: line.row["assignee"], 110, "assignee", long=True),
        ]
        table = RecordTable(
            "questions",
            tr("Questions"),
            noun_records.source(
                self.workspace,
                "question",
                where=lambda: {"answer": ""} if self.filter.value == "open" else {},
                refine=refine,
                binned=self.bin.isChecked,
                filled=lambda: frozenset({"answer"}) if self.filter.value == "answered" else frozenset(),
            ),
            columns,
            empty=tr("Open leads belong here: what is still to be found out, about which record, by whom, until when."),
            first_step=tr("New question"),
            new=tr("New question"),
            memory=self.workspace.settings,
        )
        table.set_head(self.filter)
        self.bin.attach(table)
        return table
