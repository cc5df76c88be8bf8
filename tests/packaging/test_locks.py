"""The locks say what pyproject.toml asks for, with a hash for every file and no word on where it comes from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "run.txt": [*PROJECT["dependencies"], *EXTRAS["setup"]],
    "dev.txt": [*PROJECT["dependencies"], *EXTRAS["setup"], *EXTRAS["dev"]],
}


def entries(lock: str) -> list[str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return text.replace("\\\n", " ").splitlines()


def versions(lock: str) -> dict[str, str]:
    pins = [re.match(r"([\w.-]+)==([\w.]+)", entry) for entry in entries(lock)]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


@pytest.mark.parametrize("lock", WANTED)
def test_it_holds_what_the_project_asks_for(lock: str) -> None:
    locked = versions(lock)
    for wanted in map(Requirement, WANTED[lock]):
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), wanted


@pytest.mark.parametrize("lock", WANTED)
def test_every_entry_is_a_pin_with_hashes(lock: str) -> None:
    entry = re.compile(r"[\w.-]+==[\w.]+(?: ; [^@]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in entries(lock) if not entry.fullmatch(line)] == []


def test_development_runs_on_the_versions_that_are_shipped() -> None:
    assert versions("run.txt").items() <= versions("dev.txt").items()
