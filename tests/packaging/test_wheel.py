"""The wheel that `pip install .` makes: built without a network, it holds all that the program needs.

That it also runs in an empty environment is tried by `python3 -m tools.check_install`.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
OFFLINE = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *OFFLINE, "--wheel-dir", folder, ROOT], check=True)
    (built,) = folder.glob("casefile_icc-*-py3-none-any.whl")
    return ZipFile(built)


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_the_whole_package_and_every_resource_and_nothing_else(wheel: ZipFile) -> None:
    package = {f"casefile/{name}" for name in files_below(ROOT / "src" / "casefile")}
    resources = {f"casefile/_resources/{name}" for name in files_below(ROOT / "resources")}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == package | resources


def test_it_declares_the_two_commands(wheel: ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt"))
    declared = configparser.ConfigParser()
    declared.read_string(wheel.read(name).decode())
    assert dict(declared["console_scripts"]) == {"casefile": "casefile.cli:main"}
    assert dict(declared["gui_scripts"]) == {"casefile-gui": "casefile.__main__:main"}


def test_it_carries_the_licence(wheel: ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
    assert wheel.read(name) == (ROOT / "LICENSE").read_bytes()
