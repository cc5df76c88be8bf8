"""The folder beside a case: big media lie there by their hash, are checked when read, and may be missing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, DamagedFileError, UserError
from casefile.evidence import intake
from casefile.operations import records
from tests.cases import as_me, get, new_case, whole

BIG = 6_000_000
ZEROS = "a7c744c13cc101ed66c29f672f92455547889cc586ce6d44fe76ae824958ea51"
"""SHA-256 of 2 GiB of zeros, as `sha256sum` says."""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    with new_case(tmp_path / "a.casefile") as case:
        yield case


def beside(case: CaseFile, path: Path) -> str:
    """Take a file into the folder; its hash."""
    with path.open("rb") as stream:
        incoming = case.originals.take_in(stream, beside=True)
    with case.change("Add evidence", incoming=(incoming,)) as session:
        values = {"title": "film", "sha256": incoming.sha256, "sha512": incoming.sha512, "size": incoming.size}
        records.add(session, "evidence", values)
    return incoming.sha256


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.bin"
    path.write_bytes(os.urandom(BIG))
    return path


def test_bytes_lie_beside_the_case_and_come_back(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    assert [each.name for each in case.originals.folder.iterdir()] == [digest]
    assert case.originals.folder.name == "a.casefile.evidence"
    assert b"".join(case.originals.read(digest)) == film.read_bytes()
    assert case.originals.hashes() == {digest}
    assert case.originals.size_embedded() == 0
    assert whole(case)


def test_a_case_without_its_folder_opens_and_says_what_is_missing(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    case.close()
    case.originals.folder.rename(case.path.with_name("elsewhere"))
    with CaseFile.open(case.path, as_me) as again:
        assert again.originals.hashes() == frozenset()
        with pytest.raises(UserError, match="not in this copy"):
            list(again.originals.read(digest))
        assert [one.problem for one in again.verify(read_data=True)] == ["its bytes are not in this copy"]


def test_a_file_that_was_altered_is_told_by_reading_and_by_verify(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    with (case.originals.folder / digest).open("r+b") as stream:
        stream.seek(BIG // 2)
        stream.write(b"altered")
    with pytest.raises(DamagedFileError, match="is not what it was"):
        list(case.originals.read(digest))
    assert list(case.verify()) == []
    assert [one.problem for one in case.verify(read_data=True)] == ["it no longer has this hash"]


def test_a_link_in_the_folder_is_not_followed(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    target = case.originals.folder / digest
    target.rename(film.with_name("moved"))
    target.symlink_to(film.with_name("moved"))
    assert case.originals.hashes() == frozenset()
    with pytest.raises(UserError, match="not in this copy"):
        list(case.originals.read(digest))


def test_cancel_and_discard_leave_nothing(case: CaseFile, film: Path) -> None:
    told: list[int] = []
    with film.open("rb") as stream, pytest.raises(CancelledError):
        case.originals.take_in(stream, told.append, lambda: len(told) > 5, beside=True)
    with film.open("rb") as stream:
        case.originals.discard(case.originals.take_in(stream, beside=True))
    assert list(case.originals.folder.iterdir()) == []


def test_what_a_crash_left_is_swept_and_nothing_else(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    with film.open("rb") as stream:
        case.originals.take_in(stream, beside=True)
    (case.originals.folder / "notes.txt").write_text("mine")
    case.close()
    CaseFile.open(case.path, as_me).close()
    assert {each.name for each in case.originals.folder.iterdir()} == {digest, "notes.txt"}


def test_undo_and_redo_find_the_bytes(case: CaseFile, film: Path) -> None:
    digest = beside(case, film)
    case.undo()
    assert whole(case)
    case.redo()
    assert b"".join(case.originals.read(digest)) == film.read_bytes()


def test_a_sparse_film_of_two_gigabytes_goes_beside_the_case(case: CaseFile, tmp_path: Path) -> None:
    film, letter = tmp_path / "film.mp4", tmp_path / "letter.txt"
    size = 2 * 1024**3
    with film.open("wb") as stream:
        stream.truncate(size)
    letter.write_text("with the film")
    survey = intake.survey(case, [film, letter])
    assert survey.is_big
    with pytest.raises(UserError, match="say whether to embed big files"):
        intake.take_in(case, survey)
    report = intake.take_in(case, survey, keeping="beside")
    assert [taken.problem for taken in report] == ["", ""]
    assert report[0].id is not None
    row = get(case, "evidence", report[0].id)
    assert (row["size"], row["sha256"]) == (size, ZEROS)
    stored = case.originals.folder / row["sha256"]
    assert stored.stat().st_size == size
    assert case.originals.size_embedded() == len("with the film")
    assert list(case.verify()) == []
