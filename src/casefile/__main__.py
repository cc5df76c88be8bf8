"""Start of the windowed program: `casefile-gui [FILE] [--selftest]`, `python -m casefile`."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Open the window; the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--page-server"]:  # a packaged program starts itself again to read pages
        from casefile.ui.widgets import page_server

        page_server.main()
        return 0
    if given == ["--read-documents"]:  # the same, to read the words of documents
        from casefile.evidence import worker

        worker.main()
        return 0
    files = [Path(argument) for argument in given if not argument.startswith("-")]

    from casefile.ui.app import run

    return run(files[0] if files else None, selftest="--selftest" in given)


if __name__ == "__main__":
    sys.exit(main())
