"""Which kinds of files may be handed to another program, under which ending, and what in them may act by itself.

The list names what is allowed: whatever is not on it (programs, scripts, shortcuts, playlists, archives, unknown bytes) is
never handed on. The ending is that of the kind that the bytes show, whatever the file was called.
"""

from __future__ import annotations

import contextlib
import mmap
import re
import zipfile
import zlib
from itertools import islice
from pathlib import Path

from casefile.evidence import kinds

ENDINGS = {
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    kinds.DOCX: ".docx",
    kinds.XLSX: ".xlsx",
    kinds.PPTX: ".pptx",
    kinds.ODT: ".odt",
    kinds.ODS: ".ods",
    kinds.ODP: ".odp",
    kinds.EMAIL: ".eml",
    "text/plain": ".txt",
    "text/markdown": ".txt",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-subrip": ".srt",
    "text/vtt": ".vtt",
    "text/html": ".html",
    "image/svg+xml": ".svg",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/heic": ".heic",
    "image/avif": ".avif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/x-m4v": ".m4v",
    "video/3gpp": ".3gp",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi",
    "video/mpeg": ".mpg",
    "video/mp2t": ".ts",
    "video/x-flv": ".flv",
    "video/x-ms-wmv": ".wmv",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/m4a": ".m4a",
    "audio/x-wav": ".wav",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
    "audio/x-flac": ".flac",
    "audio/flac": ".flac",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/opus": ".opus",
}
_PDF_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|XFA|RichMedia|SubmitForm)\b")
_PDF_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
"""How the name of anything may be written in a PDF (ISO 32000-1, 7.3.5)."""
_PACKED, _BEGINS = re.compile(rb"/ObjStm\b"), re.compile(rb"stream\r?\n")
"""Objects that are compressed together (ISO 32000-1, 7.5.7)."""
_LOCKED = re.compile(rb"/Encrypt\b")
_FORMULA = re.compile(rb"(?:^|[\r\n,;\t|])[\"' ]*(?:=|[+@-][A-Za-z_.]*[(|])")
_ODF_ELSEWHERE = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin)|table:table-source|text:section-source)\b[^>]*"
    rb"xlink:href\s*=\s*[\"'](?:[a-z][a-z0-9+.-]*:|//|/|\.\./)",
    re.IGNORECASE,
)
_MACROS = "It may hold macros, which are programs: leave them switched off."
_OBJECTS = "It may hold embedded objects: do not open them."
_ALWAYS = {
    "text/html": "A web page may load things from the internet and run scripts, which tells others that it is read.",
    "image/svg+xml": "This drawing may load things from the internet and run scripts.",
    kinds.EMAIL: "Mail may load pictures from the internet, which tells its sender that it is read.",
    **dict.fromkeys(("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"), _MACROS),
    **dict.fromkeys(("application/rtf", "text/rtf"), _OBJECTS),
}
_AWAY = "It refers to files elsewhere, which the other program may load."
_PIECE = 1 << 20
_OVERLAP = 32
_MOST_PACKED = 64 << 20  # bytes that are unpacked
_MOST_STREAMS = 20_000


def ending(path: Path) -> str:
    """The ending for a copy at `path`, by its bytes; "" when it is of a kind that is not handed on."""
    return ENDINGS.get(kinds.kind_of(path), "")


def warnings(path: Path) -> tuple[str, ...]:
    """What may act by itself when another program opens the file: a sentence each; none found is no promise."""
    mime = kinds.kind_of(path)
    if mime in _ALWAYS:
        return (_ALWAYS[mime],)
    if mime == "application/pdf":
        return _in_pdf(path)
    if mime in ("text/csv", "text/tab-separated-values"):
        found = _holds(path, _FORMULA)
        return (
            ("Some cells are formulas to a spreadsheet program, which may load or start something.",) if found else ()
        )
    return _in_archive(path) if zipfile.is_zipfile(path) else ()


def _in_pdf(path: Path) -> tuple[str, ...]:
    if _holds(path, _PDF_ACTS) or _packs(path, _PDF_ACTS):
        return ("It holds scripts, attached files or actions that run when it is opened.",)
    if _holds(path, _LOCKED):
        return ("It is encrypted, so what may act in it cannot be seen from here.",)
    return ()


def _holds(path: Path, sought: re.Pattern[bytes]) -> bool:
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if sought.search(_written_out(kept + piece)):
                return True
            kept = piece[-_OVERLAP:]
    return False


def _packs(path: Path, sought: re.Pattern[bytes]) -> bool:
    """Whether it stands in objects that are compressed together, as newer files have nearly all of theirs."""
    left = _MOST_PACKED
    with path.open("rb") as file, contextlib.closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        for named in islice(_PACKED.finditer(data), _MOST_STREAMS):
            begin = _BEGINS.search(data, named.end(), named.end() + 1000)
            if begin is None:
                continue
            unpacker = zlib.decompressobj()
            try:
                words = unpacker.decompress(data[begin.end() : begin.end() + _PIECE], min(left, 8 * _PIECE))
            except zlib.error:  # packed in a way that is not unpacked here, or damaged
                continue
            left -= len(words)
            if sought.search(_written_out(words)):
                return True
            if left <= 0:
                break
    return False


def _written_out(data: bytes) -> bytes:
    """Names in a PDF whose letters are written as numbers, plainly."""
    return _PDF_HEX.sub(lambda found: bytes((int(found[1], 16),)), data) if b"#" in data else data


def _in_archive(path: Path) -> tuple[str, ...]:
    """Of Office documents, which are archives: macros, and links to elsewhere."""
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:10_000]]
            if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
                found.append("It holds macros, which are programs: leave them switched off.")
            if any("embeddings/oleobject" in name or "/activex/" in name for name in names):
                found.append(_OBJECTS)
            listed = archive.infolist()[:10_000]
            if any(name.startswith("xl/externallinks/") for name in names) or any(
                _leads_away(archive, one) for one in listed
            ):
                found.append(_AWAY)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        found.append("It is damaged; what it does in another program nobody can say.")
    return tuple(found)


def _leads_away(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part of an Office document is one that names files elsewhere which are loaded without being asked for."""
    name = entry.filename.lower()
    if not name.endswith((".rels", "content.xml", "word/document.xml")):
        return False
    with archive.open(entry) as file:
        words = file.read(16 * _PIECE)
    if name == "content.xml":
        return _ODF_ELSEWHERE.search(words) is not None
    if name == "word/document.xml":
        return re.search(rb"\bDDE(?:AUTO)?\b", words) is not None
    outside = re.findall(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", words)
    return any(not re.search(rb"/hyperlink[\"']", one) for one in outside)
