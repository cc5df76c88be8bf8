"""`casefile verify` tells quotes that do not stand where they are said to stand apart from a file that is damaged."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casefile.case_file import CaseFile
from casefile.cli import casefile
from casefile.operations import records
from casefile.storage.texts import Extract, Part
from tests.cases import add, new_case


def verify(path: Path) -> Result:
    return CliRunner().invoke(casefile, ["verify", str(path)], catch_exceptions=False)


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "c.casefile"
    with new_case(path) as case:
        item = letter(case)
        add(case, "passage", evidence_id=item, locator="p. 2", quote="The train came")
        add(case, "passage", evidence_id=item, locator="p. 2", quote="The train left")
        add(case, "passage", evidence_id=item, locator="p. 1", quote="There was no train")
    return path


def letter(case: CaseFile) -> object:
    incoming = case.originals.take_in(io.BytesIO(b"a letter"), lambda _done: None)
    with case.change("Add evidence", incoming=(incoming,)) as session:
        item = records.add(session, "evidence", {"title": "Letter", "sha256": incoming.sha256})
    parts = (Part("p. 1", "The train left."), Part("p. 2", "The train came."))
    case.keep_text([Extract(incoming.sha256, "read", "test 1", "2026-11-22T05:00:00Z", parts)])
    return item


def test_quotes_to_look_at_have_lines_and_an_exit_code_of_their_own(case_path: Path) -> None:
    done = verify(case_path)
    assert done.exit_code == 6
    assert done.stdout.splitlines()[:2] == [
        "quote: NKR-0001, p. 1: its quote does not stand in the document.",
        "quote: NKR-0001, p. 2: its quote stands elsewhere in the document (p. 1).",
    ]
    assert " is whole; journal head " in done.stdout
    assert "2 quotes to look at" in done.stderr


def test_a_damaged_file_is_told_first(case_path: Path) -> None:
    other = sqlite3.connect(case_path)
    other.execute("UPDATE passage SET quote = 'Altered'")
    other.commit()
    other.close()
    done = verify(case_path)
    assert done.exit_code == 1
    assert "quote: " not in done.stdout
