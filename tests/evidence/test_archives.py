"""Archives give their files as items; what would burst, lead astray or hide is left out and told of in a sentence."""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import UserError
from casefile.evidence import archives
from casefile.evidence.found import Child, Contents
from tests.evidence.members import look_at_child, looked


def named(found: Contents) -> list[tuple[str, str, bytes]]:
    return [(child.folder, child.name, child.open().read()) for child in found.children()]


def pack(path: Path, *entries: tuple[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)


def test_a_zip_gives_its_files_with_their_folders(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", ("photos/", b""), ("photos/first.txt", b"one"), ("학교.txt", b"two"))
    found = looked(tmp_path / "a.zip")
    assert named(found) == [("photos", "first.txt", b"one"), ("", "학교.txt", b"two")]
    assert [child.relation for child in found.children()] == ["derived_from_id"] * 2
    assert found.notes == ()


def test_names_that_lead_out_are_shortened_and_told_of(tmp_path: Path) -> None:
    pack(
        tmp_path / "a.zip",
        ("../../etc/passwd", b"1"),
        ("/abs/x", b"2"),
        ("C:\\Windows\\y.txt", b"3"),
        ("a/\u202egnp.exe", b"4"),
    )
    found = looked(tmp_path / "a.zip")
    assert [(folder, name) for folder, name, _ in named(found)] == [
        ("etc", "passwd"),
        ("abs", "x"),
        ("Windows", "y.txt"),
        ("a", "\u202egnp.exe"),
    ]
    assert found.notes == (
        "Names that lead out of the archive were shortened: 3.",
        "Names that hide their direction: 1, such as “a/<U+202E>gnp.exe”.",
    )


@given(st.text(max_size=60))
def test_no_name_leads_anywhere(name: str) -> None:
    folder, last = archives.place_of(name)
    parts = [*folder.split("/"), last]
    assert last
    assert not {"..", "."} & set(parts)
    assert not folder.startswith("/")
    assert "\\" not in folder + last
    assert "\0" not in folder + last


def test_a_bomb_is_one_sentence(tmp_path: Path) -> None:
    pack(tmp_path / "bomb.zip", *((f"{number}.bin", bytes(3 << 20)) for number in range(4)))
    found = looked(tmp_path / "bomb.zip")
    assert found.notes == ("It unpacks to more than 100 times its size, as a bomb does; it was not opened.",)
    assert named(found) == []


def test_what_lies_about_its_size_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", ("x", bytes(1000)))
    data = (tmp_path / "a.zip").read_bytes()
    declared = (1000).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data.replace(declared, (10).to_bytes(4, "little")))
    child = next(looked(tmp_path / "a.zip").children())
    with child.open() as stream, pytest.raises((OSError, UserError)):
        stream.read()
    assert look_at_child(child)[0] == "application/octet-stream"


def test_entries_that_lie_over_each_other_are_a_bomb() -> None:
    entries = [archives.Entry(str(number), 5 << 20, 5 << 20, "", io.BytesIO) for number in range(3)]
    with pytest.raises(UserError, match="bomb"):
        archives.check(entries, 6 << 20)


def test_locked_entries_and_links_are_told_of(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("plain.txt", b"plain")
        archive.writestr("locked.txt", b"secret")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(mark) + place] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    found = looked(tmp_path / "a.zip")
    assert [name for _, name, _ in named(found)] == ["plain.txt"]
    assert found.notes == (
        "One entry of this archive: links or special files, left out.",
        "One entry of this archive: locked with a password; unpack it yourself.",
    )


def test_old_archives_keep_their_letters(tmp_path: Path) -> None:
    names = ["Протокол допиту свідка.txt", "Фотографії з місця події.txt"]
    pack(tmp_path / "a.zip", *((name.encode("cp866", "replace").decode("cp437"), b"x") for name in ["Протокол.txt"]))
    data = (tmp_path / "a.zip").read_bytes()
    utf8 = "Протокол.txt".encode("cp866").decode("cp437").encode()
    assert utf8 in data
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(f"{number}" * len(name.encode("cp1251", "replace")), b"x")
    packed = (tmp_path / "b.zip").read_bytes()
    for number, name in enumerate(names):
        packed = packed.replace(f"{number}".encode() * len(name), name.encode("cp1251"))
    (tmp_path / "b.zip").write_bytes(packed)
    assert [name for _, name, _ in named(looked(tmp_path / "b.zip"))] == names


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files(tmp_path: Path, mode: str) -> None:
    with tarfile.open(tmp_path / "a.tar", mode) as archive:  # type: ignore[call-overload]
        for name, data in (("x/a.txt", b"one"), ("b.txt", b"two")):
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(data), 1_700_000_000
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found = looked(tmp_path / "a.tar")
    assert named(found) == [("x", "a.txt", b"one"), ("", "b.txt", b"two")]
    assert [child.values for child in found.children()] == [{"file_modified": "2023-11-14T22:13:20+00:00"}] * 2
    assert found.notes == ("One entry of this archive: links or special files, left out.",)


def test_one_compressed_file_is_one_item_and_a_compressed_bomb_none(tmp_path: Path) -> None:
    (tmp_path / "log.txt.gz").write_bytes(gzip.compress(b"line\n" * 100))
    assert named(looked(tmp_path / "log.txt.gz")) == [("", "log.txt", b"line\n" * 100)]
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(200 << 20)))
    found = looked(tmp_path / "bomb.gz")
    for child in found.children():
        with child.open() as stream, pytest.raises(UserError, match="holds more"):
            shutil.copyfileobj(stream, io.BytesIO())


def test_a_damaged_archive_costs_a_note(tmp_path: Path) -> None:
    pack(tmp_path / "a.zip", ("a.txt", b"x" * 100), ("b.txt", b"y" * 100))
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(data[:-30])
    assert looked(tmp_path / "a.zip").notes == ("This archive is damaged; no file in it can be read.",)
    (tmp_path / "a.tgz").write_bytes(gzip.compress(b"x" * 100)[:-9])
    list(looked(tmp_path / "a.tgz").children())


def test_a_zip_in_a_zip_stays_whole(tmp_path: Path) -> None:
    pack(tmp_path / "inner.zip", ("a.txt", b"x"))
    pack(tmp_path / "outer.zip", ("inner.zip", (tmp_path / "inner.zip").read_bytes()))
    child: Child = next(looked(tmp_path / "outer.zip").children())
    mime, inner = look_at_child(child)
    assert (mime, list(inner.children())) == ("application/zip", [])


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c\0\4", b"\x28\xb5\x2f\xfd"])
def test_archives_that_are_not_opened_say_so(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "photos").write_bytes(start + bytes(200))
    assert looked(tmp_path / "photos").notes == (
        "Archives of this kind are not opened; unpack it yourself and add what you need.",
    )
