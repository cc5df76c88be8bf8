"""A disk that is full: one sentence, the file as it was before, and work goes on once there is room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import intake
from tests.cases import add, as_me, new_case, visible, whole

FULL = "The disk is full, so nothing was written; free some space and try again."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(path: Path) -> None:
    """Write until there is no room."""
    with path.open("wb", buffering=0) as rest, suppress(OSError):
        while True:
            rest.write(b"x" * 4096)


def test_a_change_that_does_not_fit_leaves_the_case_as_it_was(disk: Path) -> None:
    path = disk / "a.casefile"
    with new_case(path) as case:
        add(case, "act", title="Before")
        before, head = visible(case), case.head
        with pytest.raises(UserError) as told:
            add(case, "act", title="Too much", statement="x" * 8_000_000)
        assert str(told.value) == FULL
        assert (visible(case), case.head) == (before, head)
        assert whole(case)
        add(case, "act", title="After")
        assert whole(case)
    assert [each.name for each in disk.iterdir()] == ["a.casefile"]


def test_evidence_that_does_not_fit_is_told_and_leaves_nothing(disk: Path, tmp_path: Path) -> None:
    big, small = tmp_path / "big.bin", tmp_path / "small.bin"
    big.write_bytes(b"b" * 6_000_000)
    small.write_bytes(b"s")
    with new_case(disk / "a.casefile") as case:
        report = intake.take_in(case, [big, small])
        full = "“big.bin” was not taken in: the disk is full. Free some space and add it again."
        assert [(taken.problem, taken.number) for taken in report] == [(full, ""), ("", "NKR-0001")]
        assert whole(case)


def test_a_case_on_a_full_disk_can_be_opened_and_read(disk: Path) -> None:
    path = disk / "a.casefile"
    with new_case(path) as case:
        add(case, "act", title="x")
        state = visible(case)
    fill(disk / "rest")
    with CaseFile.open(path, as_me) as case:
        assert visible(case) == state
        with pytest.raises(UserError):
            add(case, "act", title="y", statement="z" * 100_000)
        assert visible(case) == state


def test_a_case_that_does_not_fit_is_not_made(disk: Path) -> None:
    (disk / "rest").write_bytes(b"x" * (4_194_304 - 65_536))
    with pytest.raises(UserError):
        new_case(disk / "a.casefile")
    assert [each.name for each in disk.iterdir()] == ["rest"]
