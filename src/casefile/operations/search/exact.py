"""The line, row or paragraph in which words were found, of documents that have no pages.

A part of such a document is a long stretch (ll. 2284-3000); whoever cites wants the one line of it, as the reader counts.
"""

from __future__ import annotations

from functools import lru_cache

from casefile.model import locators
from casefile.model.locators import Locator
from casefile.operations import tables

_DELIMITED = ("text/csv", "text/tab-separated-values")
_IN_PARAGRAPHS = (
    "text/html",
    "application/xhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessing",
    "application/vnd.oasis.opendocument.text",
)
_SHEETS = (
    "application/vnd.openxmlformats-officedocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet",
)
_IN_LINES = ("text/", "message/rfc822", "application/json")


def place(label: str, mime: str, text: str, at: int) -> str:
    """Where letter `at` of a part stands, as a locator; the part's own `label` where nothing nearer can be said."""
    part = _read(label)
    if part is None:
        return label
    counted = _counted(part, mime)
    if counted == "line":
        first, past = _first(part.line), text.count("\n", 0, at)
        if mime.startswith(_DELIMITED):
            past = _rows_before(text, at)
        return str(Locator(line=str(first + past), named=part.named))
    if counted == "paragraph":
        return str(Locator(paragraph=str(_first(part.paragraph) + text.count("\n\n", 0, at)), named=part.named))
    return label


@lru_cache(maxsize=1_000)
def _read(label: str) -> Locator | None:
    """A label as a locator, if it is one; very many parts have the same."""
    try:
        return locators.parse(label)
    except ValueError:
        return None


def _counted(part: Locator, mime: str) -> str:
    """What places in a part are counted in: "line", "paragraph", or "" where the part is the place."""
    if part.page or part.time:
        return ""
    if part.line or mime.startswith(_SHEETS):
        return "line"
    if part.paragraph or (not part.named and mime.startswith(_IN_PARAGRAPHS)):
        return "paragraph"
    return "line" if not part.named and mime.startswith(_IN_LINES) else ""


def _first(span: str) -> int:
    return int(span.partition("-")[0] or 1)


def _rows_before(text: str, at: int) -> int:
    """How many rows of a table with separators end before a letter."""
    end, count = 0, 0
    for row in tables.records(text):
        end += len(row) + 1
        if end > at:
            break
        count += 1
    return count
