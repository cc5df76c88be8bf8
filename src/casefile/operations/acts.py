"""Acts as the list and the detail show them: with place, charges and proof at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.model import Actor, Attribution, Charge, EvidenceItem, Passage, ProofLink
from casefile.model.base import table_of
from casefile.model.dates import words
from casefile.operations import cases, charging, element_assessments, matrix, records
from casefile.operations.charging import Caution, Conduct
from casefile.operations.element_assessments import Assessed
from casefile.operations.matrix import Cell, Coverage, Proof
from casefile.operations.order import Key
from casefile.operations.proof_links import LinkRow, of_many
from casefile.operations.records import Query


@dataclass(frozen=True, slots=True)
class ActRow:
    """One line of the list of acts. `coverage` counts the elements of its charges."""

    id: UUID
    number: str
    title: str
    date: str
    date_words: str
    place: str
    incident: str
    status: str
    charges: tuple[str, ...]
    coverage: Coverage
    key: Key


@dataclass(frozen=True, slots=True)
class AttributionDetail:
    """An attribution with its elements; the links and the judgements of each are by element number."""

    id: UUID
    actor_id: UUID
    actor: str
    liability: str
    title: str
    reasoning: str
    date: str
    place_id: UUID | None
    cells: tuple[Cell, ...]
    links: dict[int, tuple[LinkRow, ...]]
    assessed: dict[int, tuple[Assessed, ...]]
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class ChargeDetail:
    """A charge with its elements and its attributions; the links and the judgements of each element are by its number."""

    id: UUID
    act_id: UUID
    crime: str
    title: str
    nexus: str
    reasoning: str
    cells: tuple[Cell, ...]
    links: dict[int, tuple[LinkRow, ...]]
    assessed: dict[int, tuple[Assessed, ...]]
    cautions: tuple[Caution, ...]
    attributions: tuple[AttributionDetail, ...]

    @property
    def coverage(self) -> Coverage:
        return matrix.summed(self.cells)


@dataclass(frozen=True, slots=True)
class ActDetail:
    """An act with all that hangs on it. `standard` is the case's."""

    act: records.Row
    conduct: Conduct
    standard: str
    proof: Proof
    charges: tuple[ChargeDetail, ...]


def page(
    session: Session, query: Query | None = None, after: Key | None = None, limit: int = 256
) -> tuple[ActRow, ...]:
    """The rows of the list that follow `after`."""
    return of_rows(session, records.page(session, "act", query, after, limit))


def of_rows(session: Session, rows: Sequence[records.Row]) -> tuple[ActRow, ...]:
    """Acts as the list shows them, in a few statements for all of them."""
    ids = [row.id for row in rows]
    charges = _charges_of(session, ids)
    crimes = {each.id: each.crime for found in charges.values() for each in found}
    coverage = matrix.coverage_of_charges(session, crimes)
    wanted = [(noun, row[f"{noun}_id"]) for row in rows for noun in ("place", "incident") if row[f"{noun}_id"]]
    names = records.labels(session, wanted)
    return tuple(
        ActRow(
            id=row.id,
            number=row.number,
            title=row.title,
            date=row["date"],
            date_words=words(row["date"]),
            place=names.get(row["place_id"], ""),
            incident=names.get(row["incident_id"], ""),
            status=row["status"],
            charges=tuple(each.crime for each in charges[row.id]),
            coverage=sum((coverage[each.id] for each in charges[row.id]), Coverage()),
            key=row.key,
        )
        for row in rows
    )


def detail(session: Session, act_id: UUID) -> ActDetail:
    """Everything about one act."""
    act = records.get(session, "act", act_id)
    proof = matrix.proofs_of(session, "act", [act_id]).get(act_id, Proof())
    conduct = charging.conduct(session, act_id)
    standard = cases.case(session)["standard"]
    return ActDetail(act, conduct, standard, proof, _charge_details(session, act_id, conduct))


@dataclass(frozen=True, slots=True)
class BinnedPart:
    """A charge, attribution or link of an act that is in the bin by itself."""

    noun: str
    id: UUID
    label: str


