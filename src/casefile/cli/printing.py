"""What the commands share: opening the file they are given, a progress bar, ways of printing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from casefile.case_file import CaseFile
from casefile.operations import records
from casefile.operations.records import Row
from casefile.settings import Settings

file_argument = click.argument("file", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")


def opened(file: Path, *, read_only: bool = False) -> CaseFile:
    return CaseFile.open(file, Settings().author, read_only=read_only)


@contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int, str], None]]:
    """A bar on stderr while work is long and someone looks."""
    if not sys.stderr.isatty():
        yield _silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(done: int, total: int, text: str = "") -> None:
            bar.label = f"{label} {text}".strip()
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield tell


def _silent(done: int, total: int, text: str = "") -> None:
    """Nobody looks."""


def plain(row: Row) -> dict[str, Any]:
    return {"noun": row.noun, "id": row.id, "binned": row.binned, **row.values}


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_fields(noun: str, values: dict[str, Any]) -> None:
    for field in records.fields(noun):
        value = values.get(field.name)
        if value not in (None, "", (), False):
            words = "; ".join(value) if isinstance(value, tuple) else field.choice_label(str(value))
            click.echo(f"{field.label:<28} {words}")
