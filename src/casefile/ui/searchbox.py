"""The search at the top: results of the whole case under the line as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.errors import UserError
from casefile.ui import hooks, icons, theme
from casefile.ui.text import tr
from casefile.ui.widgets.suggest import Choice, SuggestList
from casefile.ui.workspace import Workspace

_WAIT = 120  # ms after the last key


class SearchBox(QLineEdit):
    """Asks `hooks.search` and goes where the user chooses."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setPlaceholderText(tr("Search everything") + "   Ctrl+K")
        self.setAccessibleName(tr("Search everything"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self.setMaximumWidth(560)
        self._glass = QAction(tr("Search"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._wait.timeout.connect(self.look)
        self._results: SuggestList | None = None
        self.textEdited.connect(lambda _text: self._wait.start())
        workspace.case_changed.connect(self._case_changed)
        theme.theme().changed.connect(self._dress)
        self._dress()
        self._case_changed()

    def start(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def look(self) -> None:
        """Show what is found for the text that stands here."""
        text = self.text().strip()
        if self._results is None:
            self._results = SuggestList(self)
            self._results.chosen.connect(self._go)
        self._results.offer(self._found(text) if text else [])

    def _found(self, text: str) -> list[Choice]:
        if hooks.search.function is None or self._workspace.case is None:
            return []
        try:
            hits = hooks.search.function(self._workspace, text)
        except UserError as error:
            return [Choice(None, str(error))]
        found = [Choice(hit.location, hit.title, hit.detail) for hit in hits]
        return found or [Choice(None, tr("Nothing in this case has these words."))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wait.stop()
            self.look()
            return
        super().keyPressEvent(event)

    def _go(self, choice: Choice) -> None:
        if choice.value is not None:
            self.clearFocus()
            self._workspace.go(choice.value.place, choice.value.record)

    def _case_changed(self) -> None:
        self.clear()
        self.setEnabled(self._workspace.case is not None)

    def _dress(self) -> None:
        self._glass.setIcon(icons.icon("search", "muted"))
