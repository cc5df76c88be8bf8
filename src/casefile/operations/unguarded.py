"""What protection wants before anything is filed: items that proof rests on though a consent was withdrawn, what stands
above public without the basis that the Regulations of the Court ask for (23 bis), and numbers that do not tell one record
from another, or soon will not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from casefile.model import Act, Case, EvidenceItem
from casefile.model.base import table_of
from casefile.model.cases import CLASSIFICATIONS
from casefile.operations import consents, number_blocks, protection

_LEVELS = dict(CLASSIFICATIONS)


class Want(StrEnum):
    """What is wanted."""

    CONSENT = "consent"
    BASIS = "basis"
    NUMBER = "number"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A record (an item, an act, the case, a number block) and what is wanted; `level` is its classification in words.

    `others`: for a number, the other records that have it; for a block, whose block has numbers in common with it.
    """

    noun: str
    record: UUID
    number: str
    title: str
    level: str
    want: Want
    others: str = ""

    @property
    def id(self) -> UUID:
        """One for each line, the same every time: a record may stand here for several reasons."""
        return uuid5(self.record, f"{self.want.value} {self.others}".strip())

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of these folded words stand in what is shown of it."""
        text = f"{self.number} {self.title} {self.level} {self.others}".casefold()
        return all(word in text for word in words)


def unguarded(session: Session) -> tuple[Unguarded, ...]:
    """Withdrawn consents first, then the case and the items without a basis by number, then numbers and their blocks."""
    withdrawn = [
        Unguarded("evidence", row.id, row.number, row.title, _LEVELS[row["classification"]], Want.CONSENT)
        for row in consents.withdrawn_but_cited(session)
    ]
    cases, items = table_of(Case).c, table_of(EvidenceItem).c
    of_case = select(cases.id, cases.title, cases.classification).where(*protection.wanting(Case))
    of_items = select(items.id, items.number, items.title, items.classification).where(
        *protection.wanting(EvidenceItem)
    )
    without = [
        Unguarded("case", row.id, "", row.title, _LEVELS[row.classification], Want.BASIS)
        for row in session.execute(of_case)
    ]
    without += [
        Unguarded("evidence", row.id, row.number, row.title, _LEVELS[row.classification], Want.BASIS)
        for row in session.execute(of_items.order_by(func.length(items.number), items.number, items.id))
    ]
    return (*withdrawn, *without, *_given_twice(session, EvidenceItem), *_given_twice(session, Act), *_blocks(session))


def _given_twice(session: Session, record: type[EvidenceItem | Act]) -> list[Unguarded]:
    """Records that have their number in common with another."""
    table = table_of(record).c
    live = table.binned.is_(False)
    twice = select(table.number).where(live, table.number != "").group_by(table.number).having(func.count() > 1)
    level = table.classification if record is EvidenceItem else literal("")
    rows = session.execute(
        select(table.id, table.number, table.title, level.label("level"))
        .where(live, table.number.in_(twice))
        .order_by(func.length(table.number), table.number, table.id)
    ).all()
    titles: dict[str, list[str]] = {}
    for row in rows:
        titles.setdefault(row.number, []).append(row.title)
    return [
        Unguarded(
            record.noun, row.id, row.number, row.title, _LEVELS.get(row.level, ""), Want.NUMBER,
            "; ".join(_without(titles[row.number], row.title)),
        )
        for row in rows
    ]  # fmt: skip


def _without(titles: Sequence[str], mine: str) -> list[str]:
    """All of them but one's own, which may be another's too."""
    others = list(titles)
    others.remove(mine)
    return others


def _blocks(session: Session) -> list[Unguarded]:
    """Blocks that have numbers in common, by the second of each two."""
    return [
        Unguarded(
            "number_block", two.id, "", f"{two.words}, {two.contributor}", "", Want.BLOCK,
            f"{one.words}, {one.contributor}",
        )
        for one, two in number_blocks.overlapping(session)
        if two.id is not None
    ]  # fmt: skip
