"""What the commands share: opening the file they are given, a progress bar, ways of printing."""

from __future__ import annotations

import json
import re
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
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
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


def say(text: str = "", *, err: bool = False) -> None:
    """Print text that may come from a case: what would steer the terminal is shown as a sign instead."""
    click.echo(_STEERING.sub("\ufffd", text), err=err)


def print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    click.echo(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_fields(noun: str, values: dict[str, Any]) -> None:
    for field in records.fields(noun):
        value = values.get(field.name)
        if value not in (None, "", (), False):
            words = "; ".join(value) if isinstance(value, tuple) else field.choice_label(str(value))
            say(f"{field.label:<28} {words}")
