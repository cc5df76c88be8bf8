"""The place "overview"."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.operations import cases, matrix, records
from casefile.operations.cases import Gap, Overview
from casefile.operations.history import Step
from casefile.operations.proof_links import Target
from casefile.ui import records as noun_records
from casefile.ui.addresses import address_of, go_to_element
from casefile.ui.moments import local_words
from casefile.ui.overview.figures import Figures
from casefile.ui.overview.first_steps import FirstSteps
from casefile.ui.overview.rows import CoverageRow, TwoLines
from casefile.ui.places import place
from casefile.ui.protection.blocks import Blocks
from casefile.ui.protection.classification import together
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import Heading, PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import Scrolled, scrolled_by_keys
from casefile.ui.widgets.marks import Coverage, Mark
from casefile.ui.workspace import Workspace

PLACE = "overview"
MUCH = 300  # charges and attributions that are counted beside the window
_SIDE_BY_SIDE = 900
_CASE_FIELDS = (
    "title", "prefix", "situation", "route", "standard", "classification", "classification_basis", "organisation",
    "addressee", "reference", "language", "note",
)  # fmt: skip


@place(PLACE, "Overview", order=10)
class OverviewView(View):
    """Read at the left, the case itself written at the right; one below the other where the room is small."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"case", "act", "charge", "attribution", "evidence", "passage", "proof_link", "actor", "incident",
         "proceeding", "question", "context_finding", "number_block"}
    )  # fmt: skip

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.shown: Overview | None = None
        self.title = Heading(level=1)
        self.about = PlainLabel(tone="muted", wrap=True)
        self.situation = ProseLabel()
        self.figures = Figures()
        self.steps = FirstSteps(workspace)
        self.coverage_words = PlainLabel(tone="muted", wrap=True)
        self.coverage: KeyedColumn[tuple[str, matrix.Coverage], CoverageRow] = KeyedColumn(
            lambda row: row[0], self._coverage_row, _show_coverage, spacing=0
        )
        self.gaps: KeyedColumn[Gap, TwoLines] = KeyedColumn(
            lambda gap: (gap.row.id, gap.element.number), self._gap_row, _show_gap, spacing=0
        )
        self.no_gaps = PlainLabel(tone="muted", wrap=True)
        self.latest: KeyedColumn[Step, TwoLines] = KeyedColumn(
            lambda step: step.seq, self._change_row, _show_change, spacing=0
        )
        save = noun_records.save(workspace, "case", lambda: self.shown.case.id if self.shown else None)
        self.form = Form(noun_records.fields("case", *_CASE_FIELDS), save)
        together(workspace, "case", lambda: self.shown.case.id if self.shown else None, self.form)
        self._reader: Slowly[Overview] = Slowly(
            self, workspace, tr("Reading the overview"), cases.overview, self._show, _weight, MUCH
        )
        self.blocks = Blocks(workspace)
        self._lay_out()

    def _lay_out(self) -> None:
        self.full = QWidget()
        full = _column(self.full, 24)
        full.addWidget(_block(tr("Proof by provision"), self.coverage_words, self.coverage))
        full.addWidget(_block(tr("Gaps that matter most"), self.no_gaps, self.gaps))
        full.addWidget(_block(tr("Changed last"), self.latest))
        left, right = QWidget(), QWidget()
        left.setMaximumWidth(840)
        reading = _column(left, 20)
        head = QVBoxLayout()
        head.setSpacing(6)
        for label in (self.title, self.about, self.situation):
            head.addWidget(label)
        reading.addLayout(head)
        for widget in (self.figures, self.steps, self.full):
            reading.addWidget(widget)
        reading.addStretch()
        writing = _column(right, 12)
        writing.addWidget(Heading(tr("The case")))
        writing.addWidget(self.form)
        writing.addSpacing(12)
        writing.addWidget(self.blocks)
        writing.addStretch()
        inner = Scrolled()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._sides.setContentsMargins(24, 20, 24, 24)
        self._sides.setSpacing(40)
        self._sides.addWidget(left, 5, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(right, 3, Qt.AlignmentFlag.AlignTop)
        right.setMaximumWidth(440)
        self._sides.addStretch(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        scrolled_by_keys(area, tr("Overview"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(area)
        self.figures.wanted.connect(self._go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_BY_SIDE
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def reload(self) -> None:
        self._show_case(self.workspace.read(cases.case))
        self.blocks.reload()
        self._reader.read()
        if self._reader.reading and self.shown is not None and self.shown.is_empty:
            self.steps.setVisible(self.workspace.read(cases.is_empty))  # what was read before may be true no longer

    def commit(self) -> bool:
        """Save what is being typed."""
        blocks, form = self.blocks.commit(), self.form.commit()
        return blocks and form

    # --- showing

    def _show_case(self, row: records.Row) -> None:
        fields = {field.name: field for field in noun_records.fields("case")}
        self.title.setText(row.title)
        words = [tr(fields[name].choice_label(row[name])) for name in ("route", "standard", "classification")]
        self.about.setText("  ·  ".join(words))
        self.situation.setText(row["situation"])
        self.situation.setVisible(bool(row["situation"]))
        locked = self.workspace.locked
        self.form.show_record(row, locked=locked)

    def _show(self, found: Overview) -> None:
        self.shown = found
        empty = found.is_empty
        self.steps.setVisible(empty)
        self.figures.setVisible(not empty)
        self.full.setVisible(not empty)
        self.figures.show_counts(found.counts)
        whole = _coverage(found.coverage)
        self.coverage_words.setText(_words_of_coverage(whole, found.counts))
        self.coverage.show_rows(sorted(found.by_article, key=lambda one: codes.sort_key(one[0])))
        self.gaps.show_rows(found.gaps)
        self.no_gaps.setText(_words_without_gaps(whole))
        self.no_gaps.setVisible(not found.gaps)
        self.latest.show_rows(found.latest)

    def _coverage_row(self, shown: tuple[str, matrix.Coverage]) -> CoverageRow:
        code = shown[0]
        row = CoverageRow(code, catalogue().crime(code).short_title)
        row.clicked.connect(partial(self._open_matrix, code))
        return row

    def _gap_row(self, gap: Gap) -> TwoLines:
        row = TwoLines()
        noun = "charge" if gap.row.attribution_id is None else "attribution"
        target = Target(noun, gap.row.id, gap.element.number)
        row.clicked.connect(lambda: self.workspace.attempt(lambda: go_to_element(self.workspace, target)))
        return row

    def _change_row(self, step: Step) -> TwoLines:
        row = TwoLines()
        row.clicked.connect(partial(self._open_change, step))
        return row

    # --- following

    def _go(self, place: str) -> None:
        self.workspace.attempt(lambda: self.workspace.go(place))

    def _open_matrix(self, code: str) -> None:
        from casefile.ui.matrix.view import MatrixView

        self._go("matrix")
        view = self.workspace.view_of("matrix")
        if isinstance(view, MatrixView):
            view.filter.setText(code)

    def _open_change(self, step: Step) -> None:
        """Where the first record of a change is shown; without a place of its own, the history."""
        for noun, record in step.records:
            try:
                address = address_of(self.workspace, noun, record)
            except UserError:  # a record that an undo took away
                continue
            if address is not None and address.place != PLACE:
                self.workspace.attempt(partial(self.workspace.go, address.place, address.record))
                return
        self._go("history")


def _show_coverage(row: CoverageRow, shown: tuple[str, matrix.Coverage]) -> None:
    row.show_coverage(_coverage(shown[1]))


def _show_gap(row: TwoLines, gap: Gap) -> None:
    of = gap.row
    where = [f"{of.act_number} {of.act_title}", of.crime, " ".join(part for part in (of.liability, of.actor) if part)]
    title = tr("Element {number}: {label}").format(number=gap.element.number, label=gap.element.label)
    row.show_words(title, "  ·  ".join(part for part in where if part), mark=Mark(gap.state.value))


def _show_change(row: TwoLines, step: Step) -> None:
    row.show_words(step.label, step.about, aside=local_words(step.wall))


def _coverage(counted: matrix.Coverage) -> Coverage:
    return Coverage(counted.covered, counted.contested, counted.gap, counted.undermined)


def _words_of_coverage(whole: Coverage, counts: dict[str, int]) -> str:
    if not counts.get("charge"):
        return tr("No act is charged yet. Open an act and choose the crimes that it may be; their elements show here.")
    return tr("Of {total} elements of charges and attributions: {words}.").format(total=whole.total, words=whole.words)


def _words_without_gaps(whole: Coverage) -> str:
    return tr("Every element has supporting proof.") if whole.total else tr("Gaps show once an act is charged.")


def _weight(session: Any) -> int:
    return sum(records.count(session, noun) for noun in ("charge", "attribution"))


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _block(title: str, *inside: QWidget) -> QWidget:
    block = QWidget()
    column = _column(block, 6)
    column.addWidget(Heading(title))
    for widget in inside:
        column.addWidget(widget)
    return block
