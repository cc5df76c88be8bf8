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
from casefile.operations import context_findings, lineage, records

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
    """One element of one charge or attribution.

    `proof` counts all links, `own` those on the charge or attribution itself; `inherited` are the supporting links that
    stand on context findings. `sources` counts the independent origins (lineage.py) of what supports it.

    A contextual element has a `nexus`: how the link of this conduct with the context stands, by the charge's own links
    alone, since a finding proves the context and never the link; `nexus_argued` when the charge has words for it.
    """

    element: Element
    proof: Proof
    own: Proof = Proof()
    inherited: int = 0
    sources: int = 0
    nexus: State | None = None
    nexus_argued: bool = False

    @property
    def state(self) -> State:
        return self.proof.state

    @property
    def single_source(self) -> bool:
        """Whether all that supports it comes from one origin: worth knowing, no defect in law (rule 63(4))."""
        return self.sources == 1

    @property
    def nexus_open(self) -> bool:
        """Whether a contextual element still lacks proof that ties this conduct to the context."""
        return self.nexus in (State.GAP, State.UNDERMINED)


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
    own = _tallies(session, "charge", crimes)
    kinds = {row.id: context_findings.proves(row.kind) for row in session.execute(_kinds())}
    shared = _tallies(session, "context_finding", kinds)
    covering = context_findings.covering(session, crimes)
    argued = _argued(session, crimes)
    found = {}
    for charge, crime in crimes.items():
        cells = []
        for element in _elements(crime):
            mine = own.get((charge, element.number), Tally())
            if element.context is None:
                cells.append(_cell(element, mine))
                continue
            findings = [
                shared[one, 0] for one in covering[charge] if kinds[one] == element.context and (one, 0) in shared
            ]
            cells.append(_contextual(element, mine, findings, argued=charge in argued))
        found[charge] = tuple(cells)
    return found


def cells_of_attributions(session: Session, modes: Mapping[UUID, str]) -> dict[UUID, tuple[Cell, ...]]:
    """The elements of each attribution, given its mode of liability, and how each stands."""
    own = _tallies(session, "attribution", modes)
    return {
        attribution: tuple(
            _cell(element, own.get((attribution, element.number), Tally())) for element in _elements(mode)
        )
        for attribution, mode in modes.items()
    }


def proofs_of(session: Session, target: str, ids: Collection[UUID]) -> dict[UUID, Proof]:
    """What bears on acts, findings, postings or proceedings as a whole; `target` is their noun."""
    return {identity: tally.proof for (identity, _), tally in _tallies(session, target, ids).items()}


@cache
def _elements(code: str) -> tuple[Element, ...]:
    return catalogue().elements(code)


@dataclass(frozen=True, slots=True)
class Tally:
    """The links on one target: how many each way, and the origins of those that support it."""

    proof: Proof = Proof()
    origins: frozenset[bytes] = frozenset()


def _cell(element: Element, own: Tally) -> Cell:
    return Cell(element, own.proof, own.proof, sources=len(own.origins))


def _contextual(element: Element, own: Tally, findings: list[Tally], *, argued: bool) -> Cell:
    every = [own, *findings]
    together = Proof(
        sum(tally.proof.supports for tally in every),
        sum(tally.proof.undermines for tally in every),
        sum(tally.proof.context for tally in every),
    )
    return Cell(
        element,
        together,
        own.proof,
        together.supports - own.proof.supports,
        len(frozenset().union(*(tally.origins for tally in every))),
        own.proof.state,
        argued,
    )


def _kinds() -> Any:
    table = table_of(ContextFinding)
    return select(table.c.id, table.c.kind).where(table.c.binned.is_(False))


def _argued(session: Session, charges: Collection[UUID]) -> set[UUID]:
    """The charges that have words for their link with the context."""
    table = table_of(Charge)
    wanted = list(charges)
    found: set[UUID] = set()
    for start in range(0, len(wanted), _BATCH):
        among = table.c.id.in_(wanted[start : start + _BATCH])
        found |= set(session.scalars(select(table.c.id).where(among, table.c.nexus != "")))
    return found


def _tallies(session: Session, target: str, ids: Collection[UUID]) -> dict[tuple[UUID, int], Tally]:
    links, passages = table_of(ProofLink), table_of(Passage)
    column = links.c[f"{target}_id"]
    counts: defaultdict[tuple[UUID, int], Counter[str]] = defaultdict(Counter)
    items: defaultdict[tuple[UUID, int], set[bytes]] = defaultdict(set)
    counted = (
        select(
            column.label("target"),
            links.c.element,
            links.c.bearing,
            lineage.raw(passages.c.evidence_id).label("item"),
            func.count().label("links"),
        )
        .join(passages, links.c.passage_id == passages.c.id)
        .where(links.c.binned.is_(False), links.c.passage_id.not_in(records.hidden(Passage)))
        .group_by(column, links.c.element, links.c.bearing, passages.c.evidence_id)
    )
    wanted = list(ids)
    for start in range(0, len(wanted), _BATCH):
        for row in session.execute(counted.where(column.in_(wanted[start : start + _BATCH]))):
            key = row.target, row.element or 0
            counts[key][row.bearing] += row.links
            if row.bearing == "supports":
                items[key].add(row.item)
    origins = lineage.origins(session, {item for found in items.values() for item in found})
    return {
        key: Tally(
            Proof(count["supports"], count["undermines"], count["context"]),
            frozenset(origins[item] for item in items[key]),
        )
        for key, count in counts.items()
    }


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
