"""A table as it was stored, made ready to be looked through; and the cells in which a passage of it stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from casefile.model import locators
from casefile.operations.finding import Folded, Span, best
from casefile.operations.tables import rectangle
from casefile.ui.evidence.viewers.viewer import Mark

Cell = tuple[int, int]
"""Row and column, from 0."""
_MOST_QUOTED = 20_000  # letters
_MOST_ROWS = 1000  # looked through for words that are only a part of their cells
_BETWEEN_CELLS, _BETWEEN_ROWS = "\x1f", "\n"  # both are white space: words may be looked for over the edge of a cell


class Cells(NamedTuple):
    """A rectangle of cells; all four belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def hold(self, cell: Cell) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


@dataclass(frozen=True)
class Sheet:
    """A table: `place` is what a locator calls it (“Sheet1”, "" for a file that is one table), `rows` its first ones.

    `cut`: there are more. Made on the thread that reads the file, since making it ready to search takes a while.
    """

    place: str
    rows: Sequence[Sequence[str]]
    cut: bool = False
    wide: int = field(init=False)
    _starts: array[int] = field(init=False, repr=False)
    _folded: Folded = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lines = [_BETWEEN_CELLS.join(row) for row in self.rows]
        starts = array("Q")
        length = 0
        for line in lines:
            starts.append(length)
            length += len(line) + len(_BETWEEN_ROWS)
        object.__setattr__(self, "wide", max((len(row) for row in self.rows), default=0))
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_folded", Folded(_BETWEEN_ROWS.join(lines)))

    @property
    def name(self) -> str:
        return self.place.strip("“”")

    def text(self, row: int, column: int) -> str:
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def quote_of(self, cells: Cells) -> str:
        """The words of cells, row by row; of very many the first ones, and that words are left out."""
        found, letters = list[str](), 0
        for row in range(cells.top, cells.bottom + 1):
            words = " ".join(self.text(row, column) for column in range(cells.left, cells.right + 1)).split()
            found += words
            letters += sum(len(word) + 1 for word in words)
            if letters > _MOST_QUOTED and row < cells.bottom:
                return f"{' '.join(found)} …"
        return " ".join(found)

    def cells_with(self, words: str | Sequence[str]) -> Iterator[list[Cell]]:
        """The cells that hold the words, or in which they begin; row by row, in batches."""
        last: Cell | None = None
        for batch in self._folded.batches(words):
            cells = list(dict.fromkeys(self._cell_at(start) for start, _end in batch))
            yield cells[1:] if cells[:1] == [last] else cells
            last = cells[-1] if cells else last

    def cells_of(self, mark: Mark) -> Cells | None:
        """Where a passage stands: the cells of its quote in the rows that it names, those rows whole where the quote
        does not tell; None where nothing of it is here.
        """
        lines = lines_of(mark.locator)
        if lines is None:
            span = best(self._folded, mark.quote, mark.before, mark.after) if mark.quote.strip() else None
            return None if span is None else self._spanned(span)
        first, last = lines
        if last >= len(self.rows):
            return None
        rows = self.rows[first : last + 1]
        columns = rectangle(rows, mark.quote, _one_space)
        if columns is not None:
            return Cells(first, columns[0], last, columns[1])
        found = Sheet("", rows[:_MOST_ROWS]).holding(mark.quote)
        if found is None:
            return Cells(first, 0, last, max(0, self.wide - 1))
        return found._replace(top=found.top + first, bottom=found.bottom + first)

    def holding(self, quote: str) -> Cells | None:
        """The cells that hold the words of a quote, or whole rows where it takes more than one."""
        span = best(self._folded, quote) if quote.strip() else None
        return None if span is None else self._spanned(span)

    def _spanned(self, span: Span) -> Cells:
        (top, left), (bottom, right) = self._cell_at(span[0]), self._cell_at(max(span[0], span[1] - 1))
        return Cells(top, left, bottom, right) if top == bottom else Cells(top, 0, bottom, max(0, self.wide - 1))

    def _cell_at(self, letter: int) -> Cell:
        row = bisect_right(self._starts, letter) - 1
        left = letter - self._starts[row]
        for column, cell in enumerate(self.rows[row]):
            left -= len(cell) + 1
            if left < 0:
                return row, column
        return row, max(0, len(self.rows[row]) - 1)


def lines_of(locator: str) -> tuple[int, int] | None:
    """The first and the last row that a locator names, from 0."""
    named = locators.parse(locator).line if locator else ""
    first, _, last = named.partition("-")
    return (int(first) - 1, int(last or first) - 1) if named and int(first) else None


def _one_space(text: str) -> str:
    return " ".join(text.split())
