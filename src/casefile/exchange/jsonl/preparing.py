"""From lines to rows: every check, every hash, and no database, so that a process of its own can do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.case_file import Bulk, prepare_many
from casefile.exchange.jsonl.bytes_in import Shown, describe
from casefile.exchange.jsonl.checking import Checker, Values
from casefile.exchange.jsonl.existing import Existing
from casefile.exchange.jsonl.format import STEP
from casefile.exchange.jsonl.lines import Line, numbered, parse
from casefile.exchange.jsonl.survey import Survey
from casefile.model import Record
from casefile.model.base import fields_of
from casefile.operations import rules


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read, and all that must be known for it."""

    data: Path
    survey: Survey
    existing: Existing
    shown: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of one noun, ready to be written, and how many bytes of the data have been read so far."""

    bulk: Bulk
    done: int


def batches(order: Order) -> Iterator[Batch]:
    """All records of the data, in order. The last batch comes only when nothing is left open."""
    reader = _Reader(order)
    held: list[Values] = []
    kind: type[Record] | None = None
    for record, values in reader.records():
        if kind is not None and (record is not kind or len(held) >= STEP):
            yield _batch(kind, held, reader.done)
            held = []
        kind = record
        held.append(values)
    if kind is not None:
        yield _batch(kind, held, reader.done)


def _batch(record: type[Record], values: list[Values], done: int) -> Batch:
    return Batch(prepare_many(record, values), done)


class _Reader:
    def __init__(self, order: Order) -> None:
        self._order = order
        self._checker = Checker(order.existing)
        self._numbers = _Numbers(order)
        self.done = 0

    def records(self) -> Iterator[tuple[type[Record], Values]]:
        own = self._order.existing.case
        for number, raw in numbered(self._order.data):
            self.done += len(raw)
            line = parse(number, raw)
            if line.noun == "case" and own:
                self._checker.skip(line, own)
            else:
                yield self._record(line)
        self._checker.finish()

    def _record(self, line: Line) -> tuple[type[Record], Values]:
        if line.noun == "evidence":
            describe(line, self._order.shown)
        record, values = self._checker.values(line)
        if "number" in fields_of(record) and not values.get("number"):
            values["number"] = self._numbers.next(record.noun)
        return record, values


class _Numbers:
    """Numbers for records that have none: behind the highest of the case and of the data."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._last: dict[str, tuple[str, int]] = {}

    def next(self, noun: str) -> str:
        prefix, last = self._last.get(noun) or self._begin(noun)
        self._last[noun] = prefix, last + 1
        return f"{prefix}-{last + 1:04d}"

    def _begin(self, noun: str) -> tuple[str, int]:
        first = self._order.existing.numbers.get(noun) or f"{self._prefix(noun)}-1"
        prefix, _, digits = first.rpartition("-")
        return prefix, max(int(digits) - 1, self._order.survey.highest.get((noun, prefix), 0))

    def _prefix(self, noun: str) -> str:
        if noun == "act":
            return rules.ACT_PREFIX
        given: Any = self._order.survey.cases[0].values.get("prefix") if self._order.survey.cases else None
        return (given.strip() if isinstance(given, str) else "") or rules.DEFAULT_PREFIX
