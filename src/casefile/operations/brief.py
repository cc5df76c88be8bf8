"""Everything that a brief is composed from, read in a few queries; binned records are not among it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.operations import (
    admissibility,
    cases,
    chronology,
    context_findings,
    element_assessments,
    gravity,
    history,
    jurisdiction,
    linkage,
    matrix,
    proof_links,
    records,
)
from casefile.operations.chronology import Entry
from casefile.operations.context_findings import Classification
from casefile.operations.element_assessments import Assessed
from casefile.operations.linkage import Linkage
from casefile.operations.matrix import Cell, Proof
from casefile.operations.proof_links import LinkRow, Target
from casefile.operations.records import Query, Row
from casefile.operations.veil import protected_names

Rows = tuple[Row, ...]
_ALL = 2**31
_SORTED = {
    "incident": "first_day",
    "context_finding": "first_day",
    "actor": "name",
    "posting": "start",
    "proceeding": "first_day",
    "passage": "locator",
    "section": "position",
    "paragraph": "position",
}


@dataclass(frozen=True, slots=True)
class Material:
    """The case as a brief needs it. Rows stand in the order in which they are printed.

    `covering` are the context findings that a charge falls into. `links` are those behind a target, an element included; `cells` belong to a charge or an attribution, `proofs` to
    acts and context findings as a whole. `withheld` is what stands for each protected name. `wall` is the time of the newest change set (UTC, ISO 8601).
    """

    case: Row
    acts: Rows
    incidents: Rows
    places: Mapping[UUID, Row]
    actors: Mapping[UUID, Row]
    sources: Mapping[UUID, Row]
    withheld: Mapping[str, str]
    postings: Mapping[UUID, Rows]
    findings: Rows
    covering: Mapping[UUID, tuple[UUID, ...]]
    conflicts: Mapping[UUID, Classification]
    charges: Mapping[UUID, Rows]
    attributions: Mapping[UUID, Rows]
    items: Mapping[UUID, Row]
    passages: Mapping[UUID, Row]
    proceedings: Rows
    parties: Mapping[UUID, Rows]
    assessments: Rows
    jurisdiction: jurisdiction.Workbook
    complementarity: admissibility.Complementarity
    gravity: tuple[gravity.Figure, ...]
    sections: Rows
    paragraphs: Mapping[UUID, Rows]
    links: Mapping[Target, tuple[LinkRow, ...]]
    cells: Mapping[UUID, tuple[Cell, ...]]
    assessed: Mapping[Target, tuple[Assessed, ...]]
    proofs: Mapping[UUID, Proof]
    linkage: Linkage
    entries: tuple[Entry, ...]
    change_sets: int
    wall: str

    def link(self, noun: str, identity: UUID, element: int | None = None) -> tuple[LinkRow, ...]:
        """The links on a record, or on one of its elements: supporting first, then context, then undermining."""
        return self.links.get(Target(noun, identity, element), ())

    def findings_of(self, charge: UUID, kind: str | None) -> Rows:
        """The context findings of a kind that a charge inherits."""
        covering = self.covering.get(charge, ())
        return tuple(
            row for row in self.findings if context_findings.proves(row["kind"]) == kind and row.id in covering
        )


def gather(session: Session) -> Material:
    """Read the whole case."""
    found = {noun: _all(session, noun) for noun in (*_SORTED, "act", "place", "source", "charge", "evidence")}
    actors = _by_id(found["actor"])
    attributions = tuple(row for row in _all(session, "attribution") if row["actor_id"] in actors)
    postings = tuple(row for row in found["posting"] if row["actor_id"] in actors)
    newest = history.steps(session, limit=1)
    return Material(
        case=cases.case(session),
        acts=found["act"],
        incidents=_dated(found["incident"]),
        places=_by_id(found["place"]),
        actors=actors,
        sources=_by_id(found["source"]),
        withheld=protected_names(session),
        postings=_grouped(postings, "actor_id"),
        findings=_dated(found["context_finding"]),
        covering=context_findings.covering(session, [row.id for row in found["charge"]]),
        conflicts=context_findings.classification(session, [row.id for row in found["incident"]]),
        charges=_grouped(_charges(found["charge"]), "act_id"),
        attributions=_grouped(_attributions(attributions), "charge_id"),
        items=_by_id(found["evidence"]),
        passages=_by_id(found["passage"]),
        proceedings=_dated(found["proceeding"]),
        parties=_grouped(_all(session, "proceeding_actor"), "proceeding_id"),
        assessments=_all(session, "assessment"),
        jurisdiction=jurisdiction.workbook(session),
        complementarity=admissibility.complementarity(session),
        gravity=gravity.figures(session),
        sections=found["section"],
        paragraphs=_grouped(found["paragraph"], "section_id"),
        links=_links(session, {**found, "attribution": attributions, "posting": postings}),
        cells={row.id: row.cells for row in matrix.matrix(session)},
        assessed={
            **element_assessments.of_targets(session, "charge", [row.id for row in found["charge"]]),
            **element_assessments.of_targets(session, "attribution", [row.id for row in attributions]),
        },
        proofs={
            **matrix.proofs_of(session, "act", [row.id for row in found["act"]]),
            **matrix.proofs_of(session, "context_finding", [row.id for row in found["context_finding"]]),
        },
        linkage=linkage.linkage(session),
        entries=chronology.of_rows(found["incident"], found["act"], found["proceeding"], _by_id(found["place"])),
        change_sets=history.count(session),
        wall=newest[0].wall if newest else "",
    )


def _all(session: Session, noun: str) -> Rows:
    return records.page(session, noun, Query(sort=_SORTED.get(noun, "")), limit=_ALL)


def _by_id(rows: Rows) -> dict[UUID, Row]:
    return {row.id: row for row in rows}


def _dated(rows: Rows) -> Rows:
    """By day, those without a known day last."""
    return tuple(sorted(rows, key=lambda row: (row["first_day"] or row["last_day"] or "9999", row.title, row.id)))


def _charges(rows: Rows) -> Rows:
    """As the crimes stand in the Statute."""
    return tuple(sorted(rows, key=lambda row: (codes.parse(row["crime"]).sort_key, row.id)))


def _attributions(rows: Rows) -> Rows:
    """As the modes stand in the Statute."""
    modes = {row.id: catalogue().mode(row["liability"]) for row in rows}
    return tuple(sorted(rows, key=lambda row: (codes.parse(modes[row.id].code).sort_key, row["liability"], row.id)))


def _grouped(rows: Rows, field: str) -> dict[UUID, Rows]:
    groups: defaultdict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[field]].append(row)
    return {key: tuple(group) for key, group in groups.items()}


def _links(session: Session, found: Mapping[str, Rows]) -> dict[Target, tuple[LinkRow, ...]]:
    groups: defaultdict[Target, list[LinkRow]] = defaultdict(list)
    for noun in ("act", "charge", "attribution", "context_finding", "posting", "proceeding"):
        for link in proof_links.of_many(session, noun, [row.id for row in found[noun]]):
            groups[link.target].append(link)
    return {target: tuple(links) for target, links in groups.items()}
