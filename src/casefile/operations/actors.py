"""An actor with all that hangs on it: postings, attributions, proceedings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.model import Act, Actor, Attribution, Charge, Posting, Proceeding, ProceedingActor
from casefile.model.base import table_of
from casefile.operations import matrix, records
from casefile.operations.matrix import Coverage, Proof
from casefile.operations.records import Row


@dataclass(frozen=True, slots=True)
class PostingRow:
    """A posting in words. `other` is the name of who stands at its other end; `below`: that one stands under this actor."""

    id: UUID
    posting: Row
    other_id: UUID | None
    other: str
    below: bool
    proof: Proof


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """One charge that the actor is alleged to answer for, and how far that is proved."""

    id: UUID
    act_id: UUID
    act: str
    crime: str
    liability: str
    title: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class PartRow:
    """The actor's part in a proceeding."""

    id: UUID
    proceeding_id: UUID
    title: str
    kind: str
    date: str
    role: str


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """`postings` are the actor's own, `staff` those of others in or under it."""

    actor: Row
    postings: tuple[PostingRow, ...]
    staff: tuple[PostingRow, ...]
    attributions: tuple[AttributionRow, ...]
    parts: tuple[PartRow, ...]


def detail(session: Session, actor_id: UUID) -> ActorDetail:
    """Everything about one actor."""
    postings = _postings(session, actor_id)
    return ActorDetail(
        actor=records.get(session, "actor", actor_id),
        postings=tuple(one for one in postings if not one.below),
        staff=tuple(one for one in postings if one.below),
        attributions=_attributions(session, actor_id),
        parts=_parts(session, actor_id),
    )


def _postings(session: Session, actor_id: UUID) -> tuple[PostingRow, ...]:
    table = table_of(Posting)
    mine = or_(table.c.actor_id == actor_id, table.c.superior_id == actor_id)
    statement = select(table.c.id).where(mine, records.visible(Posting)).order_by(table.c.first_day, table.c.id)
    rows = [records.get(session, "posting", identity) for identity in session.scalars(statement)]
    proofs = matrix.proofs_of(session, "posting", [row.id for row in rows])
    ends = {row.id: row["superior_id"] if row["actor_id"] == actor_id else row["actor_id"] for row in rows}
    names = records.labels(session, [("actor", other) for other in ends.values() if other is not None])
    return tuple(
        PostingRow(
            id=row.id,
            posting=row,
            other_id=ends[row.id],
            other=names.get(ends[row.id], ""),
            below=row["actor_id"] != actor_id,
            proof=proofs.get(row.id, Proof()),
        )
        for row in rows
    )


def _attributions(session: Session, actor_id: UUID) -> tuple[AttributionRow, ...]:
    attributions, charges, acts = table_of(Attribution), table_of(Charge), table_of(Act)
    statement = (
        select(attributions.c.id, attributions.c.liability, charges.c.crime, acts.c.id, acts.c.number, acts.c.title)
        .join(charges, attributions.c.charge_id == charges.c.id)
        .join(acts, charges.c.act_id == acts.c.id)
        .where(attributions.c.actor_id == actor_id, records.visible(Attribution))
        .order_by(func.length(acts.c.number), acts.c.number, charges.c.crime, attributions.c.liability)
    )
    rows: list[Any] = [tuple(row) for row in session.execute(statement)]
    cells = matrix.cells_of_attributions(session, {row[0]: row[1] for row in rows})
    return tuple(
        AttributionRow(
            id=identity,
            act_id=act,
            act=f"{number} {title}",
            crime=crime,
            liability=liability,
            title=catalogue().mode(liability).title,
            coverage=matrix.summed(cells[identity]),
        )
        for identity, liability, crime, act, number, title in rows
    )


def _parts(session: Session, actor_id: UUID) -> tuple[PartRow, ...]:
    parts, steps = table_of(ProceedingActor), table_of(Proceeding)
    statement = (
        select(parts.c.id, steps.c.id, steps.c.title, steps.c.kind, steps.c.date, parts.c.role)
        .join(steps, parts.c.proceeding_id == steps.c.id)
        .where(parts.c.actor_id == actor_id, records.visible(ProceedingActor))
        .order_by(steps.c.first_day, steps.c.title, parts.c.id)
    )
    return tuple(PartRow(*row) for row in session.execute(statement))


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in a proceeding."""

    id: UUID
    actor_id: UUID
    name: str
    role: str


def taking_part(session: Session, proceeding_id: UUID) -> tuple[Participant, ...]:
    """The actors of a proceeding, by name."""
    parts, actors = table_of(ProceedingActor), table_of(Actor)
    statement = (
        select(parts.c.id, actors.c.id, actors.c.name, parts.c.role)
        .join(actors, parts.c.actor_id == actors.c.id)
        .where(parts.c.proceeding_id == proceeding_id, records.visible(ProceedingActor))
        .order_by(actors.c.name, parts.c.id)
    )
    return tuple(Participant(*row) for row in session.execute(statement))
