"""The window's side of the page server: one request at a time, the most wanted first; survives the child's death."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QImage

from casefile.evidence import child
from casefile.ui.text import tr
from casefile.ui.widgets.page_server import HEAD, frame
from casefile.ui.widgets.page_text import PageText

_PATIENCE = 30_000  # ms for one answer
_MODULE = "casefile.ui.widgets.page_server"


@dataclass(frozen=True, slots=True)
class Request:
    """`scale` 0 asks for the text of the page, anything else for its picture.

    `light` and `contrast`, from -100 to 100, are for files of pictures only.
    """

    page: int
    scale: float = 0.0
    light: int = 0
    contrast: int = 0


class PageClient(QObject):
    """`opened(sizes)`, `rendered(page, scale, image)`, `read(page, PageText)`, `failed(sentence)`, `skipped(page)`.

    A page that the child dies of is skipped, and the child is started again for the others.
    """

    opened = Signal(object)
    rendered = Signal(int, float, QImage)
    read = Signal(int, object)
    failed = Signal(str)
    skipped = Signal(int)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: Path | bytes = b""
        self._picture = False
        self._wanted: deque[Request] = deque()
        self._asked: Request | None = None
        self._opening = self._is_open = False
        self._buffer = bytearray()
        self.process: QProcess | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_PATIENCE)
        self._clock.timeout.connect(self._give_up)

    def open(self, source: Path | bytes, *, picture: bool = False) -> None:
        """Read another file: a PDF, or the bytes of a picture."""
        self.close()
        self._source, self._is_open, self._picture = source, False, picture
        self._start()

    def want(self, requests: list[Request]) -> None:
        """What is wanted now, the most urgent first; what was wanted before and is not begun is forgotten."""
        self._wanted = deque(request for request in requests if request != self._asked)
        self._next()

    def close(self) -> None:
        """End the child; it holds nothing worth waiting for."""
        self._clock.stop()
        self._wanted.clear()
        self._asked, self._opening = None, False
        if self.process is not None:
            process, self.process = self.process, None
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    # --- within

    def _start(self) -> None:
        self._buffer.clear()
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._receive)
        process.readyReadStandardError.connect(process.readAllStandardError)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._could_not_start)
        self.process, self._opening = process, True
        program, *arguments = child.command("--page-server", _MODULE)
        process.start(program, arguments)
        if isinstance(self._source, bytes):
            self._send({"do": "open", "picture": self._picture}, self._source)
        else:
            self._send({"do": "open", "path": str(self._source)})

    def _send(self, head: dict[str, Any], payload: bytes = b"") -> None:
        if self.process is not None:
            self.process.write(frame(head, payload))
            self._clock.start()

    def _next(self) -> None:
        if self.process is None or self._opening or not self._is_open or self._asked is not None:
            return
        if not self._wanted:
            self.idle.emit()
            return
        self._asked = asked = self._wanted.popleft()
        if asked.scale:
            shown = {"light": asked.light, "contrast": asked.contrast} if self._picture else {}
            self._send({"do": "render", "page": asked.page, "scale": asked.scale, **shown})
        else:
            self._send({"do": "text", "page": asked.page})

    def _receive(self) -> None:
        if self.process is None:
            return
        self._buffer += self.process.readAllStandardOutput().data()
        while len(self._buffer) >= HEAD.size:
            head, payload = HEAD.unpack_from(self._buffer)
            if len(self._buffer) < HEAD.size + head + payload:
                return
            text = bytes(self._buffer[HEAD.size : HEAD.size + head])
            data = bytes(self._buffer[HEAD.size + head : HEAD.size + head + payload])
            del self._buffer[: HEAD.size + head + payload]
            self._clock.stop()
            self._take(json.loads(text), data)

    def _take(self, head: dict[str, Any], payload: bytes) -> None:
        asked, self._asked = self._asked, None
        if self._opening:
            self._opening = False
            self._take_opened(head)
        elif asked is not None and "failed" in head:
            self.skipped.emit(asked.page)
        elif asked is not None and asked.scale:
            image = QImage(payload, head["width"], head["height"], head["stride"], QImage.Format.Format_RGB32)
            self.rendered.emit(asked.page, asked.scale, image.copy())
        elif asked is not None:
            self.read.emit(asked.page, PageText.unpack(head["letters"], payload))
        self._next()

    def _take_opened(self, head: dict[str, Any]) -> None:
        if "failed" in head:
            self.failed.emit(self._refusal(locked=head["failed"] == "locked"))
            return
        reopened, self._is_open = self._is_open, True
        if not reopened:
            self.opened.emit([tuple(size) for size in head["sizes"]])

    def _refusal(self, *, locked: bool) -> str:
        if self._picture:
            return tr("This picture cannot be shown; it is damaged, too large, or of a kind not known here.")
        if locked:
            return tr("This PDF is locked with a password; open it elsewhere and add an unlocked copy.")
        return tr("This file cannot be shown as pages; it is damaged or not a PDF.")

    def _died(self) -> None:
        """The child ended by itself: blame what it was doing, and go on with the rest."""
        self._clock.stop()
        if self.process is not None:
            self.process.deleteLater()
            self.process = None
        asked, self._asked = self._asked, None
        if self._opening or not self._is_open:
            self._opening = False
            self.failed.emit(tr("This file cannot be shown; reading it broke off. The file itself is kept."))
            return
        if asked is not None:
            self.skipped.emit(asked.page)
        self._start()

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.process = None
            self._opening = False
            self.failed.emit(tr("The page reader could not be started; reinstall Casefile."))

    def _give_up(self) -> None:
        if self.process is not None:
            self.process.kill()
