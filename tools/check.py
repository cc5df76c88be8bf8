"""`make test`: set up, then everything that CI runs. Arguments go to pytest."""

from __future__ import annotations

import os
import shutil
import sys
import time
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


def main() -> int:
    set_up("test")
    _prepare_screen()
    pytest: tuple[str | Path, ...] = (PYTHON, "-m", "pytest", *sys.argv[1:])
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


def _prepare_screen() -> None:
    """Tests of a real window want a virtual screen. They skip themselves where there is none to be had."""
    if not sys.platform.startswith("linux") or shutil.which("Xvfb"):
        return
    if debian.is_debian() and debian.is_root():
        debian.require(["xvfb", "xauth"], "Tests of a real window")
    else:
        say("Tests of a real window are skipped: they need Xvfb (on Debian and Ubuntu the packages xvfb and xauth).")


if __name__ == "__main__":
    end_with(main)
