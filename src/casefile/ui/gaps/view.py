"""The place "gaps": what is missing, what speaks against the case, what is not used, which quotes are doubtful, what protection wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import gaps, quotes, records, unguarded
from casefile.operations.gaps import Gaps
from casefile.operations.matrix import State
from casefile.operations.quotes import Checked
from casefile.operations.unguarded import Unguarded
from casefile.ui.gaps.details import ContraryDetail, GapDetail, QuoteDetail, UnguardedDetail, UnusedDetail
from casefile.ui.gaps.lists import (
    Missing,
    ReadWhole,
    contrary_table,
    doubts_table,
    missing_table,
    unguarded_table,
    unused_table,
)
from casefile.ui.listed import filling
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

PLACE = "gaps"
MUCH = 5_000
"""Links of proof from which the gaps are read beside the window."""
MANY_QUOTES = 200
"""Passages from which quotes are compared with their documents beside the window."""
MANY_ITEMS = 5_000
"""Items from which their protection is looked through beside the window."""


@place(PLACE, "Gaps", order=65)
class GapsView(View):
    """Five lists, one of them shown."""

    tables = frozenset(
        {
            "act", "actor", "attribution", "case", "charge", "consent", "context_finding", "evidence", "incident", "number_block", "passage",
            "place", "proof_link", "question", "source", "text",
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        choices = [("gaps", tr("Gaps")), ("contrary", tr("Contrary evidence")), ("unused", tr("Unused evidence"))]
        choices += [("quotes", tr("Quotes")), ("protection", tr("Protection"))]
        self.lists = Segments(choices, tr("Gaps"))
        self.missing = Missing()
        self.doubts, self.wanting = ReadWhole[Checked](), ReadWhole[Unguarded]()
        self.state, self.unasked = QComboBox(), QCheckBox(tr("Not asked yet"))
        self.tables_shown: dict[str, RecordTable] = {
            "gaps": missing_table(workspace, self.missing),
            "contrary": contrary_table(workspace),
            "unused": unused_table(workspace),
            "quotes": doubts_table(workspace, self.doubts),
            "protection": unguarded_table(workspace, self.wanting),
        }
        self.gap, self.contrary = GapDetail(workspace), ContraryDetail(workspace)
        self.unused, self.quote = UnusedDetail(workspace), QuoteDetail(workspace)
        self.unguarded = UnguardedDetail(workspace)
        self.hint = EmptyState(tr("Choose a line to see what it is about."))
        self._reader: Slowly[Gaps] = Slowly(
            self, workspace, tr("Looking for gaps"), gaps.gaps, self._show_gaps, _weight, MUCH
        )
        self._quotes: Slowly[Sequence[Checked]] = Slowly(
            self, workspace, tr("Comparing quotes"), quotes.doubtful, self._show_doubts, quotes.count, MANY_QUOTES
        )
        self._unguarded: Slowly[Sequence[Unguarded]] = Slowly(
            self,
            workspace,
            tr("Looking through protection"),
            unguarded.unguarded,
            self._show_unguarded,
            _items,
            MANY_ITEMS,
        )
        self._lay_out()
        self._connect()

    @property
    def table(self) -> RecordTable:
        """The list that is shown."""
        return self.tables_shown[self.lists.value]

    def _lay_out(self) -> None:
        self._tables, self._details = QStackedWidget(), QStackedWidget()
        for table in self.tables_shown.values():
            table.heading.hide()
            self._tables.addWidget(table)
        for page in (self.hint, self.gap, self.contrary, self.unused, self.quote, self.unguarded):
            self._details.addWidget(page)
        self.state.setAccessibleName(tr("State"))
        self.state.addItem(tr("All"), "")
        for mark in (Mark.GAP, Mark.UNDERMINED):
            self.state.addItem(f"{mark.glyph} {mark.words}", mark.value)
        for tool in (self.state, self.unasked):
            self.tables_shown["gaps"].add_tool(tool)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(self.lists)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self._tables, 1)
        self.split = ListDetail("gaps", left, self._details, self.workspace.settings, share=0.45)
        filling(self, self.split)

    def _connect(self) -> None:
        self.lists.chosen.connect(lambda _key: self._switched())
        self.state.currentIndexChanged.connect(lambda _place: self._narrow())
        self.unasked.toggled.connect(lambda _on: self._narrow())
        for table in self.tables_shown.values():
            table.selected.connect(self._selected)
            table.activated.connect(lambda _record: self.split.show_detail(True))
            table.preview_asked.connect(lambda _record: self.split.show_detail(True))
        self.tables_shown["protection"].activated.connect(lambda _record: self.unguarded.open())

    # --- what the window asks

    def reload(self) -> None:
        if self.lists.value == "gaps":
            self._reader.read()
        elif self.lists.value == "quotes":
            self._quotes.read()
        elif self.lists.value == "protection":
            self._unguarded.read()
        else:
            self.table.reload()
            self._arrived()

    def open_record(self, record: UUID | None) -> None:
        """Gaps are no records: a gap is chosen here."""

    # --- for commands

    def ask(self) -> None:
        """Turn the chosen gap into a question."""
        if self.lists.value != "gaps" or self.table.current is None:
            raise UserError(tr("Choose a line in the list of gaps first; that one becomes a question."))
        self.gap.ask()

    def show_list(self, key: str) -> None:
        """Show one of the lists: gaps, contrary, unused, quotes, protection."""
        if key != self.lists.value:
            self.lists.show_value(key)
            self._switched()

    # --- within

    def _show_gaps(self, found: Gaps) -> None:
        self.missing.show(found)
        if self.lists.value == "gaps":
            self.table.reload()
            self._arrived()

    def _show_doubts(self, found: Sequence[Checked]) -> None:
        self.doubts.show(found)
        if self.lists.value == "quotes":
            self.table.reload()
            self._arrived()

    def _show_unguarded(self, found: Sequence[Unguarded]) -> None:
        self.wanting.show(found)
        if self.lists.value == "protection":
            self.table.reload()
            self._arrived()

    def _narrow(self) -> None:
        wanted = str(self.state.currentData())
        self.missing.state = State(wanted) if wanted else None
        self.missing.unasked = self.unasked.isChecked()
        if self.missing.gaps is not None:
            self.table.reload()
            self._arrived()

    def _switched(self) -> None:
        self._tables.setCurrentWidget(self.table)
        self._details.setCurrentWidget(self.hint)
        self.reload()

    def _arrived(self) -> None:
        """A list was read: stand on its first line if none is chosen, and show what is chosen."""
        table = self.table
        if table.current is None:
            table.select(table.model.id_at(0))
        self._selected(table.current)

    def _selected(self, _record: UUID | None) -> None:
        row: Any = self.table.current_row()
        if row is None:
            self.hint.setVisible(self.table.model.rowCount() > 0)
            self._details.setCurrentWidget(self.hint)
            return
        if self.lists.value == "gaps":
            self.gap.show_gap(row[1])
        elif self.lists.value == "contrary":
            self.contrary.show_row(row)
        elif self.lists.value == "quotes":
            self.quote.show_row(row[1])
        elif self.lists.value == "protection":
            self.unguarded.show_row(row[1])
        else:
            self.unused.show_row(row)
        details = {
            "gaps": self.gap,
            "contrary": self.contrary,
            "unused": self.unused,
            "quotes": self.quote,
            "protection": self.unguarded,
        }
        self._details.setCurrentWidget(details[self.lists.value])


def _weight(session: Any) -> int:
    return records.count(session, "proof_link")


def _items(session: Any) -> int:
    return records.count(session, "evidence")
