"""What ties conduct to the Court by the routes 13(a) and 13(c): article 12(2) and (3), with 11(2), 126 and 127.

A State ties when it is a Party or has accepted jurisdiction: the State where the conduct took place, at least in part, or
that of the accused. The nationality of victims plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casefile.law.jurisdiction.inquiry import NEVER, UNKNOWN, Finding, Inquiry, holding, remark
from casefile.law.jurisdiction.records import Step
from casefile.law.jurisdiction.timeline import Outcome, Timeline, any_of
from casefile.law.jurisdiction.words import day, listed, name, periods

TERRITORY = "12(2)(a)"
NATIONALITY = "12(2)(b)"
DECLARATION = "12(3)"

_REACH = {TERRITORY: "territory", NATIONALITY: "nationals"}
_SUBJECT = {
    TERRITORY: "Territory of at least part of the conduct: {}",
    NATIONALITY: "Nationality of the accused: {}",
}
_FALLS = {
    Outcome.INSIDE: "all of the conduct falls into that time.",
    Outcome.OUTSIDE: "none of the conduct falls into that time{}.",
    Outcome.STRADDLES: "the conduct falls only partly into that time, or may fall outside it{}.",
    Outcome.COUNSEL: "for the time of the conduct this is disputed.",
}
_JOINED, _LEFT = " (articles 11(2) and 126)", " (articles 11(2), 126 and 127)"


@dataclass(frozen=True, slots=True)
class Links:
    """When each State ties by its territory or by the nationality of the accused, and what that comes to."""

    territorial: Mapping[str, Timeline]
    personal: Mapping[str, Timeline]
    finding: Finding
    limbs: tuple[str, ...]


def links(inquiry: Inquiry) -> Links:
    """Whether, when and by which limb the conduct is tied to the Court."""
    conduct = inquiry.conduct
    territorial = {state: _link(inquiry, state, TERRITORY) for state in conduct.territories}
    personal = {state: _link(inquiry, state, NATIONALITY) for state in conduct.nationalities}
    place = any_of(*_timelines(territorial)) if territorial else UNKNOWN
    person = any_of(*_timelines(personal))
    accomplice = _accomplice(inquiry, place)
    steps = (
        *_steps(territorial, _unknown_place(inquiry)),
        *_parts(inquiry, territorial),
        *accomplice.steps,
        *_steps(personal, _unknown_person()),
    )
    # Where one State ties by both limbs, what its withdrawal leaves is said once
    steps = tuple(dict.fromkeys(steps))
    known_place = any_of(*_timelines(territorial), accomplice.timeline)
    return Links(
        {state: found.timeline for state, found in territorial.items()},
        {state: found.timeline for state, found in personal.items()},
        Finding(any_of(place, person, accomplice.timeline), steps),
        _limbs(inquiry, {TERRITORY: known_place, NATIONALITY: person}),
    )


def _link(inquiry: Inquiry, state: str, limb: str) -> Finding:
    """One State by one limb: membership, declarations, and what a withdrawal leaves."""
    party, declared = inquiry.holds(state, "party"), _declared(inquiry, state, limb)
    steps = [_party_step(inquiry, state, limb, party), *_declaration_steps(inquiry, state, declared)]
    steps += _withdrawal(inquiry, state, party)
    return Finding(any_of(party, declared), tuple(steps))


def _declared(inquiry: Inquiry, state: str, limb: str) -> Timeline:
    """A declaration that speaks of the territory alone leaves it argued whether nationals abroad are covered."""
    return holding(
        tuple(
            replace(fact, holds="disputed") if fact.holds == "yes" and fact.reach not in {"", _REACH[limb]} else fact
            for fact in inquiry.facts(state, "declaration")
        )
    )


def _party_step(inquiry: Inquiry, state: str, limb: str, party: Timeline) -> Step:
    subject = _SUBJECT[limb].format(name(state))
    facts = inquiry.facts(state, "party")
    if party == NEVER:
        return inquiry.step(limb, party, f"{subject}, not a Party to the Statute.", facts)
    when = periods(party)
    words = f"{subject}, a Party {when}; " if when else f"{subject}, whose membership is disputed; "
    rules = _LEFT if _last_days(party) else _JOINED
    return inquiry.step(limb, party, words + _FALLS[inquiry.over(party)].format(rules), facts)


def _declaration_steps(inquiry: Inquiry, state: str, declared: Timeline) -> list[Step]:
    """What declarations add to membership; nothing where that suffices."""
    facts = inquiry.facts(state, "declaration")
    if not facts or inquiry.over(inquiry.holds(state, "party")) is Outcome.INSIDE:
        return []
    when, outcome = periods(declared), inquiry.over(declared)
    if when:
        words = f"{name(state)}: jurisdiction accepted by declaration {when}; {_FALLS[outcome].format('')}"
    elif declared == NEVER:
        words = f"{name(state)}: no declaration accepting jurisdiction has effect."
    elif outcome is Outcome.OUTSIDE:
        words = f"{name(state)}: jurisdiction accepted by declaration, but not for the time of this conduct."
    else:
        words = f"{name(state)}: jurisdiction accepted by declaration; whether that covers this conduct is argued."
    return [inquiry.step(DECLARATION, declared, words, facts)]


def _withdrawal(inquiry: Inquiry, state: str, party: Timeline) -> list[Step]:
    last_days = _last_days(party)
    if not last_days:
        return []
    words = (
        f"{name(state)}: the last day that its membership covers is {day(last_days[-1])}, the day before a withdrawal takes "
        "effect. Conduct up to then stays within jurisdiction; it is argued whether the matter must have been "
        "under consideration by the Court before that day."
    )
    return [remark("127(2)", words, inquiry.facts(state, "party"))]


def _last_days(party: Timeline) -> list[date]:
    return [span.last for span in party.stretches() if span.outcome is Outcome.INSIDE and span.last]


def _accomplice(inquiry: Inquiry, place: Timeline) -> Finding:
    """An accomplice elsewhere is reached through the crime's own place; through the place of the contribution alone it is argued."""
    conduct = inquiry.conduct
    elsewhere = tuple(state for state in conduct.accomplice_territories if state not in conduct.territories)
    if not elsewhere:
        return Finding(NEVER)
    if inquiry.over(place) is Outcome.INSIDE:
        words = (
            f"Where the accused acted: {listed(elsewhere)}. An accomplice elsewhere is generally taken to be "
            "reached when the crime itself took place at least in part on the territory; there is no ruling on appeal."
        )
        return Finding(NEVER, (remark(TERRITORY, words),))
    own = any_of(*(_link(inquiry, state, TERRITORY).timeline for state in elsewhere))
    argued = own.turned({Outcome.INSIDE: Outcome.COUNSEL, Outcome.STRADDLES: Outcome.COUNSEL})
    if inquiry.over(argued) is Outcome.OUTSIDE:
        words = (
            f"Where the accused acted: {listed(elsewhere)}, which does not bring the conduct before the Court either."
        )
    else:
        words = (
            f"Where the accused acted: {listed(elsewhere)}. Whether an accomplice’s own contribution is enough of the "
            "conduct, when the crime itself took place elsewhere, is argued."
        )
    facts = [fact for state in elsewhere for kind in ("party", "declaration") for fact in inquiry.facts(state, kind)]
    return Finding(argued, (inquiry.step(TERRITORY, argued, words, facts),))


