"""The grade of an item: what holds in words, a grade given openly or blind, grades that differ, the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.model.grades import KINDS
from casefile.operations import grades
from casefile.operations.grades import Grading
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.belongings import bring_opened_into_view
from casefile.ui.evidence.register import grade_words
from casefile.ui.evidence.sections import Section
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_KINDS = dict(KINDS)
_FIELDS = ("reliability", "credibility", "reason", "grader")
_LABELS = {"open": "Grade evidence", "blind": "Grade evidence blind", "reconciled": "Reconcile grades"}


class GradePanel(QWidget):
    """`hid()` when the grades of the item are hidden for a blind grade, and when they are shown again."""

    hid = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.grading: Grading | None = None
        self.kind = ""  # of the grade that is being given
        self._locked = True
        self.words = PlainLabel(wrap=True)
        self.reason = ProseLabel()
        self.who = PlainLabel(tone="muted", wrap=True)
        self.hint = PlainLabel(tone="contested", wrap=True)
        self.differs = PlainLabel(tr("Grades differ: reconcile."), tone="contested")
        self.sides = QWidget()
        self.history = QWidget()
        self.grade_button = QPushButton(tr("Grade"))
        self.blind_button = QPushButton(tr("Grade blind"))
        self.blind_button.setToolTip(tr("Hides all grades and reasons of this item until yours is given."))
        self.reconcile_button = QPushButton(tr("Reconcile"))
        self.draft = Draft(
            "",
            noun_records.fields("grade", *_FIELDS),
            self._make,
            together=(("reliability", "credibility"),),
            words=tr("Save grade"),
        )
        self.about = PlainLabel(tone="muted", wrap=True)
        self.room = QFrame()
        self._lay_out()
        for button, kind in (
            (self.grade_button, "open"),
            (self.blind_button, "blind"),
            (self.reconcile_button, "reconciled"),
        ):
            button.clicked.connect(lambda _checked=False, kind=kind: self.begin(kind))
        self.draft.saved.connect(self._close)
        self.draft.dropped.connect(self._close)

    @property
    def hides(self) -> bool:
        """Whether the grades of the item are hidden at present."""
        return self.kind == "blind"

    def show_item(self, row: Row, *, locked: bool) -> None:
        """Show how an item is graded."""
        if row.id != self.item and self.kind:
            self.draft.clear()
            self._end()
        self.item, self._locked = row.id, locked
        self.grading = self.workspace.read(grades.grading, row.id)
        self._dress()

    def begin(self, kind: str) -> None:
        """Begin a grade: open, blind or reconciled."""
        if self.grading is None or self._locked:
            return
        self.kind = kind
        held = self.grading.item
        start = {"grader": self.workspace.settings.text("name")}
        if kind != "blind":
            start |= {"reliability": held["reliability"], "credibility": held["credibility"]}
        about = {
            "open": tr("The grade that holds from now on. The earlier ones stay in the history."),
            "blind": tr(
                "Judge without the earlier grades: they are hidden until yours is saved, and yours is compared then."
            ),
            "reconciled": tr(
                "The grade that those who differ agree on; it holds from now on. Say why, and who agreed."
            ),
        }
        self.about.setText(about[kind])
        self._dress()
        self.draft.start(start)
        self.hid.emit()
        bring_opened_into_view(self.room)

    # --- within

    def _make(self, values: Mapping[str, Any]) -> None:
        item = self.item
        assert item is not None
        self.workspace.write(_LABELS[self.kind], grades.grade, item, self.kind, {**values, "at": _moment()})

    def _close(self) -> None:
        self._end()
        self._dress()
        (self.grade_button if self.reconcile_button.isHidden() else self.reconcile_button).setFocus()

    def _end(self) -> None:
        was_blind, self.kind = self.hides, ""
        if was_blind:
            self.hid.emit()

    def _dress(self) -> None:
        found, giving = self.grading, bool(self.kind)
        if found is None:
            return
        self.room.setVisible(giving)
        for button in (self.grade_button, self.blind_button):
            button.setVisible(not giving and not self._locked)
        for widget in (self.words, self.who):
            widget.setVisible(not self.hides)
        self.words.setText(_holding(found))
        self.reason.setText(found.item["grade_reason"])
        self.reason.setVisible(bool(found.item["grade_reason"]) and not self.hides)
        self.who.setText(_given_by(found))
        self.hint.setText(
            tr("“Confirmed by other sources”, but no item of another origin supports what this one supports.")
        )
        self.hint.setVisible(found.unconfirmed and not self.hides)
        differing = () if self.hides else found.differing
        self.differs.setVisible(bool(differing))
        self.sides.setVisible(bool(differing))
        self.reconcile_button.setVisible(bool(differing) and not giving and not self._locked)
        self._fill(self.sides, [_side(found, None), *(_side(found, row) for row in differing)] if differing else [])
        lines = [] if self.hides else [_line(one) for one in found.history]
        self._fill(self.history, lines)
        self.history.setVisible(bool(lines))

    def _fill(self, room: QWidget, lines: list[tuple[str, str, str]]) -> None:
        """Lines of three cells: when or whose, which grade, who and why."""
        grid = room.layout()
        assert isinstance(grid, QGridLayout)
        while (old := grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, (first, second, third) in enumerate(lines):
            cells = (PlainLabel(first, tone="muted"), PlainLabel(second), ProseLabel(third))
            for column, cell in enumerate(cells):
                grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        for room in (self.sides, self.history):
            grid = QGridLayout(room)
            grid.setContentsMargins(0, 4, 0, 4)
            grid.setHorizontalSpacing(16)
            grid.setVerticalSpacing(8)
            grid.setColumnStretch(2, 1)
        self.history.setAccessibleName(tr("History of the grade"))
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        self.about.setContentsMargins(9, 0, 0, 0)
        inside.addWidget(self.about)
        inside.addWidget(self.draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.words, self.reason, self.who, self.hint, self.differs, self.sides, self.room):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.reconcile_button, self.grade_button, self.blind_button):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.history)


class GradeSection(Section):
    """The grade of an item in a section. `hid`: the grades of the item are hidden from now on, or shown again."""

    hid = Signal()

    def __init__(self, workspace: Workspace, locked: Callable[[], bool]) -> None:
        self.workspace = workspace
        self.blind = False
        """Whether the grades are hidden, since one is given blind."""
        super().__init__(
            tr("Grade"), self._panel, self._words, lambda panel, row: panel.show_item(row, locked=locked())
        )

    @property
    def panel(self) -> GradePanel:
        """What stands in it."""
        return cast("GradePanel", self.inside)

    def _panel(self) -> GradePanel:
        panel = GradePanel(self.workspace)
        panel.hid.connect(self._hid)
        return panel

    def _hid(self) -> None:
        self.blind = self.panel.hides
        self.retell()
        self.hid.emit()

    def _words(self, row: Row) -> str:
        if self.blind:
            return tr("hidden")
        words = grade_words(row["reliability"], row["credibility"]).replace("\n", "; ")
        return words or f"{row['reliability']}{row['credibility']}"


def _moment() -> str:
    """This moment to the millisecond: the order of grades is the order of their times."""
    return datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")


def _holding(found: Grading) -> str:
    if not found.graded:
        return tr("Nobody has judged this item yet.")
    return f"{found.grade}\n{grade_words(found.item['reliability'], found.item['credibility'])}"


def _given_by(found: Grading) -> str:
    if found.unrecorded:
        return tr("This grade came with the item or from a sheet; who gave it is not recorded.")
    row = found.last
    return "" if row is None else " · ".join(part for part in (row["grader"], local_words(row["at"])) if part)


def _side(found: Grading, blind: Row | None) -> tuple[str, str, str]:
    if blind is not None:
        return tr("Given blind"), grades.code(blind), _who_and_why(blind)
    if not found.graded or (all(one.row["kind"] == "blind" for one in found.history) and not found.unrecorded):
        return tr("Holds"), tr("none"), tr("No grade holds yet.")
    row = found.last
    return tr("Holds"), found.grade, found.item["grade_reason"] if row is None else _who_and_why(row)


def _line(one: grades.Given) -> tuple[str, str, str]:
    row = one.row
    changed = one.before and row["kind"] != "blind" and one.before != one.grade
    code = tr("{grade}, before {earlier}").format(grade=one.grade, earlier=one.before) if changed else one.grade
    kind = "" if row["kind"] == "open" else tr(_KINDS[row["kind"]])
    return (
        local_words(row["at"]) or tr("time not known"),
        code,
        "\n".join(part for part in (kind, _who_and_why(row)) if part),
    )


def _who_and_why(row: Row) -> str:
    return ": ".join(part for part in (row["grader"], row["reason"]) if part)
