"""The child process that parses PDF files: whatever a hostile file does to PDFium, it does here. No Qt in this module.

Messages on standard input and output: two lengths (8 bytes each, big endian), a JSON head, and raw bytes. Nothing is
pickled, so that a child which a file has taken over can hand back pixels and letters and nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import struct
import sys
from array import array
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

HEAD = struct.Struct(">QQ")
_MOST_PIXELS = 40_000_000
_MOST_LETTERS = 200_000
_MOST_MEMORY = 4 * 1024**3
_FINE = 100  # PDFium converts to whole device units: ask for hundredths of a point


def frame(head: dict[str, Any], payload: bytes = b"") -> bytes:
    """One message as it goes over the pipe."""
    text = json.dumps(head).encode()
    return HEAD.pack(len(text), len(payload)) + text + payload


class _Document:
    """The open file, and the last page used."""

    def __init__(self) -> None:
        self._file: pypdfium2.PdfDocument | None = None
        self._page: tuple[int, pypdfium2.PdfPage] | None = None

    def answer(self, head: dict[str, Any], payload: bytes) -> tuple[dict[str, Any], bytes]:
        kind = head["do"]
        if kind == "open":
            return self._open(payload or head["path"])
        if kind == "render":
            return self._render(int(head["page"]), float(head["scale"]))
        return self._text(int(head["page"]))

    def _open(self, source: bytes | str) -> tuple[dict[str, Any], bytes]:
        self._file = pypdfium2.PdfDocument(source)
        self._file.init_forms()
        return {"sizes": [self._file.get_page_size(page) for page in range(len(self._file))]}, b""

    def _get(self, number: int) -> pypdfium2.PdfPage:
        assert self._file is not None
        if self._page is None or self._page[0] != number:
            self._page = (number, self._file[number])
        return self._page[1]

    def _render(self, number: int, scale: float) -> tuple[dict[str, Any], bytes]:
        page = self._get(number)
        width, height = page.get_size()
        scale = min(scale, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        return {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}, bytes(bitmap.buffer)

    def _text(self, number: int) -> tuple[dict[str, Any], bytes]:
        page = self._get(number)
        letters = page.get_textpage()
        width, height = page.get_size()
        codes, boxes = array("I"), array("f")
        for place in range(min(letters.count_chars(), _MOST_LETTERS)):
            codes.append(pdfium.FPDFText_GetUnicode(letters, place))
            boxes.extend(_on_page(page, width, height, letters.get_charbox(place, loose=True)))
        return {"letters": len(codes)}, codes.tobytes() + boxes.tobytes()


def _on_page(
    page: pypdfium2.PdfPage, width: float, height: float, box: tuple[float, float, float, float]
) -> list[float]:
    """`box` (left, bottom, right, top in PDF space) as left, top, right, bottom in points from the shown page's corner."""
    x, y = ctypes.c_int(), ctypes.c_int()
    across, down = [], []
    for point in (box[:2], box[2:]):
        wide, high = int(width * _FINE), int(height * _FINE)
        pdfium.FPDF_PageToDevice(page, 0, 0, wide, high, 0, *point, ctypes.byref(x), ctypes.byref(y))
        across.append(x.value / _FINE)
        down.append(y.value / _FINE)
    return [min(across), min(down), max(across), max(down)]


def _read(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    lengths = pipe.read(HEAD.size)
    if len(lengths) < HEAD.size:
        return None
    head, payload = HEAD.unpack(lengths)
    return json.loads(pipe.read(head)), pipe.read(payload)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the window closes the pipe."""
    document = _Document()
    while (request := _read(requests)) is not None:
        try:
            head, payload = document.answer(*request)
        except (pypdfium2.PdfiumError, IndexError, OSError, MemoryError, ValueError) as error:
            locked = "password" in str(error).lower()
            head, payload = {"failed": "locked" if locked else "damaged"}, b""
        answers.write(frame(head, payload))
        answers.flush()


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
