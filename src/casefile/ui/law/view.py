"""The place "law"."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from casefile.law import tree
from casefile.law.catalogue import catalogue
from casefile.law.search import find
from casefile.operations import provisions
from casefile.operations.provisions import Usage
from casefile.ui import hooks
from casefile.ui.addresses import go_to
from casefile.ui.law import official
from casefile.ui.law.keys import PLACE, address, id_of, key_of
from casefile.ui.law.loading import load_official_text
from casefile.ui.law.outline import Outline, Results
from casefile.ui.law.page import ProvisionPage
from casefile.ui.law.provision import Law, Load, Matrix, Record
from casefile.ui.listed import filling
from casefile.ui.places import place
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import EmptyState, Heading
from casefile.ui.widgets.listdetail import ListDetail
from casefile.ui.workspace import Workspace

_FIRST = "7"
_WAIT = 80  # ms after the last key
_MUCH = 4_000  # charges and links that are counted while one waits


@place(PLACE, "Law", order=50)
class LawView(View):
    """The tree or what was found at the left, a provision at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"act", "charge", "attribution", "actor", "passage", "evidence", "proof_link"}
        | {"context_finding", "proceeding", "assessment"}
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.line = QLineEdit()
        self.outline, self.results = Outline(), Results()
        self.nothing = EmptyState(
            tr("Nothing in the law has these words. Try a code such as 8(2)(b)(ii), or fewer words.")
        )
        self.page = ProvisionPage()
        self.counts: Counter[str] = Counter()
        self._key = _FIRST
        self._stamp = official.stamp_of(workspace.settings.folder)
        self._lists = QStackedWidget()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        title = tr("Counting the use of the law")
        weight = _weight
        self._count = Slowly(self, workspace, title, provisions.counts, self._counted, weight, _MUCH)
        self._usage = Slowly(self, workspace, title, self._ask, self._told, weight, _MUCH)
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
        self.split = ListDetail("law", left, self.page, self.workspace.settings, list_width=420)
        filling(self, self.split)

    def _connect(self) -> None:
        self.line.textEdited.connect(lambda _text: self._wait.start())
        self.line.textChanged.connect(lambda text: None if text else self.look())
        self.line.installEventFilter(self)
        self._wait.timeout.connect(self.look)
        for shown in (self.outline, self.results):
            shown.chosen.connect(self._stood)
            shown.entered.connect(lambda: self.split.show_detail(True))
        self.page.followed.connect(self._follow)
        self.workspace.state_changed.connect(self._look_for_official_text)

    # --- what the window asks

    def reload(self) -> None:
        if not ready():
            title = tr("Reading the law")
            self.workspace.jobs.start(title, lambda _progress, _cancelled: prepare(), lambda _none: self.refresh())
            return
        if not self.outline.topLevelItemCount():
            self.outline.fill()
        self._count.read()
        self._show()

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
        self.results.show_hits(hits, text)
        self.results.select(self._key)
        shown = (self.results if hits else self.nothing) if text else self.outline
        self._lists.setCurrentWidget(shown)
        if shown is self.outline:
            self.outline.select(self._key)

    def show_key(self, key: str) -> None:
        """Show a provision."""
        self._key = key
        if self.outline.topLevelItemCount():
            self._show()

    def _show(self) -> None:
        """The sheet at once, and its use in the case when it is counted."""
        self.outline.select(self._key)
        self.results.select(self._key)
        self._usage.read()
        if self._usage.reading and self.page.key != self._key:
            self._write(None)

    def _ask(self, session: Any) -> Usage:
        return provisions.usage(session, self._key)

    def _told(self, usage: Usage) -> None:
        if usage.key == self._key:
            self._write(usage)

    def _write(self, usage: Usage | None) -> None:
        self.page.show_provision(self._key, usage, self.counts, official.kept(self.workspace.settings.folder))

    def _counted(self, counts: Counter[str]) -> None:
        """Counts by key, here with all that stands below."""
        self.counts = Counter(counts)
        for key, count in counts.items():
            for above in tree.above(key) if key in tree.nodes() else ():
                self.counts[above] += count
        self.outline.show_counts(self.counts)
        self.results.show_counts(self.counts)

    def _look_for_official_text(self) -> None:
        """Write the page again when another official text is kept, or none any more."""
        stamp = official.stamp_of(self.workspace.settings.folder)
        if stamp != self._stamp:
            self._stamp = stamp
            if self.page.key:
                self._write(self.page.usage)

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
            shown = self.results if self.line.text() else self.outline
            shown.setFocus()
            if shown is self.results and not shown.currentIndex().isValid():
                shown.setCurrentIndex(shown.model().index(0, 0))
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

    def _follow(self, target: object) -> None:
        """Where a link of the page leads."""
        if isinstance(target, Law):
            self.go(target.key)
        elif isinstance(target, Matrix):
            self._show_in_matrix(target.key)
        elif isinstance(target, Load):
            load_official_text(self.workspace)
        elif isinstance(target, Record) and target.noun == "passage" and hooks.open_passage.function is not None:
            hooks.open_passage.function(self.workspace, target.id)
        elif isinstance(target, Record):
            noun, record = target.noun, target.id
            self.workspace.attempt(lambda: go_to(self.workspace, noun, record))

    def _show_in_matrix(self, key: str) -> None:
        """The matrix, with the rows of a crime, of a mode or of a paragraph; a bare number would fit too many."""
        from casefile.ui.matrix.view import MatrixView  # imports the addresses of the law

        self.workspace.go("matrix")
        matrix = self.workspace.view_of("matrix")
        assert isinstance(matrix, MatrixView)
        matrix.filters.line.setText(tree.nodes()[key].code if "(" in key else "")


def _weight(session: Any) -> int:
    return provisions.weight(session, _MUCH)


def ready() -> bool:
    """Whether the catalogue has been read."""
    return catalogue.cache_info().currsize > 0 and tree.nodes.cache_info().currsize > 0


def prepare() -> None:
    """Read the catalogue, its tree and the index of its words; a tenth of a second or two."""
    tree.nodes()
    find("law")


@hooks.open_law
def open_law(workspace: Workspace, code: str) -> None:
    """Show a provision by its key."""
    where = address(code)
    workspace.go(where.place, where.record)
