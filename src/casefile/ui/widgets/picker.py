"""Choosing a record or a code by typing: number, words, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.suggest import Choice, Preview, SuggestList

_WAIT = 80  # ms after the last key
_NEW = object()


@dataclass(frozen=True, slots=True)
class Finder:
    """How to look for what a picker chooses.

    `find(text)`: the best choices first, at most some thirty; "" gives the likely ones. `name(value)`: the words shown
    for a chosen value. `new(text)`: makes one called `text` and returns its value (None when the user thinks better of
    it); without it there is no last row "New …", for which `new_words` may be others. `follow(value)`: shows the chosen
    record. `seek(text, done)`, where typed words may take long, finds them in place of `find` and tells `done`.
    """

    find: Callable[[str], Sequence[Choice]]
    name: Callable[[Any], str]
    new: Callable[[str], Any] | None = None
    follow: Callable[[Any], None] | None = None
    new_words: str = ""
    seek: Callable[[str, Callable[[Sequence[Choice]], object]], object] | None = None


class _Line(QLineEdit):
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()
            self.focused.emit()


class Picker(QWidget):
    """A line that becomes a choice. `picked(value)` when the user chose, None when the line was emptied and left.

    `preview` stands beside the list that drops down and tells about the choice that is marked.
    """

    picked = Signal(object)

    def __init__(
        self, finder: Finder, placeholder: str = "", parent: QWidget | None = None, preview: Preview | None = None
    ) -> None:
        super().__init__(parent)
        self._finder, self._preview = finder, preview
        self._value: Any = None
        self.line = _Line()
        self.line.setPlaceholderText(placeholder or tr("Type to find"))
        self.line.setAccessibleName(placeholder or tr("Find"))
        self.go = QToolButton()
        self.go.setIcon(icons.icon("forward", "muted"))
        self.go.setToolTip(tr("Show this"))
        self.go.setAccessibleName(tr("Show this"))
        self.go.clicked.connect(lambda: finder.follow and finder.follow(self._value))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self._look)
        self._list: SuggestList | None = None
        self._looks = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.go)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.show_value(None)

    @property
    def value(self) -> Any:
        return self._value

    def show_value(self, value: Any) -> None:
        """Show `value` without telling `picked`."""
        self._value = value
        self.line.setText("" if value in (None, "") else self._finder.name(value))
        self.line.setCursorPosition(0)
        self.go.setVisible(self._finder.follow is not None and value not in (None, ""))

    def open(self) -> None:
        """Put the cursor here and drop the choices down."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusOut:
                self._leave()
            if event.type() == QEvent.Type.MouseButtonPress and not self.line.isReadOnly():
                self._look()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._opens(event.key()):
                self._look()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._looks += 1
        self._popup().expect(True)
        self._wait.start()

    def _forget(self) -> None:
        """Nothing is looked for any more."""
        self._wait.stop()
        self._looks += 1
        if self._list is not None:
            self._list.expect(False)

    def _opens(self, key: int) -> bool:
        closed = self._list is None or not self._list.isVisible()
        return closed and not self.line.isReadOnly() and key == Qt.Key.Key_Down

    def _popup(self) -> SuggestList:
        if self._list is None:  # made late: only now is the line inside its window
            self._list = SuggestList(self.line, self._preview)
            self._list.chosen.connect(self._chosen)
            self._list.dismissed.connect(self._forget)
        return self._list

    def _look(self) -> None:
        if self.line.isReadOnly():
            return
        text = self.line.text().strip()
        settled = self._value not in (None, "") and text == self._finder.name(self._value)
        words = "" if settled else text
        self._looks += 1
        if words and self._finder.seek is not None:
            self._finder.seek(words, partial(self._offer, self._looks, words))
        else:
            self._offer(self._looks, words, self._finder.find(words))

    def _offer(self, look: int, words: str, found: Sequence[Choice]) -> None:
        if look != self._looks:  # more was typed meanwhile, or the line was left
            return
        choices = list(found)
        if self._finder.new is not None:
            choices.append(Choice(_NEW, self._words_for_new(words)))
        elif not choices:
            choices.append(Choice(None, tr("Nothing found.")))
        self._popup().offer(choices)

    def _words_for_new(self, text: str) -> str:
        if self._finder.new_words:
            return f"{self._finder.new_words} “{text}”" if text else f"{self._finder.new_words} …"
        return tr("New “{text}”").format(text=text) if text else tr("New …")

    def _chosen(self, choice: Choice) -> None:
        value = choice.value
        if value is _NEW and self._finder.new is not None:
            settled = self._value not in (None, "") and self.line.text().strip() == self._finder.name(self._value)
            value = self._finder.new("" if settled else self.line.text().strip())
        self._forget()
        if value is None:
            self.show_value(self._value)
            return
        self.show_value(value)
        self.picked.emit(value)

    def _leave(self) -> None:
        """The line is left: emptied means nothing, anything else unchosen goes back to what was chosen."""
        self._forget()
        if not self.line.text().strip() and self._value not in (None, ""):
            self.show_value(None)
            self.picked.emit(None)
        else:
            self.show_value(self._value)
