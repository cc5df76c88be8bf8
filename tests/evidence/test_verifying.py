"""Hashing many items again: one event each, one step of undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casefile.case_file import CaseFile
from casefile.evidence import intake
from casefile.evidence.verifying import verify
from casefile.operations import evidence
from casefile.operations.custody import SOUND
from tests.cases import add, new_case

AT = "2026-11-01T10:00:00+00:00"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def take_in(case: CaseFile, folder: Path, *texts: str) -> list[UUID]:
    folder.mkdir()
    for place, text in enumerate(texts):
        (folder / f"{place}.txt").write_text(text)
    report = intake.take_in(case, intake.survey(case, [folder]))
    return [one.id for one in report if one.id is not None]


def verifications(case: CaseFile, item: UUID) -> list[tuple[str, str, str]]:
    with case.reading() as session:
        events = evidence.detail(session, item).custody
    return [(one["at"], one["by"], one["condition"]) for one in events if one["action"] == "verified"]


def test_each_gets_its_event_and_all_are_one_step(case: CaseFile, tmp_path: Path) -> None:
    ids = take_in(case, tmp_path / "in", "one", "two", "three")
    bare = add(case, "evidence", title="Recorded without a file")
    told: list[tuple[int, int]] = []
    found = verify(
        case, lambda _: [*ids, bare], "Ana", lambda: AT, lambda done, total, _number: told.append((done, total))
    )
    assert (found.sound, found.altered, found.unread, found.without_file, found.stopped) == (3, (), (), 1, False)
    assert told[-1] == (11, 11)
    assert [verifications(case, one) for one in ids] == [[(AT, "Ana", SOUND)]] * 3
    assert list(case.verify(read_data=True)) == []
    assert case.undo() == "Verify evidence"
    assert [verifications(case, one) for one in ids] == [[]] * 3


def test_altered_bytes_are_named_and_recorded(case: CaseFile, tmp_path: Path) -> None:
    first, second = take_in(case, tmp_path / "in", "one", "two")
    other = add(case, "evidence", title="Says another sum", sha256=_sha256(case, first), sha512="0" * 128)
    found = verify(case, lambda _: [first, second, other], "Ana", lambda: AT)
    assert (found.sound, [one.id for one in found.altered]) == (2, [other])
    ((_at, _by, condition),) = verifications(case, other)
    assert condition.startswith("Altered")


def test_bytes_that_are_not_here_are_told_and_nothing_is_recorded(case: CaseFile, tmp_path: Path) -> None:
    (there,) = take_in(case, tmp_path / "in", "one")
    elsewhere = add(case, "evidence", title="Not in this copy", sha256="a" * 64)
    found = verify(case, lambda _: [elsewhere, there], "Ana", lambda: AT)
    assert (found.sound, [one.id for one in found.unread]) == (1, [elsewhere])
    assert verifications(case, elsewhere) == []
    assert len(verifications(case, there)) == 1


def test_who_stops_keeps_what_was_read(case: CaseFile, tmp_path: Path) -> None:
    first, second = take_in(case, tmp_path / "in", "one", "two")
    looks = iter([False, True])
    found = verify(case, lambda _: [first, second], "Ana", lambda: AT, cancelled=lambda: next(looks))
    assert (found.sound, found.stopped) == (1, True)
    assert len(verifications(case, first)) == 1
    assert verifications(case, second) == []


def _sha256(case: CaseFile, item: UUID) -> str:
    with case.reading() as session:
        return str(evidence.detail(session, item).item["sha256"])
