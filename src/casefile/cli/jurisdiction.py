"""The command that answers whether the Court can reach what a case alleges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from casefile.cli.printing import file_argument, json_option, opened, print_json, say
from casefile.law import states
from casefile.law.jurisdiction import Answer, Outcome, Route
from casefile.law.states import Fact
from casefile.model.dates import words
from casefile.operations import jurisdiction as computed
from casefile.operations.jurisdiction import WAY_WORDS, Line, Tally, Way, Workbook

_SIGNS = {Outcome.INSIDE: "●", Outcome.STRADDLES: "◐", Outcome.COUNSEL: "○", Outcome.OUTSIDE: "⊘"}
_WAY_SIGNS = {
    Way.WITHOUT_COUNCIL: "●",
    Way.COUNCIL_ONLY: "◇",
    Way.STRADDLES: "◐",
    Way.COUNSEL: "○",
    Way.OUTSIDE: "⊘",
}


@click.command()
@file_argument
@json_option
@click.option("--steps", is_flag=True, help="Print the steps of every answer, with the facts that they rest on.")
def jurisdiction(file: Path, *, as_json: bool, steps: bool) -> None:
    """Whether the Court can reach each charge and suspect of FILE, by articles 13(a), 13(b) and 13(c)."""
    with opened(file, read_only=True) as case, case.reading() as session:
        book = computed.workbook(session)
    if as_json:
        print_json(_book(book))
        return
    _print_routes(book)
    for line in book.lines:
        answers = book.answers(line)
        _print_line(line, answers)
        if steps:
            _print_steps(answers)
    age = states.as_of()
    say(f"\nFacts about States as of {words(age.day.isoformat())}. {age.basis}")
    say("● inside  ◐ straddles  ○ needs counsel  ⊘ outside  ◇ inside if the Council refers  ! rests on a disputed fact")


def _print_routes(book: Workbook) -> None:
    for way, tally in book.routes.items():
        if tally.charges or tally.suspects or way in (Way.WITHOUT_COUNCIL, Way.COUNCIL_ONLY):
            say(f"{_WAY_SIGNS[way]} {WAY_WORDS[way]:<28} {_tally(tally)}")


def _tally(tally: Tally) -> str:
    charges = "1 charge" if tally.charges == 1 else f"{tally.charges:,} charges"
    suspects = "1 suspect of a charge" if tally.suspects == 1 else f"{tally.suspects:,} suspects of charges"
    return f"{charges}, {suspects}"


def _print_line(line: Line, answers: Mapping[Route, Answer]) -> None:
    signs = "  ".join(f"{route} {sign(answer)}" for route, answer in answers.items())
    if line.attribution_id:
        say(f"    {f'{line.liability} {line.actor}':<50.50} {signs}")
    else:
        where = ", ".join(line.states) or "State not known"
        say(f"\n{line.act_number} {line.crime}  {line.act_title}\n    {words(line.date) or 'no date'}, {where}")
        say(f"    {'The conduct by itself':<50} {signs}")


def sign(answer: Answer) -> str:
    """One answer as a sign; with "!" where it rests on a disputed fact."""
    hypothetical = answer.needs_referral and answer.outcome is Outcome.INSIDE
    return ("◇" if hypothetical else _SIGNS[answer.outcome]) + ("!" if answer.disputed else "")


def _print_steps(answers: Mapping[Route, Answer]) -> None:
    for route, answer in answers.items():
        relied = f", relying on {answer.limb}" if answer.limb else ""
        say(f"      by {route}: {answer.outcome}{relied}")
        for step in answer.steps:
            say(f"        {step.provision}{f' {_SIGNS[step.outcome]}' if step.outcome else ''} {step.words}")
            for fact in step.facts:
                say(f"          {_fact_words(fact)}")


def _fact_words(fact: Fact) -> str:
    if fact.of_case:
        return f"The case’s own fact: {' '.join(fact.note.split())}"
    return f"{fact.note} Source: {fact.source} (confidence {fact.confidence})."


def _book(book: Workbook) -> dict[str, Any]:
    age = states.as_of()
    return {
        "routes": {way: asdict(tally) for way, tally in book.routes.items()},
        "facts_as_of": age.day,
        "facts_checked_until": age.checked_until,
        "states": book.states,
        "lines": [_line(line, book.answers(line)) for line in book.lines],
    }


def _line(line: Line, answers: Mapping[Route, Answer]) -> dict[str, Any]:
    names = ("charge_id", "act_number", "act_title", "crime", "incident", "date", "states", "attribution_id", "actor_id",
             "actor", "liability", "way")  # fmt: skip
    return {name: getattr(line, name) for name in names} | {
        "answers": {route: asdict(answer) for route, answer in answers.items()}
    }
