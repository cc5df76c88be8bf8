"""Several rows of a table selected at once, as runs of rows: a hundred thousand of them are one run, and none is read.

When the list is read again the runs stay where both of their ends still hold the same records, and the whole list stays
selected while it is as long as it was; else the selection shrinks to the one row that the cursor is on.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from casefile.ui.widgets.paging import PAGE, PagedModel, Span

_MOST_PAGES = 8
"""Pages that are read to see whether a selection still holds."""


Ends = tuple[tuple[UUID | None, UUID | None], ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Runs of rows, of `rows` in all, and the records at the ends of each.

    No ends where the whole list is selected; None where the runs lie too far apart to look at them all.
    """

    spans: tuple[Span, ...]
    rows: int
    ends: Ends | None

    @property
    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.spans)


def several_of(model: PagedModel, selection: QItemSelection) -> Several:
    """What is selected now."""
    spans, rows = spans_of(selection), model.rowCount()
    if spans == ((0, rows - 1),):
        return Several(spans, rows, ())
    return Several(spans, rows, _ends(model, spans))


def spans_of(selection: QItemSelection) -> tuple[Span, ...]:
    """The runs in order, those that touch or overlap made one: Qt may tell a row once for each column."""
    runs = [selection.at(place) for place in range(selection.count())]
    found: list[Span] = []
    for first, last in sorted((one.top(), one.bottom()) for one in runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def holds(model: PagedModel, was: Several) -> bool:
    """Whether the same records stand in the same rows, the list having been read again."""
    if was.ends == ():
        return model.rowCount() == was.rows
    return was.ends is not None and was.spans[-1][1] < model.rowCount() and _ends(model, was.spans) == was.ends


def select_again(model: PagedModel, selection: QItemSelectionModel, was: Several) -> None:
    """Select the same rows; the cursor stays where it is."""
    chosen, last_column = QItemSelection(), model.columnCount() - 1
    for first, last in was.spans:
        chosen.select(model.index(first, 0), model.index(last, last_column))
    selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _ends(model: PagedModel, spans: tuple[Span, ...]) -> Ends | None:
    pages = {end // PAGE for span in spans for end in span}
    if len(pages) > _MOST_PAGES:
        return None
    return tuple((model.id_at(first), model.id_at(last)) for first, last in spans)
