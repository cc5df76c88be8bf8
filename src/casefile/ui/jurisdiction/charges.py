"""The charges page: the map of routes, the charges and suspects by conduct, the answer of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import jurisdiction
from casefile.operations.jurisdiction import Line, Tally, Way, Workbook
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.jurisdiction.arranging import Listed, Wanted, arranged
from casefile.ui.jurisdiction.detail import LineDetail
from casefile.ui.jurisdiction.listing import LinesView
from casefile.ui.jurisdiction.routes import RouteMap
from casefile.ui.listed import filling
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.workspace import Workspace

MUCH = 30  # charges and attributions that are asked about beside the window
_MANY = 5_000  # lines that are filtered beside the window
_FILTER_WAIT = 150  # ms after the last key


class ChargesPage(QWidget):
    """`chosen(id)` when the user selects a line; `opened(id)`: show an assessment among all of them; `booked` when all
    was asked again.
    """

    chosen = Signal(object)
    opened = Signal(object)
    booked = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.book = Workbook((), (), {way: Tally(0, 0) for way in Way}, ())
        self.current: UUID | None = None
        self.map = RouteMap()
        self.filter = QLineEdit()
        self.list = LinesView()
        self.detail = LineDetail(workspace)
        self.bar = QProgressBar()
        self.empty = EmptyState(
            tr(
                "Whether the Court can reach what is alleged shows here for each charge. Charge an act with a crime first."
            ),
            tr("Go to the acts"),
        )
        self.nothing = EmptyState(tr("No charge is like that. Empty the filter to see everything."))
        self.hint = EmptyState(tr("Choose a charge or a suspect to see the answer and its steps."))
        self.lists, self.sides = QStackedWidget(), QStackedWidget()
        self._asked = 0
        self._wait = QTimer(self, singleShot=True, interval=_FILTER_WAIT)
        self._reader: Slowly[Workbook] = Slowly(
            self,
            workspace,
            tr("Asking about jurisdiction"),
            jurisdiction.workbook,
            self._show,
            jurisdiction.count,
            MUCH,
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.map)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 0, 12, 0)
        tools.addWidget(self.filter)
        column.addLayout(tools)
        self.filter.setPlaceholderText(tr("Filter by act, crime, suspect or State"))
        self.filter.setAccessibleName(tr("Filter charges and suspects"))
        self.filter.setClearButtonEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Asking about jurisdiction"))
        self.bar.hide()
        column.addWidget(self.bar)
        for page in (self.list, self.empty, self.nothing):
            self.lists.addWidget(page)
        column.addWidget(self.lists, 1)
        for side in (self.hint, self.detail):
            self.sides.addWidget(side)
        self.split = ListDetail("jurisdiction-charges", left, self.sides, self.workspace.settings, list_width=520)
        filling(self, self.split)

    def _connect(self) -> None:
        self.map.chosen.connect(lambda _way: self.arrange())
        self.filter.textChanged.connect(lambda _text: self._wait.start())
        self.filter.returnPressed.connect(self.list.setFocus)
        self._wait.timeout.connect(self.arrange)
        self.list.stood.connect(self._stand)
        self.list.wanted.connect(self._enter)
        self.empty.stepped.connect(lambda: self.workspace.go("acts"))
        self.detail.opened.connect(self.opened)

    def reload(self) -> None:
        """Ask again about everything."""
        self._reader.read()
        self.bar.setVisible(self._reader.reading)

    def open(self, record: UUID) -> None:
        """Stand on a charge or an attribution."""
        self.current = record
        if not self.list.lines.find(record).isValid() and (self.filter.text() or self.map.way):
            self.filter.clear()
            self.map.choose(None)
        self._restore()
        self.split.show_detail(True)

    def commit(self) -> bool:
        """Save what is being typed."""
        return self.detail.commit()

    def arrange(self) -> None:
        """List what is wanted; a long list is sorted out beside the window."""
        wanted, lines = Wanted(self.filter.text(), self.map.way), self.book.lines
        self._asked += 1
        asked = self._asked
        if len(lines) < _MANY:
            self._list(arranged(lines, wanted))
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> list[Listed]:
            return arranged(lines, wanted)

        self.workspace.jobs.start(
            tr("Filtering charges"), work, lambda rows: self._list(rows) if asked == self._asked else None
        )

    # --- within

    def _show(self, book: Workbook) -> None:
        self.book = book
        self.bar.hide()
        self.map.show_routes(book.routes)
        self.map.setVisible(bool(book.lines))
        self.filter.setEnabled(bool(book.lines))
        self.arrange()
        self.booked.emit()

    def _list(self, rows: Sequence[Listed]) -> None:
        where = self.list.verticalScrollBar().value()
        self.list.blockSignals(True)
        self.list.lines.show_rows(rows)
        self.list.blockSignals(False)
        self.list.verticalScrollBar().setValue(where)
        self.lists.setCurrentWidget(self.list if rows else self.nothing if self.book.lines else self.empty)
        self._restore()

    def _restore(self) -> None:
        """Stand again where one stood; at first on the first line."""
        model = self.list.lines
        index = model.find(self.current) if self.current is not None else model.first()
        if index.isValid():
            self.list.stand(index)
        self._show_line(index)

    def _stand(self, index: QModelIndex) -> None:
        row = self.list.lines.rows[index.row()]
        assert isinstance(row, Line)
        if row.id != self.current and not self.detail.commit():
            self._restore()
            return
        self.current = row.id
        self._show_line(index)
        self.chosen.emit(row.id)

    def _show_line(self, index: QModelIndex) -> None:
        row = self.list.lines.rows[index.row()] if index.isValid() else None
        if isinstance(row, Line):
            self.detail.show_line(row, self.book.answers(row))
        self.sides.setCurrentWidget(self.detail if isinstance(row, Line) else self.hint)
        self.hint.setVisible(bool(self.book.lines))

    def _enter(self) -> None:
        self.split.show_detail(True)
        self.detail.start()

    def take_focus(self) -> None:
        """Put the cursor into the list, or on the first step of an empty one."""
        where = self.list if self.lists.currentWidget() is self.list else self.empty.button
        where.setFocus(Qt.FocusReason.OtherFocusReason)
