"""Gravity in figures: what the charged acts say of scale, nature, manner and impact (article 17(1)(d)).

The four factors are those of the Regulations of the Office of the Prosecutor, regulation 29(2). A figure never weighs
anything: the researcher's assessment stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.errors import UserError
from casefile.law import countries
from casefile.law.catalogue import catalogue
from casefile.model import Act, Attribution, Charge, Incident, Place
from casefile.model.acts import VICTIM_GROUPS
from casefile.model.base import table_of
from casefile.model.dates import words
from casefile.operations import records


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure under one factor (`topic` is that of an assessment), in words; `note` says how it was come by."""

    topic: str
    label: str
    value: str
    note: str = ""


KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("nature", "Killing, and killing or wounding", ("6(a)", "7(1)(a)", "7(1)(b)", "8(2)(a)(i)", "8(2)(b)(vi)",
                                                    "8(2)(b)(xi)", "8(2)(c)(i)-1", "8(2)(c)(iv)", "8(2)(e)(ix)")),
    ("nature", "Sexual violence", ("7(1)(g)", "8(2)(b)(xxii)", "8(2)(e)(vi)")),
    ("nature", "Crimes against children", ("6(e)", "8(2)(b)(xxvi)", "8(2)(e)(vii)")),
    ("nature", "Torture and other ill-treatment", ("6(b)", "7(1)(f)", "7(1)(k)", "8(2)(a)(ii)", "8(2)(a)(iii)",
                                                 "8(2)(b)(x)", "8(2)(b)(xxi)", "8(2)(c)(i)-2", "8(2)(c)(i)-3",
                                                 "8(2)(c)(i)-4", "8(2)(c)(ii)", "8(2)(e)(xi)")),
    ("nature", "Deportation, transfer, displacement", ("6(e)", "7(1)(d)", "8(2)(a)(vii)-1", "8(2)(b)(viii)",
                                                     "8(2)(e)(viii)")),
    ("nature", "Detention, enslavement, hostages", ("7(1)(c)", "7(1)(e)", "7(1)(i)", "8(2)(a)(vii)-2",
                                                  "8(2)(a)(viii)", "8(2)(c)(iii)")),
    ("nature", "Persecution and apartheid", ("7(1)(h)", "7(1)(j)")),
    ("nature", "Destruction of a group", ("6(a)", "6(b)", "6(c)", "6(d)", "6(e)")),
    ("nature", "Attacks on civilians and civilian objects", ("8(2)(b)(i)", "8(2)(b)(ii)", "8(2)(b)(iv)", "8(2)(b)(v)",
                                                           "8(2)(e)(i)")),
    ("manner", "Part of an attack on a civilian population (article 7)", ("7(1)",)),
    ("manner", "Prohibited weapons", ("8(2)(b)(xvii)", "8(2)(b)(xviii)", "8(2)(b)(xix)", "8(2)(b)(xx)",
                                      "8(2)(b)(xxvii)", "8(2)(b)(xxviii)", "8(2)(b)(xxix)", "8(2)(e)(xiii)",
                                      "8(2)(e)(xiv)", "8(2)(e)(xv)", "8(2)(e)(xvi)", "8(2)(e)(xvii)",
                                      "8(2)(e)(xviii)")),
    ("manner", "Treachery and abuse of emblems", ("8(2)(b)(vii)", "8(2)(b)(xi)", "8(2)(e)(ix)")),
    ("impact", "Property destroyed, seized or pillaged", ("8(2)(a)(iv)", "8(2)(b)(xiii)", "8(2)(b)(xvi)", "8(2)(e)(v)",
                                                        "8(2)(e)(xii)")),
    ("impact", "Humanitarian and medical workers, peacekeepers", ("8(2)(b)(iii)", "8(2)(b)(xxiv)", "8(2)(e)(ii)",
                                                                "8(2)(e)(iii)")),
    ("impact", "Hospitals, places of worship, schools, monuments", ("8(2)(b)(ix)", "8(2)(e)(iv)")),
    ("impact", "Starvation", ("8(2)(b)(xxv)", "8(2)(e)(xix)")),
)  # fmt: skip
"""Factor, what is counted, and the codes that are: a code stands for its splits, and a crime may count under several."""


def figures(session: Session) -> tuple[Figure, ...]:
    """The figures of the charged acts, by factor; () while nothing is charged."""
    acts = _acts(session)
    if not acts:
        return ()
    crimes = _crimes(session)
    return (*_scale(acts), *_nature(acts, crimes), *_manner(session, acts, crimes), *_kinds("impact", crimes))


def _scale(acts: list[Any]) -> Iterable[Figure]:
    yield Figure("scale", "Victims", *_victims(acts))
    yield Figure("scale", "Charged acts", f"{len(acts):,}")
    incidents = {act.incident_id for act in acts if act.incident_id}
    if incidents:
        yield Figure("scale", "Incidents", f"{len(incidents):,}")
    places = {act.place for act in acts if act.place}
    states = Counter(state for act in acts for state in {act.state, *act.territories} if state)
    if states:
        spread = ", ".join(f"{_state(code)} ({count:,})" for code, count in states.most_common())
        yield Figure("scale", "Where", spread, f"Acts by State. Places named: {len(places):,}.")
    yield Figure("scale", "When", *_period(acts))


