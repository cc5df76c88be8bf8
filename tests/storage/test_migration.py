"""A case file of an older format is brought to this one: nothing is lost, nothing is written to the journal."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from casefile.case_file import CaseFile
from casefile.cli import casefile
from casefile.errors import CancelledError, DamagedFileError, LockedError, OlderFormatError
from casefile.model import NOUNS
from casefile.model.base import table_of
from casefile.operations import records, search
from casefile.storage import database
from casefile.storage.lock import WriterLock
from tests.cases import as_me, new_case, visible, whole

OLD = Path(__file__).with_name("format-1.casefile.gz")
"""Written by the last version of format 1: one record of every noun, a file of evidence, edits, an undo, the bin."""

FORMAT_2 = Path(__file__).with_name("format-2.casefile.gz")
"""The same, upgraded by the last version of format 2, with records of the nouns that it added, and an undo."""
NEW_IN_3 = {"consent", "grade", "reading", "number_block", "saved_search"}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.casefile"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    return path


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    file = sqlite3.connect(path)
    try:
        return file.execute(statement).fetchall()
    finally:
        file.close()


def test_an_older_file_is_not_opened_as_it_is(old: Path) -> None:
    before = old.read_bytes()
    for read_only in (True, False):
        with pytest.raises(OlderFormatError, match=r"file format 1.*casefile upgrade"):
            CaseFile.open(old, as_me, read_only=read_only)
    assert old.read_bytes() == before


def test_everything_is_there_afterwards_and_it_is_whole(old: Path) -> None:
    before = old.read_bytes()
    kept = CaseFile.upgrade(old)
    assert kept is not None
    assert kept.read_bytes() == before
    assert kept.name == "old.format-1.casefile"
    assert sorted(one.name for one in old.parent.iterdir()) == ["old.casefile", "old.format-1.casefile"]
    with CaseFile.open(old, as_me) as case:
        assert whole(case)
        assert case.undo_label == "Bin"
        shown = visible(case)
        assert {act["title"] for act in shown["act"].values()} >= {"Shells fell on the school"}
        assert [item["size"] for item in shown["evidence"].values() if item["sha256"]] == [1480]
        with case.reading() as session:
            found = search.search(session, "школа")
        assert found
    for table in ("change_set", "edit", "head", "blob", "chunk"):
        assert rows(old, f"SELECT * FROM {table}") == rows(kept, f"SELECT * FROM {table}")


def test_what_is_new_can_be_written_and_undone(old: Path) -> None:
    CaseFile.upgrade(old)
    with CaseFile.open(old, as_me) as case:
        before = visible(case)
        fact = {"state": "HU", "kind": "party", "note": "C.N.180.2026"}
        with case.change("Add fact") as session:
            records.add(session, "state_fact", fact)
        act = next(iter(before["act"]))
        with case.change("Edit act") as session:
            records.edit(session, "act", act, {"territories": ["RU"]})
        assert whole(case)
        case.undo()
        case.undo()
        assert visible(case) == before


def test_it_has_the_tables_of_a_new_file(old: Path, tmp_path: Path) -> None:
    CaseFile.upgrade(old)
    new = tmp_path / "new.casefile"
    new_case(new).close()
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    assert rows(old, schema) == rows(new, schema)
    assert rows(old, "PRAGMA user_version") == [(database.FORMAT,)]
    assert rows(old, "PRAGMA application_id") == [(database.APPLICATION_ID,)]


def test_the_old_file_lacked_something_and_every_noun_was_in_it(old: Path) -> None:
    """Else this file of tests would show nothing."""
    names = {str(row[0]) for row in rows(old, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    added = {"element_assessment", "state_fact", "consent", "grade", "number_block", "reading", "saved_search"}
    assert set(NOUNS) - names == added
    for noun in set(NOUNS) & names:
        assert rows(old, f'SELECT count(*) FROM "{noun}"') != [(0,)], noun
    there = {str(row[1]) for row in rows(old, "PRAGMA table_info(attribution)")}
    assert {column.name for column in table_of(NOUNS["attribution"]).columns} - there == {
        "date",
        "place_id",
        "first_day",
        "last_day",
    }


def test_a_second_old_file_does_not_replace_the_first(old: Path) -> None:
    first = CaseFile.upgrade(old)
    assert first is not None
    old.write_bytes(first.read_bytes())
    second = CaseFile.upgrade(old)
    assert second is not None
    assert second.name == "old.format-1-2.casefile"
    assert first.exists()


def test_a_file_of_this_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.casefile"
    new_case(path).close()
    before = path.read_bytes()
    assert CaseFile.upgrade(path) is None
    done = CliRunner().invoke(casefile, ["upgrade", str(path)], catch_exceptions=False)
    assert "nothing to do" in done.output
    assert path.read_bytes() == before


def altered(path: Path, statement: str) -> None:
    """Do with the file what Casefile would never do."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE act SET title = 'Stones fell' WHERE title LIKE 'Shells%'",
        "UPDATE chunk SET data = zeroblob(length(data))",
    ],
    ids=["record", "evidence"],
)
def test_what_was_altered_is_refused_and_left_as_it_is(old: Path, damage: str) -> None:
    altered(old, damage)
    before = old.read_bytes()
    with pytest.raises(DamagedFileError, match="left as it is"):
        CaseFile.upgrade(old)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_view_or_a_trigger_is_never_run(old: Path) -> None:
    altered(old, "CREATE VIEW extra AS SELECT * FROM act")
    with pytest.raises(DamagedFileError, match="what no case file has"):
        CaseFile.upgrade(old)


