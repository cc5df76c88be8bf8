"""The words of a document: a file for each format, one door for all.

Everything here parses hostile bytes: the program reads in a child process (`evidence.child`) that calls `stream`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.evidence.words import archive, mail, odf, office, page, pdf, sheet, subtitles
from casefile.evidence.words.encodings import decode
from casefile.evidence.words.kinds import kind_of
from casefile.evidence.words.parts import CutError, Part, by_line, clean, limited, lines
from casefile.operations import tables

__all__ = ["Part", "has_words", "kind_of", "of", "stream"]


def _plain(data: bytes) -> Iterator[Part]:
    return lines(decode(data))


def _delimited(data: bytes) -> Iterator[Part]:
    """A table as it stands; places are counted in its rows, as a spreadsheet program shows them."""
    return by_line(tables.records(clean(decode(data))))


_READERS: dict[str, Callable[[bytes], Iterator[Part]]] = {
    "pdf": pdf.read,
    "word": office.word,
    "slides": office.slides,
    "odf": odf.read,
    "sheet": sheet.read,
    "page": page.read,
    "mail": mail.message,
    "mailbox": mail.mailbox,
    "mhtml": mail.saved_page,
    "warc": archive.warc,
    "wacz": archive.wacz,
    "subtitles": subtitles.read,
    "delimited": _delimited,
    "text": _plain,
}


def stream(data: bytes, mime: str, name: str) -> Iterator[Part]:
    """The parts of a document one after the other; none where its kind has no words (video, unknown bytes).

    `UserError` in one sentence when it is damaged or locked; `CutError` after the parts that were read, when it is longer
    than is read.
    """
    reader = _READERS.get(kind_of(data, mime, name))
    if reader is not None:
        yield from limited(reader(data))


def of(data: bytes, mime: str, name: str) -> tuple[Part, ...]:
    """The words of a document whose type is `mime` and whose file was called `name`, in its order."""
    found: list[Part] = []
    try:
        found.extend(stream(data, mime, name))
    except CutError:
        return tuple(found)
    return tuple(found)


def has_words(mime: str) -> bool:
    """Whether bytes of this type may hold words that can be read without recognising characters."""
    return not mime.startswith(("image/", "video/", "audio/", "font/"))
