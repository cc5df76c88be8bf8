"""How incidents are classified by the context findings of the case, and which charges a finding reaches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.model import Act, Charge, ContextFinding, Place
from casefile.model.base import table_of
from casefile.operations import context_findings, records
from casefile.operations.context_findings import Reach
from casefile.operations.matrix import State, proofs_of

CONFLICTS = {
    "international_armed_conflict": "international",
    "occupation": "occupation",
    "non_international_armed_conflict": "non_international",
}
"""What a finding of this kind says of an incident that it covers, in words of Incident.conflict."""


@dataclass(frozen=True, slots=True)
class Says:
    """A context finding about an armed conflict that covers an incident by day and State, and how it is proved."""

    id: UUID
    title: str
    kind: str
    period: str
    state: State


@dataclass(frozen=True, slots=True)
class Classified:
    """The armed conflict of an incident: its own word (`own`, "" when it leaves it to the findings), and what they say."""

    own: str
    says: tuple[Says, ...]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What holds, in words of Incident.conflict; several when the findings disagree or overlap."""
        return (self.own,) if self.own else self.found

    @property
    def found(self) -> tuple[str, ...]:
        """What the findings say, whether or not the incident overrides them."""
        return tuple(dict.fromkeys(CONFLICTS[one.kind] for one in self.says))


def classified(session: Session, incident: UUID) -> Classified:
    """How one incident is classified, and by what."""
    row = records.get(session, "incident", incident)
    state = (
        session.scalar(select(Place.state).where(table_of(Place).c.id == row["place_id"])) if row["place_id"] else ""
    )
    reach = (row["first_day"], row["last_day"], state)
    covering = [one for one in context_findings.every(session) if one.kind in CONFLICTS and not one.excludes(reach)]
    ids = [one.id for one in covering]
    proofs = proofs_of(session, "context_finding", ids)
    findings = table_of(ContextFinding)
    periods = {one.id: one.period for one in session.execute(select(findings).where(findings.c.id.in_(ids)))}
    own = "" if row["conflict"] in ("", "unclassified") else row["conflict"]
    return Classified(
        own,
        tuple(
            Says(one.id, one.title, one.kind, periods[one.id], proofs[one.id].state if one.id in proofs else State.GAP)
            for one in covering
        ),
    )


@dataclass(frozen=True, slots=True)
class ReachedCharge:
    """A charge whose crime asks for the context of a finding. `outside`: of its "period", its "place"; `elsewhere`: another
    finding of this context covers it.
    """

    id: UUID
    act: str
    title: str
    crime: str
    outside: tuple[str, ...]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class ReachOf:
    """What a finding covers and what lies outside of it: how many, and the first of them, those that nothing covers first."""

    covered: tuple[ReachedCharge, ...]
    covered_count: int
    outside: tuple[ReachedCharge, ...]
    outside_count: int


def reach_of(session: Session, finding: UUID, limit: int = 12) -> ReachOf:
    """The charges that a context finding covers, and those of the same context that lie outside of it."""
    every = context_findings.every(session)
    own = next((one for one in every if one.id == finding), None)
    if own is None:
        return ReachOf((), 0, (), 0)
    others = [one for one in every if one.context == own.context and one.id != own.id]
    covered, outside = list[ReachedCharge](), list[ReachedCharge]()
    for charge, reach in _charges_of_context(session, own.context):
        reasons = own.excludes(reach)
        elsewhere = bool(reasons) and any(not other.excludes(reach) for other in others)
        found = ReachedCharge(*charge, reasons, elsewhere)
        (outside if reasons else covered).append(found)
    outside.sort(key=lambda one: one.elsewhere)
    return ReachOf(tuple(covered[:limit]), len(covered), tuple(outside[:limit]), len(outside))


def _charges_of_context(session: Session, context: str) -> list[tuple[tuple[UUID, str, str, str], Reach]]:
    """Id, number and title of the act, and crime of each charge that needs this context, with where and when it is."""
    charges, acts = table_of(Charge), table_of(Act)
    statement = (
        context_findings.reach_of_acts()
        .add_columns(charges.c.id.label("charge"), acts.c.number, acts.c.title, charges.c.crime)
        .join(charges, charges.c.act_id == acts.c.id)
        .where(records.visible(Charge), charges.c.crime.in_(_crimes_of(context)))
        .order_by(func.length(acts.c.number), acts.c.number, charges.c.crime)
    )
    return [
        ((row.charge, row.number, row.title, row.crime), (row.first_day, row.last_day, row.state))
        for row in session.execute(statement)
    ]


def _crimes_of(context: str) -> Collection[str]:
    return [crime.key for crime in catalogue().crimes if crime.context == context]


def count_charges(session: Session) -> int:
    """How many charges there are: how long `reach_of` may take."""
    return session.scalar(select(func.count()).select_from(table_of(Charge))) or 0
