"""Making a document ready to be shown: on a thread of its own, from the bytes in the case."""

from __future__ import annotations

import contextlib
from html.parser import HTMLParser
from typing import Any

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.operations.records import Row
from casefile.ui.evidence.viewers.text import Words
from casefile.ui.evidence.viewers.viewer import Document
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr

MOST_BYTES = 300_000_000
_MOST_TEXT = 5_000_000
_SILENT = {"script", "style", "head", "template", "noscript"}
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "blockquote",
}
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("application/json", "application/xml", *_PAGES)


def decoded(data: bytes) -> str:
    """Text of a file in the encoding that its first bytes show, UTF-8 else; what is none is shown as �."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("cp1252", "replace")


class _Reader(HTMLParser):
    """The words of a page, a line for each block; scripts and styles are left out, nothing is loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def page_words(markup: str) -> str:
    """The text of an HTML page, one paragraph a line."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(reader.parts).splitlines())
    return "\n\n".join(" ".join(line.split()) for line in lines if line)


def shown_as(mime: str) -> str:
    """What shows a kind of file: "pages", "picture", "text", or "" for nothing here."""
    if mime == "application/pdf":
        return "pages"
    if mime.startswith("image/"):
        return "picture"
    return "text" if mime.startswith("text/") or mime in _TEXTS else ""


def prepare(case: CaseFile, row: Row, progress: Progress, cancelled: Cancelled) -> Document:
    """The document of an item; `UserError` when it cannot be shown here."""
    mime = str(row["mime"])
    kind = shown_as(mime)
    if not row["sha256"]:
        raise UserError(tr("This item is recorded without a file."))
    if not kind:
        sentence = tr("Casefile cannot show this kind of file ({kind}). Save a copy to look at it elsewhere.")
        raise UserError(sentence.format(kind=mime or tr("unknown kind")))
    if int(row["size"] or 0) > MOST_BYTES:
        raise UserError(tr("This file is too large to be shown here; save a copy to look at it elsewhere."))
    data = _bytes(case, row, progress, cancelled)
    return Document(row.id, kind, _words(data, mime) if kind == "text" else data, mime)


def _bytes(case: CaseFile, row: Row, progress: Progress, cancelled: Cancelled) -> bytes:
    parts, done, size = [], 0, int(row["size"] or 0)
    for data in case.read_bytes(str(row["sha256"])):
        if cancelled():
            raise CancelledError
        parts.append(data)
        done += len(data)
        progress(done, size, "")
    return b"".join(parts)


def _words(data: bytes, mime: str) -> Words:
    """What the text view shows of a text file; very long ones are cut, and say so."""
    text = decoded(data)
    if mime in _PAGES:
        text = page_words(text)
    if len(text) > _MOST_TEXT:
        text = text[:_MOST_TEXT] + "\n\n" + tr("[The file goes on; save a copy to read the rest.]")
    return Words(text, "para." if mime in _PAGES else "l.")
