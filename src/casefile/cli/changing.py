"""Commands that change a case, check it, or write its brief."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casefile.case_file import CaseFile
from casefile.cli.printing import file_argument, opened, progress_bar, say
from casefile.operations import quotes

FINDINGS = 1
QUOTES = 6


@click.command()
@file_argument
def undo(file: Path) -> None:
    """Take back the last change that you made to FILE."""
    with opened(file) as case:
        say(f"Undone: {case.undo()}.")


@click.command()
@file_argument
def redo(file: Path) -> None:
    """Bring back the change to FILE that was undone last."""
    with opened(file) as case:
        say(f"Redone: {case.redo()}.")


@click.command()
@file_argument
def upgrade(file: Path) -> None:
    """Bring FILE, made by an older version, to the present file format; the old file is kept beside it."""
    with progress_bar(f"Upgrading {file.name}") as progress:
        kept = CaseFile.upgrade(file, lambda done, total: progress(done, total, ""))
    if kept is None:
        say(f"{file} has the present format; nothing to do.")
    else:
        say(f"{file} has the present format now; the old file is {kept}.")


@click.command("brief")
@file_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="PDF to write.")
def brief_(file: Path, output: Path) -> None:
    """Write the brief of FILE as a PDF."""
    from casefile.brief.compose import write_brief

    with opened(file, read_only=True) as case, progress_bar(f"Writing {output.name}") as progress:
        written = write_brief(case, output, progress)
    say(f"Wrote {output}: {written.pages} pages, SHA-256 {written.sha256}.")


@click.command()
@file_argument
@click.option("--read-data", is_flag=True, help="Read and hash all evidence bytes too.")
def verify(file: Path, *, read_data: bool) -> None:
    """Check that FILE is whole: chain of changes, every record, and with --read-data every byte of evidence.

    Passages whose quote no longer stands in their document are told too, as doubts about the work and not the file.
    """
    with opened(file, read_only=True) as case, progress_bar(f"Verifying {file.name}") as progress:
        findings = list(case.verify(read_data=read_data, progress=lambda done, total: progress(done, total, "")))
        head = case.head
        doubts = () if findings else _doubtful_quotes(case)
    for finding in findings:
        say(f"{finding.place}: {finding.problem}.")
    if findings:
        say(f"{len(findings)} findings: {file} is not as it was written.", err=True)
        sys.exit(FINDINGS)
    for doubt in doubts:
        say(f"quote: {doubt.pin_cite}: {doubt.problem}.")
    say(f"{file} is whole; journal head {head}.")
    if doubts:
        say(f"{len(doubts)} quotes to look at: the words are not where their passage says.", err=True)
        sys.exit(QUOTES)


def _doubtful_quotes(case: CaseFile) -> tuple[quotes.Checked, ...]:
    """Asked only of a whole file: a damaged one has other worries, and may not be readable so far."""
    with case.reading() as session:
        return quotes.doubtful(session)
