"""The custody register of an item, to read or as a sheet."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.printing import file_argument, json_option, opened, plain, print_json, say
from casefile.errors import UserError
from casefile.model.custody_events import ACTIONS
from casefile.operations import evidence, records


@click.command("custody")
@file_argument
@click.argument("number")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="PDF of the custody sheet to write.")
@json_option
def custody_(file: Path, number: str, output: Path | None, *, as_json: bool) -> None:
    """Who had the item NUMBER of FILE when; with -o as a sheet to go with it."""
    with opened(file, read_only=True) as case:
        with case.reading() as session:
            item = records.by_number(session, number)
            if item.noun != "evidence":
                raise UserError(f"{item.number} is not an item of evidence; only those have a custody register.")
            events = evidence.detail(session, item.id).custody
        if output is not None:
            from casefile.brief import custody_sheet

            written = custody_sheet.write(case, item.id, output)
            say(f"Wrote {output}: {written.pages} pages, SHA-256 {written.sha256}.")
            return
    if as_json:
        print_json([plain(event) for event in events])
        return
    say(item.label)
    for event in events:
        hands = " → ".join(part for part in (event["released_by"], event["received_by"]) if part)
        told = (event["by"], hands, event["place"], event["purpose"], event["condition"])
        words = "; ".join(part for part in told if part)
        say("\t".join(part for part in (event["at"], dict(ACTIONS)[event["action"]], words) if part))
