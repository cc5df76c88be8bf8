"""Outcomes and ways to the Court as shape, word and colour; States, days and facts in words."""

from __future__ import annotations

from datetime import date

from casefile.law.jurisdiction import Outcome
from casefile.law.states import Fact
from casefile.model.dates import words
from casefile.model.state_facts import HOLDS, KINDS
from casefile.operations.admissibility import Standing
from casefile.operations.jurisdiction import WAY_WORDS, Line, Way
from casefile.ui.actors.finders import state_name
from casefile.ui.text import tr

Sign = tuple[str, str, str]
"""Glyph, word (English), and the colour of the palette."""

OUTCOMES: dict[Outcome, Sign] = {
    Outcome.INSIDE: ("●", "inside", "covered"),
    Outcome.STRADDLES: ("◐", "straddles", "contested"),
    Outcome.COUNSEL: ("○", "counsel", "gap"),
    Outcome.OUTSIDE: ("⊘", "outside", "undermined"),
}
IF_REFERRED: Sign = ("◇", "if referred", "accent")
WAYS: dict[Way, Sign] = {
    Way.WITHOUT_COUNCIL: ("●", WAY_WORDS[Way.WITHOUT_COUNCIL], "covered"),
    Way.COUNCIL_ONLY: ("◇", WAY_WORDS[Way.COUNCIL_ONLY], "accent"),
    Way.STRADDLES: ("◐", WAY_WORDS[Way.STRADDLES], "contested"),
    Way.COUNSEL: ("○", WAY_WORDS[Way.COUNSEL], "gap"),
    Way.OUTSIDE: ("⊘", WAY_WORDS[Way.OUTSIDE], "undermined"),
}
STANDINGS: dict[Standing, Sign] = {
    Standing.INACTIVITY: ("●", "no proceeding known: inactivity", "covered"),
    Standing.OTHER_CASE: ("●", "another case", "covered"),
    Standing.NOT_GENUINE: ("◐", "not genuine as assessed", "contested"),
    Standing.OPEN: ("○", "open", "gap"),
    Standing.BARRED: ("⊘", "bars the Court as assessed", "undermined"),
}
CONFIDENCE = {
    "high": "confidence high",
    "medium": "confidence medium: check before relying on it",
    "low": "confidence low: verify",
    "disputed": "disputed: verify",
}
KIND_WORDS, HOLDS_WORDS = dict(KINDS), dict(HOLDS)


def sign_of(outcome: Outcome, *, needs_referral: bool = False) -> Sign:
    """The sign of one outcome; by the Council's route one that still needs a referral is a possibility, not a fact."""
    return IF_REFERRED if needs_referral and outcome is Outcome.INSIDE else OUTCOMES[outcome]


def shown(sign: Sign) -> str:
    """Glyph and word."""
    return f"{sign[0]} {tr(sign[1])}"


def states_words(codes: tuple[str, ...]) -> str:
    """The names of States; that none is known."""
    return ", ".join(map(state_name, codes)) or tr("State not known")


def day_words(day: date) -> str:
    return words(day.isoformat())


def period_words(first: date | None, last: date | None) -> str:
    """Such as "20 February 2014 on"; "" when both ends are open."""
    if first and last:
        return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
    if first:
        return tr("from {day} on").format(day=day_words(first))
    return tr("until {day}").format(day=day_words(last)) if last else ""


def fact_words(fact: Fact) -> str:
    """A fact with its days: what it is, whether it holds, what it is limited to."""
    parts = [period_words(fact.first, fact.last) or tr("at all times")]
    if fact.holds == "no":
        parts.append(tr(HOLDS_WORDS[fact.holds]).lower())
    if fact.reach:
        parts.append(tr("for its {reach} only").format(reach=tr(fact.reach)))
    if fact.crimes:
        parts.append(tr("for {crimes}").format(crimes=articles_words(fact.crimes)))
    if fact.lodged:
        parts.append(tr("lodged {day}").format(day=day_words(fact.lodged)))
    return "  ·  ".join(parts)


def articles_words(codes: tuple[str, ...]) -> str:
    """Such as "articles 8(2)(b)(xxvii) and 8(2)(e)(xvi)"."""
    noun = tr("article") if len(codes) == 1 else tr("articles")
    return f"{noun} {', '.join(codes)}"


def source_words(fact: Fact, as_of: date) -> str:
    """Where a fact is from, how sure it is, and how old the data are."""
    if fact.of_case:
        return tr("This case's own fact")
    source = tr("Source: {source}").format(source=fact.source) if fact.source else tr("No source is given")
    return "  ·  ".join((source, tr(CONFIDENCE[fact.confidence]), tr("as of {day}").format(day=day_words(as_of))))


def line_words(line: Line) -> str:
    """A line as it is read aloud."""
    who = f"{line.actor}, {line.liability}" if line.attribution_id else line.act_title
    return f"{line.act_number} {line.crime}, {who}"
