"""The line of words to find in an open document, its count, and the way to the next place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel


class FindBar(QWidget):
    """`looked_for(words)` on Enter after typing, `stepped(1 or -1)` on Enter again, Shift+Enter or the two buttons.

    `left` on Esc: the document may have the focus again.
    """

    looked_for = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = PlainLabel(tone="muted")
        self.line = _Line()
        self.line.setPlaceholderText(tr("Find in this file"))
        self.line.setAccessibleName(tr("Find in this file"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumWidth(90)
        self.line.setMaximumWidth(190)
        self._looked_for = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.count)
        row.addWidget(self.line)
        self.buttons = [self._button(*one) for one in (("up", tr("Previous place"), -1), ("down", tr("Next place"), 1))]
        for button in self.buttons:
            row.addWidget(button)
        self.line.entered.connect(self._entered)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self._changed)
        self.tell(0, 0)

    def _button(self, icon: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.stepped.emit(step))
        return button

    @property
    def words(self) -> str:
        """What was last looked for."""
        return self._looked_for

    def show_words(self, words: str) -> None:
        """Show what is looked for, without asking for it."""
        self._looked_for = words
        self.line.setText(words)

    def forget(self) -> None:
        self.show_words("")
        self.tell(0, 0)

    def tell(self, at: int, count: int, *, done: bool = True) -> None:
        """Say that place number `at` (from 1; 0 for none) of `count` is shown; not `done`: there may be more."""
        if not self._looked_for:
            self.count.clear()
        elif not count:
            self.count.setText(tr("not found") if done else tr("looking …"))
        else:
            words = tr("{at} of {count}").format(at=f"{at:,}", count=f"{count:,}")
            self.count.setText(words if done else f"{words} …")
        for button in self.buttons:
            button.setEnabled(count > 1)

    def start(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _entered(self, step: int) -> None:
        words = self.line.text().strip()
        if words and words == self._looked_for:
            self.stepped.emit(step)
        else:
            self._looked_for = words
            self.looked_for.emit(words)

    def _changed(self, words: str) -> None:
        if not words and self._looked_for:
            self._looked_for = ""
            self.looked_for.emit("")


class _Line(QLineEdit):
    """`entered(1)` on Enter, `entered(-1)` with Shift, `left` on Esc; these keys go no further."""

    entered = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc is for this line alone, not for who would close the document."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() == Qt.Key.Key_Escape
            event.setAccepted(mine)
            return mine or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
