"""What the context findings reach: which charges inherit one, which lie outside, how an incident is classified by them.

A finding covers an act when the act may fall into its period and its State. What is not known excludes nothing: an act
without a date or a place of its own has its incident's, and without that is judged by what is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.model import Act, Charge, ContextFinding, Incident, Place
from casefile.model.base import table_of
from casefile.operations.lineage import raw
from casefile.operations.records import MOST_AT_ONCE

_PROVES = {"occupation": "international_armed_conflict"}
_CONFLICT = {
    "international_armed_conflict": "international",
    "occupation": "occupation",
    "non_international_armed_conflict": "non_international",
}


Reach = tuple[str | None, str | None, str | None]
"""When and where something is: first and last day as ISO text, State as ISO 3166 code; None or "" where not known."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A context finding, by what it reaches."""

    id: UUID
    title: str
    kind: str
    reach: Reach

    @property
    def context(self) -> str:
        """The context that it proves."""
        return proves(self.kind)

    def excludes(self, other: Reach) -> tuple[str, ...]:
        """Why it does not cover something: "period", "place", both, or nothing when it covers it."""
        first, last, state = self.reach
        other_first, other_last, other_state = other
        begins_after = first and other_last and first > other_last
        ended_before = last and other_first and last < other_first
        elsewhere = state and other_state and state != other_state
        if not (begins_after or ended_before or elsewhere):
            return ()
        return ("period",) * bool(begins_after or ended_before) + ("place",) * bool(elsewhere)


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding of the context that a charge needs which its act lies outside of: by "period", by "place", or both."""

    finding: UUID
    title: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """The armed conflict that something belongs to, in words of Incident.conflict; several when findings of several
    kinds cover it, none when nobody has said. `findings` say so, unless the incident itself does (`own`).
    """

    conflicts: tuple[str, ...]
    findings: tuple[UUID, ...] = ()
    own: bool = False


def proves(kind: str) -> str:
    """The context that a finding of this kind proves; an occupation is an international armed conflict (Elements of
    Crimes, article 8, note 34).
    """
    return _PROVES.get(kind, kind)


def covering(session: Session, charges: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The findings, of whatever kind, that cover the act of each charge."""
    findings = every(session)
    return {
        charge: tuple(finding.id for finding in findings if not finding.excludes(reach))
        for charge, reach in reach_of_charges(session, charges).items()
    }


def flags(session: Session, charges: Mapping[UUID, str]) -> dict[UUID, tuple[Flag, ...]]:
    """For each charge (given with its crime) whose context was found, but nowhere for its act: the findings that it lies
    outside of. Charges without a context, without any finding of it, or with one that covers them are left out.
    """
    findings = every(session)
    flagged = {}
    for charge, reach in reach_of_charges(session, charges).items():
        context = catalogue().crime(charges[charge]).context
        outside = [(one, one.excludes(reach)) for one in findings if one.context == context]
        if outside and all(reasons for _, reasons in outside):
            flagged[charge] = tuple(Flag(one.id, one.title, one.kind, reasons) for one, reasons in outside)
    return flagged


def classification(session: Session, incidents: Collection[UUID]) -> dict[UUID, Classification]:
    """The armed conflict of each incident: its own words, else those of the findings that cover it by State and day."""
    table, places = table_of(Incident), table_of(Place)
    statement = select(
        raw(table.c.id).label("id"), table.c.first_day, table.c.last_day, places.c.state, table.c.conflict
    ).join(places, table.c.place_id == places.c.id, isouter=True)
    findings = every(session)
    rows = _among(session, statement, table.c.id, incidents)
    return {UUID(bytes=row.id): classify(row, findings) for row in rows}


def every(session: Session) -> tuple[Finding, ...]:
    """All findings, by day."""
    findings, places = table_of(ContextFinding), table_of(Place)
    statement = (
        select(
            findings.c.id, findings.c.title, findings.c.kind, findings.c.first_day, findings.c.last_day, places.c.state
        )
        .join(places, findings.c.place_id == places.c.id, isouter=True)
        .where(findings.c.binned.is_(False))
        .order_by(findings.c.first_day, findings.c.title, findings.c.id)
    )
    return tuple(
        Finding(row.id, row.title, row.kind, (row.first_day, row.last_day, row.state))
        for row in session.execute(statement)
    )


def reach_of_acts() -> Select[Any]:
    """For each act its id as bytes, first_day, last_day and state, and what its incident says of the conflict."""
    acts, incidents = table_of(Act), table_of(Incident)
    own, shared = table_of(Place).alias(), table_of(Place).alias()
    undated = acts.c.date == ""
    return (
        select(
            raw(acts.c.id).label("id"),
            func.iif(undated, incidents.c.first_day, acts.c.first_day).label("first_day"),
            func.iif(undated, incidents.c.last_day, acts.c.last_day).label("last_day"),
            func.coalesce(own.c.state, shared.c.state).label("state"),
            func.coalesce(incidents.c.conflict, "unclassified").label("conflict"),
        )
        .join(incidents, acts.c.incident_id == incidents.c.id, isouter=True)
        .join(own, acts.c.place_id == own.c.id, isouter=True)
        .join(shared, incidents.c.place_id == shared.c.id, isouter=True)
    )


def reach_of_charges(session: Session, charges: Collection[UUID]) -> dict[UUID, Reach]:
    """When and where the act of each charge was."""
    table, acts = table_of(Charge), table_of(Act)
    statement = reach_of_acts().add_columns(table.c.id.label("charge")).join(table, table.c.act_id == acts.c.id)
    rows = _among(session, statement, table.c.id, charges)
    return {row.charge: (row.first_day, row.last_day, row.state) for row in rows}


def with_nexus(session: Session, charges: Collection[UUID]) -> set[UUID]:
    """Those of some charges that have words for their link with the context."""
    table = table_of(Charge).c
    return {row.id for row in _among(session, select(table.id).where(table.nexus != ""), table.id, charges)}


def classify(row: Any, findings: Collection[Finding]) -> Classification:
    """By its own word `row.conflict`, else by those of the findings that cover `row` (as `reach_of_acts` gives it)."""
    if row.conflict not in ("", "unclassified"):
        return Classification((row.conflict,), own=True)
    reach = (row.first_day, row.last_day, row.state)
    covering = [one for one in findings if one.kind in _CONFLICT and not one.excludes(reach)]
    conflicts = tuple(dict.fromkeys(_CONFLICT[one.kind] for one in covering))
    return Classification(conflicts, tuple(one.id for one in covering))


def _among(session: Session, statement: Select[Any], column: Any, ids: Collection[UUID]) -> Iterator[Any]:
    wanted = list(ids)
    for start in range(0, len(wanted), MOST_AT_ONCE):
        yield from session.execute(statement.where(column.in_(wanted[start : start + MOST_AT_ONCE])))
