"""`make test`: set up, then everything that CI runs. Arguments go to pytest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools import debian
from tools.console import call, end_with, say
from tools.setup import PYTHON, program, set_up

_STATIC: dict[str, tuple[str | Path, ...]] = {
    "ruff check": (PYTHON, "-m", "ruff", "check", "--quiet"),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check", "--quiet"),
    "mypy": (PYTHON, "-m", "mypy"),
    "layers": (program("lint-imports"), "--no-logo"),
}

_WANTED = (
    ("Xvfb", ("xvfb", "xauth"), "Tests of a real window"),
    ("strace", ("strace",), "Tests that watch for connections"),
    ("tesseract", ("tesseract-ocr", "tesseract-ocr-kor"), "Tests that recognise characters"),
)

_SHARED_OUT = ("--numprocesses", "2", "--dist", "loadfile")
"""Two processes, a file of tests to one of them: what tests of a file share is made once."""


def main() -> int:
    set_up("test")
    for program_wanted, packages, purpose in _WANTED:
        _prepare(program_wanted, packages, purpose)
    pytest: tuple[str | Path, ...] = (*_cut_off(), PYTHON, "-m", "pytest", *_SHARED_OUT, *sys.argv[1:])
    # All of them run even when one fails, so that one look shows everything that is to be mended.
    failed = [name for name, command in {**_STATIC, "pytest": pytest}.items() if not _passes(name, command)]
    if failed:
        say(f"\nFailed: {', '.join(failed)}")
    return 1 if failed else 0


def _passes(name: str, command: tuple[str | Path, ...]) -> bool:
    say(f"\n== {name}")
    start = time.monotonic()
    passed = call(*command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}) == 0
    say(f"== {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.1f} s")
    return passed


def _prepare(wanted: str, packages: Sequence[str], purpose: str) -> None:
    """Some tests want a program of the system's. They skip themselves where there is none to be had."""
    if not sys.platform.startswith("linux") or shutil.which(wanted):
        return
    if debian.is_debian() and debian.is_root():
        debian.require(packages, purpose)
    else:
        say(f"{purpose} are skipped: they need {wanted} (on Debian and Ubuntu the packages {' and '.join(packages)}).")


def _cut_off() -> tuple[str, ...]:
    """What runs the tests in a network namespace with nothing in it: the program opens no connection, ever."""
    ways = (("unshare", "--net"), ("unshare", "--map-root-user", "--net"))
    if sys.platform.startswith("linux") and shutil.which("unshare"):
        for way in ways:
            if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
                say(f"The tests run without a network ({' '.join(way)}).")
                return way
    say("The tests are not cut off from the network here; what tries to connect still fails them.")
    return ()


if __name__ == "__main__":
    end_with(main)
