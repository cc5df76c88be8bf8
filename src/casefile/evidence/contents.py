"""What a file holds besides its bytes: embedded metadata, collection data, receipts, and files of its own.

The child of an intake asks `look` for each file (looking.py). Whatever a hostile or damaged file does costs a note, never a stop; nothing here follows
a link, opens an address, or writes a file.
"""

from __future__ import annotations

from pathlib import Path

from casefile.errors import UserError
from casefile.evidence import archives, kinds, mail, metadata
from casefile.evidence.captures import mhtml, proofmode, receipts, saved_page, sidecars, wacz, warc
from casefile.evidence.found import BAD_FILE, Contents, File, merged

_READERS = {
    "text/html": saved_page.read,
    kinds.PAGE_ARCHIVE: mhtml.read,
    kinds.WARC: warc.read,
    kinds.WACZ: wacz.read,
}
_WITH_SIDECAR = ("image/", "video/", "audio/", "application/pdf", "text/html")


def opens(mime: str) -> bool:
    """Whether there may be files inside a file of this kind."""
    return mime in (*_READERS, "application/pdf") or archives.opens(mime) or mail.opens(mime)


def may_hold(path: Path, mime: str) -> bool:
    """Whether there may be anything to look for in, or beside, a file of this MIME type; nothing is opened for it."""
    return (
        mime in _READERS
        or mime.startswith(_WITH_SIDECAR)
        or archives.opens(mime)
        or archives.stays_closed(mime)
        or mail.opens(mime)
        or metadata.opens(mime)
        or receipts.are_beside(path)
    )


def look(path: File, mime: str) -> Contents:
    """What a file of that MIME type (`kinds.kind_of`) holds, and what lies beside it on a disk.

    Raises nothing for what is in the file.
    """
    try:
        with path.open("rb") as stream:
            embedded = metadata.read(stream, mime)
    except OSError:
        return Contents()
    beside = _beside(path, mime) if isinstance(path, Path) else Contents()
    return merged(_inside(path, mime), embedded, beside)


def _inside(path: File, mime: str) -> Contents:
    """What its format says of captures, archives and mail."""
    reader = _READERS.get(mime)
    try:
        if reader is not None:
            return reader(path)
        proved = proofmode.read(path) if mime == "application/zip" else None
    except UserError as error:
        return Contents(notes=(str(error),))
    except BAD_FILE:
        return (
            Contents(notes=("It is damaged; what it holds cannot be read.",)) if reader else archives.read(path, mime)
        )
    return proved or merged(archives.read(path, mime), mail.read(path, mime))


def _beside(path: Path, mime: str) -> Contents:
    """What lies beside it: receipts, and for pictures and films a file with the data of their collection."""
    try:
        told = sidecars.read(path) if mime.startswith(_WITH_SIDECAR) else Contents()
        return merged(told, receipts.beside(path))
    except BAD_FILE:
        return Contents(notes=("What lies beside it cannot be read.",))


def belongs_to(path: Path) -> Path | None:
    """The file beside `path` that it belongs to, if it is no item of its own: a receipt, or the folder of a saved page.

    Intake leaves such a path out; `look` reads it with the file that it belongs to.
    """
    subject = receipts.subject_of(path.name)
    if subject:
        about = path.with_name(subject)
        return about if about.is_file() else None
    return saved_page.page_of(path) if path.is_dir() else None
