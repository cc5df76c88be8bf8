"""What the tests of the command line share."""

from __future__ import annotations

import sys

import pytest

from casefile import cli
from tests.cli.running import Done, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line with these arguments."""

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["casefile", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Done(code, printed.out, printed.err)

    return run
