"""The page of keys says what the program does."""

from __future__ import annotations

from collections import defaultdict

from casefile.ui.commands import Command, commands
from tools.keyboard import PAGE, page


def test_the_page_of_keys_names_every_command_as_it_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "run: .venv/bin/python -m tools.keyboard"


def test_the_same_keys_never_mean_two_things_in_one_place() -> None:
    page("")  # declares every command
    by_keys: dict[str, list[Command]] = defaultdict(list)
    for one in commands():
        if one.shortcut:
            by_keys[one.shortcut].append(one)
    for keys, sharing in by_keys.items():
        where = [place for one in sharing for place in one.when.places]
        apart = all(one.when.places for one in sharing) and len(where) == len(set(where))
        assert len(sharing) == 1 or apart, f"{keys}: {[one.id for one in sharing]}"
