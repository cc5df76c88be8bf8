"""Telling the person at the terminal what happens, and ending with a sentence instead of a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class StopError(Exception):
    """The command cannot go on; `str(error)` says why and what to do."""


def say(text: str) -> None:
    # Flushed, so that the lines stand in order among those of child processes.
    print(text, flush=True)


def call(*command: str | Path, folder: Path = ROOT, env: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Run `command` in `folder`, its output shown (when `quiet` only that on stderr); its exit code."""
    words = [str(word) for word in command]
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(words, cwd=folder, env=env, stdout=output, check=False).returncode


def end_with(main: Callable[[], int]) -> None:
    """Run `main` and leave with its exit code: 1 after a StopError, 130 after Ctrl+C."""
    try:
        code = main()
    except StopError as error:
        print(error, file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
