from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("given", "code"), [("nothing", 0), ("case", 0), ("missing", 1)])
def test_the_program_starts_and_says_whether_it_could(case_path: Path, given: str, code: int) -> None:
    files = {"nothing": [], "case": [str(case_path)], "missing": [str(case_path) + "x"]}[given]
    command = [sys.executable, "-m", "casefile", "--selftest", *files]
    ended = subprocess.run(command, env=os.environ, timeout=60, capture_output=True, check=False)
    assert ended.returncode == code, ended.stderr.decode()
