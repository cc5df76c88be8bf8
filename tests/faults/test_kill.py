"""SIGKILL at random moments of writing and of intake: the file opens, verifies, and holds all that was acknowledged."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.evidence.intake.files import SMALL
from casefile.operations import evidence, records
from casefile.operations.records import Query
from tests.cases import as_me, new_case, whole

WORKER = Path(__file__).with_name("worker.py")
KILLS, KILLS_OF_INTAKE, KILLS_BESIDE = 12, 30, 6


def killed(arguments: list[str], after: float, *, promised: bool) -> list[UUID]:
    """Run the worker, kill it `after` seconds of work, or after its first promise, and return what it said was done."""
    worker = subprocess.Popen([sys.executable, str(WORKER), *arguments], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    first = worker.stdout.readline() if promised else ""
    time.sleep(after)
    worker.kill()
    said, _ = worker.communicate()
    lines = (first + said).split("\n")[:-1]  # a line without its end was not said
    return [UUID(line) for line in lines]


def left(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    case = new_case(folder / "kill.casefile")
    case.close()
    return case.path


def keep_killing(
    path: Path,
    arguments: list[str],
    look: Callable[[CaseFile, set[UUID]], None],
    kills: int = KILLS,
    longest: float = 0.6,
) -> None:
    chance = random.Random(20261121)
    acknowledged: set[UUID] = set()
    for number in range(kills):
        promised = number % 3 == 1  # a slow machine may need longer than any of the others has
        acknowledged |= set(killed(arguments, chance.uniform(0.02, longest), promised=promised))
        with CaseFile.open(path, as_me) as case:
            look(case, acknowledged)
        assert set(left(path)) <= {path.name, f"{path.name}.evidence"}
    assert acknowledged, "the worker was always killed before its first promise"
    with CaseFile.open(path, as_me) as case:
        assert whole(case)


def test_every_acknowledged_change_is_there(path: Path) -> None:
    def look(case: CaseFile, acknowledged: set[UUID]) -> None:
        with case.reading() as session:
            there = {row.id for row in records.page(session, "act", limit=100_000)}
        assert acknowledged <= there
        assert len(there) <= len(acknowledged) + KILLS  # at most the one in flight each time
        assert list(case.verify()) == []

    keep_killing(path, ["write", str(path)], look)


def test_intake_leaves_whole_items_only(path: Path, tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()

    def look(case: CaseFile, acknowledged: set[UUID]) -> None:
        with case.reading() as session:
            items = evidence.page(session, Query(), limit=100_000)
        assert acknowledged <= {item.id for item in items}
        assert {item.sha256 for item in items} == case.originals.hashes()
        assert len({item.number for item in items}) == len(items)
        for item in items:
            assert sum(map(len, case.originals.read(item.sha256))) == item.size
        with case.reading() as session:
            for item in items:
                events = evidence.detail(session, item.id).custody
                assert [event["sha256"] for event in events] == [item.sha256]

    keep_killing(path, ["take_in", str(path), str(incoming)], look, KILLS_OF_INTAKE, longest=1.2)


def test_what_is_kept_beside_the_case_is_whole_or_no_item_names_it(path: Path, tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()

    def look(case: CaseFile, acknowledged: set[UUID]) -> None:
        with case.reading() as session:
            items = evidence.page(session, Query(), limit=100_000)
        assert acknowledged <= {item.id for item in items}
        beside = {item.sha256 for item in items if (item.size or 0) > SMALL}
        folder = case.originals.folder
        there = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
        assert beside <= there, "and nothing that was half written is left"
        assert [name for name in there if not re.fullmatch("[0-9a-f]{64}", name)] == []
        assert len(there - beside) <= KILLS_BESIDE  # bytes that were complete when their change was not
        for item in items:
            assert sum(map(len, case.originals.read(item.sha256))) == item.size

    keep_killing(path, ["take_in_beside", str(path), str(incoming)], look, KILLS_BESIDE, longest=0.8)
    assert left(path) == [path.name, f"{path.name}.evidence"]


def test_what_was_left_with_an_empty_journal_is_swept_and_the_case_can_be_written(path: Path) -> None:
    with CaseFile.open(path, as_me) as case:
        case.originals.take_in(io.BytesIO(bytes(3_000_000)))
        case.originals.take_in(io.BytesIO(bytes(3_000_000)), beside=True)
    path.with_name(f"{path.name}-journal").touch()
    with CaseFile.open(path, as_me) as case:
        assert not case.read_only
        assert case.originals.leftovers() == []
        assert list(case.originals.folder.iterdir()) == []
        with case.change("Add act") as session:
            records.add(session, "act", {"title": "an act"})
