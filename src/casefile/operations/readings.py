"""Who is done with which item, and how far a reader has come, folder by folder.

A reader is known by the pseudonym that the journal knows. Pages merely seen are that person's own and are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem, Reading
from casefile.model.base import table_of
from casefile.operations import records
from casefile.operations.order import Key
from casefile.operations.records import Query

_MOST_READERS = 1000


@dataclass(frozen=True, slots=True)
class FolderProgress:
    """Items of one folder ("" for those that came without one). `next_item`: the first that the reader is not done with,
    or simply the first.
    """

    folder: str
    done: int
    all: int
    next_item: UUID

    @property
    def id(self) -> UUID:
        return self.next_item

    @property
    def key(self) -> Key:
        return (self.folder,)


def mark(session: Session, item: UUID, reader: UUID, at: str, *, done: bool) -> None:
    """Say that `reader` is done with an item at the moment `at`, or is not after all."""
    mine = Query(where={"evidence_id": item, "reader": str(reader)})
    known = records.page(session, "reading", mine, limit=_MOST_READERS)
    for row in known:
        records.edit(session, "reading", row.id, {"done": done, "at": at})
    if not known and done:
        records.add(session, "reading", {"evidence_id": item, "reader": str(reader), "done": True, "at": at})


def is_done(session: Session, item: UUID, reader: UUID) -> bool:
    """Whether `reader` is done with an item."""
    return item in done_among(session, [item], reader)


def done_among(session: Session, items: Sequence[UUID], reader: UUID) -> frozenset[UUID]:
    """Those of `items` that `reader` is done with."""
    table = table_of(Reading)
    found: set[UUID | None] = set()
    for start in range(0, len(items), records.MOST_AT_ONCE):
        some = table.c.evidence_id.in_(items[start : start + records.MOST_AT_ONCE])
        found.update(session.scalars(select(table.c.evidence_id).where(some, *_done_by(reader))))
    return frozenset(item for item in found if item is not None)


def folders(session: Session, reader: UUID, text: str = "") -> tuple[FolderProgress, ...]:
    """How far `reader` has come in each folder whose name holds `text`, by name."""
    item = table_of(EvidenceItem)
    done = item.c.id.in_(_done(reader))
    counted = (
        select(
            item.c.folder,
            func.sum(case((done, 1), else_=0)).label("done"),
            func.count().label("all"),
        )
        .where(item.c.binned.is_(False), item.c.folder.contains(text, autoescape=True))
        .group_by(item.c.folder)
        .order_by(item.c.folder)
    )
    return tuple(
        FolderProgress(row.folder, row.done, row.all, _next(session, row.folder, done))
        for row in session.execute(counted).all()
    )


def _next(session: Session, folder: str, done: ColumnElement[bool]) -> UUID:
    item = table_of(EvidenceItem)
    here = select(item.c.id).where(item.c.binned.is_(False), item.c.folder == folder)
    found: UUID = session.scalars(here.order_by(done, item.c.number, item.c.id).limit(1)).one()
    return found


def _done(reader: UUID) -> Select[tuple[UUID]]:
    table = table_of(Reading)
    return select(table.c.evidence_id).where(and_(*_done_by(reader)))


def _done_by(reader: UUID) -> tuple[ColumnElement[bool], ...]:
    table = table_of(Reading)
    return table.c.reader == str(reader), table.c.done.is_(True), table.c.binned.is_(False)
