"""Which kinds of files may be handed to another program, under which ending, and what in them may act by itself.

The list names what is allowed: whatever is not on it (programs, scripts, shortcuts, playlists, archives, unknown bytes) is
never handed on. The ending is that of the kind that the bytes show, whatever the file was called.
"""

from __future__ import annotations

import re
import zipfile
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
_OLD_OFFICE = ("application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint")
_MACROS = "It may hold macros, which are programs: leave them switched off."
_PIECE = 1 << 20
_OVERLAP = 32


def ending(path: Path) -> str:
    """The ending for a copy at `path`, by its bytes; "" when it is of a kind that is not handed on."""
    return ENDINGS.get(kinds.kind_of(path), "")


def warnings(path: Path) -> tuple[str, ...]:
    """What may act by itself when another program opens the file: a sentence each; none found is no promise."""
    mime = kinds.kind_of(path)
    if mime == "text/html":
        return ("A web page may load things from the internet and run scripts, which tells others that it is read.",)
    if mime == "image/svg+xml":
        return ("This drawing may load things from the internet and run scripts.",)
    if mime == kinds.EMAIL:
        return ("Mail may load pictures from the internet, which tells its sender that it is read.",)
    if mime == "application/pdf":
        acts = _holds(path)
        return ("It holds scripts, attached files or actions that run when it is opened.",) if acts else ()
    if mime in _OLD_OFFICE or mime.endswith("/rtf"):
        return (_MACROS if mime in _OLD_OFFICE else "It may hold embedded objects: do not open them.",)
    return _in_archive(path) if zipfile.is_zipfile(path) else ()


def _holds(path: Path) -> bool:
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _PDF_ACTS.search(kept + piece):
                return True
            kept = piece[-_OVERLAP:]
    return False


def _in_archive(path: Path) -> tuple[str, ...]:
    """Of Office documents, which are archives: macros, and links to elsewhere."""
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:10_000]]
            if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
                found.append("It holds macros, which are programs: leave them switched off.")
            relations = [one for one in archive.infolist()[:10_000] if one.filename.endswith(".rels")]
            if any(_leads_away(archive, one) for one in relations):
                found.append("It refers to files elsewhere, which the other program may load.")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        found.append("It is damaged; what it does in another program nobody can say.")
    return tuple(found)


def _leads_away(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    with archive.open(entry) as file:
        words = file.read(_PIECE)
    outside = re.findall(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>", words)
    return any(b'/hyperlink"' not in one for one in outside)
