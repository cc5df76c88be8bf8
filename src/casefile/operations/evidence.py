"""Items of evidence: the register, and one item with its passages, custody and what it proves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem, Passage, ProofLink
from casefile.model.base import table_of
from casefile.model.custody_events import ACTIONS
from casefile.operations import records
from casefile.operations.order import Key
from casefile.operations.proof_links import LinkRow, of_many_passages
from casefile.operations.records import Query, Row


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the register. `grade` is reliability and credibility together, such as B2."""

    id: UUID
    number: str
    title: str
    type: str
    date: str
    grade: str
    classification: str
    restrictions: str
    sha256: str
    size: int | None
    passages: int
    links: int
    key: Key


@dataclass(frozen=True, slots=True)
class ItemDetail:
    """One item with all that hangs on it; links by the id of their passage."""

    item: Row
    passages: tuple[Row, ...]
    links: dict[UUID, tuple[LinkRow, ...]]
    custody: tuple[Row, ...]


def page(
    session: Session, query: Query | None = None, after: Key | None = None, limit: int = 256
) -> tuple[ItemRow, ...]:
    """The rows of the register that follow `after`."""
    return rows_of(session, records.page(session, "evidence", query, after, limit))


def rows_of(session: Session, rows: tuple[Row, ...]) -> tuple[ItemRow, ...]:
    """Items as the register shows them, in a few statements for all of them."""
    passages, links = _counts(session, [row.id for row in rows])
    return tuple(
        ItemRow(
            id=row.id,
            number=row.number,
            title=row.title,
            type=row["type"],
            date=row["date"],
            grade=f"{row['reliability']}{row['credibility']}",
            classification=row["classification"],
            restrictions=row["restrictions"],
            sha256=row["sha256"],
            size=row["size"],
            passages=passages[row.id],
            links=links[row.id],
            key=row.key,
        )
        for row in rows
    )


def _counts(session: Session, ids: list[UUID]) -> tuple[Counter[UUID], Counter[UUID]]:
    passages, links = table_of(Passage), table_of(ProofLink)
    counted: Counter[UUID] = Counter()
    linked: Counter[UUID] = Counter()
    for start in range(0, len(ids), records.MOST_AT_ONCE):
        mine = passages.c.evidence_id.in_(ids[start : start + records.MOST_AT_ONCE])
        live = passages.c.binned.is_(False)
        by_item = select(passages.c.evidence_id, func.count()).where(mine, live).group_by(passages.c.evidence_id)
        counted.update({row[0]: row[1] for row in session.execute(by_item)})
        joined = by_item.join(links, links.c.passage_id == passages.c.id).where(links.c.binned.is_(False))
        linked.update({row[0]: row[1] for row in session.execute(joined)})
    return counted, linked


def detail(session: Session, item_id: UUID) -> ItemDetail:
    """Everything about one item."""
    passages = records.page(session, "passage", Query(where={"evidence_id": item_id}), limit=10_000)
    passages = tuple(sorted(passages, key=_where_it_stands))
    links: dict[UUID, tuple[LinkRow, ...]] = {}
    for one in of_many_passages(session, [passage.id for passage in passages]):
        links[one.passage_id] = (*links.get(one.passage_id, ()), one)
    custody = records.page(session, "custody_event", Query(where={"evidence_id": item_id}), limit=10_000)
    return ItemDetail(records.get(session, "evidence", item_id), passages, links, in_order(custody))


def _where_it_stands(passage: Row) -> tuple[bool, list[int], str]:
    """Pages, paragraphs and lines by number (para. 7 before para. 11); passages without a place at the end."""
    place = str(passage["locator"])
    return not place, [int(digits) for digits in re.findall(r"\d+", place)], place


def in_order(events: tuple[Row, ...]) -> tuple[Row, ...]:
    """Custody events as they happened, whatever zone their times are written in; those of one moment by their action."""
    actions = [action for action, _words in ACTIONS]

    def moment(event: Row) -> tuple[float, int]:
        when = datetime.fromisoformat(event["at"]).timestamp() if event["at"] else 0.0
        return when, actions.index(event["action"])

    return tuple(sorted(events, key=moment))


@dataclass(frozen=True, slots=True)
class Known:
    """An item that has certain bytes."""

    id: UUID
    number: str


def with_hashes(session: Session, digests: Collection[str]) -> dict[str, Known]:
    """The items, not binned, that have these bytes (SHA-256), by hash; of several the one with the lowest number."""
    table, found = table_of(EvidenceItem), dict[str, Known]()
    wanted = list(digests)
    for start in range(0, len(wanted), records.MOST_AT_ONCE):
        among = table.c.sha256.in_(wanted[start : start + records.MOST_AT_ONCE])
        rows = select(table.c.id, table.c.number, table.c.sha256).where(among, table.c.binned.is_(False))
        for row in session.execute(rows.order_by(func.length(table.c.number), table.c.number)):
            found.setdefault(row.sha256, Known(row.id, row.number))
    return found


def has_size(session: Session, size: int) -> bool:
    """Whether an item, not binned, has a file of so many bytes, so that it may be the same."""
    table = table_of(EvidenceItem)
    same = select(table.c.id).where(table.c.size == size, table.c.binned.is_(False)).limit(1)
    return session.scalar(same) is not None
