"""The law in the window: the answer on jurisdiction, the gaps, the elements, read as they stand on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QTableView

from casefile.ui.acts.boxes import ProofBox
from casefile.ui.acts.elements import ElementRow
from casefile.ui.gaps.view import GapsView
from casefile.ui.jurisdiction.answer import AnswerPanel, FactRow, StepRow
from casefile.ui.jurisdiction.routes import WayRow
from casefile.ui.matrix.grid import MatrixGrid
from casefile.ui.widgets.table import RecordTable
from tests.features.hands import CONTROL, Hands, Key

LINES = "Charges and suspects"
MOST = 400  # lines that one goes through with the keys


@dataclass(frozen=True)
class Step:
    """A step of an answer as it is read: the article, the sign, the sentence, the days, the facts below."""

    article: str
    outcome: str
    words: str
    days: str
    facts: tuple[str, ...]


def open_sample(hands: Hands, folder: Path) -> None:
    with hands.choosing(folder / "Sample.casefile"):
        hands.click("Open the sample case")
    hands.until(lambda: hands.window.workspace.case is not None)
    hands.settle()


def go(hands: Hands, keys: Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    """To a place by its keys, and wait until it is read: what is much is read beside the window."""
    hands.press(keys, held)
    wait(hands)


def run(hands: Hands, words: str) -> None:
    """Run a command, and wait until what it leads to is read."""
    hands.command(words)
    wait(hands)


def wait(hands: Hands) -> None:
    """Until nothing is read beside the window any more."""
    hands.until(lambda: not hands.window.workspace.jobs.running)
    hands.settle()


def down_to(hands: Hands, table: QTableView, fits: Callable[[str], bool]) -> None:
    """With the keys, from the top, to the first row whose first words fit."""
    table.setFocus()
    hands.press(Key.Key_Home)
    for _row in range(MOST):
        index = table.currentIndex()
        words = [str(index.siblingAtColumn(column).data() or "") for column in range(table.model().columnCount())]
        if fits(" ".join(words)):
            return
        before = index.row()
        hands.press(Key.Key_Down)
        assert table.currentIndex().row() != before, "no row is like that"
    raise AssertionError("the table is too long for this")


# --- jurisdiction


def lines(hands: Hands) -> QTableView:
    return hands.the(QTableView, LINES)


def listed(hands: Hands) -> list[tuple[str, ...]]:
    """The list of charges and suspects: words and signs of each row."""
    model = lines(hands).model()
    return [tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())]


def ways(hands: Hands) -> dict[str, str]:
    """The map of routes: each way that is shown with its counts."""
    shown = [row for row in hands.window.findChildren(WayRow) if row.isVisible()]
    return {words: counts for words, _, counts in (row.accessibleName().rpartition(": ") for row in shown)}


def stand_on(hands: Hands, line: str) -> None:
    """With the keys to a charge or a suspect."""
    down_to(hands, lines(hands), lambda words: words.startswith(line))


def answer(hands: Hands, route: str) -> tuple[str, list[Step]]:
    """The answer by a route, chosen with the keys: its sentence and its steps."""
    hands.press(Key.Key_Return)
    for _tab in range(20):
        if hands.focused.accessibleName().startswith("Route: "):
            break
        hands.tab()
    for _route in range(3):
        if hands.focused.accessibleName().startswith(f"Route: {route}"):
            break
        hands.press(Key.Key_Right)
    assert hands.focused.accessibleName().startswith(f"Route: {route}")
    (panel,) = (one for one in hands.window.findChildren(AnswerPanel) if one.isVisible())
    return panel.outcome.text(), [_step(row) for row in panel.findChildren(StepRow) if row.isVisible()]


def _step(row: StepRow) -> Step:
    facts = tuple(
        " ".join(label.text() for label in (fact.fact, fact.note, fact.source) if label.isVisible())
        for fact in row.findChildren(FactRow)
        if fact.isVisible()
    )
    outcome, days = (one.text() if one.isVisible() else "" for one in (row.outcome, row.days))
    return Step(row.provision.text(), outcome, row.words.text(), days, facts)


def article(steps: list[Step], code: str) -> Step:
    """The first step that rests on a provision."""
    return next(step for step in steps if step.article == f"Article {code}")


# --- gaps


def gaps(hands: Hands) -> GapsView:
    view = hands.window.view("gaps")
    assert isinstance(view, GapsView)
    return view


def rows(table: RecordTable) -> list[Any]:
    return [table.model.row(place) for place in range(table.model.rowCount())]


def told_in_row(table: RecordTable, row: int) -> list[str]:
    """The cells of a row as words."""
    model = table.model
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def shown_rows(hands: Hands, name: str) -> list[list[str]]:
    """The rows of the list called `name`, as words."""
    table = the_table(hands, name)
    return [told_in_row(table, row) for row in range(table.model.rowCount())]


def the_table(hands: Hands, name: str) -> RecordTable:
    """The list called `name`."""
    grid = hands.the(QTableView, name)
    above = grid.parentWidget()
    while not isinstance(above, RecordTable):
        assert above is not None
        above = above.parentWidget()
    return above


def filter_list(hands: Hands, name: str, words: str) -> None:
    """Type into the filter over a list, and go into the list; the list follows the last key."""
    hands.fill(f"Filter: {name}", words)
    waiting = the_table(hands, name).findChildren(QTimer)
    hands.until(lambda: not any(timer.isSingleShot() and timer.isActive() for timer in waiting))
    hands.press(Key.Key_Return)


# --- acts


def to_act(hands: Hands, number: str) -> None:
    """To an act by its number, from anywhere."""
    hands.press(Key.Key_K, CONTROL)
    hands.pick(number, number)
    hands.until(lambda: hands.here()[0] == "acts")
    wait(hands)


def unfold(hands: Hands, words: str) -> ProofBox:
    """Unfold the charge or attribution whose heading begins with `words`."""

    def found() -> list[QAbstractButton]:
        buttons = hands.window.findChildren(QAbstractButton)
        return [one for one in buttons if one.isVisible() and one.accessibleName().startswith(words)]

    hands.until(found)
    button = next(one for one in found() if isinstance(one.parentWidget(), ProofBox))
    box = button.parentWidget()
    assert isinstance(box, ProofBox)
    if not button.isChecked():
        button.setFocus()
        hands.press(Key.Key_Space)
    return box


def element(box: ProofBox, number: int) -> ElementRow:
    """An element of a box that is unfolded, not of one inside it."""
    rows = [one for one in box.findChildren(ElementRow) if one.shown is not None and one.shown.target.id == box.record]
    return next(one for one in rows if one.shown is not None and one.shown.cell.element.number == number)


def cells(hands: Hands, head: str) -> tuple[str, ...]:
    """The cells of the row of the matrix whose head begins with `head`."""
    (grid,) = (one for one in hands.window.findChildren(MatrixGrid) if one.isVisible())
    model = grid.matrix
    columns = range(model.columnCount())
    for row in range(model.rowCount()):
        found = [str(model.index(row, column).data() or "") for column in columns]
        if found[0].startswith(head):
            return tuple(found)
    raise AssertionError(f"no row {head}")
