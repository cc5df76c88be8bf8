"""Prose with headings and links on one sheet: quick to write, read, copied and walked through with Tab. Never mark-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextLength, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from casefile.ui import theme

_WIDEST = 720  # px of text: 60 to 75 characters a line and some for indents
_SIDE, _TOP = 24, 16
_STEP = 24  # px that one level is indented


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line. `tone` is a colour of the palette; with `target` it is a link that leads there."""

    text: str
    tone: str = "text"
    strong: bool = False
    target: Any = None


Words = str | Piece


class Paper(QTextBrowser):
    """`followed(target)` when a link is pressed or entered: what was given as the `target` of its piece."""

    followed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets: list[Any] = []
        self._cursor = QTextCursor(self.document())
        self._empty = True
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("row", "true")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._go)

    def begin(self) -> None:
        """An empty sheet."""
        self._targets.clear()
        self.setUpdatesEnabled(False)
        self.document().clear()
        self._cursor = QTextCursor(self.document())
        self._cursor.beginEditBlock()
        self._empty = True

    def end(self, *, scroll: int = 0) -> None:
        """The sheet is written; show it from `scroll` pixels down."""
        self._cursor.endEditBlock()
        self._set_margins()
        self.setUpdatesEnabled(True)
        self.verticalScrollBar().setValue(scroll)

    def heading(self, text: str, level: int = 2) -> None:
        """A heading as elsewhere: level 1 is 17 pt, level 2 is 13 pt."""
        self._block(above=0 if self._empty else 20, below=6, heading=level)
        letters = QTextCharFormat()
        letters.setFont(theme.scaled_font({1: 17, 2: 13}.get(level, 10), strong=True))
        letters.setForeground(theme.colour("text"))
        self._cursor.insertText(text, letters)

    def line(self, *words: Words, indent: int = 0, above: int = 0, below: int = 6, hanging: bool = False) -> None:
        """A paragraph. `hanging` indents all its lines but the first by one level more."""
        self._block(above=above, below=below, indent=indent, hanging=hanging)
        for one in words:
            self._insert(Piece(one) if isinstance(one, str) else one)

    def quiet(self, *words: Words, indent: int = 0, below: int = 4) -> None:
        """A paragraph in grey."""
        self.line(*(Piece(one, "muted") if isinstance(one, str) else one for one in words), indent=indent, below=below)

    def words(self) -> str:
        """All of it, as plain text."""
        return self.toPlainText()

    def targets(self) -> list[Any]:
        """Where the links lead, from the top down."""
        return list(self._targets)

    # --- within

    def _block(
        self, *, above: int = 0, below: int = 0, indent: int = 0, heading: int = 0, hanging: bool = False
    ) -> None:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        shape.setLeftMargin(_STEP * (indent + hanging))
        shape.setTextIndent(-_STEP if hanging else 0)
        shape.setHeadingLevel(heading)
        shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if hanging:
            shape.setTabPositions([QTextOption.Tab(_STEP, QTextOption.TabType.LeftTab)])
        if self._empty:
            self._cursor.setBlockFormat(shape)
            self._empty = False
        else:
            self._cursor.insertBlock(shape, QTextCharFormat())

    def _insert(self, piece: Piece) -> None:
        letters = QTextCharFormat()
        letters.setForeground(theme.colour("accent" if piece.target is not None else piece.tone))
        letters.setFontWeight(QFont.Weight.DemiBold if piece.strong else QFont.Weight.Normal)
        if piece.target is not None:
            letters.setAnchor(True)
            letters.setAnchorHref(f"go:{len(self._targets)}")
            self._targets.append(piece.target)
        self._cursor.insertText(piece.text.replace("\n", "\u2028"), letters)

    def _go(self, link: QUrl) -> None:
        self.followed.emit(self._targets[int(link.path())])

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is ever loaded."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        """Keep lines at reading width at the left of a wide sheet."""
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        right = max(_SIDE, self.viewport().width() - _WIDEST - _SIDE)
        if (shape.rightMargin(), shape.leftMargin()) != (right, _SIDE):
            shape.setLeftMargin(_SIDE)
            shape.setRightMargin(right)
            shape.setTopMargin(_TOP)
            shape.setBottomMargin(_SIDE)
            shape.setWidth(QTextLength())
            frame.setFrameFormat(shape)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)
