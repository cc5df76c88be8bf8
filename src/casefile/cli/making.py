"""Commands that make a case or bring something into one, or out of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.printing import file_argument, opened, progress_bar, say
from casefile.errors import UserError
from casefile.model import NOUNS
from casefile.model.cases import CLASSIFICATIONS, ROUTES
from casefile.model.evidence import CREDIBILITY, RELIABILITY
from casefile.operations import protection, records
from casefile.settings import Settings

if TYPE_CHECKING:  # the program starts quicker without it
    from casefile.evidence.intake import Keeping, Taken


@click.command()
@file_argument
@click.option("--title", required=True, help="What the case is called.")
@click.option("--prefix", default="", help="Begins every evidence number, such as NKR.")
@click.option("--situation", default="", help="Territory and time, such as: the situation in Ukraine.")
@click.option("--route", type=click.Choice([route for route, _ in ROUTES]), default="art15", help="Way to the Court.")
def new(file: Path, title: str, prefix: str, situation: str, route: str) -> None:
    """Make a new, empty case FILE."""
    values = {"title": title, "prefix": prefix, "situation": situation, "route": route}
    from casefile.exchange import cases as new_cases

    new_cases.new(file, Settings().author, values).close()
    say(f"Made {file}.")


@click.command()
@file_argument
def sample(file: Path) -> None:
    """Make FILE from the sample case that ships with the program."""
    from casefile.exchange import cases as new_cases

    with progress_bar(f"Making {file.name}") as progress:
        new_cases.sample(file, Settings().author, progress).close()
    say(f"Made {file}, the sample case.")


@click.command("import")
@file_argument
@click.argument("data", type=click.Path(path_type=Path))
def import_(file: Path, data: Path) -> None:
    """Bring the records of DATA (JSON Lines) into FILE, which is made if it does not exist. All or nothing."""
    from casefile.exchange import jsonl

    with progress_bar(f"Importing {data.name}") as progress:
        if file.exists():
            with opened(file) as case:
                count = sum(jsonl.load(case, data, progress).records.values())
                with case.reading() as session:
                    wanting = protection.without_basis(session)
        else:
            with jsonl.new_case_from(file, data, Settings().author, progress) as case, case.reading() as session:
                count = sum(records.count(session, noun) for noun in NOUNS)
                wanting = protection.without_basis(session)
    say(f"Imported {count:,} records into {file}.")
    if wanting:
        say(f"{wanting:,} items stand above public without a basis; give each one before filing.", err=True)


@click.command()
@file_argument
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl", help="Kind of file to write.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="File to write.")
def export(file: Path, format_: str, output: Path) -> None:  # noqa: ARG001 - one format so far
    """Write everything in FILE as JSON Lines, evidence bytes in a folder beside it."""
    from casefile.exchange import jsonl

    with opened(file, read_only=True) as case, progress_bar(f"Exporting {file.name}") as progress:
        done = jsonl.export(case, output, progress, replace=True)
    say(f"Wrote {done.records:,} records and {done.files:,} files to {output}.")


@click.command()
@file_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the item; for one file only.")
@click.option("--reliability", type=click.Choice([grade for grade, _ in RELIABILITY]), help="Of the source, A to F.")
@click.option(
    "--credibility", type=click.Choice([grade for grade, _ in CREDIBILITY]), help="Of the information, 1 to 6."
)
@click.option(
    "--classification", type=click.Choice([level for level, _ in CLASSIFICATIONS]), help="Level of protection."
)
@click.option("--embed", "keeping", flag_value="embedded", help="Keep big files inside FILE too.")
@click.option("--sidecar", "keeping", flag_value="beside", help="Keep big files in the folder FILE.evidence beside it.")
@click.option("--copies", is_flag=True, help="Make another item of a file whose bytes are in FILE already.")
def add(
    file: Path, paths: tuple[Path, ...], title: str, keeping: Keeping | None, *, copies: bool, **grades: str | None
) -> None:
    """Take PATHS into FILE as evidence, folders recursively, and print the number given to each item."""
    from casefile.evidence import intake

    if title and (len(paths) > 1 or paths[0].is_dir()):
        raise UserError("--title names one item; give one file, or leave the title out.")
    values = {name: value for name, value in ({"title": title or None} | grades).items() if value is not None}
    with opened(file) as case, progress_bar("Adding evidence") as progress:
        survey = intake.survey(case, paths)
        if keeping is None and survey.is_big:
            raise UserError(
                f"A file has more than {intake.BIG_FILE // 10**6} MB, or {file.name} would have more than "
                f"{intake.BIG_CASE // 10**9} GB of evidence; give --sidecar to keep big files in the folder "
                f"“{case.originals.folder.name}” beside it, or --embed to have them inside."
            )
        report = intake.take_in(
            case,
            survey,
            values,
            lambda step: progress(step.done, step.total, f"{step.file:,}/{step.files:,} {step.name}"),
            keeping=keeping or "embedded",
            copies=copies,
        )
    for taken in report:
        if taken.problem:
            say(taken.problem, err=True)
        else:
            _say_taken(taken)
    if any(taken.problem for taken in report):
        sys.exit(UserError.exit_code)


def _say_taken(taken: Taken) -> None:
    if taken.id is not None:
        path = str(taken.path).replace("\n", " ").replace("\t", " ")  # one line for each, three parts at most
        say(f"{taken.number}\t{path}" + ("\talready there" if taken.already_there else ""))
    if taken.alike:
        numbers = ", ".join(one.number for one in taken.alike[:5])
        say(f"{taken.number} looks like {numbers}.", err=True)
    for note in taken.notes:
        say(f"{taken.number or taken.path}: {note}", err=True)
