"""The locks say what pyproject.toml asks for, with a hash for every file and no word on where it comes from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
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


def imported_packages() -> Iterator[str]:
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def test_whatever_the_program_imports_is_declared() -> None:
    declared = {canonicalize_name(Requirement(wanted).name) for wanted in PROJECT["dependencies"]}
    foreign = set(imported_packages()) - sys.stdlib_module_names - {"casefile"}
    providers = packages_distributions()
    undeclared = {
        package
        for package in foreign
        if declared.isdisjoint(canonicalize_name(name) for name in providers.get(package, ()))
    }
    assert undeclared == set()
