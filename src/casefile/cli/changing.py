"""Commands that change a case, check it, or write its brief."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casefile.case_file import CaseFile
from casefile.cli.printing import file_argument, opened, progress_bar, say

FINDINGS = 1


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
    """Check that FILE is whole: chain of changes, every record, and with --read-data every byte of evidence."""
    with opened(file, read_only=True) as case, progress_bar(f"Verifying {file.name}") as progress:
        findings = list(case.verify(read_data=read_data, progress=lambda done, total: progress(done, total, "")))
        head = case.head
    for finding in findings:
        say(f"{finding.place}: {finding.problem}.")
    if findings:
        say(f"{len(findings)} findings: {file} is not as it was written.", err=True)
        sys.exit(FINDINGS)
    say(f"{file} is whole; journal head {head}.")
