"""Pictures that look alike: the same photograph saved again, made smaller or brighter, by the hash of what it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem
from casefile.model.base import table_of

MOST_BITS = 6
"""Of 64 in which two hashes of one picture may differ. Must stay below the number of bands."""
_BANDS, _BAND = 8, 8


@dataclass(frozen=True, slots=True)
class Alike:
    """An item whose picture looks like another's. `bits` of 64 differ; 0 is as good as the same."""

    id: UUID
    number: str
    bits: int


class Pictures:
    """The pictures of a case. Two hashes with at most 6 of 64 bits different share at least one of their eight bytes."""

    def __init__(self) -> None:
        self._by_band: dict[tuple[int, int], list[tuple[int, UUID, str]]] = defaultdict(list)

    def add(self, identity: UUID, number: str, image_hash: str) -> None:
        """Know one more picture."""
        bits = int(image_hash, 16)
        for band in _bands(bits):
            self._by_band[band].append((bits, identity, number))

    def like(self, image_hash: str) -> tuple[Alike, ...]:
        """Those that look like it, the most alike first."""
        bits, found = int(image_hash, 16), {}
        for band in _bands(bits):
            for other, identity, number in self._by_band.get(band, ()):
                differ = (bits ^ other).bit_count()
                if differ <= MOST_BITS:
                    found[identity] = Alike(identity, number, differ)
        return tuple(sorted(found.values(), key=lambda one: (one.bits, len(one.number), one.number)))


def pictures(session: Session) -> Pictures:
    """All pictures of the case that are not in the bin."""
    known = Pictures()
    for identity, number, image_hash in _hashes(session):
        known.add(identity, number, image_hash)
    return known


def near(session: Session, item: UUID) -> tuple[Alike, ...]:
    """The items whose pictures look like that of `item`, the most alike first; items with the very same bytes too."""
    own = session.get(EvidenceItem, item)
    if own is None or not own.image_hash:
        return ()
    bits, found = int(own.image_hash, 16), []
    for identity, number, image_hash in _hashes(session):
        differ = (bits ^ int(image_hash, 16)).bit_count()
        if identity != item and differ <= MOST_BITS:
            found.append(Alike(identity, number, differ))
    return tuple(sorted(found, key=lambda one: (one.bits, len(one.number), one.number)))


def _hashes(session: Session) -> Iterable[tuple[UUID, str, str]]:
    table = table_of(EvidenceItem)
    live = select(table.c.id, table.c.number, table.c.image_hash).where(
        table.c.image_hash != "", table.c.binned.is_(False)
    )
    return ((row.id, row.number, row.image_hash) for row in session.execute(live))


def _bands(bits: int) -> list[tuple[int, int]]:
    return [(place, bits >> (place * _BAND) & 0xFF) for place in range(_BANDS)]
