"""From lines to rows: every check, every hash, and no database, so that a process of its own can do it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.case_file import Bulk, prepare_many
from casefile.errors import UserError
from casefile.exchange.jsonl.bytes_in import Shown, describe
from casefile.exchange.jsonl.checking import Checker, Values
from casefile.exchange.jsonl.existing import Existing
from casefile.exchange.jsonl.format import FILED, STEP
from casefile.exchange.jsonl.lines import Line, numbered, parse
from casefile.exchange.jsonl.survey import Survey
from casefile.model import Record
from casefile.model.base import fields_of
from casefile.operations import pseudonyms
from casefile.operations.number_blocks import Series


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
        if line.noun in FILED:
            describe(line, self._order.shown)
        record, values = self._checker.values(line)
        if "number" in fields_of(record) and not values.get("number"):
            values["number"] = self._number(line)
        if pseudonyms.is_wanting(record, values):
            values["pseudonym"] = self._numbers.pseudonym()
        return record, values

    def _number(self, line: Line) -> str:
        try:
            return self._numbers.next(line.noun)
        except UserError as error:
            line.refuse(str(error), "number")


class _Numbers:
    """Numbers and pseudonyms for records that have none: those that neither the case nor the data has."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._series: dict[str, Series] = {}
        self._pseudonym = max(order.existing.pseudonym, order.survey.pseudonym)

    def next(self, noun: str) -> str:
        series = self._series.get(noun) or self._series.setdefault(noun, self._begin(noun))
        return series.take(lambda prefix, number: self._order.survey.is_free(noun, prefix, number))

    def pseudonym(self) -> str:
        self._pseudonym += 1
        return pseudonyms.written(self._pseudonym)

    def _begin(self, noun: str) -> Series:
        known = self._order.existing.series[noun]
        series = replace(known, spans=[*map(replace, known.spans)])
        for span in series.spans:
            if span.last is None:
                span.next = max(span.next, self._order.survey.highest.get((noun, span.prefix), 0) + 1)
        return series
