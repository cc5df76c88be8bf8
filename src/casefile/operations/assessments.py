"""The workbook of jurisdiction and admissibility: each conduct by each route, topic by topic."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from casefile.model.assessments import TOPICS
from casefile.model.cases import ROUTES
from casefile.operations import records
from casefile.operations.records import Query, Row

_TOPIC_ORDER = {topic: place for place, (topic, _words) in enumerate(TOPICS)}
_ROUTE_ORDER = {route: place for place, (route, _words) in enumerate(ROUTES)}


@dataclass(frozen=True, slots=True)
class Group:
    """One conduct by one route: its assessments in the order of the topics, and the topics that nobody has answered."""

    scope: str
    route: str
    answers: tuple[Row, ...]
    missing: tuple[str, ...]


def workbook(session: Session, text: str = "", *, binned: bool = False) -> tuple[Group, ...]:
    """All assessments, grouped. With `text` only those that hold it, and nothing is called missing."""
    rows = records.page(session, "assessment", Query(binned=binned), limit=10_000)
    wanted = text.casefold().split()
    found = sorted((row for row in rows if _holds(row, wanted)), key=_order)
    return tuple(
        _group(scope, route, tuple(answers), complete=not wanted and not binned)
        for (scope, route), answers in groupby(found, key=lambda row: (row["scope"], row["route"]))
    )


def _group(scope: str, route: str, answers: tuple[Row, ...], *, complete: bool) -> Group:
    there = {row["topic"] for row in answers}
    missing = tuple(topic for topic, _words in TOPICS if topic not in there) if complete else ()
    return Group(scope, route, answers, missing)


def _order(row: Row) -> tuple[str, int, int, str]:
    return row["scope"], _ROUTE_ORDER.get(row["route"], -1), _TOPIC_ORDER.get(row["topic"], 99), row["finding"]


def _holds(row: Row, words: list[str]) -> bool:
    text = " ".join(str(row[name]) for name in ("topic", "scope", "finding", "reasoning")).casefold()
    return all(word in text for word in words)
