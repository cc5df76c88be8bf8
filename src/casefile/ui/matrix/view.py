"""The place "matrix"."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import matrix, records
from casefile.operations.matrix import Matrix
from casefile.ui.listed import filling
from casefile.ui.matrix.arranging import Arranger, Wanted
from casefile.ui.matrix.behind import Behind
from casefile.ui.matrix.filters import Filters
from casefile.ui.matrix.grid import FIRST, NEXUS_OPEN, ONE_SOURCE, MatrixGrid, counted_words
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.workspace import Workspace

PLACE = "matrix"
_MUCH = 300  # rows that are read and arranged beside the window
_BEAT = 10  # ms in which the table is painted before what stands behind the cell is read
_HURRY = 120  # ms between two moves of somebody who is passing through


@dataclass(frozen=True, slots=True)
class _Arranged:
    """Rows as somebody wanted them."""

    arranger: Arranger
    wanted: Wanted
    places: list[int]


@place(PLACE, "Matrix", order=60)
class MatrixView(View):
    """The table at the left, what stands behind the chosen cell at the right.

    Rows are read, and of a large case chosen and ordered, beside the window; it stands still only to show them.
    """

    tables: ClassVar[frozenset[str]] = frozenset(
        {"act", "charge", "attribution", "actor", "proof_link", "passage", "evidence", "source", "context_finding",
         "place", "incident", "element_assessment"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.grid = MatrixGrid()
        self.behind = Behind(workspace)
        self.filters = Filters(workspace.settings)
        self.filter = self.filters.line
        self.words = PlainLabel(tone="muted")
        self.legend = PlainLabel(tone="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Reading the matrix"))
        self.empty = EmptyState(
            tr("The matrix shows each charge with its elements. Charge an act with a crime, and its row appears here."),
            tr("Go to the acts"),
        )
        self.nothing = EmptyState(tr("No row is like that. Empty the filters to see everything."))
        self.hint = EmptyState(tr("Choose a cell to see what stands behind it."))
        self.lists, self.sides = QStackedWidget(), QStackedWidget()
        self._stood: tuple[UUID, int | None] | None = None
        self._behind: tuple[Matrix | None, tuple[UUID, int | None] | None] | None = None
        self._soon = QTimer(self, singleShot=True)
        self._moved = 0.0
        self._chosen: UUID | None = None
        self._wanted = self.filters.wanted
        self._arranger: Arranger | None = None
        self._case = workspace.case
        self._reader: Slowly[_Arranged] = Slowly(
            self, workspace, tr("Reading the matrix"), self._read, self._show, _weight, _MUCH
        )
        self._sorter: Slowly[_Arranged] = Slowly(
            self, workspace, tr("Arranging the matrix"), self._arranged, self._show_rows, self._length, _MUCH
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(Heading(tr("Matrix")), 1)
        head.addWidget(self.words)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.bar)
        for page in (self.grid, self.empty, self.nothing):
            self.lists.addWidget(page)
        column.addWidget(self.lists, 1)
        self.legend.setText(
            tr("{one} all support from a single source  ·  {nexus} nexus of the act not proved yet").format(
                one=ONE_SOURCE, nexus=NEXUS_OPEN
            )
        )
        self.legend.setContentsMargins(16, 0, 12, 8)
        column.addWidget(self.legend)
        self.sides.addWidget(self.hint)
        self.sides.addWidget(self.behind)
        self.split = ListDetail("matrix", left, self.sides, self.workspace.settings, share=0.4)
        filling(self, self.split)
        self.bar.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self.arrange)
        self.filters.left.connect(self.grid.setFocus)
        self.empty.stepped.connect(lambda: self.workspace.go("acts"))
        self.grid.stood.connect(self._stand)
        self.grid.wanted.connect(self._enter)
        self.grid.typed.connect(self._type)
        self.behind.left.connect(self._leave)
        self._soon.timeout.connect(self._arrive)

    @property
    def reading(self) -> bool:
        """Whether rows are being read or arranged."""
        return self._reader.reading or self._sorter.reading

    # --- what the window asks

    def reload(self) -> None:
        if self.workspace.case is not self._case:
            self._case, self._arranger, self._stood = self.workspace.case, None, None
            self.filters.forget()
        self._wanted = self.filters.wanted
        self._reader.read()
        self._show_work()

    def open_record(self, record: UUID | None) -> None:
        """Stand on a charge or an attribution."""
        if record is not None and (self._stood is None or self._stood[0] != record):
            self.stand_on(record)

    def stand_on(self, record: UUID, element: int | None = None) -> None:
        """Stand on one element of a charge or an attribution."""
        self._stood = (record, element)
        self._show_behind(self._restore())

    def start_link(self) -> None:
        """Ctrl+L while a cell is chosen."""
        self._arrive()
        self.behind.start_link()

    def commit(self) -> bool:
        """Save what is being typed behind a cell."""
        return self.behind.commit()

    def arrange(self) -> None:
        """Show the rows that are wanted, the selection on the same cell."""
        self._wanted = self.filters.wanted
        if self._arranger is not None:
            self._sorter.read()
            self._show_work()

    # --- beside the window

    def _read(self, session: Any) -> _Arranged:
        arranger = Arranger(matrix.whole(session))
        arranger.get_ready()
        wanted = self._wanted
        return _Arranged(arranger, wanted, arranger.arranged(wanted))

    def _arranged(self, _session: Any) -> _Arranged:
        arranger, wanted = self._arranger, self._wanted
        assert arranger is not None
        return _Arranged(arranger, wanted, arranger.arranged(wanted))

    def _length(self, _session: Any) -> int:
        return len(self._arranger.table) if self._arranger is not None else 0

    # --- showing

    def _show(self, found: _Arranged) -> None:
        arranger = self._arranger = found.arranger
        if self._stood is None and len(arranger.table):
            self._stood = (arranger.table.record(0)[1], 1)
        said = tr("1 charge: {words}") if arranger.charges == 1 else tr("{charges} charges: {words}")
        counted = counted_words(arranger.coverage)
        self.words.setText(said.format(charges=f"{arranger.charges:,}", words=counted) if arranger.charges else "")
        self.filters.offer(arranger)
        self._show_rows(found)

    def _show_rows(self, found: _Arranged) -> None:
        if found.arranger is not self._arranger:
            return  # of rows that have been read again since
        if found.wanted != self.filters.wanted:
            self.arrange()
            return
        bar = self.grid.verticalScrollBar()
        where = bar.value()
        self.grid.blockSignals(True)
        self.grid.matrix.show_rows(found.arranger.table, found.places, found.arranger.elements)
        self.grid.blockSignals(False)
        bar.setValue(where)
        some = self.nothing if len(found.arranger.table) else self.empty
        self.lists.setCurrentWidget(self.grid if found.places else some)
        self.legend.setVisible(bool(found.places))
        self._restore()
        self._soon.start(_BEAT)
        self._show_work(done=True)

    def _show_work(self, *, done: bool = False) -> None:
        self.bar.setVisible(not done and self.reading)

    def _restore(self) -> QModelIndex:
        """Stand where one stood."""
        index = self.grid.matrix.find(*self._stood) if self._stood is not None else QModelIndex()
        if index.isValid():
            self.grid.blockSignals(True)
            self.grid.stand(index)
            self.grid.blockSignals(False)
        return index

    def _stand(self, index: QModelIndex) -> None:
        """One move shows what stands behind the cell; of many, one soon after the other, only the last does."""
        if not index.isValid():
            return
        row = self.grid.matrix.row(index.row())
        self._stood = (row.id, index.column() - FIRST + 1 if index.column() >= FIRST else None)
        self._chosen = row.id
        now = time.monotonic()
        self._soon.start(_HURRY if now - self._moved < _HURRY / 1000 else _BEAT)
        self._moved = now

    def _arrive(self) -> None:
        """Show what stands behind the cell that one has come to."""
        self._soon.stop()
        index = self.grid.currentIndex()
        stands = self._stood is not None and self.grid.matrix.find(*self._stood) == index
        self._show_behind(index if stands else QModelIndex())
        if self._chosen is not None:
            self.chose(PLACE, self._chosen)
            self._chosen = None

    def _show_behind(self, index: QModelIndex) -> None:
        shown = (self.grid.matrix.table, self._stood) if index.isValid() else None
        if shown is not None and shown != self._behind:
            self.behind.show_cell(self.grid.matrix.row(index.row()), self.grid.matrix.cell(index))
        self._behind = shown
        self.sides.setCurrentWidget(self.behind if index.isValid() else self.hint)

    def _enter(self) -> None:
        self._arrive()
        self.split.show_detail(True)
        self.behind.start()

    def _leave(self) -> None:
        self.split.show_detail(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, letters: str) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.setText(letters)


def _weight(session: Any) -> int:
    return sum(records.count(session, noun) for noun in ("charge", "attribution"))
