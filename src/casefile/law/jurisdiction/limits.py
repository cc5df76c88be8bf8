"""What keeps conduct from the Court on any route (articles 5, 11(1), 26), and what a State put off (article 124)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casefile.law import codes
from casefile.law.jurisdiction.inquiry import ARGUED, EVER, NEVER, Finding, Inquiry, holding, remark
from casefile.law.jurisdiction.links import Links
from casefile.law.jurisdiction.timeline import Outcome, Timeline, all_of, always, any_of, during, pointwise
from casefile.law.jurisdiction.words import day, name
from casefile.law.states import Fact

START = date(2002, 7, 1)
"""Entry into force of the Statute: article 11(1)."""


def start(inquiry: Inquiry) -> Finding:
    """Nothing before the Statute entered into force: articles 11(1) and 24(1)."""
    timeline = during(START, None, Outcome.INSIDE)
    words = {
        Outcome.INSIDE: f"The conduct does not lie before {day(START)}, when the Statute entered into force.",
        Outcome.OUTSIDE: f"The conduct lies before {day(START)}, when the Statute entered into force (article 24(1) too).",
    }
    otherwise = f"The conduct lies, or may lie, partly before {day(START)}, when the Statute entered into force."
    return Finding(timeline, (inquiry.step("11(1)", timeline, words.get(inquiry.over(timeline), otherwise)),))


def crime(inquiry: Inquiry) -> Finding:
    """Only the crimes of article 5."""
    if any(inquiry.within(article) for article in ("6", "7", "8", "8 bis")):
        return Finding(EVER)
    words = f"Article {codes.canonical(inquiry.conduct.crime)} does not stand in articles 6 to 8 bis, which hold the crimes of article 5."
    return Finding(NEVER, (inquiry.step("5", NEVER, words),))


def age(inquiry: Inquiry) -> Finding:
    """Nobody for conduct before turning eighteen: article 26."""
    conduct = inquiry.conduct
    if conduct.born_first is None and conduct.born_last is None:
        unsaid = "The date of birth of the accused is not given: taken to have been eighteen or older."
        return Finding(EVER, (remark("26", unsaid),) if conduct.nationalities else ())
    timeline = _adult(conduct.born_first, conduct.born_last)
    if _acted_at_another_time(inquiry):
        timeline = always(timeline.over(conduct.accomplice_first, conduct.accomplice_last))
    words = {
        Outcome.INSIDE: "The accused was eighteen or older.",
        Outcome.OUTSIDE: "The accused was under eighteen.",
    }
    otherwise = "The accused was, or may have been, under eighteen for some of the time."
    return Finding(timeline, (inquiry.step("26", timeline, words.get(inquiry.over(timeline), otherwise)),))


def _adult(born_first: date | None, born_last: date | None) -> Timeline:
    """Certain from the eighteenth birthday of the youngest possible age, possible from that of the oldest."""
    latest = _eighteenth_birthday(born_last)
    certain = during(latest, None, Outcome.INSIDE) if latest else NEVER
    return any_of(certain, during(_eighteenth_birthday(born_first), None, Outcome.STRADDLES))


def contribution(inquiry: Inquiry, reached: Timeline) -> Finding:
    """An accomplice who acted at a time that the Court does not reach: whether the crime's own day decides is argued."""
    conduct = inquiry.conduct
    if not _acted_at_another_time(inquiry):
        return Finding(EVER)
    if reached.over(conduct.accomplice_first, conduct.accomplice_last) is Outcome.INSIDE:
        return Finding(EVER)
    words = (
        "What the accused did lies, at least in part, outside the time that the Court reaches. Whether the day of the crime "
        "itself decides is argued."
    )
    return Finding(ARGUED, (inquiry.step("11", ARGUED, words),))


def article_124(inquiry: Inquiry, ties: Links) -> Finding:
    """War crimes put off: the declaring State does not tie for them; whether others then may is argued."""
    if not inquiry.within("8"):
        return Finding(EVER)
    states = dict.fromkeys((*ties.territorial, *ties.personal))
    found = [_put_off(inquiry, ties, state) for state in states if inquiry.facts(state, "article_124")]
    return Finding(all_of(EVER, *(one.timeline for one in found)), tuple(step for one in found for step in one.steps))


def _put_off(inquiry: Inquiry, ties: Links, state: str) -> Finding:
    facts = inquiry.facts(state, "article_124")
    put_off = any_of(_for_territory(state, ties, facts), _for_nationals(state, ties, facts))
    others = any_of(
        *(timeline for other, timeline in (*ties.territorial.items(), *ties.personal.items()) if other != state)
    )
    timeline = pointwise(_despite, put_off, others)
    words = _words_of_124(inquiry, state, timeline, facts)
    if inquiry.over(timeline) is Outcome.INSIDE:
        return Finding(timeline, (remark("124", words, facts),))
    step = inquiry.step("124", timeline, words, facts)
    # The days that matter to the reader are those of the declaration, not those that it leaves
    return Finding(timeline, (replace(step, first=facts[0].first, last=facts[-1].last),))


def _despite(put_off: Outcome, others: Outcome) -> Outcome:
    """What a declaration leaves: all, nothing, or an argument when another State ties as well."""
    if put_off is Outcome.INSIDE:
        return Outcome.OUTSIDE if others is Outcome.OUTSIDE else Outcome.COUNSEL
    return Outcome.INSIDE if put_off is Outcome.OUTSIDE else put_off


def _for_territory(state: str, ties: Links, facts: Iterable[Fact]) -> Timeline:
    return holding(tuple(fact for fact in facts if fact.reach != "nationals")) if state in ties.territorial else NEVER


def _for_nationals(state: str, ties: Links, facts: Iterable[Fact]) -> Timeline:
    """For an accused whose nationality is not known both sides stay open."""
    held = holding(tuple(fact for fact in facts if fact.reach != "territory"))
    if ties.personal:
        return held if state in ties.personal else NEVER
    return held.turned({Outcome.INSIDE: Outcome.STRADDLES, Outcome.COUNSEL: Outcome.STRADDLES})


def _words_of_124(inquiry: Inquiry, state: str, timeline: Timeline, facts: Iterable[Fact]) -> str:
    whose = " of its own nationals" if all(fact.reach == "nationals" for fact in facts) else ""
    tails = {
        Outcome.INSIDE: "that does not concern this conduct.",
        Outcome.OUTSIDE: "that covers this conduct.",
        Outcome.STRADDLES: "it depends on the day, or on the nationality of the accused, whether that covers this conduct.",
        Outcome.COUNSEL: "whether that keeps this conduct from the Court is argued.",
    }
    return f"{name(state)}: jurisdiction over war crimes{whose} put off by declaration; {tails[inquiry.over(timeline)]}"


def _acted_at_another_time(inquiry: Inquiry) -> bool:
    conduct = inquiry.conduct
    return conduct.accomplice_first is not None or conduct.accomplice_last is not None


def _eighteenth_birthday(born: date | None) -> date | None:
    """Born on 29 February, one turns eighteen on 1 March, as eighteen years are never a leap-year's distance."""
    if born is None:
        return None
    year = born.year + 18
    return date(year, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=year)
