"""The reasoned half of the workbook: what the researcher answers, for a conduct, a charge or a suspect, by each route."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from uuid import UUID

from sqlalchemy.orm import Session

from casefile.law import countries
from casefile.law.jurisdiction import Route
from casefile.model.assessments import TOPICS
from casefile.model.cases import ROUTES
from casefile.operations import records
from casefile.operations.jurisdiction import Line
from casefile.operations.records import Query, Row

JURISDICTION = ("temporal", "territorial", "personal", "material")
"""The topics that an answer on jurisdiction is computed for; the others are of admissibility."""
ROUTE_OF = {"art15": Route.PROSECUTOR, "art13a": Route.STATE, "art13b": Route.COUNCIL}
"""How a case names the routes of article 13: 13(c) is that of a communication under article 15."""
_ALL = 10_000
_SHORT = 4
_TOPIC_ORDER = {topic: place for place, (topic, _words) in enumerate(TOPICS)}
_ROUTE_ORDER = {route: place for place, (route, _words) in enumerate(ROUTES)}


@dataclass(frozen=True, slots=True)
class Group:
    """What one conduct, charge or suspect has by one route: its assessments in the order of the topics, and the topics
    that nobody has answered. `about` names the charge and the suspect; "" where the group is about a conduct.
    """

    scope: str
    route: str
    answers: tuple[Row, ...]
    missing: tuple[str, ...]
    about: str = ""


def workbook(session: Session, text: str = "", *, binned: bool = False) -> tuple[Group, ...]:
    """All assessments, grouped. With `text` only those that hold it, and nothing is called missing."""
    rows = records.page(session, "assessment", Query(binned=binned), limit=_ALL)
    about = abouts(session, rows)
    wanted = text.casefold().split()
    found = sorted((row for row in rows if _holds(row, about[row.id], wanted)), key=lambda row: _order(row, about))
    return tuple(
        _group((of, scope, route), tuple(answers), complete=not wanted and not binned)
        for (of, scope, route), answers in groupby(found, key=lambda row: (about[row.id], row["scope"], row["route"]))
    )


def of_topics(session: Session, topics: Collection[str]) -> tuple[Row, ...]:
    """The assessments of some topics, those about a conduct first."""
    rows = [row for row in records.page(session, "assessment", Query(), limit=_ALL) if row["topic"] in topics]
    about = abouts(session, rows)
    return tuple(sorted(rows, key=lambda row: _order(row, about)))


def bearing_on(session: Session, line: Line) -> tuple[Row, ...]:
    """The researcher's answers on jurisdiction that concern a charge or suspect, the nearest first.

    Those tied to this charge or this suspect, and those of a conduct whose words name one of its States or its incident.
    """
    rows = [row for row in of_topics(session, JURISDICTION) if _concerns(row, line)]
    return tuple(sorted(rows, key=lambda row: (row["charge_id"] is None, row["actor_id"] is None)))


def abouts(session: Session, rows: Collection[Row]) -> dict[UUID, str]:
    """What each assessment is tied to: act and crime of its charge, name of its suspect; "" for none."""
    charges = {row["charge_id"] for row in rows if row["charge_id"]}
    held = {charge: records.get(session, "charge", charge) for charge in charges}
    acts = records.labels(session, [("act", one["act_id"]) for one in held.values()])
    actors = records.labels(session, [("actor", row["actor_id"]) for row in rows if row["actor_id"]])
    named = {charge: f"{one['crime']}, {acts.get(one['act_id'], '')}" for charge, one in held.items()}
    return {
        row.id: "  ·  ".join(filter(None, (named.get(row["charge_id"]), actors.get(row["actor_id"])))) for row in rows
    }


def _concerns(row: Row, line: Line) -> bool:
    if row["charge_id"] or row["actor_id"]:
        same_charge = row["charge_id"] in (None, line.charge_id)
        return same_charge and row["actor_id"] in (None, line.actor_id)
    return not row["scope"] or any(_named(name, row["scope"]) for name in _names(line))


def _named(name: str, scope: str) -> bool:
    """Whether a word of `scope` begins with `name` (Russian names Russia), or is it if short (US is not in "used")."""
    end = r"\b" if len(name) <= _SHORT else ""
    return re.search(rf"\b{re.escape(name)}{end}", scope, re.IGNORECASE) is not None


def _names(line: Line) -> list[str]:
    """The words by which the scope of an assessment may name where a charge belongs."""
    names = [line.incident] if line.incident else []
    known = _country_names()
    return names + [name for code in line.states for name in known.get(code, ())]


@lru_cache(maxsize=1)
def _country_names() -> Mapping[str, tuple[str, ...]]:
    return {country.iso2: (country.name, *country.also) for country in countries.countries()}


def _group(key: tuple[str, str, str], answers: tuple[Row, ...], *, complete: bool) -> Group:
    about, scope, route = key
    there = {row["topic"] for row in answers}
    complete = complete and not about
    missing = tuple(topic for topic, _words in TOPICS if topic not in there) if complete else ()
    return Group(scope, route, answers, missing, about)


def _order(row: Row, about: Mapping[UUID, str]) -> tuple[str, str, int, int, str]:
    route, topic = _ROUTE_ORDER.get(row["route"], -1), _TOPIC_ORDER.get(row["topic"], 99)
    return about[row.id], row["scope"], route, topic, row["finding"]


def _holds(row: Row, about: str, words: list[str]) -> bool:
    text = " ".join((about, *(str(row[name]) for name in ("topic", "scope", "finding", "reasoning")))).casefold()
    return all(word in text for word in words)
