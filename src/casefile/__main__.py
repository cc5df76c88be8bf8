"""Start of the windowed program: `casefile-gui [FILE] [--selftest]`, `python -m casefile`."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Open the window; the exit code."""
    multiprocessing.freeze_support()  # a packaged program starts itself again to read pages
    given = sys.argv[1:] if arguments is None else arguments
    files = [Path(argument) for argument in given if not argument.startswith("-")]

    from casefile.ui.app import run

    return run(files[0] if files else None, selftest="--selftest" in given)


if __name__ == "__main__":
    sys.exit(main())
