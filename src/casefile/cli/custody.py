"""The custody register of an item, to read or as a sheet."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.printing import file_argument, json_option, opened, plain, print_json, say
from casefile.errors import UserError
from casefile.model.custody_events import ACTIONS
from casefile.operations import evidence, records
from casefile.operations.records import Row
from casefile.operations.veil import veil_of
from casefile.settings import Settings


@click.command("custody")
@file_argument
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="PDF of the custody sheet to write.")
@click.option(
    "--withheld/--named",
    default=None,
    help="Pseudonyms for protected names, or the names. Without either a PDF has pseudonyms where names are protected, "
    "and what is printed is as the window shows it.",
)
@json_option
def custody_(file: Path, number: str, output: Path | None, *, withheld: bool | None, as_json: bool) -> None:
    """Who had the item NUMBER of FILE when; with -o as a sheet to go with it."""
    with opened(file, read_only=True) as case:
        with case.reading() as session:
            item = records.by_number(session, number)
            if item.noun != "evidence":
                raise UserError(f"{item.number} is not an item of evidence; only those have a custody register.")
            events = evidence.detail(session, item.id).custody
            veil = veil_of(session)
            hidden = withheld
            if hidden is None:
                hidden = Settings().hides_names if output is None else bool(veil)
            if hidden:
                item, events = veil.over((item, events))
        if output is not None:
            from casefile.brief import custody_sheet

            written = custody_sheet.write(case, item.id, output, withheld=hidden)
            names = "with all names"
            if hidden:
                names = "protected names withheld" + (" (--named writes them)" if withheld is None else "")
            say(f"Wrote {output}, {names}: {written.pages} pages, SHA-256 {written.sha256}.")
            return
    if as_json:
        print_json([plain(event) for event in events])
        return
    _print(item, events)


def _print(item: Row, events: tuple[Row, ...]) -> None:
    say(item.label)
    for event in events:
        hands = " → ".join(part for part in (event["released_by"], event["received_by"]) if part)
        told = (event["by"], hands, event["place"], event["purpose"], event["condition"])
        words = "; ".join(part for part in told if part)
        say("\t".join(part for part in (event["at"], dict(ACTIONS)[event["action"]], words) if part))
