"""Words of a PDF, read in a child process that may die of it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from casefile.errors import CancelledError, UserError
from casefile.evidence import child, pdf_text
from casefile.law import official_text
from tests import statute


def nothing(_done: int, _total: int, _text: str) -> None:
    pass


def never() -> bool:
    return False


def many(pages: int) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(200, 200))
    for number in range(pages):
        canvas.drawString(20, 100, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as raised:
        pdf_text.read(data, nothing, never)
    return str(raised.value)


def test_each_page_is_read_in_order_and_told() -> None:
    told: list[tuple[int, int]] = []
    pages = pdf_text.read(many(3), lambda done, total, _text: told.append((done, total)), never)
    assert pages == ["Page 0", "Page 1", "Page 2"]
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("broken", [False, True])
def test_a_printed_statute_goes_all_the_way(broken: bool) -> None:
    printed = statute.pages(broken=broken)
    text = official_text.split(pdf_text.read(statute.pdf(printed), nothing, never))
    assert text == official_text.split([page.replace(statute.RAISED, "") for page in statute.pages()])


def test_a_scan_has_pages_and_no_words() -> None:
    pages = pdf_text.read(statute.pdf(statute.pages(), blank=True), nothing, never)
    with pytest.raises(UserError, match="pictures of pages and no text"):
        official_text.split(pages)


def test_a_word_broken_at_the_end_of_a_line_is_marked_as_broken() -> None:
    made = io.BytesIO()
    canvas = Canvas(made)
    text = canvas.beginText(60, 700)
    text.textLine("agreed by two-")
    text.textLine("thirds of them")
    canvas.drawText(text)
    canvas.save()
    assert pdf_text.read(made.getvalue(), nothing, never) == ["agreed by two\ufffethirds of them"]


def test_what_is_no_pdf_or_damaged_is_said_in_a_sentence() -> None:
    assert refused(b"") == "This file is not a PDF; choose one."
    assert refused(b"PK\x03\x04") == "This file is not a PDF; choose one."
    damaged = statute.pdf(statute.pages())[:4000]
    assert refused(damaged) == "This PDF cannot be read; it is damaged. Get it again and try once more."


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(many(1))) as file:
        file.save(made, encryption=pikepdf.Encryption(owner="pear", user="plum"))
    assert refused(made.getvalue()).startswith("This PDF is locked with a password")


def test_huge_files_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(many(pdf_text.MOST_PAGES + 1)) == "This PDF has 1,001 pages, more than the 1,000 that are read."
    monkeypatch.setattr(pdf_text, "_MOST_LETTERS", 10)
    assert refused(many(3)) == "This PDF holds more text than can be read; choose a shorter one."
    monkeypatch.setattr(pdf_text, "MOST_BYTES", 1000)
    assert "more than the" in refused(many(3))


def test_cancelling_ends_the_child_at_once() -> None:
    asked = iter((False, False, True))
    with pytest.raises(CancelledError):
        pdf_text.read(many(900), nothing, lambda: next(asked))


@pytest.fixture
def used_instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A Python of our own in place of the child: it does what a hostile file might make it do."""

    def use(program: str) -> None:
        monkeypatch.setattr(child, "command", lambda _argument, _module: [sys.executable, "-c", program])

    return use


def test_a_child_that_dies_is_said_to_have_broken_off(used_instead: Callable[[str], None]) -> None:
    used_instead(
        'print(\'{"pages": 3}\'); print(\'{"page": "one"}\'); import sys; sys.stdout.flush(); import os; os.abort()'
    )
    assert refused(many(3)) == "Reading this PDF broke off at page 2; get the file again and try once more."


def test_a_child_that_says_nothing_is_not_waited_for(
    used_instead: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_text, "_PATIENCE", 0.3)
    used_instead("import time; time.sleep(600)")
    assert refused(many(3)).startswith("Reading this PDF broke off at page 1;")


def test_what_the_child_says_is_never_believed_to_be_more_than_text(used_instead: Callable[[str], None]) -> None:
    used_instead("print('{}')")
    assert refused(many(3)).startswith("This PDF cannot be read")
    used_instead("print('not JSON')")
    assert refused(many(3)).startswith("Reading this PDF broke off at page 1;")
