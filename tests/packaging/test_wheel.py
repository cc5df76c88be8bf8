"""The wheel that `pip install .` makes holds all that the program needs."""

from __future__ import annotations

import configparser
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def information(wheel: Path, name: str) -> bytes:
    with ZipFile(wheel) as archive:
        (found,) = (held for held in archive.namelist() if held.endswith(f".dist-info/{name}"))
        return archive.read(found)


def test_it_holds_the_whole_package_and_every_resource_and_nothing_else(wheel: Path) -> None:
    package = {f"casefile/{name}" for name in files_below(ROOT / "src" / "casefile")}
    resources = {f"casefile/_resources/{name}" for name in files_below(ROOT / "resources")}
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == package | resources


def test_it_declares_the_two_commands(wheel: Path) -> None:
    declared = configparser.ConfigParser()
    declared.read_string(information(wheel, "entry_points.txt").decode())
    assert dict(declared["console_scripts"]) == {"casefile": "casefile.cli:main"}
    assert dict(declared["gui_scripts"]) == {"casefile-gui": "casefile.__main__:main"}


def test_it_carries_the_licence(wheel: Path) -> None:
    assert information(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
