"""The answer: every rule of a route together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from casefile.law import states
from casefile.law.jurisdiction import aggression, amendments, limits
from casefile.law.jurisdiction.inquiry import Finding, Inquiry, remark
from casefile.law.jurisdiction.links import links
from casefile.law.jurisdiction.records import Answer, Conduct, Route, Step
from casefile.law.jurisdiction.timeline import Outcome, Timeline, all_of, any_of
from casefile.law.jurisdiction.words import periods
from casefile.law.states import Fact, in_order

_TRIGGER = {
    Route.STATE: "A State Party must refer the situation (article 14); the Prosecutor then needs no leave of a Chamber.",
    Route.PROSECUTOR: "The Prosecutor acts on own initiative and needs the authorisation of a Pre-Trial Chamber (article 15).",
}
_TRIGGER_OF_AGGRESSION = "A State Party must refer the situation (article 14). For aggression that alone is not enough: see article 15 bis(6) to (8)."
_CONTINUING = (
    "Part of the period lies before the first day reached. Whether a crime that goes on over that day is reached for its "
    "earlier part is argued."
)


def answer(conduct: Conduct, route: Route, overrides: Iterable[Fact] = ()) -> Answer:
    """Whether the Court can reach the conduct by this route.

    `overrides` are the case's own facts: those of one State and kind stand in place of all of the program's. Their order
    plays no part. Raise ValueError if the last day lies before the first, UserError for a crime that is no code.
    """
    if conduct.first and conduct.last and conduct.last < conduct.first:
        raise ValueError("The last day of the conduct lies before the first.")
    return _answer(conduct, route, in_order(overrides))


@lru_cache(maxsize=4096)
def _answer(conduct: Conduct, route: Route, overrides: tuple[Fact, ...]) -> Answer:
    inquiry = Inquiry(conduct, overrides)
    return _by_council(inquiry) if route is Route.COUNCIL else _by_states(inquiry, route)


def _by_states(inquiry: Inquiry, route: Route) -> Answer:
    """13(a) and 13(c): a State must tie the conduct, and nothing keep it out."""
    ties, start = links(inquiry), limits.start(inquiry)
    reached = all_of(start.timeline, ties.finding.timeline)
    findings = (
        Finding(start.timeline, (remark(route, _trigger(inquiry, route)), *start.steps)),
        limits.crime(inquiry),
        ties.finding,
        limits.contribution(inquiry, reached),
        limits.article_124(inquiry, ties),
        amendments.by_states(inquiry),
        aggression.by_states(inquiry),
        limits.age(inquiry),
    )
    return _together(inquiry, route, findings, ties.limbs)


def _trigger(inquiry: Inquiry, route: Route) -> str:
    """Who has to act; for aggression article 15 bis asks for more than a referral."""
    if route is Route.STATE and inquiry.within("8 bis"):
        return _TRIGGER_OF_AGGRESSION
    return _TRIGGER[route]


def _by_council(inquiry: Inquiry) -> Answer:
    """13(b): nothing of article 12(2); what the Council has referred is reached now, the rest if it does."""
    start = limits.start(inquiry)
    referred = any_of(*(inquiry.holds(state, "referral") for state in inquiry.conduct.territories))
    findings = (
        Finding(start.timeline, (_referral_step(inquiry, referred), *start.steps)),
        limits.crime(inquiry),
        limits.contribution(inquiry, start.timeline),
        amendments.by_council(inquiry),
        aggression.by_council(inquiry),
        limits.age(inquiry),
    )
    needed = inquiry.over(referred) is not Outcome.INSIDE
    return _together(inquiry, Route.COUNCIL, findings, ("13(b)",), needs_referral=needed)


def _referral_step(inquiry: Inquiry, referred: Timeline) -> Step:
    """A remark, since the Council can refer any situation: it says whether it has."""
    facts = [fact for state in inquiry.conduct.territories for fact in inquiry.facts(state, "referral")]
    head = "A referral of the situation by the Security Council needs no consent of a State under article 12(2). "
    tails = {
        Outcome.INSIDE: f"There is one for conduct there {periods(referred)}: see from its note whether it reaches this place and accused.",
        Outcome.OUTSIDE: "None covers this conduct: only if the Council refers it.",
        Outcome.STRADDLES: f"There is one for conduct there {periods(referred)}: for the rest only if the Council refers it.",
        Outcome.COUNSEL: "Whether one covers this conduct is disputed.",
    }
    return remark("13(b)", head + tails[inquiry.over(referred)], facts)


def _together(
    inquiry: Inquiry,
    route: Route,
    findings: tuple[Finding, ...],
    limbs: tuple[str, ...],
    *,
    needs_referral: bool = False,
) -> Answer:
    """Join what the rules found."""
    conduct = inquiry.conduct
    timeline = all_of(*(finding.timeline for finding in findings))
    outcome = inquiry.over(timeline)
    outside = outcome is Outcome.OUTSIDE
    steps = [step for finding in findings for step in finding.steps]
    # A person too young at first is another matter: article 26 leaves nothing to argue
    if _begins_before(inquiry, all_of(*(finding.timeline for finding in findings[:-1]))) and not outside:
        steps.append(remark("11", _CONTINUING))
    return Answer(
        route=route,
        outcome=outcome,
        limbs=() if outside else limbs,
        steps=tuple(steps),
        spans=timeline.within(conduct.first, conduct.last),
        deciding=_deciding(conduct, timeline),
        disputed=_hangs_on_a_dispute(inquiry, route, steps),
        needs_referral=needs_referral and not outside,
    )


def _hangs_on_a_dispute(inquiry: Inquiry, route: Route, steps: Iterable[Step]) -> bool:
    """Whether the answer would be another if the disputed facts held, or if they did not."""
    conduct = inquiry.conduct
    facts = {fact for step in steps for fact in step.facts}
    disputed = {fact for fact in facts if fact.disputed and fact.touches(conduct.first, conduct.last)}
    if not disputed:
        return False
    one, other = (_answer(conduct, route, _settled(inquiry, disputed, holds)) for holds in ("yes", "no"))
    return (one.spans, one.needs_referral) != (other.spans, other.needs_referral)


def _settled(inquiry: Inquiry, disputed: set[Fact], holds: str) -> tuple[Fact, ...]:
    """The facts as they would be without the dispute."""
    kinds = {(fact.state, fact.kind) for fact in disputed}
    kept = [fact for fact in inquiry.overrides if (fact.state, fact.kind) not in kinds]
    for state, kind in kinds:
        facts = states.of(state, kind, inquiry.overrides)
        kept += [replace(fact, holds=holds, confidence="high") if fact in disputed else fact for fact in facts]
    return in_order(kept)


def _begins_before(inquiry: Inquiry, timeline: Timeline) -> bool:
    spans = timeline.within(inquiry.conduct.first, inquiry.conduct.last)
    return spans[0].outcome is Outcome.OUTSIDE and any(span.outcome is Outcome.INSIDE for span in spans)


def _deciding(conduct: Conduct, timeline: Timeline) -> tuple[date, ...]:
    """The first days of the stretches around and within the period: where another day would give another answer."""
    around = [
        span
        for span in timeline.stretches()
        if (span.first or date.min) <= (conduct.last or date.max)
        and (conduct.first or date.min) <= (span.last or date.max)
    ]
    starts = {span.first for span in around if span.first}
    after = {span.last + timedelta(days=1) for span in around if span.last}
    return tuple(sorted(starts | after))
