"""The command that reads the words out of evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casefile.cli.printing import file_argument, opened, progress_bar, say
from casefile.errors import UserError
from casefile.operations import records
from casefile.settings import Settings


@click.command("text")
@file_argument
@click.argument("numbers", nargs=-1)
@click.option("--languages", default="", help="Recognise characters of pictures and scans in these, such as kor+eng.")
@click.option("--again", is_flag=True, help="Read everything once more.")
def text_(file: Path, numbers: tuple[str, ...], languages: str, *, again: bool) -> None:
    """Read the words of the evidence in FILE, so that they can be found; of all that is unread, or of the items with NUMBERS."""
    from casefile.evidence import extraction

    with opened(file) as case, progress_bar("Reading") as progress:
        with case.reading() as session:
            items = [records.by_number(session, number) for number in numbers]
            wrong = next((row for row in items if row.noun != "evidence"), None)
            if wrong is not None:
                raise UserError(f"{wrong.number} is no item of evidence; give numbers of evidence.")
        chosen = [row.id for row in items] or None
        report = extraction.extract(case, chosen, languages, progress, again=again, tessdata=Settings().tessdata())
    for failure in report.failures:
        say(f"{failure.number}\t{failure.problem}", err=True)
    say(f"{report.read:,} read, {report.empty:,} without words, {len(report.failures):,} not read.")
    if report.failures:
        sys.exit(UserError.exit_code)
