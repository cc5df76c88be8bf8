"""What protection wants before anything is filed: items that proof rests on though a consent was withdrawn, and what stands
above public without the basis that the Regulations of the Court ask for (23 bis).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import Case, EvidenceItem
from casefile.model.base import table_of
from casefile.model.cases import CLASSIFICATIONS
from casefile.operations import consents, protection

_LEVELS = dict(CLASSIFICATIONS)


class Want(StrEnum):
    """What is wanted."""

    CONSENT = "consent"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class Unguarded:
    """An item, or the case itself (`noun` is "case"), and what is wanted; `level` is its classification in words."""

    noun: str
    record: UUID
    number: str
    title: str
    level: str
    want: Want

    @property
    def id(self) -> UUID:
        """One for each line, the same every time: an item may stand here for both reasons."""
        return uuid5(self.record, self.want.value)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether all of these folded words stand in what is shown of it."""
        text = f"{self.number} {self.title} {self.level}".casefold()
        return all(word in text for word in words)


def unguarded(session: Session) -> tuple[Unguarded, ...]:
    """Withdrawn consents first, then the case and the items without a basis, by number."""
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
    return (*withdrawn, *without)
