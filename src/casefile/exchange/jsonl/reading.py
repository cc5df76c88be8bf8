"""Reading a data file into a case: all of it or nothing, in one change, in a stream.

The file is read twice: a quick look for the evidence files and the numbers given (survey.py), then, once the bytes are in
the case, every record with all its checks, straight into the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, select, type_coerce
from sqlalchemy.orm import Session

from casefile.case_file import RECORDER, AuthorOf, CaseFile
from casefile.errors import UserError
from casefile.exchange.jsonl.bytes_in import EvidenceBytes
from casefile.exchange.jsonl.checking import Checker, Values
from casefile.exchange.jsonl.format import Cancelled, Progress, never, silent
from casefile.exchange.jsonl.lines import Line, parsed_lines
from casefile.exchange.jsonl.survey import Survey, survey
from casefile.model import NOUNS, Record
from casefile.model.base import fields_of, table_of
from casefile.operations import cases, rules

LABEL = "Import records"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records came in, by noun, and how many files of evidence."""

    records: dict[str, int]
    files: int


def load(case: CaseFile, source: Path, progress: Progress = silent, cancelled: Cancelled = never) -> Loaded:
    """Add the records of a data file to a case. The file's own case stays as it is: a case line is passed over."""
    found = survey(source, cancelled)
    with case.reading() as session:
        own = cases.case(session).id
    return _Load(case, source, found, own).run("import", LABEL, progress, cancelled)


def new_case_from(
    path: Path, source: Path, author_of: AuthorOf, progress: Progress = silent, cancelled: Cancelled = never
) -> CaseFile:
    """A new case file with all that a data file holds, made in one change that undo does not take back."""
    found = survey(source, cancelled)
    if not found.cases:
        raise UserError(f"“{source.name}” holds no case; add a line with the noun case, or import it into a case.")

    def fill(case: CaseFile) -> None:
        _Load(case, source, found, None).run("create", "Create case", progress, cancelled)

    return CaseFile.create(path, author_of, fill)


class _Load:
    """One run. `own` is the case of the file that the records come into, None where they bring it."""

    def __init__(self, case: CaseFile, source: Path, found: Survey, own: UUID | None) -> None:
        for line in found.cases[1:]:
            line.refuse("there is another case already; a file holds one.")
        self._case = case
        self._source = source
        self._survey = found
        self._own = own
        self._bytes = EvidenceBytes(source, found.files)
        self._counted: Counter[str] = Counter()

    def run(self, kind: str, label: str, progress: Progress, cancelled: Cancelled) -> Loaded:
        size = self._source.stat().st_size
        ahead = self._bytes.size

        def tell(done: int, _total: int, text: str) -> None:
            progress(ahead + done, ahead + size, text)

        try:
            self._bytes.take_in(self._case, lambda done, name: progress(done, ahead + size, name), cancelled)
            with self._case.change(label, kind=kind, incoming=self._bytes.incoming) as session:
                self._write(session, parsed_lines(self._source, tell, cancelled))
        except BaseException:
            self._bytes.discard(self._case)
            raise
        return Loaded(dict(self._counted), len(self._bytes.incoming))

    def _write(self, session: Session, lines: Iterator[Line]) -> None:
        recorder: Any = session.info[RECORDER]
        checker = Checker(_ids(session) if self._own else {}, _lookup(session))
        for record, found in groupby(self._records(session, checker, lines), key=lambda one: one[0]):
            recorder.add_many(record, (values for _, values in found))
        checker.finish()

    def _records(
        self, session: Session, checker: Checker, lines: Iterator[Line]
    ) -> Iterator[tuple[type[Record], Values]]:
        numbers = _Numbers(session, self._survey)
        for line in lines:
            if line.noun == "case" and self._own:
                checker.skip(line, self._own)
                continue
            if line.noun == "evidence":
                self._bytes.describe(line)
            record, values = checker.values(line)
            if not values.get("number") and "number" in fields_of(record):
                values["number"] = numbers.next(record)
            self._counted[record.noun] += 1
            yield record, values


class _Numbers:
    """Numbers for records that have none: behind the highest of the case and of the data."""

    def __init__(self, session: Session, found: Survey) -> None:
        self._session = session
        self._highest = found.highest
        self._last: dict[str, tuple[str, int]] = {}

    def next(self, record: type[Record]) -> str:
        if record.noun not in self._last:
            prefix, _, digits = rules.next_number(self._session, record).rpartition("-")
            self._last[record.noun] = prefix, max(int(digits) - 1, self._highest.get((record.noun, prefix), 0))
        prefix, last = self._last[record.noun]
        self._last[record.noun] = prefix, last + 1
        return f"{prefix}-{last + 1:04d}"


def _ids(session: Session) -> dict[bytes, str]:
    """The noun of every record that the case has."""
    found: dict[bytes, str] = {}
    for noun, record in NOUNS.items():
        for identity in session.execute(select(type_coerce(table_of(record).c.id, LargeBinary))).scalars():
            found[identity] = noun
    return found


def _lookup(session: Session) -> Callable[[str, UUID, str], Any]:
    def lookup(noun: str, identity: UUID, name: str) -> Any:
        table = table_of(NOUNS[noun])
        return session.scalar(select(table.c[name]).where(table.c.id == identity))

    return lookup
