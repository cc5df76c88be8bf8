"""The place "law"."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from casefile.law.search import find
from casefile.operations import provisions
from casefile.operations.provisions import Use
from casefile.ui import hooks
from casefile.ui.addresses import go_to
from casefile.ui.law.keys import PLACE, address, id_of, key_of
from casefile.ui.law.outline import Outline, Results
from casefile.ui.law.page import ProvisionPage
from casefile.ui.listed import filling
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, Heading
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.workspace import Workspace

_FIRST = "7"
_WAIT = 80  # ms after the last key


@place(PLACE, "Law", order=50)
class LawView(View):
    """The tree or what was found at the left, a provision at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"act", "charge", "attribution", "actor"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.line = QLineEdit()
        self.outline, self.results = Outline(), Results()
        self.nothing = EmptyState(
            tr("Nothing in the law has these words. Try a code such as 8(2)(b)(ii), or fewer words.")
        )
        self.page = ProvisionPage()
        self.counts: Counter[str] = Counter()
        self._lists = QStackedWidget()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head, tools, body = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        tools.setContentsMargins(16, 0, 12, 0)
        body.setContentsMargins(8, 0, 0, 0)
        head.addWidget(Heading(tr("Law")))
        self.line.setPlaceholderText(tr("Code or words: 8 2 b ii, rape, hospitals"))
        self.line.setAccessibleName(tr("Search the law"))
        self.line.setClearButtonEnabled(True)
        tools.addWidget(self.line)
        for page in (self.outline, self.results, self.nothing):
            self._lists.addWidget(page)
        body.addWidget(self._lists)
        column.addLayout(head)
        column.addLayout(tools)
        column.addLayout(body, 1)
        self.split = ListDetail("law", left, self.page, self.workspace.settings, share=0.58)
        filling(self, self.split)

    def _connect(self) -> None:
        self.line.textEdited.connect(lambda _text: self._wait.start())
        self.line.textChanged.connect(lambda text: None if text else self.look())
        self.line.installEventFilter(self)
        self._wait.timeout.connect(self.look)
        for tree in (self.outline, self.results):
            tree.chosen.connect(self._stood)
            tree.entered.connect(lambda: self.split.show_detail(True))
        self.page.followed.connect(self.go)
        self.page.use_followed.connect(self._go_to_use)

    # --- what the window asks

    def reload(self) -> None:
        self.counts = self.workspace.read(provisions.counts)
        self.outline.show_counts(self.counts)
        self.results.show_counts(self.counts)
        self.show_key(self.page.key or _FIRST)

    def open_record(self, record: UUID | None) -> None:
        """Show the provision that `keys.id_of` names so."""
        key = key_of(record) if record is not None else None
        if key is not None:
            self.show_key(key)
            self.split.show_detail(True)

    # --- for commands and links

    def go(self, key: str) -> None:
        """Show another provision, as a step that Back undoes."""
        where = address(key)
        self.workspace.go(where.place, where.record)

    def look(self) -> None:
        """Show what the line finds, or the tree when it is empty."""
        self._wait.stop()
        text = self.line.text().strip()
        hits = find(text) if text else ()
        self.results.show_hits(hits)
        self.results.show_counts(self.counts)
        self.results.select(self.page.key)
        shown = (self.results if hits else self.nothing) if text else self.outline
        self._lists.setCurrentWidget(shown)
        if shown is self.outline:
            self.outline.select(self.page.key)

    def show_key(self, key: str) -> None:
        """Show a provision."""
        uses = self.workspace.read(provisions.uses, key)
        self.page.show_provision(key, uses, self.counts)
        self.outline.select(key)
        self.results.select(key)

    def start_search(self) -> None:
        """Put the cursor into the search line."""
        self.split.show_detail(False)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    # --- within

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._line_key(event.key())
        return super().eventFilter(watched, event)

    def _line_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.look()
            first = self.results.first()
            if first is not None:
                self.go(first)
                self.results.setFocus()
            return True
        if key == Qt.Key.Key_Down:
            self.look()
            tree = self.results if self.line.text() else self.outline
            tree.setFocus()
            if tree is self.results and not tree.currentIndex().isValid():
                tree.setCurrentIndex(tree.model().index(0, 0))
            return True
        if key == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
            return True
        return False

    def _stood(self, key: str) -> None:
        """By the mouse it is a step of its own; the arrow keys only pass by."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.go(key)
        else:
            self.show_key(key)
            self.chose(PLACE, id_of(key))

    def _go_to_use(self, use: Use) -> None:
        self.workspace.attempt(lambda: go_to(self.workspace, use.noun, use.id))


@hooks.open_law
def open_law(workspace: Workspace, code: str) -> None:
    """Show a provision by its key."""
    where = address(code)
    workspace.go(where.place, where.record)
