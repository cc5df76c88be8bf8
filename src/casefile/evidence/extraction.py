"""Reading the words out of the evidence of a case, one document after the other, in a confined child process.

A document that cannot be read is one line of the report, never a stop. What is read is kept as it comes; who cancels keeps
it, and the next run goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from uuid import UUID

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import ocr, worker
from casefile.evidence.child import Answer, BrokenOffError, Child
from casefile.evidence.words import has_words
from casefile.evidence.words.parts import MOST_LETTERS
from casefile.operations import texts
from casefile.operations.texts import Document
from casefile.storage.texts import Extract, Part, State

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the one at hand."""
Cancelled = Callable[[], bool]

MOST_BYTES = 64 * 1024**2
MOST_TEXT_BYTES = 128 * 1024**2
"""Plain formats, mail and web archives may be longer than documents of pages."""
_LONG = ("text/", "application/json", "application/xml", "application/mbox", "application/warc", "application/gzip")
_LONG_ALSO = (
    "application/zip",
    "application/wacz",
    "message/rfc822",
    "application/octet-stream",
    "application/x-ndjson",
)
_PATIENCE, _PATIENCE_RECOGNISING = 60.0, 300.0  # seconds for one part
_MOST_SECONDS, _MOST_SECONDS_RECOGNISING = 1800.0, 6 * 3600.0
_BATCH_LETTERS, _BATCH_DOCUMENTS = 200_000, 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not read, or not to its end, and why."""

    id: UUID
    number: str
    problem: str


@dataclass(frozen=True, slots=True)
class Report:
    """How many documents were read, how many have no words, and what failed. `stopped`: the user had enough."""

    read: int = 0
    empty: int = 0
    failures: tuple[Failure, ...] = ()
    stopped: bool = False


def extract(
    case: CaseFile,
    items: Iterable[UUID] | None = None,
    languages: str = "",
    progress: Progress = lambda _done, _total, _name: None,
    cancelled: Cancelled = lambda: False,
    *,
    again: bool = False,
    tessdata: tuple[Path, ...] = (),
) -> Report:
    """Read the words of `items` (again, if they were read), or of all that nobody has read yet, or of all `again`.

    With `languages` such as kor+eng, characters are recognised in pictures and in pages without words; for all items, in
    those that have no words so far. `tessdata` are folders where language data may be. `UserError` when it is not there.
    """
    if case.read_only:
        raise UserError(f"“{case.path.name}” is open for reading only; what is read could not be kept.")
    languages = ocr.check(languages, tessdata) if languages else ""
    with case.reading() as session:
        wanted = texts.unread(session, languages, again=again) if items is None else texts.chosen(session, items)
    held = case.originals.hashes()
    with Child(worker.ARGUMENT, worker.__name__) as child:
        return _Run(case, child, languages, tessdata, cancelled).over([d for d in wanted if d.sha256 in held], progress)


class _Run:
    """One run over documents; what was read is kept in batches, so that little is in memory and little is lost."""

    def __init__(
        self, case: CaseFile, child: Child, languages: str, tessdata: tuple[Path, ...], cancelled: Cancelled
    ) -> None:
        self._case, self._child, self._cancelled = case, child, cancelled
        self._languages, self._tessdata = languages, tessdata
        self._waiting: list[Extract] = []
        self._letters = 0
        self._read = self._empty = 0
        self._failures: list[Failure] = []

    def over(self, documents: list[Document], progress: Progress) -> Report:
        stopped = False
        for done, document in enumerate(documents):
            progress(done, len(documents), document.number)
            try:
                extract = self._one(document)
            except CancelledError:
                stopped = True
                break
            self._count(document, extract)
            self._keep(extract)
        self._flush()
        progress(len(documents), len(documents), "")
        return Report(self._read, self._empty, tuple(self._failures), stopped)

    def _count(self, document: Document, extract: Extract) -> None:
        self._read += extract.state == "read"
        self._empty += extract.state == "empty"
        if extract.state == "failed":
            self._failures.append(Failure(document.id, document.number, extract.problem))

    def _keep(self, extract: Extract) -> None:
        self._waiting.append(extract)
        self._letters += sum(len(part.text) for part in extract.parts)
        if self._letters >= _BATCH_LETTERS or len(self._waiting) >= _BATCH_DOCUMENTS:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._case.keep_text(self._waiting)
        self._waiting, self._letters = [], 0

    def _one(self, document: Document) -> Extract:
        recognised = document.mime == "application/pdf" or document.mime.startswith("image/")
        languages = self._known(self._languages or document.languages) if recognised else ""
        parts: list[Part] = []
        problem = ""
        if languages or has_words(document.mime):
            try:
                problem = self._gather(document, languages, parts)
            except CancelledError:
                raise
            except UserError as error:
                problem = str(error)
                if not any(part.text for part in parts):
                    return _extract(document, "failed", (), languages, problem)
        wordless = sum(not part.text for part in parts)
        if wordless == len(parts):
            return _extract(document, "empty", (), languages, problem or _scan(document, wordless))
        return _extract(document, "read", tuple(parts), languages, problem or _wanting(wordless, len(parts)))

    def _known(self, languages: str) -> str:
        """Those languages that are still installed: what was recognised before is recognised again."""
        known = ocr.installed(self._tessdata)
        return "+".join(one for one in languages.split("+") if one in known)

    def _gather(self, document: Document, languages: str, parts: list[Part]) -> str:
        """Fill `parts`; returns what is wanting, "" when nothing is. `UserError` when it breaks off."""
        data = self._bytes(document)
        folder = ocr.folder(self._tessdata) if languages else None
        question = {
            "do": "words",
            "mime": document.mime,
            "name": document.file_name,
            "languages": languages,
            "tessdata": str(folder or ""),
        }
        patience = _PATIENCE_RECOGNISING if languages else _PATIENCE
        most = _MOST_SECONDS_RECOGNISING if languages else _MOST_SECONDS
        answers = self._child.ask(question, data, self._cancelled, patience=patience, most=most)
        return _gathered(answers, parts)

    def _bytes(self, document: Document) -> bytes:
        most = MOST_TEXT_BYTES if document.mime.startswith((*_LONG, *_LONG_ALSO)) else MOST_BYTES
        if document.size > most:
            size = f"{document.size // 1024**2:,} MB"
            raise UserError(
                f"This file has {size}, more than the {most // 1024**2} MB that are read; it is kept unread."
            )
        found = bytearray()
        for data in self._case.originals.read(document.sha256):
            if self._cancelled():
                raise CancelledError
            found += data
        return bytes(found)


def _gathered(answers: Iterator[Answer], parts: list[Part]) -> str:
    letters, problem = 0, ""
    for answer in answers:
        if "failed" in answer:
            raise UserError(str(answer["failed"])[:500])
        if "cut" in answer:
            problem = str(answer["cut"])[:500]
            continue
        part = _part(answer)
        letters += len(part.text)
        if letters > MOST_LETTERS:
            raise BrokenOffError("Reading this file broke off; the file itself is kept.")
        parts.append(part)
    return problem


def _part(answer: Answer) -> Part:
    """A part as the child told it; a child that a file has taken over may tell anything."""
    label, text, sure = answer.get("label"), answer.get("text"), answer.get("confidence")
    if not isinstance(label, str) or not isinstance(text, str) or not (sure is None or isinstance(sure, int)):
        raise BrokenOffError("Reading this file broke off; the file itself is kept.")
    return Part(label[:300], text, None if sure is None else max(0, min(sure, 100)))


def _extract(document: Document, state: State, parts: tuple[Part, ...], languages: str, problem: str) -> Extract:
    tools = [_named("casefile", "casefile-icc")]
    if any(part.confidence is not None for part in parts):
        tools.append(_named("tesserocr", "tesserocr"))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Extract(document.sha256, state, ", ".join(tools), at, parts, languages, problem)


@cache
def _named(tool: str, package: str) -> str:
    """A tool with its version, which is looked up on the disk."""
    return f"{tool} {version(package)}"


def _scan(document: Document, pages: int) -> str:
    if document.mime == "application/pdf" and pages:
        return f"None of its {pages:,} pages has words." if pages > 1 else "Its page has no words."
    return ""


def _wanting(wordless: int, pages: int) -> str:
    return f"{wordless:,} of its {pages:,} pages have no words." if wordless else ""
