"""Making a document ready to be shown: on a thread of its own, what has to be parsed in the confined child process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import kinds, worker
from casefile.evidence.child import Child
from casefile.evidence.words import Part, has_words
from casefile.evidence.words import kind_of as reader_of
from casefile.evidence.words.encodings import decode
from casefile.model import locators
from casefile.model.base import fields_of
from casefile.model.evidence import EvidenceItem
from casefile.operations import tables, texts
from casefile.operations.records import Row
from casefile.ui.evidence.viewers.recording import recording
from casefile.ui.evidence.viewers.sheet import Sheet
from casefile.ui.evidence.viewers.viewer import Document
from casefile.ui.evidence.viewers.words import Words, joined
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr

MOST_BYTES = 300_000_000
_MOST_TEXT = 60_000_000
_MOST_ROWS = 250_000
_PATIENCE, _MOST_SECONDS = 60.0, 300.0  # for one part, and for the whole document
_NOT_PICTURES = ("image/svg", "image/vnd.adobe.photoshop", "image/x-xcf")
_TABLES = ("text/csv", "text/tab-separated-values", kinds.XLSX, kinds.ODS)
_IN_PARAGRAPHS = ("page", "word", "odf", "slides", "mhtml", "warc", "wacz")
_FACTS = ("embedded_", "file_created", "file_modified", "image_hash")


@dataclass(frozen=True, slots=True)
class _Read:
    """The words of a document; `wanting` is a sentence where there are more, "" where there are not."""

    parts: tuple[Part, ...]
    wanting: str = ""


def shown_as(mime: str) -> str:
    """What shows a kind of file: pages, picture, media, table, text, or "" for nothing here."""
    if mime == "application/pdf":
        return "pages"
    if mime.startswith("image/") and not mime.startswith(_NOT_PICTURES):
        return "picture"
    if mime.startswith(("audio/", "video/")):
        return "media"
    if mime in _TABLES:
        return "table"
    return "text" if has_words(mime) and not mime.startswith("application/octet") else ""


def prepare(case: CaseFile, row: Row, progress: Progress, cancelled: Cancelled) -> Document:
    """The document of an item; `UserError` when it cannot be shown here."""
    mime, kind = str(row["mime"]), shown_as(str(row["mime"]))
    if not row["sha256"]:
        raise UserError(tr("This item is recorded without a file."))
    if not kind:
        sentence = tr("Casefile cannot show this kind of file ({kind}). Save a copy to look at it elsewhere.")
        raise UserError(sentence.format(kind=mime or tr("unknown kind")))
    if kind == "media":  # read while it plays, never whole
        return Document(row.id, kind, recording(case, row), mime, facts_of(row))
    if int(row["size"] or 0) > MOST_BYTES:
        raise UserError(tr("This file is too large to be shown here; save a copy to look at it elsewhere."))
    data = _bytes(case, row, progress, cancelled)
    kept = _kept(case, row)
    if kind in ("pages", "picture"):
        read = tuple(part for part in kept.parts if part.confidence is not None and part.text)
        return Document(row.id, kind, data, mime, facts_of(row), read)
    if kind == "table":
        return Document(row.id, kind, _tables(data, row, kept, cancelled), mime)
    return Document(row.id, kind, _words(data, row, kept, cancelled), mime)


def facts_of(row: Row) -> tuple[tuple[str, str], ...]:
    """What the file says about itself, a name and a value each."""
    found = []
    for name, field in fields_of(EvidenceItem).items():
        value = str(row[name] or "") if name.startswith(_FACTS) else ""
        if value and name != "embedded":
            found.append((tr(field.label), value))
    for line in str(row["embedded"]).splitlines():
        name, _colon, value = line.partition(":")
        found.append((name.strip(), value.strip()))
    return tuple(found)


def _bytes(case: CaseFile, row: Row, progress: Progress, cancelled: Cancelled) -> bytes:
    parts, done, size = [], 0, int(row["size"] or 0)
    for data in case.originals.read(str(row["sha256"])):
        if cancelled():
            raise CancelledError
        parts.append(data)
        done += len(data)
        progress(done, size, "")
    return b"".join(parts)


def _kept(case: CaseFile, row: Row) -> _Read:
    """The words of the document that are kept in the case; none where nobody has read it yet."""
    with case.reading() as session:
        state = texts.state(session, str(row["sha256"]))
        found = tuple(texts.parts(session, str(row["sha256"])))
    return _Read(found, state.problem if state is not None and found else "")


def _read(data: bytes, row: Row, cancelled: Cancelled) -> _Read:
    """The words of a document as the child process reads them."""
    question = {"do": "words", "mime": row["mime"], "name": row["file_name"], "languages": "", "tessdata": ""}
    found, letters, wanting = list[Part](), 0, ""
    with Child(worker.ARGUMENT, worker.__name__) as child:
        for answer in child.ask(question, data, cancelled, patience=_PATIENCE, most=_MOST_SECONDS):
            if "failed" in answer:
                raise UserError(str(answer["failed"])[:500])
            wanting = str(answer.get("cut", wanting))[:500]
            if "text" in answer:
                found.append(Part(str(answer["label"])[:300], str(answer["text"])))
                letters += len(found[-1].text)
            if letters > _MOST_TEXT:  # more than the child was to tell
                break
    return _Read(tuple(found), wanting)


def _words(data: bytes, row: Row, kept: _Read, cancelled: Cancelled) -> Words:
    """What the text view shows, as it is kept in the case if it was read; what is wanting is said over it."""
    reader = reader_of(data, str(row["mime"]), str(row["file_name"]))
    read = _plain(data) if reader == "text" else kept if kept.parts else _read(data, row, cancelled)
    counted = "para." if reader in _IN_PARAGRAPHS else "l."
    grouped = list(_grouped(read.parts, "\n\n" if counted == "para." else "\n"))
    if not any(words.strip() for _label, words in grouped):
        raise UserError(
            tr("This file ({kind}) has no words that can be shown. Save a copy to look at it elsewhere.").format(
                kind=row["mime"]
            )
        )
    layout = "" if reader == "text" else tr("The words of this file, without its layout")
    return joined(grouped, counted, ". ".join(words for words in (read.wanting.rstrip("."), layout) if words))


def _plain(data: bytes) -> _Read:
    text = decode(data)
    cut = tr("Only the first {count} letters are shown; save a copy to read the rest.").format(count=f"{_MOST_TEXT:,}")
    return _Read((Part("", text[:_MOST_TEXT]),), cut if len(text) > _MOST_TEXT else "")


def _grouped(parts: Iterable[Part], between: str) -> Iterable[tuple[str, str]]:
    """Parts that are only a stretch of lines or paragraphs belong together; pages, sheets and named parts stay apart."""
    label, held = "", list[str]()
    for part in parts:
        place = _parsed(part.label)
        mine = str(locators.Locator(page=place.page, time=place.time, named=place.named))
        if held and mine != label:
            yield label, between.join(held)
            held = []
        label = mine
        held.append(part.text)
    if held:
        yield label, between.join(held)


def _parsed(label: str) -> locators.Locator:
    try:
        return locators.parse(label) if label else locators.Locator()
    except ValueError:
        return locators.Locator()


def _tables(data: bytes, row: Row, kept: _Read, cancelled: Cancelled) -> tuple[Sheet, ...]:
    if str(row["mime"]) in (kinds.XLSX, kinds.ODS):
        read = kept if kept.parts else _read(data, row, cancelled)
        made = list(_sheets(read.parts))
        if made and read.wanting:  # it broke off within its last sheet, perhaps within a row
            made[-1] = replace(made[-1], cut=True)
        return tuple(made) or (Sheet("", ()),)
    return (_sheet("", tables.delimited(decode(data), _MOST_ROWS + 1)),)


def _sheets(parts: Iterable[Part]) -> Iterable[Sheet]:
    for name, some in groupby(parts, lambda part: _parsed(part.label).named):
        place = str(locators.Locator(named=name))
        yield _sheet(place, tables.numbered(((part.label, part.text) for part in some), _MOST_ROWS + 1))


def _sheet(place: str, rows: Sequence[Sequence[str]]) -> Sheet:
    return Sheet(place, rows[:_MOST_ROWS], cut=len(rows) > _MOST_ROWS)