def _parts(inquiry: Inquiry, territorial: Mapping[str, Finding]) -> list[Step]:
    outcomes = {inquiry.over(found.timeline) for found in territorial.values()}
    if len(outcomes) < 2 or Outcome.INSIDE not in outcomes:
        return []
    words = (
        "It is enough that part of the conduct, at least one legal element of the crime, took place on the territory of "
        "such a State (Pre-Trial Chamber III, ICC-01/19-27, Bangladesh/Myanmar)."
    )
    return [remark(TERRITORY, words)]


def _unknown_place(inquiry: Inquiry) -> Step:
    words = "Where the conduct took place is not given: say on the territory of which State, or of which ship’s or aircraft’s State."
    return inquiry.step(TERRITORY, UNKNOWN, words)


def _unknown_person() -> Step:
    words = (
        "The nationality of the accused is not given: a national of a Party would be reached wherever the conduct took "
        "place. The nationality of victims plays no part."
    )
    return remark(NATIONALITY, words)


def _limbs(inquiry: Inquiry, found: Mapping[str, Timeline]) -> tuple[str, ...]:
    """The limbs that carry the answer: those that do so wholly if there are any, or else all that help."""
    outcomes = {limb: inquiry.over(timeline) for limb, timeline in found.items()}
    whole = [limb for limb, outcome in outcomes.items() if outcome is Outcome.INSIDE]
    limbs = whole or [limb for limb, outcome in outcomes.items() if outcome is not Outcome.OUTSIDE]
    conduct = inquiry.conduct
    states = [
        *(conduct.territories if TERRITORY in limbs else ()),
        *(conduct.nationalities if NATIONALITY in limbs else ()),
    ]
    members = any_of(*(inquiry.holds(state, "party") for state in states))
    declared = any_of(*(inquiry.holds(state, "declaration") for state in states))
    needed = Outcome.OUTSIDE is not inquiry.over(declared) and inquiry.over(members) is not Outcome.INSIDE
    return (*limbs, DECLARATION) if needed else tuple(limbs)


def _timelines(found: Mapping[str, Finding]) -> Iterable[Timeline]:
    return (finding.timeline for finding in found.values())


def _steps(found: Mapping[str, Finding], otherwise: Step) -> Iterable[Step]:
    return [step for finding in found.values() for step in finding.steps] or [otherwise]
