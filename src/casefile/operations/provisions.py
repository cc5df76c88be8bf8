"""Which charges and attributions of the case rest on a provision of the law."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import Act, Actor, Attribution, Charge
from casefile.model.base import table_of
from casefile.operations import records


@dataclass(frozen=True, slots=True)
class Use:
    """One charge (`actor` "") or attribution, with the act that it belongs to."""

    noun: str
    id: UUID
    act_number: str
    act_title: str
    crime: str
    actor: str


def uses(session: Session, key: str, limit: int = 500) -> tuple[Use, ...]:
    """The charges of the crime, or the attributions by the mode of liability, with this key; by act number."""
    return (*_charges(session, key, limit), *_attributions(session, key, limit))


def counts(session: Session) -> Counter[str]:
    """How often each crime is charged and each mode attributed, by key."""
    found: Counter[str] = Counter()
    for record, column in ((Charge, "crime"), (Attribution, "liability")):
        table = table_of(record)
        statement = select(table.c[column], func.count()).where(records.visible(record)).group_by(table.c[column])
        found.update({row[0]: row[1] for row in session.execute(statement)})
    return found


def _charges(session: Session, key: str, limit: int) -> list[Use]:
    charges, acts = table_of(Charge), table_of(Act)
    statement = (
        select(charges.c.id, charges.c.crime, acts.c.number, acts.c.title)
        .join(acts, charges.c.act_id == acts.c.id)
        .where(charges.c.crime == key, records.visible(Charge))
        .order_by(func.length(acts.c.number), acts.c.number, charges.c.id)
        .limit(limit)
    )
    return [Use("charge", row.id, row.number, row.title, row.crime, "") for row in session.execute(statement)]


def _attributions(session: Session, key: str, limit: int) -> list[Use]:
    attributions, charges, acts, actors = (table_of(one) for one in (Attribution, Charge, Act, Actor))
    statement = (
        select(attributions.c.id, charges.c.crime, acts.c.number, acts.c.title, actors.c.name)
        .join(charges, attributions.c.charge_id == charges.c.id)
        .join(acts, charges.c.act_id == acts.c.id)
        .join(actors, attributions.c.actor_id == actors.c.id)
        .where(attributions.c.liability == key, records.visible(Attribution))
        .order_by(func.length(acts.c.number), acts.c.number, actors.c.name, attributions.c.id)
        .limit(limit)
    )
    return [
        Use("attribution", row.id, row.number, row.title, row.crime, row.name) for row in session.execute(statement)
    ]
