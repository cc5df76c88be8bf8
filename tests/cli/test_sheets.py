"""`casefile sheet` and `casefile blocks`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.settings import Settings
from tests.cases import add, new_case
from tests.cli.running import Run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "c.casefile"
    with new_case(path) as case:
        for _ in range(2):
            add(case, "evidence", title="x")
    return path


def test_a_sheet_is_tried_written_and_undone(run: Run, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text("Nr,Title\nNKR-0001,New\nNKR-0002,x\n", "utf-8")
    assert run("sheet", file, table)[0] == 2
    mapped = ("sheet", file, table, "--map", "Nr=number")
    assert run(*mapped, "--dry-run") == (0, "NKR-0001\tTitle\n", "1 of 2 items would change.\n")
    assert run(*mapped) == (0, "NKR-0001\tTitle\n", "1 of 2 items changed.\n")
    assert "New" in run("list", file, "evidence")[1]
    assert run("undo", file) == (0, "Undone: Fill in from a sheet.\n", "")
    table.write_text("Number,Title,Date\nNKR-0001,New,yesterday\nNKR-7,y,\n", "utf-8")
    code, out, err = run("sheet", file, table)
    assert (code, out) == (2, "")
    assert err.splitlines()[1:] == [
        "Row 3: No item of this case has the number “NKR-7”.",
        "2 cells or rows are not right; nothing was written.",
    ]


def test_a_template(run: Run, file: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    assert run("sheet", file, "--template", target) == (0, f"Wrote {target} with 2 items.\n", "")
    assert run("sheet", file, target) == (0, "", "0 of 2 items changed.\n")
    assert run("sheet", file)[0] == 2


def test_blocks_are_added_and_listed(run: Run, file: Path) -> None:
    code, out, _err = run("blocks", file, "--add", "Me", "--first", 100, "--last", 199, "--me", "--json")
    found = json.loads(out)
    with CaseFile.open(file, Settings().author) as case:
        assert (code, found["author"]) == (0, str(case.author.id))
        add(case, "evidence", title="y")
    assert found["blocks"][0]["mine"] is True
    assert "NKR-0100 to NKR-0199\tMe\t1 used\tyours" in run("blocks", file)[1]
    assert run("blocks", file, "--add", "Other", "--first", 150)[0] == 2


def test_gaps_tell_of_proof_whose_consent_was_withdrawn(run: Run, file: Path) -> None:
    with CaseFile.open(file, Settings().author) as case:
        source = add(case, "source", name="W", kind="witness")
        item = add(case, "evidence", title="Statement", source_id=source)
        add(case, "consent", source_id=source, recipient="icc", withdrawn="2026-05")
        passage = add(case, "passage", evidence_id=item, locator="p. 1")
        add(case, "proof_link", passage_id=passage, act_id=add(case, "act", title="Act"))
    out = run("gaps", file)[1]
    assert "Proof rests on these although a consent was withdrawn: 1\n  NKR-0003 Statement\n" in out
    assert json.loads(run("gaps", file, "--json")[1])["consent_withdrawn"][0]["evidence"] == "NKR-0003"
