"""Whether `pip install .` into an empty environment gives a working program, with nothing but what the project declares.

Slower than the tests (a minute, and it needs the network), so it is run before a release: python3 -m tools.check_install
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import venv
from pathlib import Path

from tools.console import ROOT, StopError, call, end_with, say
from tools.setup import LOCKS, program

_JOURNEY = (
    ("--help",),
    ("sample", "sample.casefile"),
    ("verify", "sample.casefile"),
    ("brief", "sample.casefile", "-o", "brief.pdf"),
)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        _install(work)
        for arguments in _JOURNEY:
            say(f"casefile {' '.join(arguments)}")
            if call(program("casefile", work / "venv"), *arguments, folder=work) != 0:
                raise StopError(f"The installed program failed at: casefile {' '.join(arguments)}")
        brief = (work / "brief.pdf").stat().st_size
    say(f"The installed program works; its brief of the sample has {brief} bytes.")
    return 0


def _install(work: Path) -> None:
    """Make work/venv and install the project there, its dependencies in the versions of the lock."""
    say(f"pip install . into an empty environment of Python {sys.version.split()[0]}")
    venv.create(work / "venv", with_pip=True)
    # What is installed follows from the project's own metadata; the lock only says in which version.
    pins = re.findall(r"^[\w.-]+==[\w.]+", LOCKS["run"].read_text(encoding="utf-8"), re.MULTILINE)
    (work / "versions.txt").write_text("\n".join(pins), encoding="utf-8")
    pip = (program("python", work / "venv"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if call(*pip, "--constraint", work / "versions.txt", ROOT, env={**os.environ, "PIP_USER": "0"}) != 0:
        raise StopError("pip install failed; its messages above say why.")


if __name__ == "__main__":
    end_with(main)