def cancelled_at(step: int) -> Callable[[], bool]:
    """True from the time that it is asked for the `step`th time."""
    asked = count(1)
    return lambda: next(asked) >= step


def test_cancelled_at_any_point_it_leaves_the_old_file_alone(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "old.casefile"
    other.write_bytes(before)
    asked = count()
    CaseFile.upgrade(other, cancelled=lambda: next(asked) < 0)
    times = next(asked)
    assert times > 20
    for step in range(1, times + 1):
        with pytest.raises(CancelledError):
            CaseFile.upgrade(old, cancelled=cancelled_at(step))
        assert sorted(one.name for one in old.parent.iterdir()) == ["old.casefile", "other"]
        assert old.read_bytes() == before


def test_one_that_is_open_elsewhere_waits(old: Path) -> None:
    lock = WriterLock(old)
    lock.take()
    try:
        with pytest.raises(LockedError):
            CaseFile.upgrade(old)
    finally:
        lock.release()


def test_the_command_says_where_the_old_file_is(old: Path) -> None:
    done = CliRunner().invoke(casefile, ["upgrade", str(old)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "old.format-1.casefile" in done.output
    with CaseFile.open(old, as_me, read_only=True) as case:
        assert whole(case)


def test_a_file_of_format_2_is_whole_afterwards_and_takes_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "two.casefile"
    path.write_bytes(gzip.decompress(FORMAT_2.read_bytes()))
    names = {str(row[0]) for row in rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(NOUNS) - names == NEW_IN_3
    kept = CaseFile.upgrade(path)
    assert kept is not None
    assert kept.name == "two.format-2.casefile"
    with CaseFile.open(path, as_me) as case:
        assert whole(case)
        assert case.redo_label == "Note"
        before = visible(case)
        assert [fact["state"] for fact in before["state_fact"].values()] == ["HU"]
        item = next(iter(before["evidence"]))
        with case.change("Grade") as session:
            records.add(session, "grade", {"evidence_id": item, "reliability": "B", "credibility": "2"})
        with case.change("Mark") as session:
            records.edit(session, "evidence", item, {"graphic": True})
        assert whole(case)
        case.undo()
        case.undo()
        assert visible(case) == before
