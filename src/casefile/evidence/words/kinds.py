"""Which reader bytes are for. Content decides; type and name decide between kinds of text."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from pathlib import PurePath

from casefile.evidence.words.encodings import is_text

_MIMES = {
    "application/pdf": "pdf",
    "text/html": "page",
    "application/xhtml+xml": "page",
    "message/rfc822": "mail",
    "application/mbox": "mailbox",
    "multipart/related": "mhtml",
    "application/x-mimearchive": "mhtml",
    "application/warc": "warc",
    "application/x-warc": "warc",
    "application/wacz": "wacz",
    "text/vtt": "subtitles",
    "application/x-subrip": "subtitles",
}
_ENDINGS = {
    ".eml": "mail",
    ".mbox": "mailbox",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".ass": "subtitles",
    ".ssa": "subtitles",
    ".ttml": "subtitles",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}
_DELIMITED = ("text/csv", "text/tab-separated-values")
_CUE = re.compile(rb"\d{1,2}:\d\d:\d\d[,.]\d{1,3} --> ")
_HEAD = 4096
_WORDLESS = ("image/", "video/", "audio/", "font/")


def kind_of(data: bytes, mime: str, name: str) -> str:
    """The reader's name; "" where these bytes hold no words that are read."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        return _of_archive(data)
    if data.startswith(b"\x1f\x8b"):
        return "warc" if _unpacked_head(data).startswith(b"WARC/") else ""
    if mime in _MIMES:
        return _MIMES[mime]
    if mime.startswith(_WORDLESS) or not is_text(data):
        return ""
    found = _of_text(head, PurePath(name).suffix.lower())
    return "delimited" if found == "text" and mime in _DELIMITED else found


def _of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            names = set(file.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return ""
    known = {"word/document.xml": "word", "xl/workbook.xml": "sheet", "ppt/presentation.xml": "slides"}
    for member, kind in known.items():
        if member in names:
            return kind
    if "content.xml" in names:
        return "odf"
    return "wacz" if any(one.startswith("archive/") and ".warc" in one for one in names) else ""


def _unpacked_head(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return file.read(16)
    except (OSError, EOFError, zlib.error):
        return b""


def _of_text(head: bytes, ending: str) -> str:
    lower = head[:_HEAD].lower()
    if head.startswith(b"WARC/"):
        return "warc"
    if lower.startswith((b"<!doctype html", b"<html")):
        return "page"
    if head.startswith(b"WEBVTT") or _CUE.search(head[:200]):
        return "subtitles"
    if (
        b"\nmime-version:" in b"\n" + lower
        and b"multipart/related" in lower
        and b"\nsnapshot-content-location:" in lower
    ):
        return "mhtml"
    return _ENDINGS.get(ending, "text")