def _victims(acts: list[Any]) -> tuple[str, str]:
    """At least and at most, added up act by act, and what the sum leaves out."""
    known = [act for act in acts if act.victims_min is not None or act.victims_max is not None]
    if not known:
        return "no number is recorded", ""
    least = sum(act.victims_min or 0 for act in known)
    upper = [act.victims_max for act in known]
    most = sum(upper) if None not in upper else None
    value = f"at least {least:,}, " + ("no upper figure" if most is None else f"at most {most:,}")
    silent = len(acts) - len(known)
    without = f" Acts without a number: {silent:,} of {len(acts):,}." if silent else ""
    return value, f"Added up act by act: a person harmed in several acts is counted in each.{without}"


def _period(acts: list[Any]) -> tuple[str, str]:
    firsts, lasts = [act.first_day for act in acts if act.first_day], [act.last_day for act in acts if act.last_day]
    undated = sum(not act.first_day and not act.last_day for act in acts)
    note = f"Acts without a date: {undated:,}." if undated else ""
    days = [*firsts, *lasts]
    if not days:
        return "no date is recorded", note
    first, last = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    value = words(first.isoformat()) if first == last else f"{words(first.isoformat())} to {words(last.isoformat())}"
    if any(act.first_day and not act.last_day for act in acts):
        note = f"Some acts have no known end. {note}".rstrip()
    return value, note


def _nature(acts: list[Any], crimes: Counter[str]) -> Iterable[Figure]:
    yield from _kinds("nature", crimes)
    young = Counter(act.victims_youngest for act in acts)
    children = young["under_15"] + young["under_18"]
    if children:
        yield Figure("nature", "Acts with child victims", f"{children:,}", f"Under 15: {young['under_15']:,}.")


def _manner(session: Session, acts: list[Any], crimes: Counter[str]) -> Iterable[Figure]:
    groups = Counter(act.victims_group for act in acts if act.victims_group)
    if groups:
        labels = dict(VICTIM_GROUPS)
        value = "; ".join(f"{labels[group]}: {count:,}" for group, count in groups.most_common())
        yield Figure("manner", "Who the victims were", value, "Acts by group.")
    yield from _kinds("manner", crimes)
    modes = _modes(session)
    if modes:
        value = ", ".join(f"{mode} ({count:,})" for mode, count in modes)
        yield Figure("manner", "Modes of liability", value, "Attributions by mode.")


def _kinds(topic: str, crimes: Counter[str]) -> Iterable[Figure]:
    for of, label, codes in KINDS:
        if of == topic:
            counted = {crime: count for crime, count in crimes.items() if _among(crime, codes)}
            if counted:
                total = sum(counted.values())
                value = "1 charge" if total == 1 else f"{total:,} charges"
                yield Figure(topic, label, value, ", ".join(sorted(counted)))


def _among(crime: str, codes: tuple[str, ...]) -> bool:
    """Whether `crime` is one of `codes` or a part of one; 8(2)(b)(i) is no part of 8(2)(b)(ii)."""
    return any(crime == code or crime.startswith((f"{code}-", f"{code}(")) for code in codes)


def _state(code: str) -> str:
    try:
        return countries.name(code)
    except UserError:
        return code


def _acts(session: Session) -> list[Any]:
    """Every charged act; what it does not say itself is its incident's."""
    acts, incidents = table_of(Act), table_of(Incident)
    own, shared = table_of(Place).alias(), table_of(Place).alias()
    undated = acts.c.date == ""
    charged = select(table_of(Charge).c.act_id).where(records.visible(Charge))
    statement = (
        select(
            acts.c.id,
            acts.c.incident_id,
            acts.c.victims_min,
            acts.c.victims_max,
            acts.c.victims_group,
            acts.c.victims_youngest,
            acts.c.territories,
            func.coalesce(own.c.id, shared.c.id).label("place"),
            func.coalesce(own.c.state, shared.c.state, "").label("state"),
            func.iif(undated, incidents.c.first_day, acts.c.first_day).label("first_day"),
            func.iif(undated, incidents.c.last_day, acts.c.last_day).label("last_day"),
        )
        .join(incidents, acts.c.incident_id == incidents.c.id, isouter=True)
        .join(own, acts.c.place_id == own.c.id, isouter=True)
        .join(shared, incidents.c.place_id == shared.c.id, isouter=True)
        .where(records.visible(Act), acts.c.id.in_(charged))
    )
    return list(session.execute(statement))


def _crimes(session: Session) -> Counter[str]:
    crimes = table_of(Charge).c.crime
    statement = select(crimes, func.count()).where(records.visible(Charge)).group_by(crimes)
    return Counter(dict(tuple(found) for found in session.execute(statement)))


def _modes(session: Session) -> list[tuple[str, int]]:
    modes = table_of(Attribution).c.liability
    statement = select(modes, func.count()).where(records.visible(Attribution)).group_by(modes)
    counted = [(mode, count) for mode, count in session.execute(statement)]
    order = {mode.key: place for place, mode in enumerate(catalogue().modes)}
    return sorted(counted, key=lambda one: order.get(one[0], len(order)))
