"""Who stood under whom, and who is alleged to answer for what: the rows of the picture of linkage.

A link of the picture is *proved* when a passage bears it out and none speaks against it: on the posting itself, or on
any element of the attribution.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.law import codes
from casefile.model import Act, Actor, Attribution, Charge, Passage, Posting, ProofLink, dates
from casefile.model.base import table_of
from casefile.operations import records
from casefile.operations.matrix import Proof

_T = TypeVar("_T")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LinkedActor:
    """A person, unit, organisation or State. `stands` is the pseudonym of one whose name is protected."""

    id: UUID
    name: str
    kind: str
    protected: bool
    stands: str


@dataclass(frozen=True, slots=True)
class LinkedAct:
    """An act that somebody is alleged to answer for."""

    id: UUID
    number: str
    title: str
    incident_id: UUID | None


@dataclass(frozen=True, slots=True)
class PostingLink:
    """`actor_id` held `role` in or under `superior_id`; `start` and `end` are EDTF."""

    id: UUID
    actor_id: UUID
    superior_id: UUID | None
    role: str
    start: str
    end: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class AttributionLink:
    """`actor_id` is alleged to answer for `crime` on `act_id` by the mode `liability` (codes of the catalogue)."""

    id: UUID
    actor_id: UUID
    act_id: UUID
    crime: str
    liability: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Linkage:
    """All that is linked; who has neither posting nor attribution is not in it. `unlinked` counts acts without anybody.

    `beyond` are superiors of some of the actors who are not themselves in this part of the case.
    """

    actors: tuple[LinkedActor, ...] = ()
    acts: tuple[LinkedAct, ...] = ()
    postings: tuple[PostingLink, ...] = ()
    attributions: tuple[AttributionLink, ...] = ()
    beyond: tuple[LinkedActor, ...] = ()
    unlinked: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of it to show: one act, the acts of one incident, or one actor; `depth` counts levels of superiors."""

    act_id: UUID | None = None
    incident_id: UUID | None = None
    actor_id: UUID | None = None
    depth: int | None = None


def linkage(session: Session) -> Linkage:
    """The whole case: actors by name, acts by number, postings by day, attributions as the modes stand in the Statute."""
    acts = _acts(session)
    attributions = _attributions(session, {act.id for act in acts})
    postings = _postings(session)
    among = {one.actor_id for one in postings} | {one.actor_id for one in attributions}
    among |= {one.superior_id for one in postings if one.superior_id is not None}
    actors = tuple(one for one in _actors(session) if one.id in among)
    known = {one.id for one in actors}
    attributions = tuple(one for one in attributions if one.actor_id in known)
    linked = {one.act_id for one in attributions}
    return Linkage(
        actors,
        tuple(act for act in acts if act.id in linked),
        tuple(
            one if one.superior_id in known else replace(one, superior_id=None)
            for one in postings
            if one.actor_id in known
        ),
        attributions,
        unlinked=len(acts) - len(linked),
    )


def narrowed(whole: Linkage, wanted: Wanted) -> Linkage:
    """The part of `whole` around an act, an incident or an actor.

    Of an actor: who stands below, the acts of all of them, and superiors up to `depth` levels above (None for all);
    of acts: those alleged to answer for them, and their superiors.
    """
    up = _grouped(whole.postings, lambda one: one.actor_id)
    if wanted.actor_id is not None:
        down = _grouped(whole.postings, lambda one: one.superior_id)
        own = _reached({wanted.actor_id}, lambda actor: (one.actor_id for one in down.get(actor, ())), wanted.depth)
        attributions = [one for one in whole.attributions if one.actor_id in own]
        start = set(own)
    else:
        acts = {act.id for act in whole.acts if _fits(act, wanted)}
        attributions = [one for one in whole.attributions if one.act_id in acts]
        start = {one.actor_id for one in attributions}
        if wanted.act_id is None and wanted.incident_id is None:
            start |= {actor.id for actor in whole.actors if wanted.depth is None}
    among = _reached(start, lambda actor: (one.superior_id for one in up.get(actor, ())), wanted.depth)
    return _only(whole, among, attributions)


def of_acts(whole: Linkage, acts: Collection[UUID], depth: int | None = None) -> Linkage:
    """The part of `whole` around some acts: who is alleged to answer for them, and superiors up to `depth` levels."""
    up = _grouped(whole.postings, lambda one: one.actor_id)
    attributions = [one for one in whole.attributions if one.act_id in acts]
    start = {one.actor_id for one in attributions}
    among = _reached(start, lambda actor: (one.superior_id for one in up.get(actor, ())), depth)
    return _only(whole, among, attributions)


def term(start: str, end: str) -> str:
    """From when to when (EDTF) a posting was held, in words; an end that is only known to lie beyond a day is said to."""
    return " ".join(part for part in (_since(start), _until(end)) if part)


def _since(edtf: str) -> str:
    opening, _, latest = edtf.rpartition("/")
    if latest and opening in {"", ".."} and "/" in edtf:
        return f"from {dates.words(latest)} at the latest"
    return f"from {dates.words(edtf)}" if edtf else ""


