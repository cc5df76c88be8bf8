"""Reading a data file into a case: all of it or nothing, in one change, in a stream.

The file is read twice: a quick look for the evidence files and the numbers given (survey.py), then, once the bytes are in
the case, every record with all its checks (preparing.py), straight into the database.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from casefile.case_file import AuthorOf, CaseFile, add_many
from casefile.errors import UserError
from casefile.exchange.jsonl.ahead import read_ahead
from casefile.exchange.jsonl.bytes_in import EvidenceBytes
from casefile.exchange.jsonl.existing import existing
from casefile.exchange.jsonl.format import Cancelled, Progress, never, silent
from casefile.exchange.jsonl.preparing import Order
from casefile.exchange.jsonl.survey import Survey, survey
from casefile.operations import cases

LABEL = "Import records"
CREATE = "Create case"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records came in, by noun, and how many files of evidence."""

    records: dict[str, int]
    files: int


def load(case: CaseFile, source: Path, progress: Progress = silent, cancelled: Cancelled = never) -> Loaded:
    """Add the records of a data file to a case, in one change.

    The file's own case stays as it is: a case line is passed over. `UserError` names line and field; then nothing came in.
    """
    return _load(case, source, survey(source, cancelled), LABEL, progress, cancelled)


def new_case_from(
    path: Path, source: Path, author_of: AuthorOf, progress: Progress = silent, cancelled: Cancelled = never
) -> CaseFile:
    """A new case file with all that a data file holds, made in one change that undo does not take back."""
    found = survey(source, cancelled)
    if not found.cases:
        raise UserError(f"“{source.name}” holds no case; add a line with the noun case, or import it into a case.")

    def fill(case: CaseFile) -> None:
        _load(case, source, found, CREATE, progress, cancelled)

    return CaseFile.create(path, author_of, fill)


def _load(case: CaseFile, source: Path, found: Survey, label: str, progress: Progress, cancelled: Cancelled) -> Loaded:
    for line in found.cases[1:]:
        line.refuse("there is another case already; a file holds one.")
    evidence = EvidenceBytes(source, found.files)
    ahead, total = evidence.size, evidence.size + source.stat().st_size
    counted: Counter[str] = Counter()
    try:
        with case.at_length():
            evidence.take_in(case, lambda done, name: progress(done, total, name), cancelled)
        kind = "create" if label == CREATE else "import"
        with case.change(label, kind=kind, incoming=evidence.incoming) as session:
            there = existing(session, None if label == CREATE else cases.case(session).id, found)
            with closing(read_ahead(Order(source, found, there, evidence.shown), cancelled)) as batches:
                for batch in batches:
                    add_many(session, batch.bulk)
                    counted[batch.bulk.noun] += len(batch.bulk.rows)
                    progress(min(ahead + batch.done, total), total, batch.bulk.noun)
    except BaseException:
        with suppress(UserError):  # what cannot be removed now is swept when the case is next opened
            evidence.discard(case)
        raise
    progress(total, total, "")
    return Loaded(dict(counted), len(evidence.incoming))
