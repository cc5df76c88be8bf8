"""What the act's page shows, read in one go: the act with all that hangs on it, and the context that its charges inherit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casefile.model.context_findings import KINDS
from casefile.model.dates import words
from casefile.operations import acts, context_findings, proof_links, records
from casefile.operations.acts import ActDetail, BinnedPart
from casefile.operations.proof_links import LinkRow
from casefile.ui.text import tr


@dataclass(frozen=True, slots=True)
class Finding:
    """A context finding and the links behind it. `about`: its kind, period and place in words."""

    id: UUID
    title: str
    about: str
    links: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class ActPage:
    """`findings` by their kind."""

    detail: ActDetail
    place: str
    findings: Mapping[str, tuple[Finding, ...]]
    binned: tuple[BinnedPart, ...]


def act_page(session: Any, act: UUID) -> ActPage:
    """Everything about one act."""
    detail = acts.detail(session, act)
    place = detail.act["place_id"]
    return ActPage(
        detail,
        records.labels(session, [("place", place)]).get(place, "") if place else "",
        _findings(session, [one.id for one in detail.conduct.findings if not one.excludes(detail.conduct.reach)]),
        acts.binned_parts(session, act),
    )


def findings(session: Any, charges: list[UUID]) -> dict[str, tuple[Finding, ...]]:
    """The findings that the charges of one act inherit; they fall into the same ones."""
    covering = context_findings.covering(session, charges)
    return _findings(session, list(dict.fromkeys(one for each in covering.values() for one in each)))


def _findings(session: Any, ids: list[UUID]) -> dict[str, tuple[Finding, ...]]:
    links = proof_links.of_many(session, "context_finding", ids)
    rows = [records.get(session, "context_finding", identity) for identity in ids]
    places = records.labels(session, [("place", row["place_id"]) for row in rows if row["place_id"]])
    found: dict[str, tuple[Finding, ...]] = {}
    for row in rows:
        about = (tr(dict(KINDS)[row["kind"]]), words(row["period"]), places.get(row["place_id"], ""))
        own = tuple(one for one in links if one.target.id == row.id)
        finding = Finding(row.id, row.title, " · ".join(part for part in about if part), own)
        context = context_findings.proves(row["kind"])
        found[context] = (*found.get(context, ()), finding)
    return found


def act_of(session: Any, record: UUID) -> UUID:
    """The act that `record` is or hangs on: an act, a charge, an attribution."""
    if records.exists(session, "attribution", record):
        record = records.get(session, "attribution", record)["charge_id"]
    if records.exists(session, "charge", record):
        record = records.get(session, "charge", record)["act_id"]
    return record
