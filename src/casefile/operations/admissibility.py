"""Admissibility: what States have done about each suspect (complementarity), and how grave the alleged acts are in figures.

Complementarity asks first whether a State does, or did, anything about the same case; only then whether that is genuine
(article 17(1)(a) to (c), (2) and (3); article 20(3) for a trial that was held). What is computed here is where the
recorded proceedings lead; the researcher's assessment stands beside it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.model import Actor, Attribution, Charge, ProceedingActor
from casefile.model.base import table_of
from casefile.operations import records
from casefile.operations.records import Query, Row

_ALL = 2**31
_UNDER_WAY = ("preliminary", "investigation", "prosecution")
_TRIED = ("convicted", "acquitted")
_UNWILLING = ("shielding", "delay", "partial", "unable")
_SHAM = ("shielding", "partial")


class Standing(StrEnum):
    """Where national proceedings lead: for one of them, and for a suspect as a whole."""

    INACTIVITY = "inactivity"
    OTHER_CASE = "other_case"
    NOT_GENUINE = "not_genuine"
    OPEN = "open"
    BARRED = "barred"


WORDS = {
    Standing.INACTIVITY: "No national proceeding is recorded: inactivity, so nothing in article 17(1)(a) to (c) stands "
    "in the way. Say where it was looked for and when.",
    Standing.OTHER_CASE: "The proceedings recorded are about other persons or other conduct: no State deals with the same "
    "case, so nothing in article 17(1)(a) to (c) stands in the way.",
    Standing.NOT_GENUINE: "The same case, but not genuine as assessed: admissible by the exceptions of article 17(2) or "
    "(3), after a trial by article 20(3).",
    Standing.OPEN: "Open: a recorded proceeding is not assessed far enough. Say whether it is the same case, at what "
    "stage, and whether it is genuine.",
    Standing.BARRED: "Inadmissible as assessed: a State deals or has dealt genuinely with the same case (article 17(1)(a) "
    "to (c), article 20(3)).",
}


@dataclass(frozen=True, slots=True)
class National:
    """One national proceeding with the persons that it is about, and where it leads by itself."""

    row: Row
    subjects: tuple[tuple[UUID, str], ...]
    standing: Standing

    @property
    def id(self) -> UUID:
        return self.row.id


@dataclass(frozen=True, slots=True)
class Suspect:
    """An actor to whom charges are attributed, the national proceedings about it, and where they lead together."""

    id: UUID
    name: str
    charges: int
    proceedings: tuple[UUID, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Complementarity:
    """The log of national proceedings by date, and every suspect by name."""

    log: tuple[National, ...]
    suspects: tuple[Suspect, ...]


def complementarity(session: Session) -> Complementarity:
    """What States are recorded to have done about the suspects of this case."""
    rows = records.page(session, "proceeding", Query(sort="first_day", where={"kind": "national"}), limit=_ALL)
    subjects = _subjects(session)
    log = tuple(National(row, tuple(subjects[row.id]), standing_of(row)) for row in rows)
    about: defaultdict[UUID, list[National]] = defaultdict(list)
    for one in log:
        for actor, _name in one.subjects:
            about[actor].append(one)
    suspects = tuple(
        Suspect(actor, name, charges, tuple(one.id for one in about[actor]), together(about[actor]))
        for actor, name, charges in _suspects(session)
    )
    return Complementarity(log, suspects)


def standing_of(row: Row) -> Standing:
    """Where one national proceeding leads, by what is recorded of it.

    A trial that was held bars the Court unless it shielded the person or was not independent or impartial: article
    20(3) knows neither delay nor inability, so those leave the question open.
    """
    if row["same_case"] in ("other_persons", "other_conduct"):
        return Standing.OTHER_CASE
    if row["same_case"] != "same" or not row["genuineness"]:
        return Standing.OPEN
    if row["genuineness"] == "genuine":
        return Standing.BARRED if row["stage"] in (*_UNDER_WAY, *_TRIED, "declined") else Standing.OPEN
    if row["stage"] in _TRIED:
        return Standing.NOT_GENUINE if row["genuineness"] in _SHAM else Standing.OPEN
    return Standing.NOT_GENUINE if row["genuineness"] in _UNWILLING else Standing.OPEN


def together(proceedings: list[National]) -> Standing:
    """Where several proceedings about one suspect lead: one genuine proceeding on the same case is enough to bar."""
    found = {one.standing for one in proceedings}
    for standing in (Standing.BARRED, Standing.OPEN, Standing.NOT_GENUINE, Standing.OTHER_CASE):
        if standing in found:
            return standing
    return Standing.INACTIVITY


def _subjects(session: Session) -> defaultdict[UUID, list[tuple[UUID, str]]]:
    parts, actors = table_of(ProceedingActor), table_of(Actor)
    statement = (
        select(parts.c.proceeding_id, actors.c.id, actors.c.name)
        .join(actors, parts.c.actor_id == actors.c.id)
        .where(records.visible(ProceedingActor), parts.c.role == "subject")
        .order_by(actors.c.name, actors.c.id)
    )
    found: defaultdict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for proceeding, actor, name in session.execute(statement):
        found[proceeding].append((actor, name))
    return found


def _suspects(session: Session) -> list[Any]:
    attributions, actors = table_of(Attribution), table_of(Actor)
    statement = (
        select(actors.c.id, actors.c.name, func.count(attributions.c.charge_id.distinct()))
        .join(attributions, attributions.c.actor_id == actors.c.id)
        .where(records.visible(Attribution), actors.c.binned.is_(False))
        .where(attributions.c.charge_id.not_in(records.hidden(Charge)))
        .group_by(actors.c.id, actors.c.name)
        .order_by(actors.c.name, actors.c.id)
    )
    return list(session.execute(statement))
