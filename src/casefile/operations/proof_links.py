"""Links of proof: making one in one go, and reading what stands behind a target or follows from a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casefile.law.catalogue import catalogue
from casefile.law.records import Element
from casefile.model import Act, Actor, Attribution, Charge, EvidenceItem, Passage, Posting, ProofLink
from casefile.model.base import table_of
from casefile.model.proof_links import TARGETS
from casefile.operations import lineage, records


@dataclass(frozen=True, slots=True)
class Target:
    """What a passage bears on: a record, and for a charge or an attribution the number of an element."""

    noun: str
    id: UUID
    element: int | None = None

    def values(self) -> dict[str, Any]:
        """The fields of a link that point here."""
        return {f"{self.noun}_id": self.id, "element": self.element}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as people read it: the pin cite with its quote, and how it bears.

    `origin` is what the item descends from (lineage.py): proof is counted in origins, not in items.
    """

    id: UUID
    bearing: str
    weight: str
    note: str
    passage_id: UUID
    locator: str
    quote: str
    translation: str
    evidence_id: UUID
    evidence_number: str
    evidence_title: str
    reliability: str
    credibility: str
    origin: UUID
    target: Target

    @property
    def pin_cite(self) -> str:
        """Exhibit number and place in it."""
        return ", ".join(part for part in (self.evidence_number, self.locator) if part)


def link(session: Session, passage_id: UUID, target: Target, values: Mapping[str, Any] | None = None) -> UUID:
    """Say that a passage bears on a target; `values` are bearing, weight, note."""
    return records.add(session, "proof_link", {"passage_id": passage_id, **target.values(), **(values or {})})


def link_new_passage(
    session: Session, passage: Mapping[str, Any], target: Target, values: Mapping[str, Any] | None = None
) -> UUID:
    """Make a passage (its item, locator, quote …) and link it, as one step."""
    return link(session, records.add(session, "passage", passage), target, values)


def behind(session: Session, target: Target) -> tuple[LinkRow, ...]:
    """The links on a target: supporting, then undermining, then context; each by exhibit number."""
    links = table_of(ProofLink)
    conditions = [links.c[f"{target.noun}_id"] == target.id]
    if target.element is not None:
        conditions.append(links.c.element == target.element)
    return _links(session, *conditions)


def of_passage(session: Session, passage_id: UUID) -> tuple[LinkRow, ...]:
    """What a passage bears on."""
    return _links(session, table_of(ProofLink).c.passage_id == passage_id)


def of_many_passages(session: Session, passages: list[UUID]) -> tuple[LinkRow, ...]:
    """What several passages bear on."""
    found: list[LinkRow] = []
    for start in range(0, len(passages), records.MOST_AT_ONCE):
        among = table_of(ProofLink).c.passage_id.in_(passages[start : start + records.MOST_AT_ONCE])
        found += _links(session, among)
    return tuple(found)


def of_ids(session: Session, ids: Sequence[UUID]) -> tuple[LinkRow, ...]:
    """Some links by their ids, those in the bin left out."""
    found: list[LinkRow] = []
    for start in range(0, len(ids), records.MOST_AT_ONCE):
        found += _links(session, table_of(ProofLink).c.id.in_(ids[start : start + records.MOST_AT_ONCE]))
    return tuple(found)


def of_many(session: Session, noun: str, ids: list[UUID]) -> tuple[LinkRow, ...]:
    """The links on several targets of one noun."""
    column = table_of(ProofLink).c[f"{noun}_id"]
    found: list[LinkRow] = []
    for start in range(0, len(ids), records.MOST_AT_ONCE):
        found += _links(session, column.in_(ids[start : start + records.MOST_AT_ONCE]))
    return tuple(found)


def _links(session: Session, *conditions: Any) -> tuple[LinkRow, ...]:
    links, passages, items = table_of(ProofLink), table_of(Passage), table_of(EvidenceItem)
    statement = (
        select(
            links,
            passages.c.locator,
            passages.c.quote,
            passages.c.translation,
            items.c.id.label("item_id"),
            items.c.number,
            items.c.title,
            items.c.reliability,
            items.c.credibility,
        )
        .join(passages, links.c.passage_id == passages.c.id)
        .join(items, passages.c.evidence_id == items.c.id)
        .where(links.c.binned.is_(False), passages.c.binned.is_(False), items.c.binned.is_(False), *conditions)
        .order_by(links.c.bearing == "context", links.c.bearing == "undermines")
        .order_by(func.length(items.c.number), items.c.number, passages.c.locator, links.c.id)
    )
    found = list(session.execute(statement))
    read = lineage.read(session, {row.item_id.bytes for row in found})
    return tuple(_link_row(row, UUID(bytes=read.origin(row.item_id.bytes))) for row in found)


