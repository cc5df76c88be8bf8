"""Commands for many items at once: a metadata sheet, and the blocks of numbers of contributors."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import UUID

import click

from casefile.cli.printing import file_argument, json_option, opened, print_json, say
from casefile.errors import UserError
from casefile.operations import number_blocks, records
from casefile.settings import Settings


@click.command("sheet")
@file_argument
@click.argument("sheet", required=False, type=click.Path(path_type=Path))
@click.option("--map", "pairs", multiple=True, help="COLUMN=FIELD: what a column fills; COLUMN= leaves it out.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--template", type=click.Path(path_type=Path), help="Write a sheet of all items here, to fill in.")
def sheet_(file: Path, sheet: Path | None, pairs: tuple[str, ...], *, dry_run: bool, template: Path | None) -> None:
    """Fill fields of many items of FILE from SHEET, a CSV file or an XLSX workbook with a row of headings.

    An item is found by its number or its file name. All or nothing, and one step of undo.
    """
    if (sheet is None) == (template is None):
        raise UserError("Give a SHEET to read, or --template with the name of one to write.")
    if template is not None:
        _write_template(file, template)
    elif sheet is not None:
        _fill(file, sheet, pairs, dry_run=dry_run)


def _write_template(file: Path, target: Path) -> None:
    from casefile.exchange import sheet

    with opened(file, read_only=True) as case, case.reading() as session:
        count = sheet.template(session, target)
    say(f"Wrote {target} with {count:,} items.")


def _fill(file: Path, path: Path, pairs: tuple[str, ...], *, dry_run: bool) -> None:
    from casefile.exchange import sheet

    table = sheet.read(path)
    mapper = sheet.named(table.headings, pairs)
    with opened(file, read_only=dry_run) as case:
        with case.reading() as session:
            plan = sheet.plan(session, table, mapper)
        for problem in plan.problems:
            say(problem.words, err=True)
        if plan.problems:
            say(f"{len(plan.problems):,} cells or rows are not right; nothing was written.", err=True)
            sys.exit(UserError.exit_code)
        for item in plan.changed:
            changed = [sheet.FIELDS[name].label for name in item.before]
            say(f"{item.number}\t{', '.join(changed)}")
        if not dry_run and plan.changed:
            with case.change(sheet.LABEL) as session:
                sheet.write(session, plan)
    words = "would change" if dry_run else "changed"
    say(f"{len(plan.changed):,} of {len(plan.items):,} items {words}.", err=True)


@click.command("blocks")
@file_argument
@click.option("--add", "contributor", help="Give this contributor a block of numbers.")
@click.option("--first", type=int, help="Its first number.")
@click.option("--last", type=int, help="Its last number; without it the block has no end.")
@click.option("--prefix", default="", help="What its numbers begin with; without it the prefix of the case.")
@click.option("--series", type=click.Choice([key for key, _ in number_blocks.SERIES]), default="evidence")
@click.option("--author", type=click.UUID, help="The contributor's pseudonym in this case.")
@click.option("--me", is_flag=True, help="The contributor is whoever runs this command.")
@json_option
def blocks_(
    file: Path,
    contributor: str | None,
    first: int | None,
    last: int | None,
    prefix: str,
    series: str,
    author: UUID | None,
    *,
    me: bool,
    as_json: bool,
) -> None:
    """List the blocks of numbers that contributors to FILE have, and your own pseudonym; or add one."""
    with opened(file, read_only=contributor is None) as case:
        mine = Settings().author(case.case_id)
        if contributor is not None:
            owner = mine if me else author
            values = {"contributor": contributor, "author": str(owner or ""), "series": series, "prefix": prefix}
            with case.change("Add number block") as session:
                records.add(session, "number_block", values | {"first": first, "last": last})
        with case.reading() as session:
            rows = number_blocks.listed(session, mine)
    if as_json:
        names = ("id", "contributor", "author", "series", "numbers", "used", "mine")
        print_json({"author": mine, "blocks": [{name: getattr(row, name) for name in names} for row in rows]})
        return
    say(f"Your pseudonym in this case: {mine}")
    for row in rows:
        whose = "yours" if row.mine else row.author or "nobody's yet"
        say(f"{row.numbers}\t{row.contributor}\t{row.used:,} used\t{whose}")
