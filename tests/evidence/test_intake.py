"""Taking evidence in: whatever the files are called and wherever they lie, all or nothing for each of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import intake, kinds
from casefile.operations import duplicates, evidence, records
from tests.cases import add, as_me, get, new_case, whole


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "b" / "c").mkdir(parents=True)
    (folder / "z.txt").write_bytes(b"last of the folder")
    (folder / "a.txt").write_bytes(b"first")
    (folder / "b" / "c" / "deep.txt").write_bytes(b"deep")
    return folder


def test_a_file_becomes_an_item_with_its_bytes_and_its_custody(case: CaseFile, files: Path) -> None:
    taken = intake.take_in(case, [files / "a.txt"], {"reliability": "B", "credibility": "2"})[0]
    assert (taken.number, taken.already_there, taken.problem) == ("NKR-0001", False, "")
    assert taken.id is not None
    digest = hashlib.sha256(b"first").hexdigest()
    with case.reading() as session:
        detail = evidence.detail(session, taken.id)
    values = {
        name: detail.item[name] for name in ("title", "file_name", "mime", "size", "sha256", "type", "reliability")
    }
    assert values == {
        "title": "a", "file_name": "a.txt", "mime": "text/plain", "size": 5, "sha256": digest, "type": "other",
        "reliability": "B",
    }  # fmt: skip
    assert b"".join(case.originals.read(digest)) == b"first"
    event = detail.custody[0]
    assert (event["action"], event["sha256"]) == ("received", digest)
    assert event["note"] == "Taken in from “a.txt”, 5 bytes, read back and compared."
    assert case.undo_label == "Add evidence"
    case.undo()
    with case.reading() as session:
        assert records.count(session, "evidence") == records.count(session, "custody_event") == 0


def test_folders_are_taken_in_whole_in_order(case: CaseFile, files: Path) -> None:
    told: list[intake.Step] = []
    report = intake.take_in(case, [files], progress=told.append)
    assert [(taken.path.name, taken.number) for taken in report] == [
        ("a.txt", "NKR-0001"),
        ("z.txt", "NKR-0002"),
        ("deep.txt", "NKR-0003"),
    ]
    assert told[-1] == intake.Step(27, 27, 3, 3, "deep.txt")


def test_symbolic_links_are_not_followed(case: CaseFile, files: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_bytes(b"secret")
    (files / "link.txt").symlink_to(secret / "key.txt")
    (files / "linked").symlink_to(secret)
    (files / "loop").symlink_to(files)
    *came, passed = intake.take_in(case, [files])
    assert [taken.path.name for taken in came] == ["a.txt", "z.txt", "deep.txt"]
    assert (passed.id, passed.problem, passed.notes) == (
        None,
        "",
        ("Not followed: 3 links (“link.txt”, “linked”, “loop”). Add what they lead to, if it is evidence.",),
    )
    report = intake.take_in(case, [files / "link.txt", files / "linked"])
    assert [taken.problem for taken in report] == [
        "“link.txt” is a link, and links are not followed; add what it leads to.",
        "“linked” is a link, and links are not followed; add what it leads to.",
    ]


def test_what_systems_keep_for_themselves_is_left_out_and_told(case: CaseFile, files: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "._photo.jpg", "desktop.ini"):
        (files / name).write_bytes(b"\0" * 20)
    with zipfile.ZipFile(files / "photos.zip", "w") as packed:
        packed.writestr("a.txt", "words")
        packed.writestr("__MACOSX/._a.txt", "what a disk cannot hold")
    report = intake.take_in(case, [files])
    shown = "“.DS_Store”, “._photo.jpg”, “Thumbs.db”, …"
    assert [taken.path.name for taken in report if taken.number] == [
        "a.txt",
        "photos.zip",
        "a.txt",
        "z.txt",
        "deep.txt",
    ]
    assert {taken.path.name: taken.notes for taken in report if taken.notes} == {
        "photos.zip": ("One entry of this archive: kept by an operating system for itself, left out.",),
        "files": (f"Left out: 4 files of operating systems ({shown}). Add one by its own name, if it matters.",),
    }
    (named,) = intake.take_in(case, [files / "Thumbs.db"])
    assert named.id is not None


def test_a_file_that_is_being_written_and_one_that_is_empty_are_told(case: CaseFile, files: Path) -> None:
    (files / "empty.pdf").write_bytes(b"")
    log = files / "log.txt"
    log.write_bytes(b"first line\n")
    os.utime(log, (0, 0))

    def write_on(step: intake.Step) -> None:
        if step.name == "log.txt" and log.stat().st_size == 11:
            with log.open("ab") as file:
                file.write(b"second line\n")

    empty, taken = intake.take_in(case, [files / "empty.pdf", log], progress=write_on)
    assert empty.notes == ("It is empty, as of a copy that did not succeed.",)
    assert taken.notes[0].startswith("It was being written while it was read")
    assert whole(case)


def test_what_cannot_be_taken_in_is_one_line_and_no_stop(case: CaseFile, files: Path) -> None:
    os.mkfifo(files / "pipe")
    report = intake.take_in(case, [files / "gone.txt", files / "pipe", files / "a.txt"])
    assert [(taken.problem, taken.number) for taken in report] == [
        ("“gone.txt” was not taken in: no such file or directory.", ""),
        ("“pipe” is not a file; choose a file or a folder.", ""),
        ("", "NKR-0001"),
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="becomes another user")
def test_what_may_not_be_read_is_one_line() -> None:
    folder = Path(tempfile.mkdtemp())
    new_case(folder / "a.casefile").close()
    (folder / "in" / "closed").mkdir(parents=True)
    (folder / "in" / "closed" / "x").write_bytes(b"x")
    (folder / "in" / "secret.txt").write_bytes(b"s")
    (folder / "in" / "open.txt").write_bytes(b"o")
    (folder / "in" / "secret.txt").chmod(0)
    (folder / "in" / "closed").chmod(0)
    for path in (folder, folder / "a.casefile"):
        shutil.chown(path, 65534)
    code = (
        "import os, sys; from pathlib import Path; from uuid import UUID\n"
        "from casefile.case_file import CaseFile; from casefile.evidence import intake\n"
        "with CaseFile.open(Path('a.casefile'), lambda _: UUID(int=1)) as case:\n"
        "    intake.take_in(case, [Path('in/open.txt')])\n"
        "    os.setuid(65534)\n"
        "    for one in intake.take_in(case, [Path('in')]): print(one.path.name, one.already_there, one.problem)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "open.txt True ",
        "secret.txt False “secret.txt” was not taken in: permission denied.",
        "closed False “closed” was not taken in: permission denied.",
    ], done.stderr
    shutil.rmtree(folder)


def test_what_is_there_already_is_recognised_by_its_bytes(case: CaseFile, files: Path) -> None:
    first = intake.take_in(case, [files / "a.txt"])[0]
    (files / "copy.bin").write_bytes(b"first")
    head = case.head
    again = intake.take_in(case, [files / "copy.bin"])[0]
    assert (again.id, again.number, again.already_there) == (first.id, "NKR-0001", True)
    assert case.head == head
    assert first.id is not None
    with case.change("Bin") as session:
        records.bin_(session, "evidence", first.id)
    anew = intake.take_in(case, [files / "copy.bin"])[0]
    assert (anew.number, anew.already_there) == ("NKR-0002", False)
    assert len(case.originals.hashes()) == 1


NAMES = [
    b"line\nbreak.txt",
    b"\xff\xfe\xe9.txt",
    "مرحبا\u202etxt.exe".encode(),
    b"\x1b[31mred.txt",
    b" .txt",
    b".hidden",
    b"two  spaces.txt",
    ("학교 " * 60).encode()[:240].decode("utf-8", "ignore").encode(),
    b"--title",
    b"a\tb.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind(case: CaseFile, files: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(files) + b"/" + name))
    path.write_bytes(name)
    taken = intake.take_in(case, [path])[0]
    assert taken.problem == ""
    assert taken.id is not None
    row = get(case, "evidence", taken.id)
    assert row.title
    assert not {char for char in row.title + row["file_name"] if ord(char) < 32 or 0xD800 <= ord(char) < 0xE000}
    if name == b"two  spaces.txt":
        assert row["file_name"] == "two  spaces.txt"


def test_the_case_itself_is_never_evidence(case: CaseFile, files: Path) -> None:
    """Opening and closing it here would drop SQLite's locks."""
    shutil.copy(files / "a.txt", case.path.parent)
    assert [taken.path.name for taken in intake.take_in(case, [case.path.parent])] == ["a.txt"]
    (files / "same.casefile").hardlink_to(case.path)
    for path in (case.path, files / "same.casefile"):
        assert "is the case itself" in intake.take_in(case, [path])[0].problem


