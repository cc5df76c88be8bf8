"""Commands that read a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from casefile.cli.printing import file_argument, json_option, opened, plain, print_fields, print_json, say
from casefile.errors import UserError
from casefile.model import NOUNS
from casefile.operations import acts, cases, evidence, history, matrix, records, search
from casefile.operations.records import Query, Row

_STATE_SIGNS = {"covered": "●", "contested": "◐", "undermined": "⊘", "gap": "○"}


@click.command()
@file_argument
@json_option
def info(file: Path, *, as_json: bool) -> None:
    """What FILE is: case, counts, journal."""
    with opened(file, read_only=True) as case, case.reading() as session:
        found = {name: value for name, value in cases.case(session).values.items() if value}
        counts = {NOUNS[noun].plural: records.count(session, noun) for noun in NOUNS if noun != "case"}
        journal = {"case_id": str(case.case_id), "head": case.head, "change_sets": history.count(session)}
    if as_json:
        print_json({"case": found, "counts": counts, "journal": journal})
        return
    print_fields("case", found)
    say()
    for word, count in counts.items():
        if count:
            say(f"{count:>8,}  {word.replace('_', ' ')}")
    say(f"\nCase id  {journal['case_id']}\nHead     {journal['head']} ({journal['change_sets']} change sets)")


@click.command("list")
@file_argument
@click.argument("noun")
@click.option("--filter", "text", default="", help="Only records whose number or title holds these words.")
@click.option("--sort", default="", help="Field to sort by.")
@click.option("--bin", "binned", is_flag=True, help="What is in the bin.")
@json_option
def list_(file: Path, noun: str, text: str, sort: str, *, binned: bool, as_json: bool) -> None:
    """The records of one NOUN in FILE: acts, evidence, actors, incidents, passages, proceedings …"""
    query = Query(text=text, sort=sort, binned=binned)
    with opened(file, read_only=True) as case, case.reading() as session:
        rows = _all_rows(session, noun, query)
        if as_json:
            print_json([plain(row) for row in rows])
        else:
            for row in rows:
                say("\t".join((row.number or str(row.id), " ".join(row.title.split())[:120])))


def _all_rows(session: Any, noun: str, query: Query) -> Iterable[Row]:
    after = None
    while page := records.page(session, noun, query, after):
        yield from page
        after = page[-1].key


@click.command()
@file_argument
@click.argument("number")
@json_option
def show(file: Path, number: str, *, as_json: bool) -> None:
    """One record of FILE by its NUMBER (A-0004, NKR-0042) or id, with what hangs on it."""
    with opened(file, read_only=True) as case, case.reading() as session:
        row = _by_number_or_id(session, number)
        if as_json:
            print_json(plain(row) | _hanging(session, row))
            return
        references = [
            (field.noun, row[field.name]) for field in records.fields(row.noun) if field.noun and row[field.name]
        ]
        names = records.labels(session, references)
        print_fields(
            row.noun,
            {
                name: names.get(value, value) if isinstance(value, UUID) else value
                for name, value in row.values.items()
                if value
            },
        )
        if row.noun == "act":
            _print_act(acts.detail(session, row.id))
        elif row.noun == "evidence":
            _print_item(evidence.detail(session, row.id))


def _by_number_or_id(session: Any, text: str) -> Row:
    try:
        identity = UUID(text)
    except ValueError:
        return records.by_number(session, text)
    noun = next((noun for noun in NOUNS if records.exists(session, noun, identity)), None)
    if noun is None:
        raise UserError(f"Nothing in this case has the id {identity}.")
    return records.get(session, noun, identity)


def _hanging(session: Any, row: Row) -> dict[str, Any]:
    if row.noun == "act":
        return {"charges": [_charge(charge) for charge in acts.detail(session, row.id).charges]}
    if row.noun == "evidence":
        detail = evidence.detail(session, row.id)
        return {
            "passages": [plain(one) for one in detail.passages],
            "custody": [plain(one) for one in detail.custody],
        }
    return {}


def _charge(charge: acts.ChargeDetail) -> dict[str, Any]:
    attributions = [
        {"id": str(one.id), "actor": one.actor, "liability": one.liability, "elements": _cells(one.cells)}
        for one in charge.attributions
    ]
    return {"id": str(charge.id), "crime": charge.crime, "elements": _cells(charge.cells), "attributions": attributions}


def _cells(cells: Iterable[matrix.Cell]) -> list[dict[str, Any]]:
    return [{"element": cell.element.number, "state": cell.state, **asdict(cell.proof)} for cell in cells]


def _print_act(detail: acts.ActDetail) -> None:
    for charge in detail.charges:
        say(f"\n{charge.crime}  {charge.title}")
        _print_cells(charge.cells)
        for one in charge.attributions:
            say(f"  {one.liability}  {one.actor}")
            _print_cells(one.cells, "    ")


def _print_cells(cells: Iterable[matrix.Cell], indent: str = "  ") -> None:
    for cell in cells:
        proof = f"{cell.proof.supports} for, {cell.proof.undermines} against"
        say(f"{indent}{_STATE_SIGNS[cell.state]} {cell.element.number}. {cell.element.label}: {cell.state} ({proof})")


def _print_item(detail: evidence.ItemDetail) -> None:
    for passage in detail.passages:
        say(f"\n{passage['locator'] or 'passage'}: {passage['quote'] or passage['note']}")
        for link in detail.links.get(passage.id, ()):
            say(f"  {link.bearing} {link.target.noun} {link.target.element or ''}".rstrip())
    for event in detail.custody:
        say(f"\n{event['at']}  {event['action']}  {event['by']} {event['note']}".rstrip())


@click.command("search")
@file_argument
@click.argument("text")
@click.option("--limit", default=50, show_default=True, help="Most results.")
@json_option
def search_(file: Path, text: str, limit: int, *, as_json: bool) -> None:
    """Everything in FILE that holds all words of TEXT; "quoted words" stand together."""
    with opened(file, read_only=True) as case, case.reading() as session:
        found, told = search.search(session, text, limit), search.told(session, text)
    for sentence in told:
        say(sentence, err=True)
    if as_json:
        print_json([asdict(one) | {"noun": one.noun} for one in found])
        return
    for one in found:
        say(f"{one.number or one.noun}\t{one.title}\t{one.field}: {one.snippet}")
    if not found:
        say("Nothing holds these words.", err=True)


@click.command("matrix")
@file_argument
@json_option
def matrix_(file: Path, *, as_json: bool) -> None:
    """Every charge and attribution of FILE with the state of its elements."""
    with opened(file, read_only=True) as case, case.reading() as session:
        rows = matrix.matrix(session)
    if as_json:
        keys = ("act_number", "crime", "liability", "actor")
        print_json([{key: getattr(row, key) for key in keys} | {"elements": _cells(row.cells)} for row in rows])
        return
    for row in rows:
        signs = " ".join(_STATE_SIGNS[cell.state] for cell in row.cells)
        name = f"  {row.liability} {row.actor}" if row.attribution_id else f"{row.act_number} {row.crime}"
        say(f"{name:<44} {signs}")
    say("\n● covered  ◐ contested  ⊘ undermined  ○ gap")


@click.command("history")
@file_argument
@click.argument("number", required=False)
@json_option
def history_(file: Path, number: str | None, *, as_json: bool) -> None:
    """What was changed in FILE and when, newest first; of one record if its NUMBER is given."""
    with opened(file, read_only=True) as case, case.reading() as session:
        if number is None:
            steps = _all_steps(session)
            _print_history([(step.wall, step.label, step.about, step) for step in steps], as_json=as_json)
            return
        row = _by_number_or_id(session, number)
        changes = history.of_record(session, row.noun, row.id)
        words = [(one.step.wall, one.field, f"{one.before} → {one.after}", one) for one in changes]
        _print_history(words, as_json=as_json)


def _all_steps(session: Any) -> Iterable[history.Step]:
    before = None
    while page := history.steps(session, before=before):
        yield from page
        before = page[-1].seq


def _print_history(rows: Iterable[tuple[str, str, str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(row[3]) for row in rows])
        return
    for when, what, words, _ in rows:
        say(f"{when}\t{what}\t{' '.join(words.split())[:160]}")
