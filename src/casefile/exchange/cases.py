"""Making a case file: an empty one, or the sample case that ships with the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from casefile import resources
from casefile.case_file import AuthorOf, CaseFile
from casefile.operations import records

CREATE = "Create case"


def new(path: Path, author_of: AuthorOf, values: Mapping[str, Any]) -> CaseFile:
    """A case file at `path` that holds the case alone; `values` are fields of the case."""

    def fill(case: CaseFile) -> None:
        with case.change(CREATE, kind="create") as session:
            records.add(session, "case", values)

    return CaseFile.create(path, author_of, fill)


def sample(
    path: Path, author_of: AuthorOf, progress: Callable[[int, int, str], None] = lambda _done, _total, _text: None
) -> CaseFile:
    """The sample case at `path`."""
    from casefile.exchange import jsonl

    return jsonl.new_case_from(path, resources.path("sample", "sample.jsonl"), author_of, progress)
