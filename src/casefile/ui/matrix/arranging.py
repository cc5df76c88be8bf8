"""Which rows of the matrix are shown, and in which order. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefile.law.catalogue import catalogue
from casefile.operations.matrix import MatrixRow, State

OPEN = (State.GAP, State.UNDERMINED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`text`: words that a row must hold; `state`: one that some cell must have; `by_gaps`: most open elements first."""

    text: str = ""
    state: State | None = None
    by_gaps: bool = False


def arranged(rows: Sequence[MatrixRow], wanted: Wanted) -> list[MatrixRow]:
    """The rows that fit; a charge stands above its attributions even when only one of those fits."""
    words = wanted.text.casefold().split()
    kept = []
    for group in _groups(rows):
        fitting = [row for row in group if _fits(row, words, wanted.state)]
        if fitting and fitting[0] is not group[0]:
            fitting.insert(0, group[0])
        if fitting:
            kept.append(fitting)
    if wanted.by_gaps:
        kept.sort(key=lambda group: -sum(cell.state in OPEN for row in group for cell in row.cells))
    return [row for group in kept for row in group]


def _groups(rows: Sequence[MatrixRow]) -> Iterable[list[MatrixRow]]:
    group: list[MatrixRow] = []
    for row in rows:
        if row.attribution_id is None and group:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _fits(row: MatrixRow, words: list[str], state: State | None) -> bool:
    if state is not None and all(cell.state is not state for cell in row.cells):
        return False
    return not words or all(word in _searched(row) for word in words)


def _searched(row: MatrixRow) -> str:
    own = (row.act_number, row.act_title, row.crime, full_title_of(row.crime), row.liability, row.actor)
    return " ".join(own).casefold()


@lru_cache(maxsize=1000)
def title_of(crime: str) -> str:
    """The short title of a crime."""
    return catalogue().crime(crime).short_title


@lru_cache(maxsize=1000)
def full_title_of(crime: str) -> str:
    """The official title of a crime, and ours."""
    return f"{catalogue().crime(crime).title} {title_of(crime)}"
