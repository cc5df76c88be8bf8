"""The words of a PDF, page by page, read in a child process: whatever a hostile file does to PDFium, it does there.

The child gets the bytes on standard input and answers in lines of JSON: the number of pages, then the text of each. It
holds nothing else, and is ended when it takes too long, when the user cancels, or when it was asked all.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import BinaryIO

import pypdfium2

from casefile.errors import CancelledError, UserError

MOST_BYTES = 64 * 1024**2
MOST_PAGES = 1000
ARGUMENT = "--pdf-text"
"""What the packaged program is started with to be the child."""

_MOST_ON_PAGE, _MOST_LETTERS = 100_000, 5_000_000
_MOST_MEMORY = 4 * 1024**3
_PATIENCE = 30.0  # seconds for one page
_LOOK = 0.1  # seconds between two looks at `cancelled`


def read(data: bytes, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool]) -> list[str]:
    """The text of each page; `UserError` if there is none to be had, `CancelledError` when the user wants no more."""
    if len(data) > MOST_BYTES:
        raise UserError(
            f"This file has {len(data) // 1024**2} MB, more than the {MOST_BYTES // 1024**2} MB that are read."
        )
    if not data.lstrip()[:5].startswith(b"%PDF"):
        raise UserError("This file is not a PDF; choose one.")
    child = _start()
    try:
        return _pages(_answers(child, data, cancelled), progress)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - ourselves
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command() -> list[str]:
    packaged = bool(getattr(sys, "frozen", False))
    return [sys.executable, ARGUMENT] if packaged else [sys.executable, "-m", __name__]


def _answers(child: subprocess.Popen[bytes], data: bytes, cancelled: Callable[[], bool]) -> Iterator[object]:
    """What the child says, line by line, as long as it says something in time."""
    told: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_converse, args=(child, data, told), daemon=True).start()
    waited = 0.0
    while True:
        if cancelled():
            raise CancelledError
        try:
            line = told.get(timeout=_LOOK)
        except Empty:
            waited += _LOOK
            if waited < _PATIENCE:
                continue
            line = b""
        if not line:
            return
        waited = 0.0
        try:
            yield json.loads(line)
        except ValueError:  # not one of our answers
            return


def _converse(child: subprocess.Popen[bytes], data: bytes, told: SimpleQueue[bytes]) -> None:
    """Hand the bytes over, then pass on each line; an empty one says that the child has ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(OSError, ValueError):  # it died, or was ended, in between
        child.stdin.write(data)
        child.stdin.close()
        for line in child.stdout:
            told.put(line)
    told.put(b"")


def _pages(answers: Iterator[object], progress: Callable[[int, int, str], None]) -> list[str]:
    first = next(answers, None)
    if first == "locked":
        raise UserError("This PDF is locked with a password; open it elsewhere and save an unlocked copy.")
    if not isinstance(first, int) or first < 1:
        raise UserError("This PDF cannot be read; it is damaged. Get it again and try once more.")
    if first > MOST_PAGES:
        raise UserError(f"This PDF has {first:,} pages, more than the {MOST_PAGES:,} that are read.")
    found: list[str] = []
    letters = 0
    while len(found) < first and isinstance(page := next(answers, None), str):
        found.append(page)
        letters += len(page)
        if letters > _MOST_LETTERS:
            raise UserError("This PDF holds more text than can be read; choose a shorter one.")
        progress(len(found), first, "")
    if len(found) < first:
        raise UserError(f"Reading this PDF broke off at page {len(found) + 1}; get the file again and try once more.")
    return found


# --- in the child -------------------------------------------------------------------------------------------------


def serve(source: BinaryIO, answers: BinaryIO) -> None:
    """Read a PDF from `source` to its end and tell what it says."""

    def tell(what: object) -> None:
        answers.write(json.dumps(what).encode() + b"\n")
        answers.flush()

    try:
        file = pypdfium2.PdfDocument(source.read())
        tell(len(file))
        for number in range(min(len(file), MOST_PAGES)):
            tell(_text(file, number))
    except (pypdfium2.PdfiumError, MemoryError, ValueError) as error:
        tell("locked" if "password" in str(error).lower() else None)


def _text(file: pypdfium2.PdfDocument, number: int) -> str:
    """The words of one page; "" if that page is damaged."""
    try:
        page = file[number]
        words = page.get_textpage()
        return str(words.get_text_range(0, min(words.count_chars(), _MOST_ON_PAGE)))
    except pypdfium2.PdfiumError:
        return ""


def main() -> None:
    """Run as the child: a bounded amount of memory, and nothing but answers on standard output."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
