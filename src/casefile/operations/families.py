"""The family of an item: what it descends from, what descends from it, the sources at the end, and the origin that counts."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casefile.model import EvidenceItem
from casefile.model.base import table_of
from casefile.operations import lineage, records
from casefile.operations.records import Row

MOST = 60
"""Items in one family that are told; more help nobody."""
KINDS = {"translation_of_id": "translation", "derived_from_id": "derived", "attached_to_id": "attached"}


@dataclass(frozen=True, slots=True)
class Member:
    """An item or a source. `about`: the one that was asked about; `origin`: the one that the matrix counts for it."""

    noun: str
    id: UUID
    number: str
    title: str
    about: bool
    origin: bool
    binned: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """`below` is a translation of, derived from, attached to, from the source of, or copied from `above`."""

    above: UUID
    below: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class Family:
    """All kin of an item, the nearest first; `cut` when there are more items than are told.

    `voices`: how many other items of the case go back to the same origin.
    """

    members: tuple[Member, ...]
    ties: tuple[Tie, ...]
    voices: int
    cut: bool

    @property
    def about(self) -> Member:
        return next(one for one in self.members if one.about)

    @property
    def origin(self) -> Member:
        """Who the item is the voice of."""
        return next((one for one in self.members if one.origin), self.about)


def family(session: Session, item: UUID) -> Family:
    """The family of one item, walked both ways; binned ones are in it, since they still tell where something comes from."""
    items, cut = _items(session, item)
    known = lineage.read(session)
    origin = UUID(bytes=known.origin(item.bytes))
    if origin not in items and records.exists(session, "evidence", origin):
        items[origin] = records.get(session, "evidence", origin)
    ties = [
        Tie(row[name], row.id, kind)
        for row in items.values()
        for name, kind in KINDS.items()
        if row[name] in items and row[name] != row.id
    ]
    sources = _sources(session, items, ties)
    voices = sum(known.origin(one) == origin.bytes for one in known.sources if one != item.bytes)
    members = [_member(row, item, origin) for row in (*items.values(), *sources.values())]
    return Family(tuple(members), tuple(ties), voices, cut)


def words(found: Family) -> str:
    """Independence as the matrix counts it, in words."""
    origin, about = found.origin, found.about
    who = "It is an origin of its own" if origin is about else f"It is the voice of {called(origin)}"
    if not found.voices:
        return f"{who}; no other item of this case goes back to the same origin."
    others = "1 other item goes" if found.voices == 1 else f"{found.voices:,} other items go"
    return f"{who}; {others} back to the same origin and count together with it as one."


def called(member: Member) -> str:
    """Number and title."""
    said = " ".join(part for part in (member.number, member.title) if part)
    return f"{said} (in the bin)" if member.binned else said


def _items(session: Session, item: UUID) -> tuple[dict[UUID, Row], bool]:
    """Items tied to this one, directly or through others, breadth first."""
    table = table_of(EvidenceItem)
    found = {item: records.get(session, "evidence", item)}
    waiting = deque([item])
    while waiting:
        row = found[waiting.popleft()]
        near = [row[name] for name in KINDS if row[name] is not None]
        children = select(table.c.id).where(or_(*(table.c[name] == row.id for name in KINDS))).order_by(table.c.id)
        for one in (*near, *session.scalars(children.limit(MOST + 1))):
            if one in found:
                continue
            if len(found) == MOST:
                return found, True
            found[one] = records.get(session, "evidence", one)
            waiting.append(one)
    return found, False


def _sources(session: Session, items: dict[UUID, Row], ties: list[Tie]) -> dict[UUID, Row]:
    """The sources of the items and what those are copies of; their ties are added to `ties`."""
    found: dict[UUID, Row] = {}
    ties += [Tie(row["source_id"], row.id, "source") for row in items.values() if row["source_id"] is not None]
    waiting = [row["source_id"] for row in items.values() if row["source_id"] is not None]
    while waiting:
        one = waiting.pop(0)
        if one in found:
            continue
        row = found[one] = records.get(session, "source", one)
        above = row["copied_from_id"]
        if above is not None and above != one:
            ties.append(Tie(above, one, "copy"))
            waiting.append(above)
    return found


def _member(row: Row, item: UUID, origin: UUID) -> Member:
    return Member(row.noun, row.id, row.number, row.title, row.id == item, row.id == origin, row.binned)
