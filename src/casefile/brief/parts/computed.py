"""What the program computes on jurisdiction, printed before the researcher's assessments: equal answers once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.brief.document import Footnote, Run
from casefile.brief.parts import words
from casefile.brief.parts.draft import Draft
from casefile.law import states
from casefile.law.jurisdiction import Answer, Outcome, Route, Step
from casefile.law.states import Fact
from casefile.operations.assessments import ROUTE_OF
from casefile.operations.jurisdiction import Line, Tally, Way, Workbook

_OUTCOMES = {
    Outcome.INSIDE: "inside the jurisdiction of the Court",
    Outcome.OUTSIDE: "outside the jurisdiction of the Court",
    Outcome.STRADDLES: "inside in part only, as known",
    Outcome.COUNSEL: "open: the law, or what is known of a State, is argued",
}
_WAYS = {
    Way.WITHOUT_COUNCIL: "can be reached without the Security Council",
    Way.COUNCIL_ONLY: "only through the Security Council (article 13(b))",
    Way.STRADDLES: "only in part, as known",
    Way.COUNSEL: "not without counsel, since the law or a fact is argued",
    Way.OUTSIDE: "by no route",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """Charges on the same States with the same answer, and their suspects whose answer is another."""

    charges: list[Line]
    others: list[Line]


def write(draft: Draft) -> None:
    """The map of routes, then each group of charges with the answer and its provisions."""
    lines = draft.material.jurisdiction.lines
    if not lines:
        return
    route = ROUTE_OF[draft.material.case["route"]]
    draft.heading(2, "What follows from place, time and person")
    draft.say(
        f"{_map(draft.material.jurisdiction.routes)} These answers are computed from the days, places and persons recorded "
        f"in the case file and from facts about States as of {_day(states.as_of().day)}; they state what the provisions give for "
        "those facts and decide nothing. The reasoning of the authors follows."
    )
    for group in _groups(draft.material.jurisdiction, route):
        _group(draft, group, route)


def _map(routes: Mapping[Way, Tally]) -> str:
    counted = [(_WAYS[way], tally.charges) for way, tally in routes.items() if tally.charges]
    total = sum(count for _, count in counted)
    parts = [f"{words.number(count)} {way}" for way, count in counted]
    return f"Of {words.count(total, 'charge')}: {words.listed(parts)}."


def _day(day: date) -> str:
    return words.dated(day.isoformat())


def _groups(book: Workbook, route: Route) -> list[_Group]:
    found: dict[object, _Group] = {}
    group = _Group([], [])
    for line in book.lines:
        if line.attribution_id is None:
            group = found.setdefault(_key(line, book.answer(line, route)), _Group([], []))
            group.charges.append(line)
        elif line.outcomes[route] is not group.charges[-1].outcomes[route]:
            group.others.append(line)
    return list(found.values())


def _key(line: Line, answer: Answer) -> object:
    return line.states, line.way, answer.outcome, tuple(step.words for step in _telling(answer))


def _group(draft: Draft, group: _Group, route: Route) -> None:
    first = group.charges[0]
    answer = draft.material.jurisdiction.answer(first, route)
    where = words.listed([words.state(code) for code in first.states]) or "Territory not recorded"
    relied = f", relying on {words.articles(answer.limbs)}" if answer.limbs else ""
    runs: list[Run | str] = [Run(f"{where}. ", bold=True), *_charges(draft, group.charges), f": by article {route}, "]
    anchor = draft.say(*runs, f"{_outcome(answer)}{relied}.{_days(answer)}{_doubt(answer)}{_council(first, route)}")
    bullets: list[Sequence[Run | str]] = [_step(step) for step in _telling(answer)]
    bullets += [_other(draft, lines, route) for lines in _by_outcome(group.others, route)]
    draft.bullets(bullets, anchor)


def _charges(draft: Draft, lines: list[Line]) -> list[Run | str]:
    """Such as: Articles 8(2)(b)(i) and 8(2)(b)(iv) (A-0007, A-0008)."""
    crimes = list(dict.fromkeys(line.crime for line in lines))
    runs: list[Run | str] = [words.capital(words.articles(crimes)), " ("]
    for count, (act, number) in enumerate({line.act_id: line.act_number for line in lines}.items()):
        runs += [", "] if count else []
        runs.append(Run(number, link=draft.anchor("act", act)))
    return [*runs, ")"]


def _outcome(answer: Answer) -> str:
    if answer.needs_referral and answer.outcome is not Outcome.OUTSIDE:
        return "inside only if the Security Council refers the situation, or the part of it that it has not referred"
    return _OUTCOMES[answer.outcome]


def _days(answer: Answer) -> str:
    if not answer.deciding:
        return ""
    days = words.listed([_day(day) for day in answer.deciding])
    return f" What decides is {days}."


def _doubt(answer: Answer) -> str:
    return " This rests on a fact that is disputed and must be verified." if answer.disputed else ""


def _council(line: Line, route: Route) -> str:
    """What a referral by the Council would change."""
    if route is Route.COUNCIL or line.way is not Way.COUNCIL_ONLY:
        return ""
    if line.outcomes.needs_referral:
        return " By article 13(b) it would be inside, if the Security Council referred the situation."
    return " By article 13(b) it is inside: the Security Council has referred the situation."


def _telling(answer: Answer) -> list[Step]:
    """The steps that decide; remarks are left to the window."""
    return [step for step in answer.steps if step.outcome is not None]


def _step(step: Step) -> list[Run | str]:
    runs: list[Run | str] = [f"Article {step.provision}: {step.words}"]
    sources = [_source(fact) for fact in step.facts]
    if sources:
        note = words.sentence("; ".join(dict.fromkeys(sources)))
        runs[-1] = Run(str(runs[-1]), footnote=Footnote((Run(note),), key=note))
    return runs


def _source(fact: Fact) -> str:
    if fact.of_case:
        return f"Fact recorded in the case file: {' '.join(fact.note.split()).rstrip('.')}"
    doubt = "disputed: to be verified" if fact.disputed else f"confidence {fact.confidence}"
    return f"{fact.source} ({doubt})"


def _by_outcome(lines: list[Line], route: Route) -> list[list[Line]]:
    found: dict[Outcome, list[Line]] = {}
    for line in lines:
        found.setdefault(line.outcomes[route], []).append(line)
    return list(found.values())


def _other(draft: Draft, lines: list[Line], route: Route) -> list[Run | str]:
    """Suspects for whom nationality, age or their own place make another answer."""
    names = words.listed(sorted({name for line in lines if (name := draft.name(line.actor_id))}))
    return [
        f"For {names}, nationality and age considered: {_outcome(draft.material.jurisdiction.answer(lines[0], route))}."
    ]
