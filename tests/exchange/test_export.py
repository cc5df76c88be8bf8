"""Writing a data file: whole or not there, and nothing of others touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.exchange import jsonl
from casefile.exchange.jsonl import writing
from tests.exchange.data import ACT, CASE, ITEM, Line, case_of, ident, put, records, write

SECOND: Line = {**ITEM, "id": ident(31), "number": "NKR-0002"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    folder = tmp_path / "given"
    folder.mkdir()
    data = folder / "data.jsonl"
    put(data, "a.txt", b"one" * 500_000)
    put(data, "b.txt", b"two" * 500_000)
    write(data, CASE, ACT, {**ITEM, "file": "a.txt"}, {**SECOND, "file": "b.txt"})
    with case_of(folder / "case.casefile", data) as made:
        yield made


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if "given" not in path.parts)


def test_only_what_differs_from_a_default_in_the_order_of_the_model(case: CaseFile, tmp_path: Path) -> None:
    jsonl.export(case, tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().split(b"\n")
    assert lines[0] == b'{"casefile":"jsonl","version":1}'
    assert lines[2] == f'{{"noun":"act","id":"{ident(10)}","number":"A-0001","title":"Shelling"}}'.encode()
    assert lines[-1] == b""


def test_a_data_file_is_not_overwritten_unasked(case: CaseFile, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        jsonl.export(case, target)
    assert target.read_text() == "mine"
    jsonl.export(case, target, replace=True)
    assert jsonl.export(case, target, replace=True) == jsonl.Exported(records=4, files=2)
    assert len(records(target)) == 4


def test_the_case_itself_is_never_overwritten(case: CaseFile, tmp_path: Path) -> None:
    before = case.path.read_bytes()
    with pytest.raises(UserError, match="is the case itself"):
        jsonl.export(case, case.path, replace=True)
    with pytest.raises(UserError, match="is a folder"):
        jsonl.export(case, tmp_path, replace=True)
    with pytest.raises(UserError, match="There is no folder"):
        jsonl.export(case, tmp_path / "none" / "out.jsonl")
    assert case.path.read_bytes() == before


def test_cancel_leaves_nothing(case: CaseFile, tmp_path: Path) -> None:
    asked = 0

    def later() -> bool:
        nonlocal asked
        asked += 1
        return asked > 14  # inside the second file

    with pytest.raises(CancelledError):
        jsonl.export(case, tmp_path / "out.jsonl", cancelled=later)
    assert names(tmp_path) == []


def test_failure_takes_back_what_was_written_and_nothing_else(case: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "out.evidence"
    folder.mkdir()
    (folder / "theirs.txt").write_text("keep")
    digest = next(iter(sorted(case.originals.hashes())))
    second = records(_export(case, tmp_path / "other.jsonl"))[ident(31)]["file"]
    (folder / second).write_text("not what its name says")
    with pytest.raises(UserError, match="is not what its name says"):
        jsonl.export(case, tmp_path / "out.jsonl")
    assert sorted(path.name for path in folder.iterdir()) == sorted(["theirs.txt", second])
    assert not (tmp_path / "out.jsonl").exists()
    assert len(digest) == 64


def _export(case: CaseFile, target: Path) -> Path:
    jsonl.export(case, target)
    return target


def test_links_are_not_followed(case: CaseFile, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out.evidence").symlink_to(elsewhere)
    with pytest.raises(UserError, match="is a link"):
        jsonl.export(case, tmp_path / "out.jsonl")
    assert list(elsewhere.iterdir()) == []


def test_a_record_too_long_for_the_format_is_refused(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LONGEST_LINE", 50)
    with pytest.raises(UserError, match="is longer than a line of the format may be"):
        jsonl.export(case, tmp_path / "out.jsonl")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(case: CaseFile, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(UserError, match="cannot be written"):
        jsonl.export(case, closed / "out.jsonl")


def test_progress_counts_records(case: CaseFile, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    jsonl.export(case, tmp_path / "out.jsonl", lambda done, total, _text: heard.append((done, total)))
    assert heard[0] == (0, 4)
    assert heard[-1] == (4, 4)


PROGRAM = """
import sys
from pathlib import Path
from casefile.case_file import CaseFile
from casefile.exchange import jsonl
from tests.cases import as_me
with CaseFile.open(Path(sys.argv[1]), as_me, read_only=True) as case:
    print("ready", flush=True)
    while True:
        jsonl.export(case, Path(sys.argv[2]), replace=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_killed_at_any_moment_there_is_a_whole_file_or_none(case: CaseFile, tmp_path: Path) -> None:
    rng = random.Random(3)
    jsonl.export(case, tmp_path / "expected.jsonl")
    expected = (tmp_path / "expected.jsonl").read_bytes()
    for attempt in range(5):
        target = tmp_path / f"out{attempt}.jsonl"
        command = [sys.executable, "-c", PROGRAM, str(case.path), str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rng.uniform(0, 0.08))
            process.send_signal(signal.SIGKILL)
        assert not target.exists() or target.read_bytes() == expected
        if target.exists():
            with case_of(tmp_path / f"again{attempt}.casefile", target) as again:
                assert again.originals.hashes() == case.originals.hashes()
