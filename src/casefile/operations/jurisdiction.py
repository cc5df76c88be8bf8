"""The computed half of the workbook: for every charge and suspect, whether the Court can reach it, by each route.

A charge is asked about without a person, by territory and time; each of its suspects with nationality, age, and, for an
accomplice, where and when that person acted. What the case does not say is left open, and the answer then says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.law import codes, states
from casefile.law.jurisdiction import Answer, Conduct, Outcome, Route, Span, answer
from casefile.law.jurisdiction.timeline import together
from casefile.law.states import Fact
from casefile.model import Act, Actor, Attribution, Charge, Incident, Place
from casefile.model.base import table_of
from casefile.model.dates import bounds
from casefile.operations import records
from casefile.operations.records import Query, Row

_ALL = 2**31


class Way(StrEnum):
    """The way to the Court that a charge or suspect has, over all routes."""

    WITHOUT_COUNCIL = "without_council"
    COUNCIL_ONLY = "council_only"
    STRADDLES = "straddles"
    COUNSEL = "counsel"
    OUTSIDE = "outside"


WAY_WORDS = {
    Way.WITHOUT_COUNCIL: "Without the Council",
    Way.COUNCIL_ONLY: "Only through the Council",
    Way.STRADDLES: "Partly inside: it straddles",
    Way.COUNSEL: "Needs counsel",
    Way.OUTSIDE: "Outside by every route",
}


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was asked about, the outcome by each route, and the way to the Court that they leave.

    needs_referral: by 13(b) the Council would still have to refer the situation, wholly or for a part of it.
    """

    conduct: Conduct
    by_route: Mapping[Route, Outcome]
    needs_referral: bool
    way: Way

    def __getitem__(self, route: Route) -> Outcome:
        return self.by_route[route]


@dataclass(frozen=True, slots=True)
class Line:
    """A charge (`attribution_id` None), or a suspect below its charge, with the outcome by each route.

    `date` is EDTF text, that of the act or of its incident; `states` are those on whose territory the conduct was.
    The `way` of a charge is the one that all of its suspects have: nationality and age may open or bar what territory
    alone does not. Where they differ, or there are none, it is that of the conduct by itself.
    """

    charge_id: UUID
    act_id: UUID
    act_number: str
    act_title: str
    crime: str
    incident_id: UUID | None
    incident: str
    date: str
    states: tuple[str, ...]
    attribution_id: UUID | None
    actor_id: UUID | None
    actor: str
    liability: str
    outcomes: Outcomes
    way: Way

    @property
    def id(self) -> UUID:
        return self.attribution_id or self.charge_id


@dataclass(frozen=True, slots=True)
class Tally:
    """How many charges, and how many suspects of charges, have one way to the Court."""

    charges: int
    suspects: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """All charges, each before its suspects, by conduct; the States that they touch.

    `routes` is the map: each way to the Court with what goes by it, also those by which nothing does.
    """

    lines: tuple[Line, ...]
    states: tuple[str, ...]
    routes: Mapping[Way, Tally]
    overrides: tuple[Fact, ...]

    def answer(self, line: Line, route: Route) -> Answer:
        """The whole answer by one route, with its steps and facts."""
        return answer(line.outcomes.conduct, route, self.overrides)

    def answers(self, line: Line) -> dict[Route, Answer]:
        """The whole answer by each route."""
        return {route: self.answer(line, route) for route in Route}


def way_of(by_route: Mapping[Route, Outcome]) -> Way:
    """The best way to the Court: what is inside without the Council needs no other."""
    without = {by_route[Route.STATE], by_route[Route.PROSECUTOR]}
    if Outcome.INSIDE in without:
        return Way.WITHOUT_COUNCIL
    for outcome, way in ((Outcome.COUNSEL, Way.COUNSEL), (Outcome.STRADDLES, Way.STRADDLES)):
        if outcome in without:
            return way
    return _BY_COUNCIL[by_route[Route.COUNCIL]]


_BY_COUNCIL = {
    Outcome.INSIDE: Way.COUNCIL_ONLY,
    Outcome.STRADDLES: Way.STRADDLES,
    Outcome.COUNSEL: Way.COUNSEL,
    Outcome.OUTSIDE: Way.OUTSIDE,
}


