"""Which context findings a charge inherits: those that its act falls into, by day and by State."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import Act, Charge, ContextFinding, Incident, Place
from casefile.model.base import table_of

_BATCH = 500


_PROVES = {"occupation": "international_armed_conflict"}


def proves(kind: str) -> str:
    """The context that a finding of this kind proves; an occupation is an international armed conflict (Elements of
    Crimes, article 8, note 34).
    """
    return _PROVES.get(kind, kind)


def covering(session: Session, charges: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The findings, of whatever kind, into whose period and State the act of each charge may fall.

    What is not known excludes nothing: an act without a date or a place, or without one of its own but with its
    incident's, is judged by what is given.
    """
    findings = _findings(session)
    return {
        charge.id: tuple(finding.id for finding in findings if _covers(finding, charge))
        for charge in _dated_charges(session, list(charges))
    }


def _covers(finding: Any, charge: Any) -> bool:
    if finding.state and charge.state and finding.state != charge.state:
        return False
    begins_after = finding.first_day and charge.last_day and finding.first_day > charge.last_day
    ended_before = finding.last_day and charge.first_day and finding.last_day < charge.first_day
    return not begins_after and not ended_before


def _findings(session: Session) -> list[Any]:
    findings, places = table_of(ContextFinding), table_of(Place)
    statement = (
        select(findings.c.id, findings.c.first_day, findings.c.last_day, places.c.state)
        .join(places, findings.c.place_id == places.c.id, isouter=True)
        .where(findings.c.binned.is_(False))
        .order_by(findings.c.first_day, findings.c.title, findings.c.id)
    )
    return list(session.execute(statement))


def _dated_charges(session: Session, charges: list[UUID]) -> list[Any]:
    table, acts, incidents = table_of(Charge), table_of(Act), table_of(Incident)
    own, shared = table_of(Place).alias(), table_of(Place).alias()
    undated = acts.c.date == ""
    statement = (
        select(
            table.c.id,
            func.iif(undated, incidents.c.first_day, acts.c.first_day).label("first_day"),
            func.iif(undated, incidents.c.last_day, acts.c.last_day).label("last_day"),
            func.coalesce(own.c.state, shared.c.state, "").label("state"),
        )
        .join(acts, table.c.act_id == acts.c.id)
        .join(incidents, acts.c.incident_id == incidents.c.id, isouter=True)
        .join(own, acts.c.place_id == own.c.id, isouter=True)
        .join(shared, incidents.c.place_id == shared.c.id, isouter=True)
    )
    found: list[Any] = []
    for start in range(0, len(charges), _BATCH):
        found += session.execute(statement.where(table.c.id.in_(charges[start : start + _BATCH])))
    return found
