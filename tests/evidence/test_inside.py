"""The child of an intake: what brings it down costs one line, and what it says is only taken in its right shape."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case_file import CaseFile
from casefile.errors import UserError
from casefile.evidence import child, intake, looking, told
from casefile.evidence.found import Child, Contents, Receipt, in_memory
from casefile.evidence.intake.inside import Members
from casefile.operations import records
from tests.cases import new_case
from tests.evidence import mixed_folder

DEADLY = """
import os, pathlib, sys
from casefile.evidence import child, contents, looking, worker
look, read = contents.look, looking.read
def deadly(path, mime):
    if "deadly" in path.name: os.abort()
    return look(path, mime)
def deadly_inside(one, *more):
    for answer in read(one, *more):
        if one.name.startswith("before"): os.abort()
        yield answer
        if one.name.startswith("within"): os.abort()
contents.look, looking.read = deadly, deadly_inside
worker.main()
"""
"""The child as it is, but that some names bring it down, as a file might do to a parser."""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[CaseFile]:
    (tmp_path / "case").mkdir()
    with new_case(tmp_path / "case" / "a.casefile") as made:
        yield made


@pytest.fixture
def used_instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda program: monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", program])


def test_a_file_that_brings_the_child_down_is_one_note(
    case: CaseFile, tmp_path: Path, used_instead: Callable[[str], None]
) -> None:
    used_instead(DEADLY)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.eml", "deadly.eml", "z.eml"):
        (folder / name).write_text(f"From: x@example.org\nMessage-ID: <{name}>\nSubject: {name}\n\nwords\n")
    report = intake.take_in(case, [folder])
    assert [(len(taken.notes), taken.problem) for taken in report] == [(0, ""), (1, ""), (0, "")]
    assert report[1].notes[0].startswith("What it holds cannot be read")
    with case.reading() as session:
        titles = [records.get(session, "evidence", one.id)["embedded_title"] for one in report if one.id]
    assert titles == ["a.eml", "", "z.eml"]


@pytest.mark.parametrize("name", ["before", "within"])
def test_a_file_inside_that_brings_it_down_is_one_line_and_the_others_come(
    case: CaseFile, tmp_path: Path, used_instead: Callable[[str], None], name: str
) -> None:
    used_instead(DEADLY)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for number, entry in enumerate(("first.txt", f"{name}.bin", "third.txt")):
            made.writestr(entry, random.Random(number).randbytes(700_000))
    report = intake.take_in(case, [tmp_path / "a.zip"])
    assert {(taken.path.name, bool(taken.problem)) for taken in report} == {
        ("a.zip", False),
        ("first.txt", False),
        (f"{name}.bin" if name == "within" else "?", True),
        ("third.txt", False),
    }
    assert len(report) == 4


def test_it_is_not_tried_for_ever(case: CaseFile, tmp_path: Path, used_instead: Callable[[str], None]) -> None:
    used_instead(DEADLY)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for number in range(40):
            made.writestr(f"before {number}.txt", str(number))
    report = intake.take_in(case, [tmp_path / "a.zip"])
    assert 1 < len(report) < 10
    assert "again and again" in report[-1].problem


def test_nobody_is_asked_about_files_that_hold_nothing(
    case: CaseFile, tmp_path: Path, used_instead: Callable[[str], None]
) -> None:
    used_instead("import os; os.abort()")
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.csv").write_text("a,b")
    report = intake.take_in(case, [tmp_path / "a.txt", tmp_path / "b.csv"])
    assert [(taken.notes, taken.problem) for taken in report] == [((), ""), ((), "")]


@given(
    st.dictionaries(st.sampled_from(["embedded_title", "collected_by", "context"]), st.text(max_size=40)),
    st.lists(st.text(min_size=1, max_size=30), max_size=3),
    st.binary(max_size=50),
)
def test_what_is_told_is_what_is_taken(values: dict[str, str], notes: list[str], data: bytes) -> None:
    receipt = Receipt("a.ots", data, {"action": "timestamped", "note": "n"})
    found = Contents(values, ({"action": "collected", "at": "", "note": "x"},), (receipt,), tuple(notes))
    once = told.from_answer(looking.to_answer(found))
    assert once.receipts == (receipt,)
    assert told.from_answer(looking.to_answer(once)) == once


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SHAPES = st.fixed_dictionaries({}, optional=dict.fromkeys(("values", "events", "receipts", "notes"), ANYTHING))


@given(ANYTHING.filter(lambda one: isinstance(one, dict)) | SHAPES)
def test_whatever_is_told_is_taken_or_refused(answer: dict[str, object]) -> None:
    try:
        found = told.from_answer(answer)
    except child.BrokenOffError:
        return
    assert told.from_answer(looking.to_answer(found)).values == found.values


def test_a_file_speaks_of_nothing_but_itself() -> None:
    values = {"number": "E-9999", "title": "x", "status": "y", "embedded_title": "t", "sha256": "0" * 64}
    assert told.values(values) == {"embedded_title": "t"}


def test_bytes_come_whole_however_they_are_read(tmp_path: Path) -> None:
    data = random.Random(1).randbytes(3_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("unread", "half", "whole", "empty"):
            made.writestr(name, b"" if name == "empty" else data)
    read = {}
    with child.Child("", "casefile.evidence.worker") as one:
        for member in Members(one, tmp_path / "a.zip", "application/zip", lambda: False, 30.0):
            if member.name != "unread":
                with member.open() as stream:
                    read[member.name] = stream.read(1_000_000) if member.name == "half" else stream.read()
        assert one._process is not None, "it was not ended by a file that was left half read"
    assert read == {"half": data[:1_000_000], "whole": data, "empty": b""}


def test_one_that_is_damaged_breaks_where_it_is_damaged() -> None:
    def break_off() -> BinaryIO:
        raise UserError("It holds more than it says.")

    *_, ended = looking.read(Child("a.bin", "", break_off, "derived_from_id"))
    assert ended == {"broken": "It holds more than it says."}
    first, *_, ended = looking.read(Child("a", "", in_memory(mixed_folder.letter()), "derived_from_id"))
    assert (first["mime"], ended) == ("message/rfc822", {"whole": True})