def workbook(session: Session) -> Workbook:
    """Every charge and suspect of the case; equal conduct is asked about once."""
    asked = _Asked(overrides(session))
    attributions = _attributions(session)
    lines: list[Line] = []
    touched: set[str] = {fact.state for fact in asked.overrides}
    shared: dict[UUID, UUID] = {}  # one object for an id that many lines have: less for the collector to walk
    for charge in _charges(session):
        plain = _of_charge(charge)
        act, incident = (one and shared.setdefault(one, one) for one in (charge.act_id, charge.incident_id))
        own = (charge.id, act, charge.number, charge.title, charge.crime, incident)
        where = (charge.incident or "", charge.date or "", plain.territories)
        found = [(one, asked.outcomes(_of_suspect(plain, one))) for one in attributions[charge.id]]
        alone = asked.outcomes(plain)
        lines.append(Line(*own, *where, None, None, "", "", alone, _shared(alone, [each for _, each in found])))
        for one, outcomes in found:
            actor = shared.setdefault(one.actor_id, one.actor_id)
            lines.append(Line(*own, *where, one.id, actor, one.name, one.liability, outcomes, outcomes.way))
            touched.update(outcomes.conduct.nationalities, outcomes.conduct.accomplice_territories)
        touched.update(plain.territories)
    return Workbook(tuple(lines), tuple(sorted(touched)), _map(lines), asked.overrides)


def _shared(alone: Outcomes, suspects: list[Outcomes]) -> Way:
    ways = {outcomes.way for outcomes in suspects}
    return ways.pop() if len(ways) == 1 else alone.way


def _map(lines: list[Line]) -> dict[Way, Tally]:
    ways = Counter((line.way, line.attribution_id is None) for line in lines)
    return {way: Tally(ways[way, True], ways[way, False]) for way in Way}


def count(session: Session) -> int:
    """How many lines the workbook has, quickly."""
    return sum(records.count(session, noun) for noun in ("charge", "attribution"))


def overrides(session: Session) -> tuple[Fact, ...]:
    """The case's own facts about States, which stand in place of the program's of the same State and kind."""
    return tuple(as_fact(row) for row in override_rows(session))


def override_rows(session: Session, state: str | None = None) -> tuple[Row, ...]:
    """The records of those facts, of one State if given."""
    where = {} if state is None else {"state": state}
    return records.page(session, "state_fact", Query(sort="first_day", where=where), limit=_ALL)


def as_fact(row: Row) -> Fact:
    """A `state_fact` record as the law reads it."""
    return Fact(
        state=row["state"],
        kind=row["kind"],
        first=_day(row["first_day"]),
        last=_day(row["last_day"]),
        holds=row["holds"],
        crimes=row["crimes"],
        note=row["note"],
        confidence="disputed" if row["holds"] == "disputed" else "high",
        of_case=True,
    )


@dataclass(frozen=True, slots=True)
class KindOfFact:
    """All that is known of one State in one respect: the program's facts, and the case's, which replace them."""

    kind: str
    facts: tuple[Fact, ...]
    overrides: tuple[Row, ...]


def override(session: Session, fact: Fact | None, values: Mapping[str, Any]) -> UUID:
    """Write down what the case knows better, in place of `fact` (None: in addition); the id of the new record.

    The case's facts replace all of the program's of that State and kind. So the first one takes the program's others
    along, each with its source in the note, and nothing is lost that nobody doubted.
    """
    state, kind = values["state"], values["kind"]
    known = [one for one in states.of(state, kind) if one != fact]
    if not records.count(session, "state_fact", Query(where={"state": state, "kind": kind})):
        for one in known:
            records.add(session, "state_fact", carried(one))
    return records.add(session, "state_fact", values)


def carried(fact: Fact) -> dict[str, Any]:
    """The values of a `state_fact` that says what a fact of the program says."""
    said = " ".join(part for part in (fact.note, f"Source: {fact.source}." if fact.source else "") if part)
    return {
        "state": fact.state,
        "kind": fact.kind,
        "period": period(fact),
        "holds": fact.holds,
        "crimes": fact.crimes,
        "note": f"As in the program's data. {said}".strip(),
    }


def period(fact: Fact) -> str:
    """The days of a fact as EDTF text; "" when it is open at both ends."""
    first = fact.first.isoformat() if fact.first else ".."
    last = fact.last.isoformat() if fact.last else ".."
    return "" if (first, last) == ("..", "..") else f"{first}/{last}"


def facts_of(session: Session, state: str) -> tuple[KindOfFact, ...]:
    """What is known of a State, every kind in its order, also those of which nothing is known."""
    own: defaultdict[str, list[Row]] = defaultdict(list)
    for row in override_rows(session, state):
        own[row["kind"]].append(row)
    return tuple(KindOfFact(kind, states.of(state, kind), tuple(own[kind])) for kind in states.KINDS)


