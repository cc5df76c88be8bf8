"""The place "matrix"."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import matrix, records
from casefile.operations.matrix import MatrixRow, State
from casefile.ui.listed import filling
from casefile.ui.matrix.arranging import Wanted, arranged
from casefile.ui.matrix.behind import Behind
from casefile.ui.matrix.grid import FIRST, MatrixGrid, coverage_of
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.widgets.marks import Coverage, Mark
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

PLACE = "matrix"
_MUCH = 300  # rows that are read beside the window
_FILTER_WAIT = 150  # ms after the last key


@place(PLACE, "Matrix", order=60)
class MatrixView(View):
    """The table at the left, what stands behind the chosen cell at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"act", "charge", "attribution", "actor", "proof_link", "passage", "evidence", "context_finding", "place",
         "incident"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.rows: tuple[MatrixRow, ...] = ()
        self.grid = MatrixGrid()
        self.behind = Behind(workspace)
        self.filter = QLineEdit()
        self.states = Segments(
            [("all", tr("All")), *((mark.value, f"{mark.glyph} {mark.words.capitalize()}") for mark in _STATES)],
            tr("Rows with an element that is"),
        )
        self.order = Segments([("act", tr("By act")), ("gaps", tr("Most gaps first"))], tr("Order"))
        self.words = PlainLabel(tone="muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Reading the matrix"))
        self.empty = EmptyState(
            tr("The matrix shows each charge with its elements. Charge an act with a crime, and its row appears here."),
            tr("Go to the acts"),
        )
        self.nothing = EmptyState(tr("No row is like that. Empty the filter to see everything."))
        self.hint = EmptyState(tr("Choose a cell to see what stands behind it."))
        self.lists, self.sides = QStackedWidget(), QStackedWidget()
        self._stood: tuple[UUID, int | None] | None = None
        self._wait = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._reader: Slowly[tuple[MatrixRow, ...]] = Slowly(
            self, workspace, tr("Reading the matrix"), matrix.matrix, self._show, _weight, _MUCH
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head, tools = QHBoxLayout(), QHBoxLayout()
        for row in (head, tools):
            row.setContentsMargins(16, 0, 12, 0)
            column.addLayout(row)
        head.addWidget(Heading(tr("Matrix")), 1)
        head.addWidget(self.words)
        self.filter.setPlaceholderText(tr("Filter by act, crime or actor"))
        self.filter.setAccessibleName(tr("Filter the matrix"))
        self.filter.setClearButtonEnabled(True)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.order)
        states = QHBoxLayout()
        states.setContentsMargins(16, 0, 12, 0)
        states.addWidget(self.states)
        states.addStretch()
        column.addLayout(states)
        column.addWidget(self.bar)
        for page in (self.grid, self.empty, self.nothing):
            self.lists.addWidget(page)
        column.addWidget(self.lists, 1)
        self.sides.addWidget(self.hint)
        self.sides.addWidget(self.behind)
        self.split = ListDetail("matrix", left, self.sides, self.workspace.settings, share=0.4)
        filling(self, self.split)
        self.bar.hide()

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self.filter.returnPressed.connect(self.grid.setFocus)
        self._wait.timeout.connect(self.arrange)
        self.states.chosen.connect(lambda _key: self.arrange())
        self.order.chosen.connect(lambda _key: self.arrange())
        self.empty.stepped.connect(lambda: self.workspace.go("acts"))
        self.grid.stood.connect(self._stand)
        self.grid.wanted.connect(self._enter)
        self.behind.left.connect(self._leave)

    # --- what the window asks

    def reload(self) -> None:
        self._reader.read()
        self.bar.setVisible(self._reader.reading)

    def open_record(self, record: UUID | None) -> None:
        """Stand on a charge or an attribution."""
        if record is not None and (self._stood is None or self._stood[0] != record):
            self.stand_on(record)

    def stand_on(self, record: UUID, element: int | None = None) -> None:
        """Stand on one element of a charge or an attribution."""
        self._stood = (record, element)
        self._restore()

    def start_link(self) -> None:
        """Ctrl+L while a cell is chosen."""
        self.behind.start_link()

    def arrange(self) -> None:
        """Show the rows that are wanted, the selection on the same cell."""
        state = None if self.states.value == "all" else State(self.states.value)
        wanted = Wanted(self.filter.text(), state, self.order.value == "gaps")
        shown = arranged(self.rows, wanted)
        bar = self.grid.verticalScrollBar()
        where = bar.value()
        self.grid.blockSignals(True)
        self.grid.matrix.show_rows(shown)
        self.grid.blockSignals(False)
        bar.setValue(where)
        self.lists.setCurrentWidget(self.grid if shown else (self.nothing if self.rows else self.empty))
        self._restore()

    # --- within

    def _show(self, rows: tuple[MatrixRow, ...]) -> None:
        self.rows = rows
        if self._stood is None and rows:
            self._stood = (rows[0].id, 1)
        self.bar.hide()
        charges = [row for row in rows if row.attribution_id is None]
        whole = [coverage_of(row) for row in rows]
        total = Coverage(*(sum(getattr(one, mark.value) for one in whole) for mark in Mark))
        said = tr("1 charge: {words}") if len(charges) == 1 else tr("{charges} charges: {words}")
        self.words.setText(said.format(charges=len(charges), words=total.words) if rows else "")
        for control in (self.filter, self.states, self.order):
            control.setEnabled(bool(rows))
        self.arrange()

    def _restore(self) -> None:
        index = self.grid.matrix.find(*self._stood) if self._stood is not None else QModelIndex()
        if index.isValid():
            self.grid.stand(index)
        self._show_behind(index)

    def _stand(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.grid.matrix.rows[index.row()]
        self._stood = (row.id, index.column() - FIRST + 1 if index.column() >= FIRST else None)
        self._show_behind(index)
        self.chose(PLACE, row.id)

    def _show_behind(self, index: QModelIndex) -> None:
        if index.isValid():
            self.behind.show_cell(self.grid.matrix.rows[index.row()], self.grid.matrix.cell(index))
        self.sides.setCurrentWidget(self.behind if index.isValid() else self.hint)

    def _enter(self) -> None:
        self.split.show_detail(True)
        self.behind.start()

    def _leave(self) -> None:
        self.split.show_detail(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)


_STATES = (Mark.GAP, Mark.UNDERMINED, Mark.CONTESTED, Mark.COVERED)


def _weight(session: Any) -> int:
    return sum(records.count(session, noun) for noun in ("charge", "attribution"))