def test_cancel_keeps_what_is_complete(case: CaseFile, files: Path) -> None:
    (files / "m.bin").write_bytes(os.urandom(6_000_000))
    seen: list[str] = []
    report = intake.take_in(
        case, [files], progress=lambda step: seen.append(step.name), cancelled=lambda: seen.count("m.bin") > 3
    )
    assert [taken.path.name for taken in report] == ["a.txt"]
    with case.reading() as session:
        assert records.count(session, "evidence") == 1
    assert len(case.originals.hashes()) == 1


def test_many_small_files_are_few_steps(case: CaseFile, files: Path) -> None:
    for number in range(250):
        (files / f"n{number}.txt").write_text(f"letter {number}")
    report = intake.take_in(case, [files])
    assert [taken.number for taken in report] == [f"NKR-{number:04d}" for number in range(1, 254)]
    case.undo()
    case.undo()
    assert case.undo_label != "Add evidence"
    with case.reading() as session:
        assert records.count(session, "evidence") == 0


def test_an_item_says_where_its_file_lay_and_when_it_was_changed(case: CaseFile, files: Path) -> None:
    os.utime(files / "b" / "c" / "deep.txt", (1_700_000_000, 1_700_000_000))
    taken = intake.take_in(case, [files])[-1]
    assert taken.id is not None
    row = get(case, "evidence", taken.id)
    assert (row["folder"], row["file_modified"]) == ("files/b/c", "2023-11-14T22:13:20+00:00")
    assert row["sha512"] == hashlib.sha512(b"deep").hexdigest()


