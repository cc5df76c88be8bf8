"""What shows the bytes of an item inside the window: pages, text, or a picture. Nothing is ever opened outside."""

from __future__ import annotations

import contextlib
import re
from html.parser import HTMLParser
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.errors import UserError
from casefile.ui import icons, theme
from casefile.ui.text import tr

MOST_BYTES = 300_000_000
_MOST_TEXT = 5_000_000
_MOST_IMAGE_MB = 512
_SILENT = {"script", "style", "head", "template", "noscript"}
_BLOCKS = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "blockquote",
}


def decoded(data: bytes) -> str:
    """Text of a file in the encoding that its first bytes show, UTF-8 else; what is none is shown as �."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode()
    return data.decode("cp1252", "replace")


class _Reader(HTMLParser):
    """The words of a page, a line for each block; scripts and styles are left out, nothing is loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def page_words(markup: str) -> str:
    """The text of an HTML page, one paragraph a line."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split(" ")).strip() for line in "".join(reader.parts).splitlines())
    return "\n\n".join(" ".join(line.split()) for line in lines if line)


def text_of(data: bytes, mime: str) -> str:
    """What the text view shows of a text file; very long ones are cut, and say so."""
    text = decoded(data)
    if mime in ("text/html", "application/xhtml+xml"):
        text = page_words(text)
    text = text.replace("\0", "�")
    if len(text) > _MOST_TEXT:
        text = text[:_MOST_TEXT] + "\n\n" + tr("[The file goes on; save a copy to read the rest.]")
    return text


def picture_of(data: bytes) -> QImage:
    """The picture, turned as its camera meant; `UserError` when it is none or too large."""
    array = QByteArray(data)
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_IMAGE_MB)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    image = QImage() if size.width() * size.height() * 4 > _MOST_IMAGE_MB * 2**20 else reader.read()
    if image.isNull():
        raise UserError(tr("This picture cannot be shown; it is damaged, too large, or of a kind not known here."))
    return image


class TextView(QPlainTextEdit):
    """A text file to read and select from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("border: none; border-radius: 0;")
        self.setAccessibleName(tr("Document"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(24)
        self.paragraphs = False

    def show_text(self, text: str, *, paragraphs: bool) -> None:
        """`paragraphs`: places are counted in paragraphs, not in lines."""
        self.paragraphs = paragraphs
        self.setPlainText(text)

    @property
    def selection_text(self) -> str:
        return self.textCursor().selection().toPlainText()

    @property
    def selection_place(self) -> str:
        """The lines (or paragraphs) of the selection as a locator."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(max(cursor.selectionEnd() - 1, cursor.selectionStart())).blockNumber()
        if self.paragraphs:  # an empty line stands between two
            first, last = first // 2, last // 2
        span = str(first + 1) if first == last else f"{first + 1}-{last + 1}"
        return f"para. {span}" if self.paragraphs else f"l. {span}"

    def mark(self, quote: str) -> None:
        """Select `quote` where it stands first."""
        words = [re.escape(word) for word in quote.split()]
        found = re.search(r"\s+".join(words), self.toPlainText()) if words else None
        if found is not None:
            cursor = self.textCursor()
            cursor.setPosition(found.start())
            cursor.setPosition(found.end(), QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.centerCursor()


class PictureView(QWidget):
    """A picture, fitted to the room or larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = _Canvas()
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.addStretch()
        for icon, words, act in (
            ("zoom-out", tr("Smaller"), lambda: self.canvas.step(1 / 1.25)),
            ("zoom-in", tr("Larger"), lambda: self.canvas.step(1.25)),
            ("fit-width", tr("Fit the window"), self.canvas.fit),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(act)
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.canvas, 1)

    def show_picture(self, image: QImage) -> None:
        self.canvas.show_picture(image)


class _Canvas(QAbstractScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Document"))
        self._image = QImage()
        self._zoom = 0.0  # 0: fitted

    def show_picture(self, image: QImage) -> None:
        self._image, self._zoom = image, 0.0
        self._arrange()

    def fit(self) -> None:
        self._zoom = 0.0
        self._arrange()

    def step(self, factor: float) -> None:
        self._zoom = max(0.05, min(self.zoom * factor, 8.0))
        self._arrange()

    @property
    def zoom(self) -> float:
        """Logical pixels a pixel of the picture."""
        if self._zoom or self._image.isNull():
            return self._zoom or 1.0
        room = self.viewport().size() - QSize(32, 32)
        return max(0.01, min(1.0, room.width() / self._image.width(), room.height() / self._image.height()))

    def _arrange(self) -> None:
        size, port = self._image.size() * self.zoom, self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), size.width(), port.width()),
            (self.verticalScrollBar(), size.height(), port.height()),
        ):
            bar.setRange(0, max(0, whole + 32 - seen) if self._zoom else 0)
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
        else:
            super().wheelEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("side"))
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            port = self.viewport().size()
            wide, high = self._image.width() * self.zoom, self._image.height() * self.zoom
            left = (port.width() - wide) / 2 if wide < port.width() else 16 - self.horizontalScrollBar().value()
            top = (port.height() - high) / 2 if high < port.height() else 16 - self.verticalScrollBar().value()
            painter.drawImage(QRectF(left, top, wide, high), self._image)
        painter.end()