def _until(edtf: str) -> str:
    earliest, _, closing = edtf.partition("/")
    if earliest and closing in {"", ".."} and "/" in edtf:
        return f"until {dates.words(earliest)} at least"
    return f"until {dates.words(edtf)}" if edtf else ""


def withheld(actor: LinkedActor, otherwise: str) -> LinkedActor:
    """The actor as somebody outside may see it: by pseudonym, or `otherwise`, where the name is protected."""
    return replace(actor, name=actor.stands or otherwise) if actor.protected else actor


def _only(whole: Linkage, among: Collection[UUID], attributions: Sequence[AttributionLink]) -> Linkage:
    acts = {one.act_id for one in attributions}
    postings = tuple(one for one in whole.postings if one.actor_id in among)
    superiors = {one.superior_id for one in postings}
    return Linkage(
        tuple(actor for actor in whole.actors if actor.id in among),
        tuple(act for act in whole.acts if act.id in acts),
        postings,
        tuple(attributions),
        tuple(actor for actor in whole.actors if actor.id in superiors and actor.id not in among),
        whole.unlinked,
    )


def _fits(act: LinkedAct, wanted: Wanted) -> bool:
    return (wanted.act_id is None or act.id == wanted.act_id) and (
        wanted.incident_id is None or act.incident_id == wanted.incident_id
    )


def _reached(
    start: Collection[UUID], beyond: Callable[[UUID], Iterable[UUID | None]], depth: int | None
) -> frozenset[UUID]:
    """`start` and whoever is reached from it in at most `depth` steps."""
    found, edge, steps = set(start), set(start), 0
    while edge and (depth is None or steps < depth):
        edge = {other for one in edge for other in beyond(one) if other is not None} - found
        found |= edge
        steps += 1
    return frozenset(found)


def _grouped(rows: Iterable[_T], key: Callable[[_T], _Key]) -> dict[_Key, list[_T]]:
    groups: defaultdict[_Key, list[_T]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


# --- reading ------------------------------------------------------------------------------------------------------


def _actors(session: Session) -> tuple[LinkedActor, ...]:
    table = table_of(Actor)
    columns = (table.c.id, table.c.name, table.c.kind, table.c.protected, table.c.pseudonym)
    statement = select(*columns).where(records.visible(Actor)).order_by(table.c.name, table.c.id)
    return tuple(LinkedActor(*row) for row in session.execute(statement))


def _acts(session: Session) -> tuple[LinkedAct, ...]:
    table = table_of(Act)
    columns = (table.c.id, table.c.number, table.c.title, table.c.incident_id)
    order = (func.length(table.c.number), table.c.number, table.c.id)
    return tuple(
        LinkedAct(*row) for row in session.execute(select(*columns).where(records.visible(Act)).order_by(*order))
    )


def _postings(session: Session) -> tuple[PostingLink, ...]:
    table = table_of(Posting)
    columns = (table.c.id, table.c.actor_id, table.c.superior_id, table.c.role, table.c.start, table.c.end)
    order = (table.c.first_day, table.c.role, table.c.id)
    found = session.execute(select(*columns).where(records.visible(Posting)).order_by(*order))
    rows: list[tuple[Any, Any, Any, Any, Any, Any]] = [tuple(row) for row in found]
    proofs = _proofs(session, "posting")
    return tuple(PostingLink(*row, proofs.get(row[0], Proof())) for row in rows)


def _attributions(session: Session, acts: Collection[UUID]) -> tuple[AttributionLink, ...]:
    attributions, charges = table_of(Attribution), table_of(Charge)
    columns = (attributions.c.id, attributions.c.actor_id, charges.c.act_id, charges.c.crime, attributions.c.liability)
    joined = select(*columns).join(charges, attributions.c.charge_id == charges.c.id)
    statement = joined.where(records.visible(Attribution))
    rows: list[tuple[Any, Any, Any, Any, Any]] = [
        tuple(row) for row in session.execute(statement) if row.act_id in acts
    ]
    proofs = _proofs(session, "attribution")
    found = [AttributionLink(*row, proofs.get(row[0], Proof())) for row in rows]
    return tuple(sorted(found, key=_as_in_the_statute))


def _as_in_the_statute(one: AttributionLink) -> tuple[Any, ...]:
    return (codes.parse(one.liability).sort_key, codes.parse(one.crime).sort_key, one.id)


def _proofs(session: Session, target: str) -> dict[UUID, Proof]:
    """How many passages bear on each posting, or on the elements of each attribution together."""
    links = table_of(ProofLink)
    column = links.c[f"{target}_id"]
    tallies: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    statement = (
        select(column, links.c.bearing, func.count())
        .where(column.is_not(None), links.c.binned.is_(False), links.c.passage_id.not_in(records.hidden(Passage)))
        .group_by(column, links.c.bearing)
    )
    for identity, bearing, count in session.execute(statement):
        tallies[identity][bearing] = count
    return {one: Proof(tally["supports"], tally["undermines"], tally["context"]) for one, tally in tallies.items()}
