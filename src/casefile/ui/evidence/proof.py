"""What a passage bears on, under the passage: lines to read, and unfolded the links themselves.

The lines are one painted widget: an item with a hundred links would otherwise be a thousand widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casefile.ui import icons, theme
from casefile.ui.linking.passage import LinkFromPassage
from casefile.ui.text import tr
from casefile.ui.widgets.statelabel import bearing_words
from casefile.ui.workspace import Workspace

Line = tuple[str, str]
"""How a link bears, and on what."""
_TONES = {"supports": "covered", "undermines": "undermined", "context": "muted"}
_MOST_LINES = 6


class PassageProof(QWidget):
    """`show_lines` to read; `unfold` makes and shows the list in which links are made, edited and binned."""

    def __init__(
        self, workspace: Workspace, act: Callable[[], UUID | None] = lambda: None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace, self._act = workspace, act
        self.passage: UUID | None = None
        self.fold_button = QToolButton()
        self.fold_button.setCheckable(True)
        self.fold_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold_button.setIcon(icons.icon("link", "muted"))
        self.lines = ProofLines()
        self.links: LinkFromPassage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.lines)
        self.fold_button.toggled.connect(lambda opened: self.unfold(opened=opened))
        self.lines.clicked.connect(lambda: self.unfold(opened=True))

    def show_lines(self, passage: UUID, lines: Sequence[Line], *, locked: bool) -> None:
        """Show what `passage` bears on."""
        if passage != self.passage:
            self.unfold(opened=False)
            if self.links is not None:
                self.links.show_passage(passage)
        self.passage = passage
        self.lines.show_lines(lines)
        self.fold_button.setText(tr("Links") if lines or locked else tr("Link"))
        self.fold_button.setToolTip(tr("Link this passage, or change its links (Ctrl+L)"))

    def unfold(self, *, opened: bool) -> None:
        """Show the links themselves in place of the lines, or the lines again."""
        self.fold_button.blockSignals(True)
        self.fold_button.setChecked(opened)
        self.fold_button.blockSignals(False)
        if opened and self.links is None:
            self.links = LinkFromPassage(self.workspace, self.passage)
            self.links.act_beside = self._act
            self._column.addWidget(self.links)
        if self.links is not None:
            self.links.setVisible(opened)
        self.lines.setVisible(not opened)

    def start_link(self) -> None:
        """Open the gesture that makes a link."""
        self.unfold(opened=True)
        if self.links is not None:
            self.links.start_link()


class ProofLines(QWidget):
    """Glyph and target, a line each; the first few, and how many more."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._more = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_lines(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines[:_MOST_LINES])
        self._more = len(lines) - len(self._lines)
        spoken = "; ".join(f"{bearing_words(bearing)} {about}" for bearing, about in lines)
        self.setAccessibleName(spoken or tr("proves nothing yet"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height() * self._count())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, (bearing, about) in enumerate(self._lines):
            glyph, _, word = bearing_words(bearing).partition(" ")
            painter.setPen(theme.colour(_TONES.get(bearing, "muted")))
            head = self._text(painter, place, 0, f"{glyph} {word.lower()}")
            painter.setPen(theme.colour("text"))
            self._text(painter, place, max(head + 10, 100), about)
        painter.setPen(theme.colour("muted"))
        if not self._lines:
            self._text(painter, 0, 0, tr("○ proves nothing yet"))
        if self._more:
            self._text(painter, len(self._lines), 0, tr("and {count} more").format(count=self._more))
        painter.end()

    def _text(self, painter: QPainter, line: int, left: int, text: str) -> int:
        room = QRect(left, line * self._height(), self.width() - left, self._height())
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return self.fontMetrics().horizontalAdvance(shown)

    def _height(self) -> int:
        return self.fontMetrics().height() + 3

    def _count(self) -> int:
        return max(1, len(self._lines) + bool(self._more))
