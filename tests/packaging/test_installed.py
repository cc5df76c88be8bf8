"""The installed program works away from its checkout.

The wheel goes into an environment of its own, which borrows the dependencies of this one: quick, and without a network.
That the declared dependencies suffice is tried by `python3 -m tools.check_install`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.packaging.conftest import OFFLINE


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    variables = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    programs = Path(sysconfig.get_path("scripts", "venv", variables))
    python = programs / Path(sys.executable).name
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", *OFFLINE, str(wheel)]
    subprocess.run(install, check=True)
    return programs


def test_it_goes_from_the_sample_case_to_a_brief(installed: Path, tmp_path: Path) -> None:
    def casefile(*arguments: str) -> str:
        command = [str(installed / "casefile"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert "brief" in casefile("--help")
    casefile("sample", "sample.casefile")
    casefile("verify", "sample.casefile")
    casefile("brief", "sample.casefile", "-o", "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
