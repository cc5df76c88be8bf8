"""The child process that parses PDF files: whatever a hostile file does to PDFium, it does here. No Qt in this module.

Messages on standard input and output: two lengths (8 bytes each, big endian), a JSON head, and raw bytes. Nothing is
pickled, so that a child which a file has taken over can hand back pixels and letters and nothing else.
"""

from __future__ import annotations

import ctypes
import json
import struct
import zlib
from array import array
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from casefile.evidence import child
from casefile.ui.widgets.picture_server import Pictures

HEAD = struct.Struct(">QQ")
_MOST_PIXELS = 40_000_000
_MOST_LETTERS = 200_000
_PICTURE_ERRORS = (LookupError, SyntaxError, TypeError, EOFError, struct.error, zlib.error)
"""What Pillow raises on damaged files, beside OSError and ValueError; SyntaxError is its own for a broken structure."""
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
        self._pictures: Pictures | None = None

    def answer(self, head: dict[str, Any], payload: bytes) -> tuple[dict[str, Any], bytes]:
        kind = head["do"]
        if kind == "open":
            return self._open(payload or head["path"], picture=bool(head.get("picture")))
        if self._pictures is not None:
            return self._pictures.render(
                int(head["page"]), float(head["scale"]), int(head.get("light", 0)), int(head.get("contrast", 0))
            )
        if kind == "render":
            return self._render(int(head["page"]), float(head["scale"]))
        return self._text(int(head["page"]))

    def _open(self, source: bytes | str, *, picture: bool) -> tuple[dict[str, Any], bytes]:
        if picture and isinstance(source, bytes):
            self._pictures = Pictures(source)
            return {"sizes": self._pictures.sizes()}, b""
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
        except (pypdfium2.PdfiumError, *_PICTURE_ERRORS, OSError, MemoryError, ValueError) as error:
            locked = "password" in str(error).lower()
            head, payload = {"failed": "locked" if locked else "damaged"}, b""
        answers.write(frame(head, payload))
        answers.flush()


def main() -> None:
    """Run as the child."""
    child.run(serve)


if __name__ == "__main__":
    main()
