"""What a user can do is written down: commands, options, settings, nouns and their fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from casefile.cli import casefile
from casefile.model import NOUNS
from casefile.model.base import BINNED, derived_of, fields_of
from casefile.settings import SETTINGS
from casefile.storage.database import FORMAT

DOCS = Path(__file__).parents[1] / "docs"
CLI = (DOCS / "cli.md").read_text("utf-8")


def commands(group: click.Group, above: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        path = f"{above} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, path)
        else:
            yield path, command


COMMANDS = dict(commands(casefile, "casefile"))


def section(path: str) -> str:
    """What the document says of one command: from the heading that names it to the next."""
    for heading, text in re.findall(r"^### (.*?)\n(.*?)(?=^#|\Z)", CLI, re.DOTALL | re.MULTILINE):
        if re.search(rf"`{re.escape(path)}(?: [^`]*)?`", heading):
            return str(heading) + "\n" + str(text)
    return ""


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_is_documented_with_its_options_and_arguments(path: str) -> None:
    text, parameters = section(path), COMMANDS[path].params
    assert text, f"docs/cli.md has no heading for {path}"
    for parameter in parameters:
        for name in parameter.opts if isinstance(parameter, click.Option) else ():
            assert f"`{name}`" in text, f"{path} {name}"
        if isinstance(parameter, click.Argument):
            assert str(parameter.name).upper() in text, f"{path} {parameter.name}"
        if isinstance(parameter.type, click.Choice):
            choices = list(parameter.type.choices)
            wanted = choices if len(choices) < 6 else [choices[0], choices[-1]]
            assert all(f"`{choice}`" in text for choice in wanted), f"{path} {parameter.name}"


def test_no_command_or_option_is_documented_that_does_not_exist() -> None:
    headed = re.findall(r"`(casefile(?: [a-z]+)+)", "\n".join(re.findall(r"^### .*$", CLI, re.MULTILINE)))
    assert set(headed) == set(COMMANDS)
    options = {name for command in COMMANDS.values() for one in command.params for name in one.opts if name[0] == "-"}
    assert set(re.findall(r"^\| `(?:-\w`, `)?(--[a-z-]+)`", CLI, re.MULTILINE)) <= options


def test_the_examples_are_commands() -> None:
    for line in re.findall(r"^    casefile (.*)$", CLI, re.MULTILINE):
        assert any(f"casefile {line}".startswith(path) for path in COMMANDS), line


def test_every_exit_code_is_documented() -> None:
    said = set(map(int, re.findall(r"^\| (\d+) \|", CLI, re.MULTILINE)))
    assert said == {0, 1, 2, 3, 4, 5, 6, 70, 130}


def test_every_setting_is_documented() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (.*?) \| (`\w+`|empty) \| (.*) \|$", (DOCS / "settings.md").read_text("utf-8"), re.MULTILINE
    )
    described = {row[0]: row for row in rows}
    assert set(described) == {setting.key for setting in SETTINGS}
    for setting in SETTINGS:
        _, kind, default, text = described[setting.key]
        plain = str(setting.default).lower() if setting.kind == "flag" else str(setting.default)
        assert default == (f"`{plain}`" if plain else "empty")
        assert text == f"{setting.label}. {setting.help}"
        assert all(f"`{stored}`" in kind for stored, _ in setting.choices)
        assert setting.kind != "whole" or kind == f"whole number, {setting.least} to {setting.most}"
        assert setting.kind != "text" or kind == f"text on one line, up to {setting.most} characters"


def test_the_format_that_is_described_is_the_present_one() -> None:
    text = (DOCS / "file-format.md").read_text("utf-8")
    assert f"It describes format {FORMAT}." in text
    assert f"big-endian: the format, `{FORMAT}` |" in text
    assert re.findall(r"^\| (\d+) \| (?:\||the )", text, re.MULTILINE) == [str(one) for one in range(1, FORMAT + 1)]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_and_field_is_documented(noun: str) -> None:
    record = NOUNS[noun]
    assert record.plural in CLI
    text = (DOCS / "file-format.md").read_text("utf-8")
    told = re.search(rf"^### `{noun}`.*?(?=^##|\Z)", text, re.DOTALL | re.MULTILINE)
    assert told
    columns = re.findall(r"^\| `(\w+)` \|", told[0], re.MULTILINE)
    assert columns == [*(name for name in fields_of(record) if name != BINNED), *derived_of(record)]
    for field, one in fields_of(record).items():
        for choice, _ in one.choices:
            assert f"`{choice}`" in told[0] or not choice, f"{noun}.{field}: {choice}"
    assert all(f"| `{field}` | derived from" in told[0] for field in derived_of(record))
