"""What happened when, as far as it is known: incidents, alleged acts and proceedings on one axis."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.model import NOUNS, dates
from casefile.model.base import fields_of
from casefile.operations import records
from casefile.operations.records import Query, Row

Lane = Literal["incident", "act", "proceeding"]
LANES: tuple[Lane, ...] = ("incident", "act", "proceeding")
_UNSURE = re.compile(r"[~?%]")
_ALL = 2**31
_words = lru_cache(maxsize=20_000)(dates.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated record. `date` is EDTF as written; `first` and `last` are the days it can mean, None where open or unknown.

    `kind` is that of a proceeding in words; `more` is the place of an incident or act, the body of a proceeding;
    `text` is what a filter looks in, casefolded.
    """

    noun: Lane
    id: UUID
    number: str
    title: str
    kind: str
    more: str
    date: str
    first: dt.date | None
    last: dt.date | None
    text: str = ""

    @property
    def dated(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def throughout(self) -> bool:
        """The date is a span in itself, not a day that is only known to lie in one."""
        return "/" in self.date

    @property
    def approximate(self) -> bool:
        """Some end is written as about (~), unsure (?) or both (%)."""
        return _UNSURE.search(self.date) is not None

    @property
    def words(self) -> str:
        """The date in words, "" without one."""
        return _words(self.date)

    @property
    def label(self) -> str:
        """Number and title, as in a list."""
        return " ".join(part for part in (self.number, self.title) if part)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to show: nouns, words that each must hold, and a period that each may fall into (EDTF, "" for all)."""

    lanes: Collection[str] = LANES
    text: str = ""
    period: str = ""


def chronology(session: Session) -> tuple[Entry, ...]:
    """Every incident, act and proceeding by day, those without a known day last."""
    rows = {noun: _all(session, noun) for noun in (*LANES, "place")}
    return of_rows(rows["incident"], rows["act"], rows["proceeding"], {row.id: row for row in rows["place"]})


def of_rows(
    incidents: Iterable[Row], acts: Iterable[Row], proceedings: Iterable[Row], places: Mapping[UUID, Row]
) -> tuple[Entry, ...]:
    """The same of rows that have been read."""
    found = [
        _entry(row, places[row["place_id"]]["name"] if row["place_id"] in places else "") for row in (*incidents, *acts)
    ]
    found += [_entry(row, row["body"]) for row in proceedings]
    return tuple(sorted(found, key=by_day))


def by_day(entry: Entry) -> tuple[dt.date, dt.date, int, str, str, UUID]:
    """The order of a chronology."""
    first = entry.first or entry.last or dt.date.max
    return (first, entry.last or dt.date.max, LANES.index(entry.noun), entry.number, entry.title, entry.id)


def narrowed(entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """The entries that fit. What has no known day falls into no period. `ValueError` when the period is no date."""
    words = wanted.text.casefold().split()
    span = dates.bounds(wanted.period) if wanted.period else None
    return tuple(
        entry
        for entry in entries
        if entry.noun in wanted.lanes
        and all(word in entry.text for word in words)
        and (span is None or _meets(entry, span))
    )


def _meets(entry: Entry, span: dates.Bounds) -> bool:
    before = span.last is not None and entry.first is not None and entry.first > span.last
    after = span.first is not None and entry.last is not None and entry.last < span.first
    return entry.dated and not before and not after


def _entry(row: Row, more: str) -> Entry:
    span = dates.bounds(row["date"])
    kind = fields_of(NOUNS["proceeding"])["kind"].choice_label(row["kind"]) if row.noun == "proceeding" else ""
    noun = next(lane for lane in LANES if lane == row.noun)
    searched = (row.number, row.title, kind, more, row["date"], _words(row["date"]))
    text = " ".join(searched).casefold()
    return Entry(noun, row.id, row.number, row.title, kind, more, row["date"], span.first, span.last, text)


def _all(session: Session, noun: str) -> tuple[Row, ...]:
    return records.page(session, noun, Query(), limit=_ALL)