def _link_row(row: Any, origin: UUID) -> LinkRow:
    target = next(noun for noun in TARGETS if getattr(row, f"{noun}_id") is not None)
    return LinkRow(
        id=row.id,
        bearing=row.bearing,
        weight=row.weight,
        note=row.note,
        passage_id=row.passage_id,
        locator=row.locator,
        quote=row.quote,
        translation=row.translation,
        evidence_id=row.item_id,
        evidence_number=row.number,
        evidence_title=row.title,
        reliability=row.reliability,
        credibility=row.credibility,
        origin=origin,
        target=Target(target, getattr(row, f"{target}_id"), row.element),
    )


WHOLE = {
    "act": "Statement",
    "context_finding": "Context finding",
    "posting": "Posting",
    "proceeding": "Proceeding",
}
"""What a target without elements is called."""


@dataclass(frozen=True, slots=True)
class TargetChoice:
    """Something that a passage can be linked to, for a picker."""

    target: Target
    text: str
    detail: str


def name_targets(session: Session, targets: Sequence[Target]) -> dict[Target, TargetChoice]:
    """Targets in words; those in the bin are left out."""
    wanted = set(targets)
    charges = [target.id for target in wanted if target.noun == "charge"]
    attributions = [target.id for target in wanted if target.noun == "attribution"]
    elements = elements_of(session, charges, attributions)
    found = {choice.target: choice for choice in elements if choice.target in wanted}
    whole = [target for target in wanted if target.noun in WHOLE]
    names = records.labels(session, [(target.noun, target.id) for target in whole])
    held = _who_held(session, [target.id for target in whole if target.noun == "posting"])
    return found | {
        target: TargetChoice(target, held.get(target.id, "") + names[target.id], WHOLE[target.noun])
        for target in whole
        if target.id in names
    }


def elements_of(session: Session, charges: Sequence[UUID], attributions: Sequence[UUID]) -> list[TargetChoice]:
    """All elements of some charges and of some attributions, by the number of their act."""
    number = (func.length(table_of(Act).c.number), table_of(Act).c.number)
    crime, mode = table_of(Charge).c, table_of(Attribution).c
    found: list[TargetChoice] = []
    for noun, statement, column, among in (
        ("charge", charge_rows().order_by(*number, crime.crime), crime.id, charges),
        ("attribution", attribution_rows().order_by(*number, crime.crime, mode.liability), mode.id, attributions),
    ):
        for start in range(0, len(among), records.MOST_AT_ONCE):
            for row in session.execute(statement.where(column.in_(among[start : start + records.MOST_AT_ONCE]))):
                found += [element_choice(noun, row, element) for element in catalogue().elements(row.code)]
    return found


def element_words(code: str, element: Element) -> str:
    """An element of a crime or of a mode of liability, shortly."""
    return f"{code} element {element.number}: {element.label}"


def element_choice(noun: str, row: Any, element: Element) -> TargetChoice:
    """`row`: id, code, number and title of the act; of an attribution also who and which crime."""
    detail = row.title if noun == "charge" else f"{row.name}, {row.crime}, {row.title}"
    return TargetChoice(
        Target(noun, row.id, element.number), f"{row.number} {element_words(row.code, element)}", detail
    )


def _who_held(session: Session, postings: Sequence[UUID]) -> dict[UUID, str]:
    """For postings, whose title is a role alone: whose it is, and where."""
    table, person, unit = table_of(Posting), table_of(Actor).alias(), table_of(Actor).alias()
    statement = (
        select(table.c.id, person.c.name, unit.c.name.label("unit"))
        .join(person, person.c.id == table.c.actor_id)
        .outerjoin(unit, unit.c.id == table.c.superior_id)
    )
    found: dict[UUID, str] = {}
    for start in range(0, len(postings), records.MOST_AT_ONCE):
        among = table.c.id.in_(postings[start : start + records.MOST_AT_ONCE])
        for row in session.execute(statement.where(among)):
            found[row.id] = f"{row.name}, {row.unit}: " if row.unit else f"{row.name}: "
    return found


def charge_rows() -> Select[Any]:
    """Charges that are not in the bin, as `element_choice` wants them."""
    charges, acts = table_of(Charge), table_of(Act)
    columns = (charges.c.id, charges.c.crime.label("code"), charges.c.act_id, acts.c.number, acts.c.title)
    return select(*columns).join(acts, charges.c.act_id == acts.c.id).where(records.visible(Charge))


def attribution_rows() -> Select[Any]:
    """Attributions that are not in the bin, as `element_choice` wants them."""
    attributions, charges, acts, actors = (table_of(one) for one in (Attribution, Charge, Act, Actor))
    columns = (attributions.c.id, attributions.c.liability.label("code"), attributions.c.actor_id, actors.c.name)
    of_act = (charges.c.crime, charges.c.act_id, acts.c.number, acts.c.title)
    return (
        select(*columns, *of_act)
        .join(charges, attributions.c.charge_id == charges.c.id)
        .join(acts, charges.c.act_id == acts.c.id)
        .join(actors, attributions.c.actor_id == actors.c.id)
        .where(records.visible(Attribution))
    )
