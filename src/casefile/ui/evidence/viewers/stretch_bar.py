"""Which stretch of a very long text is in the view, and the way to its neighbours."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel


class StretchBar(QWidget):
    """`turned(1 or -1)` on its two buttons. A text with one stretch has none."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(tone="muted")
        self.back = self._button("up", tr("Previous part (Ctrl+Page Up)"), -1)
        self.on = self._button("down", tr("Next part (Ctrl+Page Down)"), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.words, self.back, self.on):
            row.addWidget(widget)
        self.hide()

    def show_number(self, number: int, count: int) -> None:
        """Stretch `number`, from 0, of `count` is shown."""
        self.setVisible(count > 1)
        self.words.setText(tr("Part {number} of {count}").format(number=f"{number + 1:,}", count=f"{count:,}"))
        self.back.setEnabled(number > 0)
        self.on.setEnabled(number < count - 1)

    def _button(self, icon: str, words: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda: self.turned.emit(by))
        return made
