"""Files inside files inside files: each is an item that names the one it lies in, as deep as is allowed, and no deeper."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.case_file import CaseFile
from casefile.evidence import child, intake, looking
from casefile.evidence.intake import Taken
from casefile.operations import records
from tests.evidence import mixed_folder

DEADLY = """
import os
from casefile.evidence import mail, worker
of_message = mail.of_message
def deadly(data):
    found = of_message(data)
    def children():
        if b"deadly" in data: os.abort()
        for number, one in enumerate(found.children()):
            if number and b"second" in data: os.abort()
            yield one
    return mail.Contents(found.values, children=children)
mail.of_message = deadly
worker.main()
"""
"""The child as it is, but that the attachments of some letters bring it down."""


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)  # without the time of now
    return out.getvalue()


def letter(subject: str, name: str, data: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "olena@example.org", subject, "<1@example.org>"
    message.set_content("Добрий день")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mailbox(*letters: bytes) -> bytes:
    return b"".join(b"From olena@example.org Sat Feb  3 10:11:12 2024\n" + one + b"\n" for one in letters)


def taken(case: CaseFile, path: Path, data: bytes) -> dict[str, Taken]:
    path.write_bytes(data)
    return {one.path.relative_to(path.parent).as_posix(): one for one in intake.take_in(case, [path])}


def owners(case: CaseFile, report: Mapping[str, Taken]) -> dict[str, tuple[str, str]]:
    """For each file the field that names the file it lies in, and that file."""
    found: dict[str, tuple[str, str]] = {}
    names = {one.id: name for name, one in report.items()}
    with case.reading() as session:
        for name, one in report.items():
            assert one.id is not None
            row = records.get(session, "evidence", one.id)
            for field in ("attached_to_id", "derived_from_id"):
                if row[field] is not None:
                    found[name] = (field, names[row[field]])
    return found


def test_an_export_of_mail_in_an_archive_gives_messages_and_their_attachments(case: CaseFile, tmp_path: Path) -> None:
    inner = letter("Рапорт", "рапорт.zip", packed({"фото/1.txt": b"a photograph"}))
    files = {
        "Takeout/all.mbox": mailbox(letter("One", "a.txt", b"first"), inner),
        "page.warc": mixed_folder.warc(False),
    }
    report = taken(case, tmp_path / "takeout.zip", packed(files))
    box, message = "takeout.zip/Takeout/all.mbox", "takeout.zip/Takeout/all.mbox/0002 Рапорт.eml"
    assert owners(case, report) == {
        box: ("derived_from_id", "takeout.zip"),
        f"{box}/0001 One.eml": ("derived_from_id", box),
        f"{box}/0001 One.eml/a.txt": ("attached_to_id", f"{box}/0001 One.eml"),
        message: ("derived_from_id", box),
        f"{message}/рапорт.zip": ("attached_to_id", message),
        "takeout.zip/page.warc": ("derived_from_id", "takeout.zip"),
        "takeout.zip/page.warc/photo.png": ("derived_from_id", "takeout.zip/page.warc"),
        f"{message}/рапорт.zip/фото/1.txt": ("derived_from_id", f"{message}/рапорт.zip"),
    }
    with case.reading() as session:
        capture = records.get(session, "evidence", report["takeout.zip/page.warc"].id)  # type: ignore[arg-type]
    assert capture["collected_url"] == "https://news.example/page"
    again = taken(case, tmp_path / "takeout.zip", packed(files))
    assert all(one.already_there for one in again.values())


def test_there_is_a_bottom_and_it_is_told(case: CaseFile, tmp_path: Path) -> None:
    data = b"at the bottom"
    for number in range(looking.DEEPEST + 2):
        data = packed({f"{number}.zip" if number else "words.txt": data})
    report = taken(case, tmp_path / "outer.zip", data)
    assert len(report) == 1 + looking.DEEPEST
    last = list(report.values())[-1]
    assert last.notes == (
        f"It lies {looking.DEEPEST} files deep; the files in it were not taken in. Unpack it yourself and add what you need.",
    )


def test_an_archive_in_itself_ends(case: CaseFile, tmp_path: Path) -> None:
    same = packed({"a.txt": b"words"})
    report = taken(case, tmp_path / "outer.zip", packed({"one.zip": same, "two.zip": same, "deep/three.zip": same}))
    assert sum(not one.already_there for one in report.values()) == 3
    with case.reading() as session:
        assert records.count(session, "evidence") == 3


def test_a_letter_whose_attachments_bring_the_child_down_costs_no_other(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", DEADLY])
    letters = {f"{name}.eml": letter(name, f"of {name}.txt", name.encode()) for name in ("a", "deadly", "z")}
    report = taken(case, tmp_path / "letters.zip", packed(letters))
    assert {name.removeprefix("letters.zip/"): one.notes for name, one in report.items() if not one.problem} == {
        "letters.zip": (),
        "a.eml": (),
        "a.eml/of a.txt": (),
        "deadly.eml": (looking.UNREAD,),
        "z.eml": (),
        "z.eml/of z.txt": (),
    }


def test_what_came_before_the_child_was_brought_down_stays_and_the_rest_comes(
    case: CaseFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that came out of one that is then given up keep their numbers, so that none behind it is passed over."""
    monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", DEADLY])
    two = EmailMessage()
    two["From"], two["Subject"], two["Message-ID"] = "a@example.org", "second", "<2@example.org>"
    two.set_content("words")
    for name in ("first.txt", "last.txt"):
        two.add_attachment(name.encode(), maintype="application", subtype="octet-stream", filename=name)
    letters = {"a.eml": letter("a", "of a.txt", b"a"), "b.eml": two.as_bytes(), "c.eml": letter("c", "of c.txt", b"c")}
    report = taken(case, tmp_path / "letters.zip", packed(letters | {"d.txt": b"the end"}))
    assert [name.removeprefix("letters.zip/") for name, one in report.items() if not one.problem] == [
        "letters.zip",
        "a.eml",
        "a.eml/of a.txt",
        "b.eml",
        "b.eml/first.txt",
        "c.eml",
        "c.eml/of c.txt",
        "d.txt",
    ]
    assert owners(case, {name: one for name, one in report.items() if one.id})["letters.zip/b.eml/first.txt"] == (
        "attached_to_id",
        "letters.zip/b.eml",
    )