def binned_parts(session: Session, act_id: UUID) -> tuple[BinnedPart, ...]:
    """What of an act is in the bin, to be restored: charges, attributions, links."""
    charges, attributions, actors, links = (table_of(one) for one in (Charge, Attribution, Actor, ProofLink))
    passages, items = table_of(Passage), table_of(EvidenceItem)
    of_act = select(charges.c.id).where(charges.c.act_id == act_id)
    of_charges = select(attributions.c.id).where(attributions.c.charge_id.in_(of_act))
    crimes = select(charges.c.id, charges.c.crime).where(charges.c.act_id == act_id, charges.c.binned)
    modes = (
        select(attributions.c.id, attributions.c.liability + " " + actors.c.name)
        .join(actors, attributions.c.actor_id == actors.c.id)
        .where(attributions.c.charge_id.in_(of_act), attributions.c.binned)
    )
    bearing = or_(links.c.act_id == act_id, links.c.charge_id.in_(of_act), links.c.attribution_id.in_(of_charges))
    proofs = (
        select(links.c.id, items.c.number + " " + passages.c.locator)
        .join(passages, links.c.passage_id == passages.c.id)
        .join(items, passages.c.evidence_id == items.c.id)
        .where(links.c.binned, bearing)
    )
    found = (("charge", crimes), ("attribution", modes), ("proof_link", proofs))
    return tuple(
        BinnedPart(noun, row[0], row[1].strip()) for noun, statement in found for row in session.execute(statement)
    )


def _charge_details(session: Session, act_id: UUID, conduct: Conduct) -> tuple[ChargeDetail, ...]:
    charges = _charges_of(session, [act_id])[act_id]
    ids = [each.id for each in charges]
    attributions = _attribution_details(session, {each.id: each.crime for each in charges})
    cells = matrix.cells_of_charges(session, {each.id: each.crime for each in charges})
    links = _by_element(of_many(session, "charge", ids))
    assessed = _assessed(session, "charge", ids)
    return tuple(
        ChargeDetail(
            id=each.id,
            act_id=act_id,
            crime=each.crime,
            title=catalogue().crime(each.crime).title,
            nexus=each.nexus,
            reasoning=each.reasoning,
            cells=cells[each.id],
            links=links[each.id],
            assessed=assessed[each.id],
            cautions=charging.of_crime(catalogue().crime(each.crime), conduct),
            attributions=tuple(attributions[each.id]),
        )
        for each in charges
    )


def _attribution_details(session: Session, crimes: dict[UUID, str]) -> defaultdict[UUID, list[AttributionDetail]]:
    rows = _attributions_of(session, list(crimes))
    ids = [row.id for row in rows]
    cells = matrix.cells_of_attributions(session, {row.id: row.liability for row in rows})
    links = _by_element(of_many(session, "attribution", ids))
    assessed = _assessed(session, "attribution", ids)
    found: defaultdict[UUID, list[AttributionDetail]] = defaultdict(list)
    for row in rows:
        mode = catalogue().mode(row.liability)
        found[row.charge_id].append(
            AttributionDetail(
                id=row.id,
                actor_id=row.actor_id,
                actor=row.name,
                liability=row.liability,
                title=mode.title,
                reasoning=row.reasoning,
                date=row.date,
                place_id=row.place_id,
                cells=cells[row.id],
                links=links[row.id],
                assessed=assessed[row.id],
                cautions=charging.of_mode(mode, catalogue().crime(crimes[row.charge_id])),
            )
        )
    return found


def _assessed(session: Session, noun: str, ids: list[UUID]) -> defaultdict[UUID, dict[int, tuple[Assessed, ...]]]:
    found: defaultdict[UUID, dict[int, tuple[Assessed, ...]]] = defaultdict(dict)
    for target, each in element_assessments.of_targets(session, noun, ids).items():
        found[target.id][target.element or 0] = each
    return found


def _by_element(links: tuple[LinkRow, ...]) -> defaultdict[UUID, dict[int, tuple[LinkRow, ...]]]:
    found: defaultdict[UUID, dict[int, tuple[LinkRow, ...]]] = defaultdict(dict)
    for one in links:
        number = one.target.element or 0
        found[one.target.id][number] = (*found[one.target.id].get(number, ()), one)
    return found


def _charges_of(session: Session, acts: list[UUID]) -> defaultdict[UUID, list[Charge]]:
    found: defaultdict[UUID, list[Charge]] = defaultdict(list)
    table = table_of(Charge)
    for start in range(0, len(acts), records.MOST_AT_ONCE):
        among = table.c.act_id.in_(acts[start : start + records.MOST_AT_ONCE])
        statement = select(Charge).where(among, table.c.binned.is_(False)).order_by(table.c.crime, table.c.id)
        for each in session.scalars(statement):
            if each.act_id is not None:
                found[each.act_id].append(each)
    return found


def _attributions_of(session: Session, charges: list[UUID]) -> list[Any]:
    attributions, actors = table_of(Attribution), table_of(Actor)
    statement = (
        select(attributions, actors.c.name)
        .join(actors, attributions.c.actor_id == actors.c.id)
        .where(attributions.c.charge_id.in_(charges), attributions.c.binned.is_(False))
        .order_by(attributions.c.liability, actors.c.name, attributions.c.id)
    )
    return list(session.execute(statement))
