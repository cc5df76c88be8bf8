"""Which lines of the workbook are listed, under which headings. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.operations.jurisdiction import Line, Way


@dataclass(frozen=True, slots=True)
class Head:
    """A conduct with its States: an incident, or an act that belongs to none."""

    title: str
    states: tuple[str, ...]
    charges: int


Listed = Head | Line


@dataclass(frozen=True, slots=True)
class Wanted:
    """`text`: words that a line must hold; `way`: the one that a charge or a suspect of it must have; None for all."""

    text: str = ""
    way: Way | None = None


def arranged(lines: Sequence[Line], wanted: Wanted) -> list[Listed]:
    """The lines that fit under their conduct; a charge stands above its suspects even when only one of those fits."""
    words = wanted.text.casefold().split()
    shown: list[Listed] = []
    block: list[Line] = []
    for group in _charges(lines):
        fitting = [line for line in group if _fits(line, words, wanted.way)]
        if not fitting:
            continue
        if fitting[0] is not group[0]:
            fitting.insert(0, group[0])
        if block and _conduct(block[0]) != _conduct(fitting[0]):
            shown += _under_head(block)
            block = []
        block += fitting
    return [*shown, *_under_head(block)] if block else shown


def _charges(lines: Sequence[Line]) -> Iterable[list[Line]]:
    """Each charge with its suspects."""
    group: list[Line] = []
    for line in lines:
        if line.attribution_id is None and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _under_head(block: list[Line]) -> list[Listed]:
    first = block[0]
    title = first.incident or f"{first.act_number} {first.act_title}"
    return [Head(title, first.states, sum(line.attribution_id is None for line in block)), *block]


def _conduct(line: Line) -> tuple[object, tuple[str, ...]]:
    return line.incident_id or line.act_id, line.states


def _fits(line: Line, words: list[str], way: Way | None) -> bool:
    if way is not None and line.way is not way:
        return False
    return not words or all(word in _searched(line) for word in words)


def _searched(line: Line) -> str:
    parts = (line.act_number, line.act_title, line.crime, line.incident, line.liability, line.actor, *line.states)
    return " ".join(parts).casefold()
