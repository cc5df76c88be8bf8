"""The pages of a PDF as PDFium gives them, for who knows their layout (the official text of the Statute).

The words of evidence are read by `extraction`; both in the same kind of child.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.errors import UserError
from casefile.evidence import worker
from casefile.evidence.child import Answer, BrokenOffError, Child

MOST_BYTES = 64 * 1024**2
MOST_PAGES = 1000

_MOST_LETTERS = 5_000_000
_PATIENCE = 30.0  # seconds for one page
_MOST_SECONDS = 1800.0


def read(data: bytes, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> list[str]:
    """The text of each page; `UserError` if there is none to be had, `CancelledError` when the user wants no more."""
    if len(data) > MOST_BYTES:
        raise UserError(
            f"This file has {len(data) // 1024**2} MB, more than the {MOST_BYTES // 1024**2} MB that are read."
        )
    if not data.lstrip()[:5].startswith(b"%PDF"):
        raise UserError("This file is not a PDF; choose one.")
    with Child(worker.ARGUMENT, worker.__name__) as child:
        question = {"do": "pages", "most": MOST_PAGES}
        found: list[str] = []
        try:
            answers = child.ask(question, data, cancelled, patience=_PATIENCE, most=_MOST_SECONDS)
            _gather(answers, found, progress)
        except BrokenOffError as error:
            raise UserError(
                f"Reading this PDF broke off at page {len(found) + 1}; get the file again and try once more."
            ) from error
    return found


def _gather(answers: Iterator[Answer], found: list[str], progress: Callable[[int, int, str], None]) -> None:
    pages, letters = 0, 0
    for answer in answers:
        if "failed" in answer:
            raise UserError(str(answer["failed"]))
        if not pages:
            pages = _count(answer)
            continue
        found.append(str(answer.get("page", "")))
        letters += len(found[-1])
        if letters > _MOST_LETTERS:
            raise UserError("This PDF holds more text than can be read; choose a shorter one.")
        progress(len(found), pages, "")


def _count(answer: Answer) -> int:
    pages = answer.get("pages")
    if not isinstance(pages, int) or pages < 1:
        raise UserError("This PDF cannot be read; it is damaged. Get it again and try once more.")
    if pages > MOST_PAGES:
        raise UserError(f"This PDF has {pages:,} pages, more than the {MOST_PAGES:,} that are read.")
    return pages
