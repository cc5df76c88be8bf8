"""What intake learns of files beyond their bytes: what they hold, and which pictures look like others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError
from casefile.evidence import contents, image_hash, metadata, worker
from casefile.evidence.child import Child
from casefile.evidence.contents import Contents
from casefile.evidence.intake.items import Ready
from casefile.operations import duplicates
from casefile.operations.duplicates import Alike, Pictures

_PATIENCE = 20.0
"""Seconds for one picture, or the header of one PDF."""
_MOST_PDF = 256 << 20
"""Bytes of a PDF that are handed to the child."""
Pending = list[tuple[Ready, "Future[str]"]]


class Looks:
    """Pictures are decoded in a confined child process, while the bytes are being written here."""

    def __init__(self, case: CaseFile, cancelled: Callable[[], bool]) -> None:
        self._case, self._cancelled = case, cancelled
        self._child = Child(worker.ARGUMENT, worker.__name__)
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._pictures: Pictures | None = None

    def close(self) -> None:
        """End the child."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._child.close()

    def look(self, ready: Ready) -> None:
        """Look into one file, once."""
        if ready.contents is None:
            ready.contents = contents.look(ready.path, ready.mime, self._embedded)

    def begin(self, fresh: Iterable[Ready]) -> Pending:
        """Look into the files, and begin with the pictures."""
        pending: Pending = []
        for ready in fresh:
            self.look(ready)
            if ready.mime in image_hash.MIMES and ready.size <= image_hash.MOST_BYTES:
                pending.append((ready, self._thread.submit(self._hash, ready)))
        return pending

    def end(self, pending: Pending) -> None:
        """Wait for the pictures."""
        for ready, future in pending:
            ready.own["image_hash"] = future.result()
        if self._pictures is None and any(ready.own["image_hash"] for ready, _ in pending):
            with self._case.reading() as session:
                self._pictures = duplicates.pictures(session)

    def alike(self, ready: Ready, number: str) -> tuple[Alike, ...]:
        """What a new item looks like; from now on others may look like it."""
        own = ready.own.get("image_hash")
        if not own or self._pictures is None:
            return ()
        found = self._pictures.like(own)
        self._pictures.add(ready.id, number, own)
        return found

    def _embedded(self, path: Path, mime: str) -> Contents | None:
        """What is embedded in a PDF, whose parser is native code; other kinds are read here, header by header."""
        if mime != "application/pdf" or path.stat().st_size > _MOST_PDF:
            return None
        return self._thread.submit(self._of_pdf, path).result()

    def _of_pdf(self, path: Path) -> Contents:
        question, data = {"do": "metadata", "mime": "application/pdf"}, path.read_bytes()
        try:
            answers = list(self._child.ask(question, data, self._cancelled, patience=_PATIENCE, most=_PATIENCE))
        except UserError:
            answers = []
        except CancelledError:
            return Contents()
        if answers and "values" in answers[0]:
            return metadata.from_answer(answers[0])
        return Contents(notes=("Its embedded metadata cannot be read; it may be damaged.",))

    def _hash(self, ready: Ready) -> str:
        """A hint is never worth a line of trouble in the report."""
        try:
            data = ready.held.data if ready.held else ready.path.read_bytes()
            question = {"do": "picture"}
            answers = list(self._child.ask(question, data, self._cancelled, patience=_PATIENCE, most=_PATIENCE))
        except (OSError, UserError, CancelledError):
            return ""
        return str(answers[0].get("hash", "")) if answers else ""
