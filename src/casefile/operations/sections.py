"""The brief's own narrative: its outline, and putting sections and paragraphs where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import Paragraph, Section
from casefile.model.base import table_of
from casefile.model.positions import between
from casefile.model.sections import PLACES
from casefile.operations import records
from casefile.operations.records import Query, Row

_ALL = 1_000_000
_WITHIN = {"section": "part", "paragraph": "section_id"}
"""Among which records the position of one counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the brief with its sections in order; `paragraphs` counts those of each section."""

    key: str
    title: str
    sections: tuple[Row, ...]
    paragraphs: Mapping[UUID, int]


def outline(session: Session) -> tuple[Part, ...]:
    """Every part of the brief, those without sections too."""
    sections = records.page(session, "section", Query(sort="position"), limit=_ALL)
    table = table_of(Paragraph)
    counting = select(table.c.section_id, func.count()).where(records.visible(Paragraph)).group_by(table.c.section_id)
    counts = Counter({row[0]: row[1] for row in session.execute(counting)})
    return tuple(
        Part(key, title, tuple(row for row in sections if row["part"] == key), counts) for key, title in PLACES
    )


def paragraphs(session: Session, section: UUID) -> tuple[Row, ...]:
    """The paragraphs of a section, in order."""
    return _siblings(session, "paragraph", section)


def add(session: Session, noun: str, values: Mapping[str, Any]) -> UUID:
    """Add a section at the end of its part, or a paragraph at the end of its section."""
    within = values.get(_WITHIN[noun]) or PLACES[0][0]
    last = max((row["position"] for row in _siblings(session, noun, within)), default="")
    return records.add(session, noun, {**values, "position": between(last, "")})


def move(session: Session, noun: str, identity: UUID, step: int) -> bool:
    """Move a section or a paragraph up (-1) or down (1) among its own; False at the end of the way."""
    siblings = list(_siblings(session, noun, records.get(session, noun, identity)[_WITHIN[noun]]))
    here = next(place for place, row in enumerate(siblings) if row.id == identity)
    there = here + step
    if not 0 <= there < len(siblings):
        return False
    row = siblings.pop(here)
    siblings.insert(there, row)
    positions = [one["position"] for one in siblings[:there] + siblings[there + 1 :]]
    if positions[0] and all(one < other for one, other in pairwise(positions)):
        before, after = ["", *positions][there], [*positions, ""][there]
        records.edit(session, noun, identity, {"position": between(before, after)})
    else:  # what came from elsewhere may have none, or two of the same: count all of them anew
        _renumber(session, noun, siblings)
    return True


def _renumber(session: Session, noun: str, rows: Sequence[Row]) -> None:
    last = ""
    for row in rows:
        last = between(last, "")
        records.edit(session, noun, row.id, {"position": last})


def _siblings(session: Session, noun: str, within: Any) -> tuple[Row, ...]:
    return records.page(session, noun, Query(sort="position", where={_WITHIN[noun]: within}), limit=_ALL)


def section_of(session: Session, record: UUID) -> UUID | None:
    """The section that `record` is or stands in; None when it is neither a section nor a paragraph."""
    if records.exists(session, "paragraph", record):
        found: UUID | None = records.get(session, "paragraph", record)["section_id"]
        return found
    return record if session.get(Section, record) is not None else None
