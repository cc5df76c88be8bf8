"""The search at the top: results of the whole case under the line as one types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.operations.search import Hit, Results
from casefile.ui import hooks, icons, theme
from casefile.ui.search import words
from casefile.ui.search.asking import Asker
from casefile.ui.search.opening import open_hit
from casefile.ui.text import tr
from casefile.ui.widgets.suggest import Choice, SuggestList
from casefile.ui.workspace import Workspace

_EACH = 4
"""Results of each kind; all of them stand on the page of results."""
_HINT = (
    "Words are all needed. “Words in quotes” stand together, word* is a beginning, -word must not be there, OR between "
    "two. Narrow with type: lang: date: grade: by: number: tag: folder: is:, such as date:>=2024-02 grade:>=B2."
)


class SearchBox(QLineEdit):
    """Finds as one types and goes where the user chooses."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setPlaceholderText(tr("Search everything") + "   Ctrl+K")
        self.setAccessibleName(tr("Search everything"))
        self.setToolTip(tr(_HINT).replace('"', "”"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(240)
        self.setMaximumWidth(560)
        self._glass = QAction(tr("Search"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._asker = Asker(self, workspace, _EACH)
        self._asker.answered.connect(self._show)
        self._results: SuggestList | None = None
        self.textEdited.connect(self._asker.ask)
        workspace.case_changed.connect(self._case_changed)
        theme.theme().changed.connect(self._dress)
        self._dress()
        self._case_changed()

    def start(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def look(self) -> None:
        """Show what is found for the text that stands here."""
        self._asker.ask(self.text(), soon=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.look()
            return
        super().keyPressEvent(event)

    def _show(self, typed: str, results: Results) -> None:
        if typed != self.text() or not self.hasFocus():
            return
        if self._results is None:
            self._results = SuggestList(self)
            self._results.chosen.connect(self._go)
        self._results.offer(_choices(results) if typed.strip() else [])

    def _go(self, choice: Choice) -> None:
        typed = self.text()
        if isinstance(choice.value, Hit):
            self.clearFocus()
            open_hit(self._workspace, choice.value, typed)
        elif isinstance(choice.value, str) and hooks.show_results.function is not None:
            self.clearFocus()
            hooks.show_results.function(self._workspace, typed, choice.value)

    def _case_changed(self) -> None:
        self.clear()
        self._asker.forget()
        self.setEnabled(self._workspace.case is not None)

    def _dress(self) -> None:
        self._glass.setIcon(icons.icon("search", "muted"))


def _choices(results: Results) -> list[Choice]:
    """Hits by kind under a head that leads to all of the kind; sentences on the query at the end."""
    found = [] if results.exact is None else [_choice(results.exact)]
    for group in results.groups:
        found.append(Choice(group.kind, words.group_words(group.kind), f"{group.count:,}", beside=True, head=True))
        found.extend(_choice(hit) for hit in group.hits)
    if not found and (nothing := words.nothing(results)):
        found.append(Choice(None, nothing))
    elif found:
        found.append(Choice("", tr("Show all results"), f"{results.count:,}", beside=True))
    return found + [Choice(None, sentence) for sentence in (*results.problems, *results.notes)]


def _choice(hit: Hit) -> Choice:
    detail, marks = words.detail(hit)
    return Choice(hit, words.title(hit), detail, marks=marks)
