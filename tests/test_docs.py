"""What the program offers is documented: every command, option and setting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from casefile.cli import casefile
from casefile.settings import SETTINGS

DOCS = Path(__file__).parents[1] / "docs"


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def sections() -> dict[str, str]:
    """The text under each command's heading, by the command."""
    parts = re.split(r"^### `(.+)`$", (DOCS / "cli.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        " ".join(word for word in head.split() if word.islower()): text
        for head, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def default_words(default: str | bool | int) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    return f"`{default}`"


def test_every_command_has_its_section_and_no_section_is_left_over() -> None:
    assert set(sections()) == {name for name, _ in commands(casefile, "casefile")}


def test_every_option_is_explained_with_its_command() -> None:
    written = sections()
    missing = [
        f"{name} {option}"
        for name, command in commands(casefile, "casefile")
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if f"`{option}" not in written[name]
    ]
    assert missing == []


def test_every_exit_code_is_explained() -> None:
    from casefile import errors

    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.UserError)]
    assert [kind.__name__ for kind in kinds if f"| {kind.exit_code} |" not in text] == []


def test_every_setting_is_explained_with_its_default() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| (.+?) \|", (DOCS / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert rows == {one.key: default_words(one.default) for one in SETTINGS}


def test_every_page_that_the_readme_names_is_there() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\((docs/[\w./-]+)", readme)
    assert named
    assert [name for name in named if not (DOCS.parent / name).exists()] == []
