"""What a file is, by its content and not by its name; the name decides between kinds of plain text only."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

import filetype

HEAD = 8192
"""Bytes from the start of a file that tell its kind."""
_MOST_DIRECTORY, _MOST_TAIL = 16 << 20, 66_000

EMAIL, MAILBOX, PAGE_ARCHIVE = "message/rfc822", "application/mbox", "multipart/related"
WARC, WACZ = "application/warc", "application/wacz"
PLAYLIST = "application/vnd.apple.mpegurl"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
DOCX, XLSX, PPTX = (
    f"{_OFFICE}wordprocessingml.document",
    f"{_OFFICE}spreadsheetml.sheet",
    f"{_OFFICE}presentationml.presentation",
)
ODT, ODS, ODP = f"{_OPEN}text", f"{_OPEN}spreadsheet", f"{_OPEN}presentation"

_OF_ENTRIES = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TEXT_ENDINGS = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".md": "text/markdown",
    ".bat": "application/x-bat",
    ".cmd": "application/x-bat",
    ".ps1": "application/x-powershell",
    ".vbs": "text/vbscript",
    ".js": "text/javascript",
    ".sh": "application/x-shellscript",
    ".py": "text/x-python",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
}
_STARTS = (
    ("#!", "application/x-shellscript"),
    ("[desktop entry]", "application/x-desktop"),
    ("[internetshortcut]", "application/x-mswinurl"),
    ("#extm3u", PLAYLIST),
    ("[playlist]", "audio/x-scpls"),
    ("<asx", "video/x-ms-asf"),
    ("webvtt", "text/vtt"),
    ("[script info]", "text/x-ssa"),
    ("{\\rtf", "application/rtf"),
)
_BYTE_STARTS = (
    (b"WARC/", WARC),
    (b"L\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xfe\xed\xfa", "application/x-mach-binary"),
    (b"\0OpenTimestamps\0\0Proof\0", "application/vnd.opentimestamps"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_NAMES = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0_", "application/vnd.ms-outlook"),
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title)\b")
_CUES = re.compile(r"\s*\d+\s*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_LETTERHEADS = {
    "from", "to", "cc", "date", "subject", "message-id", "mime-version", "received", "return-path", "delivered-to",
    "reply-to", "content-type", "snapshot-content-location", "sender", "x-mailer", "dkim-signature",
}  # fmt: skip
_TYPES = {
    "image/": "photograph",
    "video/": "video",
    "audio/": "audio",
    "text/html": "web",
    PAGE_ARCHIVE: "web",
    WARC: "web",
    WACZ: "web",
    EMAIL: "letter",
    "text/csv": "table",
    "text/tab": "table",
    XLSX: "table",
    ODS: "table",
    "application/vnd.ms-excel": "table",
}
_NOT_FILMED = ("image/svg", PLAYLIST, "audio/x-scpls")


def kind_of(path: Path) -> str:
    """The MIME type of a file on disk; of archives the list of entries is asked too."""
    with path.open("rb") as stream:
        return kind_of_stream(stream, path.name)


def kind_of_stream(stream: BinaryIO, name: str) -> str:
    """The MIME type of what a stream that can be rewound holds; it is left anywhere."""
    mime = mime_of(stream.read(HEAD), name)
    if mime != "application/zip":
        return mime
    try:
        if _directory_size(stream) > _MOST_DIRECTORY:
            return mime
        stream.seek(0)
        with zipfile.ZipFile(stream) as archive:
            return _of_names(archive.namelist()[:5000]) or mime
    except (OSError, ValueError, zipfile.BadZipFile, RuntimeError, LookupError):
        return mime


def _directory_size(stream: BinaryIO) -> int:
    """Bytes that a zip says its list of entries has, which zipfile would read whole (APPNOTE 4.3.16; of one in ZIP64 all bits)."""
    stream.seek(max(0, stream.seek(0, 2) - _MOST_TAIL))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def mime_of(head: bytes, name: str) -> str:
    """The MIME type that the first bytes of a file show. The name decides between kinds of text only."""
    sure = next((mime for start, mime in _BYTE_STARTS if head.startswith(start)), "")
    if sure or head[:4] == b"PK\x03\x04":
        return sure or _of_zip(head)
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    text = text_of(head)
    return _of_bytes(head) if text is None else _of_text(text, name)


def _of_bytes(head: bytes) -> str:
    if head.startswith(_OLE):
        return next(
            (mime for mark, mime in _OLE_NAMES if mark.encode("utf-16-le") in head), "application/x-ole-storage"
        )
    if head[:3] == b"\x1f\x8b\x08":
        return WARC if _unzipped(head).startswith(b"WARC/") else "application/gzip"
    if head[:1] == head[188:189] == head[376:377] == b"G":
        return "video/mp2t"
    other = "video/mp4" if head[4:8] == b"ftyp" else "application/octet-stream"
    return str(filetype.guess_mime(head) or other)


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _of_zip(head: bytes) -> str:
    """The kind of a zip by the names in its beginning, and by the type that OpenDocument and EPUB write first."""
    if head[30:38] == b"mimetype":
        declared = re.match(rb"[\w.+/-]{1,100}", head[38:])
        if declared is not None:
            stated = declared[0].split(b"PK")[0].decode()
            if stated.startswith(_OPEN) or stated == "application/epub+zip":
                return stated
    names, at = [], 0
    while (at := head.find(b"PK\x03\x04", at)) >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at += 30
    return _of_names(names) or "application/zip"


def _of_names(names: list[str]) -> str:
    """What a zip with these entries is; "" if only a zip."""
    if "[Content_Types].xml" in names:
        found = next((mime for start, mime in _OF_ENTRIES if any(name.startswith(start) for name in names)), "")
        if found:
            return found
    if "datapackage.json" in names and any(name.startswith("archive/") and ".warc" in name for name in names):
        return WACZ
    return ""


def text_of(head: bytes) -> str | None:
    """The first letters of a text in any usual encoding, "" where the letters are not Latin; None if it is no text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _decoded(head[len(mark) :], encoding)
    if not head:
        return None
    if not _CONTROLS.search(head):
        whole = _decoded(head, "utf-8")
        return head.decode("latin-1") if whole is None else whole
    return next((text for encoding in ("utf-16-le", "utf-16-be") if (text := _wide(head, encoding)) is not None), None)


