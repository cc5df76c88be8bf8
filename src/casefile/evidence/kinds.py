"""What a file is, by its content and not by its name."""

from __future__ import annotations

from pathlib import Path

import filetype

HEAD = 8192
"""Bytes from the start of a file that tell its kind."""
_TEXT_ENDINGS = {".csv": "text/csv", ".json": "application/json", ".srt": "text/plain", ".md": "text/plain"}
_MARKS = (
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<?xml", "application/xml"),
    (b"{\\rtf", "application/rtf"),
)
_TYPES = {"image/": "photograph", "video/": "video", "audio/": "audio", "text/html": "web", "text/csv": "table"}


def mime_of(head: bytes, name: str) -> str:
    """The MIME type that the first bytes of a file show. The name decides between kinds of text only."""
    guess = filetype.guess_mime(head)
    if guess is not None:
        return str(guess)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    for mark, mime in _MARKS:
        if start.startswith(mark):
            return mime
    if _is_text(head):
        return _TEXT_ENDINGS.get(Path(name).suffix.lower(), "text/plain")
    return "application/octet-stream"


def _is_text(head: bytes) -> bool:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 or head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return bool(head)


def type_of(mime: str) -> str:
    """The type of evidence that a MIME type suggests; the user decides."""
    return next((kind for begin, kind in _TYPES.items() if mime.startswith(begin)), "other")


def head_of(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(HEAD)
