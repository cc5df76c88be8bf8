"""A file is what its bytes say, in every kind that researchers send; its name decides between plain texts only."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.evidence import contents, kinds
from tests.evidence import mixed_folder
from tests.evidence.members import look_at_child


def zipped(*names: str, padding: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"\0" * padding)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "mime", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "x.zip", kinds.DOCX, "other"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "x", kinds.XLSX, "table"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "x", kinds.PPTX, "other"),
        (zipped("a.txt"), "x.docx", "application/zip", "other"),
        (zipped("datapackage.json", "archive/data.warc.gz"), "x.zip", kinds.WACZ, "web"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", "x", kinds.WARC, "web"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", mtime=0), "x.gz", kinds.WARC, "web"),
        (gzip.compress(b"other", mtime=0), "x.warc.gz", "application/gzip", "other"),
        (b"From: a@b.c\r\nTo: d@e.f\r\nSubject: x\r\n\r\nHello", "x.txt", kinds.EMAIL, "letter"),
        (b"From a@b.c Mon Jan  1 00:00:00 2024\nFrom: a@b.c\nSubject: x\n\nHello", "x", kinds.MAILBOX, "other"),
        (
            (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n'),
            "x.txt",
            kinds.PAGE_ARCHIVE,
            "web",
        ),
        (b"Note: this is no letter\nDate: never\n", "x", "text/plain", "other"),
        (b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n", "x", "application/x-subrip", "other"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "x", "text/vtt", "other"),
        ("\ufeff[Script Info]\n".encode(), "x", "text/x-ssa", "other"),
        (b"#EXTM3U\n#EXTINF:10,\nhttp://a.example/1.ts\n", "x.txt", kinds.PLAYLIST, "other"),
        (b"[Desktop Entry]\nExec=sh\n", "photo.jpg", "application/x-desktop", "other"),
        (b"#!/bin/sh\nrm -r /\n", "x.txt", "application/x-shellscript", "other"),
        (b"[InternetShortcut]\nURL=http://a.example\n", "x", "application/x-mswinurl", "other"),
        (b"MZ" + bytes(200), "photo.jpg", "application/x-msdownload", "other"),
        (b"\x7fELF" + bytes(200), "photo.jpg", "application/x-executable", "other"),
        (b"MZ is how this text begins", "x", "text/plain", "other"),
        (b"BM is how this text begins", "x", "text/plain", "other"),
        (b"<svg xmlns='x'><title>t</title><script/></svg>", "x", "image/svg+xml", "other"),
        (b"<?xml version='1.0'?><rss><title>t</title></rss>", "x", "application/xml", "other"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", "x", "text/html", "web"),
        (b"<!-- saved --><html>", "x", "text/html", "web"),
        (b'{"a": 1}', "x", "application/json", "other"),
        (b"{not json", "x", "text/plain", "other"),
        (b"junk\n%PDF-1.4\n\xe2\xe3", "x", "application/pdf", "other"),
        ("Дім і школа".encode("cp1251"), "x.txt", "text/plain", "other"),
        ("학교에 갔다".encode("cp949"), "x.txt", "text/plain", "other"),
        ("مدرسة قريبة".encode("cp1256"), "x.txt", "text/plain", "other"),
        ("Слово и дело".encode("koi8-r"), "x.txt", "text/plain", "other"),
        ("Слово и дело\n".encode("utf-16-le"), "x.txt", "text/plain", "other"),
        ("학교에 갔다\n".encode("utf-16-be"), "x.txt", "text/plain", "other"),
        ("a,b\n".encode("utf-16"), "x.csv", "text/csv", "table"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "x", "video/mp4", "video"),
        (b"\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01", "x", "application/vnd.opentimestamps", "other"),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(data: bytes, name: str, mime: str, kind: str) -> None:
    found = kinds.mime_of(data[: kinds.HEAD], name)
    assert (found, kinds.type_of(found)) == (mime, kind)


def test_a_zip_whose_first_entry_is_long_is_known_by_its_list(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped("archive/data.warc", "datapackage.json", padding=20_000))
    assert kinds.mime_of(path.read_bytes()[: kinds.HEAD], path.name) == "application/zip"
    assert kinds.kind_of(path) == kinds.WACZ
    path.write_bytes(path.read_bytes()[:30_000])
    assert kinds.kind_of(path) == "application/zip"


def test_bytes_that_mean_nothing_are_no_text() -> None:
    source = random.Random(7)
    assert {kinds.mime_of(source.randbytes(4096), "x.txt") for _ in range(50)} == {"application/octet-stream"}


@given(st.binary(max_size=400), st.text(max_size=20))
def test_no_bytes_and_no_name_are_too_strange(data: bytes, name: str) -> None:
    assert "/" in kinds.mime_of(data, name)
    assert "/" in kinds.kind_of_stream(io.BytesIO(b"PK\x03\x04" + data), name)


def test_every_file_of_a_mixed_folder_is_known(tmp_path: Path) -> None:
    made = mixed_folder.make(tmp_path / "mixed")
    found = {name: kinds.kind_of(tmp_path / "mixed" / name) for name in made}
    assert found == made
    for name, mime in made.items():
        looked = contents.look(tmp_path / "mixed" / name, mime)
        for child in looked.children():
            look_at_child(child)


def test_a_list_of_entries_without_end_is_not_read_for_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("first.txt", "x" * kinds.HEAD)
        for name in ("datapackage.json", "archive/a.warc"):
            made.writestr(name, "{}")
    data = bytearray(path.read_bytes())
    assert kinds.kind_of(path) == kinds.WACZ
    data[-10:-6] = (17 << 20).to_bytes(4, "little")
    path.write_bytes(data)
    assert kinds.kind_of(path) == "application/zip"
