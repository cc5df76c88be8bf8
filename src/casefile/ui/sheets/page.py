"""The page of one sheet, in the place of the register: columns at the left, what would become of the items at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casefile.errors import UserError
from casefile.exchange import sheet
from casefile.exchange.sheet import FIELDS, ItemPlan, Mapper, Plan, Sheet
from casefile.operations import records
from casefile.ui import theme
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel, FirstStep, Heading, PlainLabel, safe_tip
from casefile.ui.workspace import Workspace

SHOWN = 50
"""Rows of the look ahead, and problems, that are shown."""
_REMEMBERED = 40
_WIDEST, _WIDE = 380, 200  # logical pixels of a column: where there is room, and where there is not
_HIGHEST = 200  # logical pixels of what is wrong; the rest is scrolled to
_LONGEST_TIP = 1000
_MEMORY = "sheets"


class SheetPage(QWidget):
    """`closed` when the user is done with it or gives up."""

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.sheet: Sheet | None = None
        self.mapper = Mapper(())
        self.plan: Plan | None = None
        self._asked = 0
        self.title = Heading(tr("Fill in from a sheet"), 1)
        self.words = PlainLabel(tone="muted", wrap=True)
        self.combos: list[QComboBox] = []
        self.columns = QWidget()
        self.grid = QGridLayout(self.columns)
        self.state = PlainLabel(wrap=True)
        self.problems = PlainLabel(tone="mistake", wrap=True)
        self.wrong = QScrollArea()
        self.ahead = QTableWidget()
        self.write_button = FirstStep(tr("Fill in"))
        self.drop_button = QPushButton(tr("Cancel"))
        self._lay_out()
        self.write_button.clicked.connect(self.write)
        self.drop_button.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def _lay_out(self) -> None:
        self.grid.setContentsMargins(0, 0, 12, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        left = QScrollArea()
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the choices in it take the focus, and scroll it
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setWidget(self.columns)
        left.setMinimumWidth(360)
        left.setMaximumWidth(460)
        self.ahead.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.ahead.setTabKeyNavigation(False)
        self.ahead.setShowGrid(False)
        self.ahead.verticalHeader().hide()
        self.ahead.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.ahead.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.ahead.horizontalHeader().setMaximumSectionSize(_WIDEST)
        buttons = QHBoxLayout()
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.drop_button)
        buttons.addStretch()
        right = QVBoxLayout()
        right.setSpacing(8)
        self.problems.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.wrong.setWidgetResizable(True)
        self.wrong.setFrameShape(QScrollArea.Shape.NoFrame)
        self.wrong.setWidget(self.problems)
        self.wrong.setAccessibleName(tr("What is not right in the sheet"))
        for widget in (self.state, self.wrong):
            right.addWidget(widget)
        right.addWidget(self.ahead, 100)
        right.addStretch(1)  # holds the words at the top while there is nothing to show
        right.addLayout(buttons)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(left)
        sides.addLayout(right, 1)
        room = QVBoxLayout(self)
        room.setContentsMargins(24, 16, 24, 16)
        room.setSpacing(8)
        room.addWidget(self.title)
        room.addWidget(self.words)
        room.addLayout(sides, 1)

    def open(self, path: Path) -> None:
        """Read `path` beside the window and show it."""
        self.words.setText(tr("Reading “{name}”…").format(name=path.name))
        self.sheet, self.mapper = None, Mapper(())
        self._asked += 1
        self._show_columns(None)
        self.workspace.jobs.start(
            tr("Reading the sheet"),
            lambda _progress, _cancelled: sheet.read(path),
            partial(self._arrived, self._asked),
            partial(self._failed, self._asked),
        )

    def choose(self, column: int, field: str) -> None:
        """Let a column fill `field`; "" leaves it out. Remembered for sheets with the same headings."""
        if self.sheet is None:
            return
        self.mapper = self.mapper.chosen(column, field)
        stored: dict[str, Any] = dict(self.workspace.settings.remembered(_MEMORY, {}))
        stored.pop(sheet.signature(self.sheet.headings), None)
        kept = dict(list(stored.items())[-_REMEMBERED + 1 :])
        self.workspace.settings.remember(
            _MEMORY, {**kept, sheet.signature(self.sheet.headings): list(self.mapper.fields)}
        )
        self._show_mapper()
        self.look_ahead()

    def look_ahead(self) -> None:
        """Ask what would become of the items."""
        case, table, mapper = self.workspace.case, self.sheet, self.mapper
        self.plan = None
        self._asked += 1
        asked = self._asked
        self.write_button.setEnabled(False)
        if case is None or table is None:
            return
        try:
            mapper.check()
        except UserError as error:
            self.state.setText(str(error))
            self._show_plan(Plan())
            self._show_rows(table)
            return

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[int, Plan]:
            with case.reading() as session:
                return asked, sheet.plan(session, table, mapper)

        self.state.setText(tr("Looking ahead…"))
        self.workspace.jobs.start(tr("Looking the sheet through"), work, self._planned, partial(self._failed, asked))

    def write(self) -> None:
        """Fill all in, as one step of undo."""
        case, plan = self.workspace.case, self.plan
        if case is None or plan is None or plan.problems or not plan.changed:
            return
        self.write_button.setEnabled(False)

        def work(_progress: Progress, _cancelled: Cancelled) -> int:
            with case.change(sheet.LABEL) as session:
                return sheet.write(session, plan)

        self.workspace.jobs.start(
            tr("Filling in from the sheet"), work, self._written, lambda error: self._failed(self._asked, error)
        )

    # --- within

    def _arrived(self, asked: int, table: Sheet) -> None:
        if asked != self._asked:  # another sheet was opened meanwhile
            return
        self.sheet = table
        stored = self.workspace.settings.remembered(_MEMORY, {}).get(sheet.signature(table.headings))
        self.mapper = _restored(stored, len(table.headings)) or sheet.guess(table.headings)
        words = tr(
            "“{name}”: {rows} rows. Say which column fills which field; items are found by number or file name. Empty "
            "cells change nothing."
        )
        self.words.setText(words.format(name=table.name, rows=f"{len(table.rows):,}"))
        self._show_columns(table)
        self.look_ahead()
        if self.combos:
            self.combos[0].setFocus()

    def _failed(self, asked: int, error: UserError) -> None:
        if asked != self._asked:
            return
        self.words.setText(str(error))
        self.state.setText("")

    def _planned(self, answer: tuple[int, Plan]) -> None:
        asked, plan = answer
        if asked != self._asked:
            return
        self.plan = plan
        veil = self.workspace.veil
        self._show_plan(plan if veil is None else plan.under(veil))
        count = len(plan.changed)
        if plan.problems:
            text = tr("{count} cells or rows are not right yet; nothing can be filled in before they are.")
            self.state.setText(text.format(count=f"{len(plan.problems):,}"))
        else:
            text = tr("{count} of {total} items will change.")
            self.state.setText(text.format(count=f"{count:,}", total=f"{len(plan.items):,}"))
        may_write = not self.workspace.locked
        self.write_button.setEnabled(bool(count) and not plan.problems and may_write)

    def _written(self, count: int) -> None:
        self.workspace.said.emit(tr("{count} items filled in. Undo takes it back.").format(count=f"{count:,}"))
        self.closed.emit()

    def _show_columns(self, table: Sheet | None) -> None:
        while (old := self.grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.combos = []
        self._show_plan(Plan())
        self.state.setText("")
        self.write_button.setEnabled(False)
        for place, heading in enumerate(table.headings if table else ()):
            combo = QComboBox()
            combo.addItem(tr("(leave out)"), "")
            for name, field in FIELDS.items():
                combo.addItem(tr(field.label), name)
            combo.setAccessibleName(tr("Field for the column {heading}").format(heading=heading))
            combo.activated.connect(
                lambda _index, place=place, combo=combo: self.choose(place, str(combo.currentData()))
            )
            self.combos.append(combo)
            self.grid.addWidget(ElidedLabel(heading or tr("(no heading)")), place, 0)
            self.grid.addWidget(combo, place, 1)
        for before, after in pairwise((*self.combos, self.ahead, self.write_button, self.drop_button)):
            QWidget.setTabOrder(before, after)
        self.grid.setRowStretch(len(self.combos), 1)
        self._show_mapper()

    def _show_mapper(self) -> None:
        for combo, name in zip(self.combos, self.mapper.fields, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(name)))

    def _show_plan(self, plan: Plan) -> None:
        told = [one.words for one in plan.problems[:SHOWN]]
        if len(plan.problems) > SHOWN:
            told.append(tr("and {count} more").format(count=f"{len(plan.problems) - SHOWN:,}"))
        self.problems.setText("\n".join(told))
        self.wrong.setVisible(bool(told))
        high = self.problems.heightForWidth(max(self.wrong.viewport().width(), self.wrong.minimumWidth()))
        self.wrong.setFixedHeight(min(high + 4, _HIGHEST))
        self.ahead.setAccessibleName(tr("The items as they will be"))
        names = [name for name in FIELDS if any(name in one.before for one in plan.changed)]
        self.ahead.setVisible(bool(plan.changed))
        self.ahead.setColumnCount(len(names) + 1)
        self.ahead.setHorizontalHeaderLabels([tr("Item"), *(tr(FIELDS[name].label) for name in names)])
        shown = plan.changed[:SHOWN]
        self.ahead.setRowCount(len(shown))
        sources = self._sources(shown)
        for row, one in enumerate(shown):
            head = QTableWidgetItem(f"{one.number}  {one.title}")
            head.setToolTip(safe_tip(one.title))
            self.ahead.setItem(row, 0, head)
            for column, name in enumerate(names, 1):
                self.ahead.setItem(row, column, _cell(one, name, sources))
        self._fit()

    def _show_rows(self, table: Sheet) -> None:
        """The first rows as they are, while nobody can say yet what would become of the items."""
        self.ahead.setAccessibleName(tr("The first rows of the sheet"))
        shown = table.rows[:SHOWN]
        self.ahead.setVisible(True)
        self.ahead.setColumnCount(len(table.headings))
        self.ahead.setHorizontalHeaderLabels([heading or tr("(no heading)") for heading in table.headings])
        self.ahead.setRowCount(len(shown))
        for row, (_number, cells) in enumerate(shown):
            for column, cell in enumerate(cells):
                text = self.workspace.shown(cell)
                item = QTableWidgetItem(" ".join(text.split()))
                item.setToolTip(safe_tip(text[:_LONGEST_TIP]))
                self.ahead.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        self.ahead.resizeColumnsToContents()
        header = self.ahead.horizontalHeader()
        if header.length() > self.ahead.viewport().width():
            for column in range(header.count()):
                header.resizeSection(column, min(header.sectionSize(column), _WIDE))

    def _sources(self, shown: Sequence[ItemPlan]) -> dict[Any, str]:
        named = [side.get("source_id") for one in shown for side in (one.values, one.before)]
        wanted = [("source", source) for source in named if isinstance(source, UUID)]
        return self.workspace.read(records.labels, wanted) if wanted else {}


def _cell(one: ItemPlan, name: str, sources: dict[Any, str]) -> QTableWidgetItem:
    """What a field will hold, and as its tooltip what it holds now; empty where it stays as it is."""
    cell = QTableWidgetItem()
    if name in one.before:
        new = name == "source_id" and one.new_source
        text = tr("{name} (new)").format(name=one.new_source) if new else _words(name, one.values[name], sources)
        cell.setText(text)
        now = tr("Now: {value}").format(value=_words(name, one.before[name], sources) or "—")
        cell.setToolTip(safe_tip(f"{text}\n{now}"))
        cell.setForeground(theme.colour("accent"))
    return cell


def _words(name: str, value: Any, sources: dict[Any, str]) -> str:
    if value is None:
        return ""
    if name == "source_id":
        return sources.get(value, "")
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return tr(FIELDS[name].choice_label(str(value)))


def _restored(stored: object, width: int) -> Mapper | None:
    """What was chosen for these headings the last time, where it still fits."""
    if not isinstance(stored, list) or len(stored) != width:
        return None
    known = [name for name in stored if isinstance(name, str) and (not name or name in FIELDS)]
    return Mapper(tuple(known)) if len(known) == width else None