def _decoded(head: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(head)  # a letter cut at the end is no fault
    except UnicodeDecodeError:
        return None


def _wide(head: bytes, encoding: str) -> str | None:
    """UTF-16 without its mark: nearly all letters, digits, spaces, with blanks or line ends among them."""
    text = _decoded(head, encoding)
    if not text or not ({" ", "\n"} & set(text)):
        return None
    usual = sum(unicodedata.category(char)[0] in "LNPZ" or char in "\r\n\t" for char in text)
    scripts = {_script(ord(char)) for char in text}
    return text if usual >= 0.97 * len(text) and len(scripts) <= 5 else None  # bytes read wrongly scatter


def _script(point: int) -> int:
    """A number for the script of a letter: Han and Hangul are one each, others by their block of 256."""
    return 1000 if 0x3400 <= point < 0xA000 else 1001 if 0xAC00 <= point < 0xD800 else point >> 8


def _of_text(text: str, name: str) -> str:
    start = text.lstrip(" \t\r\n\ufeff")[:4096].lower()
    return (
        next((mime for mark, mime in _STARTS if start.startswith(mark)), "")
        or _of_markup(start)
        or ("application/x-subrip" if _CUES.match(text) else "")
        or _of_letterhead(text)
        or _of_name(start, text, Path(name).suffix.lower())
    )


def _of_markup(start: str) -> str:
    page = _PAGE.search(start)
    if start.startswith(("<?xml", "<svg")) and (page is None or page[0].startswith(("<head", "<body", "<title"))):
        return "image/svg+xml" if "<svg" in start else "application/xml"
    return "text/html" if page is not None and start.startswith("<") else ""


def _of_name(start: str, text: str, ending: str) -> str:
    if start[:1] in ("{", "[") and (ending in (".json", ".jsonl") or _is_json(text)):
        return "application/json"
    return _TEXT_ENDINGS.get(ending, "text/plain")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _of_letterhead(text: str) -> str:
    """Mail, mailbox or MHTML by their first lines; "" for other text."""
    lines = text.lstrip("\r\n").splitlines()[:60]
    mailbox = bool(lines) and bool(re.match(r"From \S+.* \d{4}", lines[0]))
    known: set[str] = set()
    block: list[str] = []
    for line in lines[1:] if mailbox else lines:
        if not line.strip():
            break
        header = _HEADER.match(f"{line} ")
        if header is None and not line.startswith((" ", "\t")):
            return ""
        block.append(line.lower())
        if header is not None:
            known.add(header[1].lower())
    if len(known & _LETTERHEADS) < 2 or not known & {"from", "received", "return-path", "mime-version", "message-id"}:
        return ""
    if mailbox:
        return MAILBOX
    page = "snapshot-content-location" in known or any("multipart/related" in line for line in block)
    saved = any(line.startswith(("from: <saved by", 'from: "saved by')) for line in block)
    return PAGE_ARCHIVE if page and (saved or "snapshot-content-location" in known or "to" not in known) else EMAIL


def type_of(mime: str) -> str:
    """The type of evidence that a MIME type suggests; the user decides."""
    if mime.startswith(_NOT_FILMED):
        return "other"
    return next((kind for begin, kind in _TYPES.items() if mime.startswith(begin)), "other")
