"""Crimes that amendments added to article 8: article 121(5).

For a Party that did not accept an amendment, its nationals and its territory stay out of reach. When the Assembly adopted
these amendments it understood the same to be true of States that are not Parties (RC/Res.5, ICC-ASP/16/Res.4,
ICC-ASP/18/Res.5, preambles); the text does not say so, hence such cases need counsel.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from casefile.law import codes
from casefile.law.catalogue import catalogue
from casefile.law.jurisdiction.inquiry import ARGUED, EVER, UNKNOWN, Finding, Inquiry, holding
from casefile.law.jurisdiction.records import Step
from casefile.law.jurisdiction.timeline import Outcome, Timeline, all_of, during, pointwise
from casefile.law.jurisdiction.words import day, listed

_ADOPTED = {2010: date(2010, 6, 10), 2017: date(2017, 12, 14), 2019: date(2019, 12, 6)}
"""Adoption of the amendments of article 8: RC/Res.5, ICC-ASP/16/Res.4, ICC-ASP/18/Res.5."""


def by_states(inquiry: Inquiry) -> Finding:
    """Crimes added to article 8 by 13(a) and 13(c): nationals and territory of Parties that accepted, article 121(5)."""
    adopted = _adopted(inquiry.conduct.crime)
    if adopted is None:
        return Finding(EVER)
    conduct = inquiry.conduct
    floor = _earliest(adopted)
    territories = agreed(_bound(inquiry, state) for state in conduct.territories)
    nationals = agreed(_bound(inquiry, state) for state in conduct.nationalities)
    timeline = all_of(floor, territories, nationals)
    return Finding(timeline, (_floor_step(inquiry, adopted), *_acceptance_steps(inquiry, territories, nationals)))


def by_council(inquiry: Inquiry) -> Finding:
    """The same by 13(b): article 121(5) has no exception for the Council, so short of acceptance it is argued."""
    adopted = _adopted(inquiry.conduct.crime)
    if adopted is None:
        return Finding(EVER)
    states = dict.fromkeys((*inquiry.conduct.territories, *inquiry.conduct.nationalities))
    accepted = agreed(_accepted(inquiry, state).turned({Outcome.OUTSIDE: Outcome.COUNSEL}) for state in states)
    accepted = accepted.turned({Outcome.STRADDLES: Outcome.COUNSEL})
    words = (
        "Article 121(5) has no exception for referrals by the Security Council. Unless all States concerned accepted the "
        "amendment, it is argued whether it stands in the way."
    )
    facts = [fact for state in states for fact in inquiry.facts(state, "amendment")]
    step = inquiry.step("121(5)", accepted, words, facts)
    return Finding(all_of(_earliest(adopted), accepted), (_floor_step(inquiry, adopted), step))


def agreed(timelines: Iterable[Timeline]) -> Timeline:
    """What several States say together on each day: one voice decides, several are argued; no State known leaves it open."""
    several = tuple(timelines)
    return pointwise(_one_voice, *several) if several else UNKNOWN


def _one_voice(*outcomes: Outcome) -> Outcome:
    return outcomes[0] if len(set(outcomes)) == 1 else Outcome.COUNSEL


def _accepted(inquiry: Inquiry, state: str) -> Timeline:
    """The lists of acceptances in the data end before today: what neither they nor the case say is argued, not absent."""
    facts = inquiry.facts(state, "amendment")
    return holding(facts) if facts else ARGUED


def _bound(inquiry: Inquiry, state: str) -> Timeline:
    """A Party that did not accept is shielded; whether a State that is no Party is shielded too is argued."""
    return pointwise(_shielded, _accepted(inquiry, state), inquiry.holds(state, "party"))


def _shielded(accepted: Outcome, party: Outcome) -> Outcome:
    if accepted is Outcome.OUTSIDE:
        return Outcome.OUTSIDE if party is Outcome.INSIDE else Outcome.COUNSEL
    return accepted


def _earliest(adopted: date) -> Timeline:
    """An amendment enters into force for the first State a year after its acceptance, so never within a year of adoption."""
    return during(adopted.replace(year=adopted.year + 1), None, Outcome.INSIDE)


def _floor_step(inquiry: Inquiry, adopted: date) -> Step:
    floor = _earliest(adopted)
    words = (
        f"The crime was added to article 8 by an amendment adopted on {day(adopted)}, which could bind no State before "
        f"{day(adopted.replace(year=adopted.year + 1))}, one year after the first acceptance possible."
    )
    return inquiry.step("121(5)", floor, words)


def _acceptance_steps(inquiry: Inquiry, territories: Timeline, nationals: Timeline) -> list[Step]:
    conduct = inquiry.conduct
    rows = (
        (conduct.territories, territories, "Territory of the conduct: {}"),
        (conduct.nationalities, nationals, "Nationality of the accused: {}"),
    )
    return [_acceptance_step(inquiry, states, timeline, subject) for states, timeline, subject in rows]


def _acceptance_step(inquiry: Inquiry, states: tuple[str, ...], timeline: Timeline, subject: str) -> Step:
    if not states:
        words = "The amendment does not reach nationals or territory of a Party that did not accept it: say which States are concerned."
        return inquiry.step("121(5)", timeline, words)
    tails = {
        Outcome.INSIDE: "for which the amendment was in force.",
        Outcome.OUTSIDE: "a Party that had not accepted the amendment; the Court does not exercise jurisdiction.",
        Outcome.STRADDLES: "for which the amendment was in force only for part of the time.",
        Outcome.COUNSEL: (
            "where it is not known, or argued, whether the amendment has effect. Give its acceptance as a fact of the "
            "case; for a State that is not a Party see what the Assembly understood when it adopted the amendment."
        ),
    }
    facts = [fact for state in states for fact in inquiry.facts(state, "amendment")]
    words = f"{subject.format(listed(states))}, {tails[inquiry.over(timeline)]}"
    return inquiry.step("121(5)", timeline, words, facts)


@lru_cache(maxsize=512)
def _adopted(code: str) -> date | None:
    """When the crime was added to article 8; None for those that always stood there."""
    wanted = codes.parse(code).statute
    years = {crime.amendment for crime in catalogue().crimes if wanted.contains(codes.parse(crime.code))}
    year = years.pop() if len(years) == 1 and wanted.article_suffix == "" else None
    return _ADOPTED[year] if year else None