class _Asked:
    """Outcomes of many conducts in little time: the law is asked once for all days, then each conduct's days are looked up.

    What a route gives for a day depends on the crime, the States and the person, never on the other days of the
    conduct; only the words of an answer do, and those are asked for when they are to be read.
    """

    def __init__(self, own: tuple[Fact, ...]) -> None:
        self.overrides = own
        self._known: dict[Conduct, Outcomes] = {}
        self._spans: dict[Conduct, dict[Route, tuple[Span, ...]]] = {}

    def outcomes(self, conduct: Conduct) -> Outcomes:
        if conduct not in self._known:
            spans = self._over_time(replace(conduct, first=None, last=None))
            found = {route: _over(spans[route], conduct) for route in Route}
            self._known[conduct] = Outcomes(conduct, found, self._needs_referral(conduct, found), way_of(found))
        return self._known[conduct]

    def _over_time(self, timeless: Conduct) -> dict[Route, tuple[Span, ...]]:
        if timeless not in self._spans:
            self._spans[timeless] = {route: answer(timeless, route, self.overrides).spans for route in Route}
        return self._spans[timeless]

    def _needs_referral(self, conduct: Conduct, found: Mapping[Route, Outcome]) -> bool:
        """The few conducts in States about which there is a referral are asked about one by one."""
        if found[Route.COUNCIL] is Outcome.OUTSIDE:
            return False
        if any(states.of(state, "referral", self.overrides) for state in conduct.territories):
            return answer(conduct, Route.COUNCIL, self.overrides).needs_referral
        return True


def _over(spans: tuple[Span, ...], conduct: Conduct) -> Outcome:
    first, last = conduct.first or date.min, conduct.last or date.max
    return together(
        span.outcome for span in spans if (span.first or date.min) <= last and first <= (span.last or date.max)
    )


def _of_charge(charge: Any) -> Conduct:
    territories = tuple(dict.fromkeys(filter(None, (charge.state, *charge.territories))))
    first, last = _day(charge.first_day), _day(charge.last_day)
    return Conduct(first=first, last=last, crime=charge.crime, territories=territories)


def _of_suspect(plain: Conduct, one: Any) -> Conduct:
    born = bounds(one.born)
    return Conduct(
        first=plain.first,
        last=plain.last,
        crime=plain.crime,
        territories=plain.territories,
        nationalities=one.nationalities,
        born_first=born.first,
        born_last=born.last,
        accomplice_territories=(one.state,) if one.state else (),
        accomplice_first=_day(one.first_day),
        accomplice_last=_day(one.last_day),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _charges(session: Session) -> Iterable[Any]:
    """Every charge with the days and States of its act: by day and title of the incident, number of the act, crime."""
    charges, acts, incidents = table_of(Charge), table_of(Act), table_of(Incident)
    own, shared = table_of(Place).alias(), table_of(Place).alias()
    undated = acts.c.date == ""
    statement = (
        select(
            charges.c.id,
            charges.c.crime,
            charges.c.act_id,
            acts.c.number,
            acts.c.title,
            acts.c.territories,
            acts.c.incident_id,
            incidents.c.title.label("incident"),
            func.iif(undated, incidents.c.date, acts.c.date).label("date"),
            func.iif(undated, incidents.c.first_day, acts.c.first_day).label("first_day"),
            func.iif(undated, incidents.c.last_day, acts.c.last_day).label("last_day"),
            func.coalesce(own.c.state, shared.c.state, "").label("state"),
            incidents.c.first_day.label("begun"),
        )
        .join(acts, charges.c.act_id == acts.c.id)
        .join(incidents, acts.c.incident_id == incidents.c.id, isouter=True)
        .join(own, acts.c.place_id == own.c.id, isouter=True)
        .join(shared, incidents.c.place_id == shared.c.id, isouter=True)
        .where(records.visible(Charge))
    )
    return sorted(session.execute(statement), key=_in_order)


def _in_order(charge: Any) -> tuple[Any, ...]:
    begun = charge.begun or charge.first_day or charge.last_day or "9999"
    crime = codes.parse(charge.crime).sort_key
    return begun, charge.incident or "", charge.number, charge.title, str(charge.act_id), crime, str(charge.id)


def _attributions(session: Session) -> defaultdict[UUID, list[Any]]:
    attributions, actors, places = table_of(Attribution), table_of(Actor), table_of(Place)
    statement = (
        select(
            attributions.c.id,
            attributions.c.charge_id,
            attributions.c.actor_id,
            attributions.c.liability,
            attributions.c.first_day,
            attributions.c.last_day,
            actors.c.name,
            actors.c.nationalities,
            actors.c.born,
            func.coalesce(places.c.state, "").label("state"),
        )
        .join(actors, attributions.c.actor_id == actors.c.id)
        .join(places, attributions.c.place_id == places.c.id, isouter=True)
        .where(records.visible(Attribution), actors.c.binned.is_(False))
        .order_by(actors.c.name, attributions.c.liability, attributions.c.id)
    )
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for each in session.execute(statement):
        found[each.charge_id].append(each)
    return found
