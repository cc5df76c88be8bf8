"""The crime of aggression: article 15 bis for referrals by States and the Prosecutor's own initiative, 15 ter for the Council.

`aggressors` are the States whose act of aggression it was; where none is named, the States of which the accused is a
national, since only leaders of the State commit the crime (articles 8 bis(1), 25(3 bis)).
"""

from __future__ import annotations

from datetime import date

from casefile.law.jurisdiction.amendments import agreed
from casefile.law.jurisdiction.inquiry import EVER, UNKNOWN, Finding, Inquiry, remark
from casefile.law.jurisdiction.records import Step
from casefile.law.jurisdiction.timeline import Outcome, Timeline, all_of, during
from casefile.law.jurisdiction.words import day, listed

ACTIVATED = date(2018, 7, 17)
"""Decision of the Assembly under articles 15 bis(3) and 15 ter(3): ICC-ASP/16/Res.5."""

_AGGRESSOR = {True: "Aggressor: {}", False: "Aggressor, taken from the nationality of the accused: {}"}
_SWAPPED = {Outcome.INSIDE: Outcome.OUTSIDE, Outcome.OUTSIDE: Outcome.INSIDE}


def by_states(inquiry: Inquiry) -> Finding:
    """Article 15 bis: membership of all concerned, no opt-out of the aggressor, acceptance of the amendments."""
    if not inquiry.within("8 bis"):
        return Finding(EVER)
    rules = (_activation(inquiry, "15 bis(3)"), _members(inquiry), _opt_out(inquiry), _accepted(inquiry))
    words = (
        "The Prosecutor may go on once the Security Council has found an act of aggression or, six months after notice to "
        "the Secretary-General of the United Nations without such a finding, with leave of the Pre-Trial Division "
        "(article 15 bis(6) to (8))."
    )
    steps = tuple(step for rule in rules for step in rule.steps)
    return Finding(all_of(*(rule.timeline for rule in rules)), (*steps, remark("15 bis(6)", words)))


def by_council(inquiry: Inquiry) -> Finding:
    """Article 15 ter: none of the limits of consent."""
    if not inquiry.within("8 bis"):
        return Finding(EVER)
    active = _activation(inquiry, "15 ter(3)")
    words = "A referral by the Council reaches aggression whether or not the States concerned are Parties, accepted or opted out."
    return Finding(active.timeline, (*active.steps, remark("15 ter", words)))


def _activation(inquiry: Inquiry, provision: str) -> Finding:
    timeline = during(ACTIVATED, None, Outcome.INSIDE)
    words = f"The Court may exercise jurisdiction over aggression committed since {day(ACTIVATED)} (ICC-ASP/16/Res.5)."
    return Finding(timeline, (inquiry.step(provision, timeline, words),))


def _members(inquiry: Inquiry) -> Finding:
    """Article 15 bis(5), and 15 bis(4) for the aggressor: a State that is not a Party shields nationals and territory."""
    conduct = inquiry.conduct
    rows = (
        (_aggressors(inquiry), "15 bis(4)", _AGGRESSOR[bool(conduct.aggressors)]),
        (conduct.nationalities, "15 bis(5)", "Nationality of the accused: {}"),
        (conduct.territories, "15 bis(5)", "Territory of the act of aggression: {}"),
    )
    found = [_member(inquiry, *row) for row in rows]
    return Finding(all_of(*(one.timeline for one in found)), tuple(step for one in found for step in one.steps))


def _member(inquiry: Inquiry, states: tuple[str, ...], provision: str, subject: str) -> Finding:
    if not states:
        words = "Which States are concerned is not given: each must be a Party, the aggressor, that of the accused and that of the territory."
        return Finding(UNKNOWN, (inquiry.step(provision, UNKNOWN, words),))
    timeline = agreed(inquiry.holds(state, "party") for state in states)
    tails = {
        Outcome.INSIDE: "a Party to the Statute at the time.",
        Outcome.OUTSIDE: "not a Party to the Statute at the time; the Court does not exercise jurisdiction.",
        Outcome.STRADDLES: "a Party to the Statute for part of the time only.",
        Outcome.COUNSEL: "not all Parties at the time, or disputed; whether that keeps out the whole is argued.",
    }
    words = f"{subject.format(listed(states))}, {tails[inquiry.over(timeline)]}"
    facts = [fact for state in states for fact in inquiry.facts(state, "party")]
    return Finding(timeline, (inquiry.step(provision, timeline, words, facts),))


def _opt_out(inquiry: Inquiry) -> Finding:
    """Article 15 bis(4): a declaration lodged before the act of aggression keeps out the declaring State's own aggression."""
    states = _aggressors(inquiry)
    facts = [fact for state in states for fact in inquiry.facts(state, "aggression_opt_out")]
    if not facts:
        return Finding(EVER)
    timeline = agreed(inquiry.holds(state, "aggression_opt_out").turned(_SWAPPED) for state in states)
    tails = {
        Outcome.INSIDE: "no declaration by then that jurisdiction over aggression is not accepted.",
        Outcome.OUTSIDE: "declared by then that jurisdiction over aggression is not accepted.",
        Outcome.STRADDLES: "declared within that time that jurisdiction over aggression is not accepted.",
        Outcome.COUNSEL: "whether jurisdiction over aggression was declined by declaration is disputed, or not true of all.",
    }
    words = f"{listed(states)}: {tails[inquiry.over(timeline)]}"
    return Finding(timeline, (inquiry.step("15 bis(4)", timeline, words, facts),))


def _accepted(inquiry: Inquiry) -> Finding:
    """Article 121(5) and ICC-ASP/16/Res.5, paragraph 2: whether all States concerned must have accepted, or one, is argued."""
    conduct = inquiry.conduct
    states = tuple(dict.fromkeys((*_aggressors(inquiry), *conduct.nationalities, *conduct.territories)))
    timeline = agreed(inquiry.holds(state, "aggression") for state in states)
    return Finding(timeline, (_acceptance_step(inquiry, states, timeline),))


def _acceptance_step(inquiry: Inquiry, states: tuple[str, ...], timeline: Timeline) -> Step:
    tails = {
        Outcome.INSIDE: "All States concerned had accepted the amendments on aggression.",
        Outcome.OUTSIDE: "No State concerned had accepted the amendments on aggression, which neither of the two main readings allows.",
        Outcome.STRADDLES: "The amendments on aggression were in force for the States concerned for part of the time only, or these are not given.",
        Outcome.COUNSEL: (
            "Not all States concerned had accepted the amendments on aggression, or that is disputed. When it activated the "
            "jurisdiction, the Assembly held that nationals and territory of Parties without acceptance are out of reach; "
            "others read article 15 bis(4) as leaving them only the opt-out."
        ),
    }
    facts = [fact for state in states for fact in inquiry.facts(state, "aggression")]
    return inquiry.step("121(5)", timeline, tails[inquiry.over(timeline)], facts)


def _aggressors(inquiry: Inquiry) -> tuple[str, ...]:
    return inquiry.conduct.aggressors or inquiry.conduct.nationalities