@pytest.mark.parametrize("size", [1_000, intake.SMALL, intake.SMALL + 1, 3 * intake.SMALL])
def test_both_hashes_are_those_of_the_bytes(case: CaseFile, files: Path, size: int) -> None:
    data = os.urandom(size)
    (files / "x.bin").write_bytes(data)
    taken = intake.take_in(case, [files / "x.bin"])[0]
    assert taken.id is not None
    row = get(case, "evidence", taken.id)
    assert row["sha256"] == hashlib.sha256(data).hexdigest()
    assert row["sha512"] == hashlib.sha512(data).hexdigest()
    assert b"".join(case.originals.read(row["sha256"])) == data


@pytest.mark.parametrize("size", [9, intake.SMALL + 9])
def test_known_bytes_become_another_item_if_that_is_wanted(case: CaseFile, files: Path, size: int) -> None:
    for name in ("one.bin", "two.bin"):
        (files / name).write_bytes(b"x" * size)
    first, same = intake.take_in(case, [files / "one.bin", files / "two.bin"])
    assert (first.already_there, same.already_there, same.id) == (False, True, first.id)
    (copy,) = intake.add_copies(case, [same])
    (third,) = intake.take_in(case, [files / "two.bin"], copies=True)
    assert [one.number for one in (first, copy, third)] == ["NKR-0001", "NKR-0002", "NKR-0003"]
    assert copy.id is not None
    with case.reading() as session:
        detail = evidence.detail(session, copy.id)
    assert (detail.item["file_name"], detail.item["derived_from_id"]) == ("two.bin", None)
    assert "the same bytes as those of NKR-0001" in detail.custody[0]["note"]
    assert len(case.originals.hashes()) == 1


