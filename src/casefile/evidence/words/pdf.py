"""The words of a PDF, page by page."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from casefile.errors import UserError
from casefile.evidence.words.parts import CutError, Part

MOST_PAGES = 20_000
_MOST_ON_PAGE = 100_000


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The file; `UserError` says why not."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError(
                "This PDF is locked with a password; open it elsewhere and save an unlocked copy."
            ) from error
        raise UserError("This PDF cannot be read; it is damaged. Get it again and try once more.") from error


def raw_page(file: pypdfium2.PdfDocument, number: int) -> str:
    """The letters of one page (counted from 0) as PDFium gives them; "" if that page is damaged."""
    try:
        page = file[number]
        words = page.get_textpage()
        return str(words.get_text_range(0, min(words.count_chars(), _MOST_ON_PAGE)))
    except pypdfium2.PdfiumError:
        return ""


def read(data: bytes) -> Iterator[Part]:
    """A part for each page, those without words too, so that their positions are the pages'."""
    file = opened(data)
    for number in range(min(len(file), MOST_PAGES)):
        yield Part(f"p. {number + 1}", joined(raw_page(file, number)))
    if len(file) > MOST_PAGES:
        raise CutError(f"Only the first {MOST_PAGES:,} pages were read; the document goes on.")


def joined(text: str) -> str:
    """PDFium marks a word that a line broke with U+FFFE: it is made whole, so that it can be found."""
    return text.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\r\n", "\n").strip()
