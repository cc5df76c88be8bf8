"""Case files for tests: real ones, on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.exchange import cases
from casefile.model import NOUNS
from casefile.operations import records
from casefile.operations.records import Query

ME = UUID("11111111-1111-4111-8111-111111111111")
OTHER = UUID("22222222-2222-4222-8222-222222222222")


def as_me(_case_id: UUID) -> UUID:
    return ME


def as_other(_case_id: UUID) -> UUID:
    return OTHER


def new_case(path: Path, **values: Any) -> CaseFile:
    """An empty case at `path`, open for writing."""
    return cases.new(path, as_me, {"title": "Test case", "prefix": "NKR"} | values)


def add(case: CaseFile, noun: str, **values: Any) -> UUID:
    """One record in a change of its own."""
    with case.change(f"Add {noun}") as session:
        return records.add(session, noun, values)


def edit(case: CaseFile, noun: str, identity: UUID, **values: Any) -> None:
    with case.change(f"Edit {noun}") as session:
        records.edit(session, noun, identity, values)


def get(case: CaseFile, noun: str, identity: UUID) -> records.Row:
    with case.reading() as session:
        return records.get(session, noun, identity)


def visible(case: CaseFile, nouns: Iterable[str] = NOUNS) -> dict[str, dict[UUID, Mapping[str, Any]]]:
    """Everything that a user can see, by noun and id."""
    with case.reading() as session:
        return {
            noun: {row.id: row.values for row in records.page(session, noun, Query(), limit=100_000)} for noun in nouns
        }


def whole(case: CaseFile) -> bool:
    """Whether verify, bytes included, finds nothing."""
    return list(case.verify(read_data=True)) == []
