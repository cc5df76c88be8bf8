"""Coverage: which element of which charge and attribution is proved, contested, undermined, or a gap.

An element is *covered* when some passage supports it and none undermines it, *contested* when both, *undermined* when
only the second, else a *gap*. A contextual element inherits the links of the context findings of its kind that its act
falls into, so that an armed conflict is proved once. Corroboration is
not required in law (Rules of Procedure and Evidence, rule 63(4)): one supporting passage covers an element.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.law.records import Element
from casefile.model import Act, Actor, Attribution, Charge, ContextFinding, Passage, ProofLink
from casefile.model.base import table_of
from casefile.operations import context_findings, records

_BATCH = 500


class State(StrEnum):
    """How an element stands."""

    COVERED = "covered"
    CONTESTED = "contested"
    UNDERMINED = "undermined"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Proof:
    """How many passages bear on something, each way."""

    supports: int = 0
    undermines: int = 0
    context: int = 0

    @property
    def state(self) -> State:
        if self.supports:
            return State.CONTESTED if self.undermines else State.COVERED
        return State.UNDERMINED if self.undermines else State.GAP


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of one charge or attribution. `inherited` counts supporting links that stand on context findings."""

    element: Element
    proof: Proof
    inherited: int = 0

    @property
    def state(self) -> State:
        return self.proof.state


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many elements stand where."""

    covered: int = 0
    contested: int = 0
    undermined: int = 0
    gap: int = 0

    @property
    def total(self) -> int:
        return self.covered + self.contested + self.undermined + self.gap


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: a charge (`attribution_id` None), or an attribution below its charge."""

    act_id: UUID
    act_number: str
    act_title: str
    charge_id: UUID
    crime: str
    attribution_id: UUID | None
    liability: str
    actor: str
    cells: tuple[Cell, ...]

    @property
    def id(self) -> UUID:
        return self.attribution_id or self.charge_id

    @property
    def coverage(self) -> Coverage:
        return summed(self.cells)


def summed(cells: Collection[Cell]) -> Coverage:
    """The states of some cells, counted."""
    states = [cell.state for cell in cells]
    return Coverage(
        states.count(State.COVERED),
        states.count(State.CONTESTED),
        states.count(State.UNDERMINED),
        states.count(State.GAP),
    )


def matrix(session: Session, act_id: UUID | None = None) -> tuple[MatrixRow, ...]:
    """Every charge with its attributions, by act number; of one act if given."""
    charges = _charges(session, act_id)
    charge_cells = cells_of_charges(session, {row.id: row.crime for row in charges})
    attributions = _attributions(session, [row.id for row in charges])
    cells = cells_of_attributions(session, {row.id: row.liability for rows in attributions.values() for row in rows})
    made = []
    for row in charges:
        own = (row.act_id, row.number, row.title, row.id, row.crime)
        made.append(MatrixRow(*own, None, "", "", charge_cells[row.id]))
        made += [MatrixRow(*own, each.id, each.liability, each.name, cells[each.id]) for each in attributions[row.id]]
    return tuple(made)


def cells_of_charges(session: Session, crimes: Mapping[UUID, str]) -> dict[UUID, tuple[Cell, ...]]:
    """The elements of each charge, given its crime, and how each stands."""
    own = _proofs(session, "charge", crimes)
    kinds = {row.id: row.kind for row in session.execute(select(ContextFinding.id, ContextFinding.kind))}
    proofs = proofs_of(session, "context_finding", kinds)
    inherited = context_findings.covering(session, crimes)
    return {
        charge: tuple(
            _cell(
                element,
                own.get((charge, element.number), Proof()),
                _of_kind(element.context, inherited[charge], kinds, proofs),
            )
            for element in _elements(crime)
        )
        for charge, crime in crimes.items()
    }


def cells_of_attributions(session: Session, modes: Mapping[UUID, str]) -> dict[UUID, tuple[Cell, ...]]:
    """The elements of each attribution, given its mode of liability, and how each stands."""
    own = _proofs(session, "attribution", modes)
    return {
        attribution: tuple(
            Cell(element, own.get((attribution, element.number), Proof())) for element in _elements(mode)
        )
        for attribution, mode in modes.items()
    }


def proofs_of(session: Session, target: str, ids: Collection[UUID]) -> dict[UUID, Proof]:
    """What bears on acts, findings, postings or proceedings as a whole; `target` is their noun."""
    return {identity: proof for (identity, _), proof in _proofs(session, target, ids).items()}


def _of_kind(
    context: str | None, findings: Collection[UUID], kinds: Mapping[UUID, str], proofs: Mapping[UUID, Proof]
) -> list[Proof]:
    if context is None:
        return []
    return [proofs[one] for one in findings if one in proofs and kinds[one] == context]


@cache
def _elements(code: str) -> tuple[Element, ...]:
    return catalogue().elements(code)


def _cell(element: Element, own: Proof, findings: list[Proof]) -> Cell:
    if not findings:
        return Cell(element, own)
    every = [own, *findings]
    together = Proof(
        sum(proof.supports for proof in every),
        sum(proof.undermines for proof in every),
        sum(proof.context for proof in every),
    )
    return Cell(element, together, together.supports - own.supports)


def _proofs(session: Session, target: str, ids: Collection[UUID]) -> dict[tuple[UUID, int], Proof]:
    links = table_of(ProofLink)
    column = links.c[f"{target}_id"]
    tallies: defaultdict[tuple[UUID, int], Counter[str]] = defaultdict(Counter)
    counted = (
        select(column.label("target"), links.c.element, links.c.bearing, func.count().label("links"))
        .where(links.c.binned.is_(False), links.c.passage_id.not_in(records.hidden(Passage)))
        .group_by(column, links.c.element, links.c.bearing)
    )
    wanted = list(ids)
    for start in range(0, len(wanted), _BATCH):
        for row in session.execute(counted.where(column.in_(wanted[start : start + _BATCH]))):
            tallies[row.target, row.element or 0][row.bearing] = row.links
    return {key: Proof(tally["supports"], tally["undermines"], tally["context"]) for key, tally in tallies.items()}


def _charges(session: Session, act_id: UUID | None) -> list[Any]:
    charges, acts = table_of(Charge), table_of(Act)
    statement = (
        select(charges.c.id, charges.c.crime, acts.c.id.label("act_id"), acts.c.number, acts.c.title)
        .join(acts, charges.c.act_id == acts.c.id)
        .where(charges.c.binned.is_(False), acts.c.binned.is_(False))
        .order_by(func.length(acts.c.number), acts.c.number, charges.c.crime, charges.c.id)
    )
    if act_id is not None:
        statement = statement.where(acts.c.id == act_id)
    return list(session.execute(statement))


def _attributions(session: Session, charges: list[UUID]) -> defaultdict[UUID, list[Any]]:
    attributions, actors = table_of(Attribution), table_of(Actor)
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for start in range(0, len(charges), _BATCH):
        statement = (
            select(attributions.c.id, attributions.c.charge_id, attributions.c.liability, actors.c.name)
            .join(actors, attributions.c.actor_id == actors.c.id)
            .where(attributions.c.binned.is_(False), attributions.c.charge_id.in_(charges[start : start + _BATCH]))
            .order_by(attributions.c.liability, actors.c.name, attributions.c.id)
        )
        for row in session.execute(statement):
            found[row.charge_id].append(row)
    return found