def test_a_second_run_goes_on_where_the_first_was_stopped(case: CaseFile, files: Path) -> None:
    for number in range(3):
        (files / f"m{number}.bin").write_bytes(os.urandom(intake.SMALL + 5))
    seen: list[str] = []
    intake.take_in(case, [files], progress=lambda step: seen.append(step.name), cancelled=lambda: "m1.bin" in seen)
    report = intake.take_in(case, [files])
    assert [taken.path.name for taken in report if taken.already_there] == ["a.txt", "m0.bin"]
    assert sorted(taken.number for taken in report) == [f"NKR-{number:04d}" for number in range(1, 7)]
    again = intake.take_in(case, [files])
    assert all(taken.already_there for taken in again)


def test_pictures_that_look_alike_are_told(case: CaseFile, files: Path) -> None:
    picture = Image.radial_gradient("L").crop((20, 0, 200, 140))
    picture.save(files / "a.png")
    picture.resize((90, 70)).save(files / "b.jpg", quality=60)
    Image.linear_gradient("L").rotate(30).save(files / "c.png")
    report = intake.take_in(case, [files / "a.png", files / "b.jpg", files / "c.png"])
    assert [[one.number for one in taken.alike] for taken in report] == [[], ["NKR-0001"], []]
    assert report[0].id is not None
    with case.reading() as session:
        assert [one.number for one in duplicates.near(session, report[0].id)] == ["NKR-0002"]


@given(st.binary(min_size=8, max_size=8), st.sets(st.integers(0, 63), max_size=12))
def test_alike_is_what_differs_in_few_bits(bits: bytes, flipped: set[int]) -> None:
    other = int.from_bytes(bits) ^ sum(1 << place for place in flipped)
    known = duplicates.Pictures()
    known.add(UUID(int=1), "NKR-0001", bits.hex())
    found = known.like(f"{other:016x}")
    assert [one.bits for one in found] == ([len(flipped)] if len(flipped) <= duplicates.MOST_BITS else [])


def test_values_that_do_not_fit_leave_nothing(case: CaseFile, files: Path) -> None:
    report = intake.take_in(case, [files / "a.txt"], {"reliability": "Z"})
    assert "must be one of A, B, C" in report[0].problem
    assert case.originals.hashes() == frozenset()


def test_a_case_open_for_reading_takes_nothing_in(case: CaseFile, files: Path) -> None:
    with (
        CaseFile.open(case.path, as_me, read_only=True) as reader,
        pytest.raises(UserError, match=r"^“a\.casefile” is open for reading only; nothing was added\.$"),
    ):
        intake.take_in(reader, [files])


def test_a_listener_that_fails_does_not_cost_the_bytes(case: CaseFile, files: Path) -> None:
    """The item is in; forgetting its bytes because something failed afterwards would lose evidence."""

    def fail(_touched: object) -> None:
        raise RuntimeError("a view failed")

    stop = case.listen(fail)
    with pytest.raises(RuntimeError, match="a view failed"):
        intake.take_in(case, [files / "a.txt"])
    stop()
    assert b"".join(case.originals.read(hashlib.sha256(b"first").hexdigest())) == b"first"
    assert add(case, "act", title="x")


@pytest.mark.parametrize(
    ("data", "name", "mime", "kind"),
    [
        (b"%PDF-1.7\n", "letter.txt", "application/pdf", "other"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "x.pdf", "image/png", "photograph"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 30, "x", "image/jpeg", "photograph"),
        (b"  <!DOCTYPE html><html>", "x.txt", "text/html", "web"),
        (b"<?xml version='1.0'?>", "x", "application/xml", "other"),
        (b"a,b\n1,2\n", "x.csv", "text/csv", "table"),
        (b"a,b\n1,2\n", "x.png", "text/plain", "other"),
        ("학교".encode(), "x", "text/plain", "other"),
        ("학교".encode()[:-1], "x", "text/plain", "other"),
        ("\ufeffx".encode("utf-16"), "x", "text/plain", "other"),
        (b"\0\1\2\3", "x.txt", "application/octet-stream", "other"),
        (b"\xe9t\xe9 latin", "x.txt", "text/plain", "other"),
        (b"", "x.txt", "application/octet-stream", "other"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, name: str, mime: str, kind: str) -> None:
    found = kinds.mime_of(data, name)
    assert (found, kinds.type_of(found)) == (mime, kind)
