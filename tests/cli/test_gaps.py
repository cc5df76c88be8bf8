"""`casefile gaps`: for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from casefile.cli import casefile
from casefile.exchange import cases
from tests.cases import as_me


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "s.casefile"
    cases.sample(path, as_me).close()
    return path


def run(*arguments: str) -> str:
    done = CliRunner().invoke(casefile, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_gaps_contrary_and_unused_evidence_are_told(sample: Path) -> None:
    told = run("gaps", str(sample))
    assert "A-0008, 25(3)(c) Kim Jong-un, element 3: Purpose of facilitating, gap" in told
    assert "look for: " in told
    assert "NKR-0005, p. 3, para. 16: A-0020" in told
    assert "NKR-0015 Record of consent: P-0001" in told


def test_programs_get_the_same_as_json(sample: Path) -> None:
    told = json.loads(run("gaps", str(sample), "--json"))
    assert set(told) == {"gaps", "contrary", "unused", "consent_withdrawn", "without_basis", "numbers"}
    purpose = [one for one in told["gaps"] if one["act"] == "A-0008" and one["label"] == "Purpose of facilitating"]
    assert [(one["liability"], one["element"], one["state"]) for one in purpose] == [("25(3)(c)", 3, "gap")]
    assert purpose[0]["look_for"]
    assert purpose[0]["attribution"]
    lines = run("gaps", str(sample)).splitlines()
    counts = [int(line.split()[0]) for line in lines if line[0].isdigit()]
    assert counts == [len(told["gaps"]), len(told["contrary"]), len(told["unused"])]
