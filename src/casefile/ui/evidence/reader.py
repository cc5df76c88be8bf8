"""The reader: the document at the left, its passages at the right. Esc goes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from casefile.case_file import CaseFile
from casefile.errors import CancelledError
from casefile.model import locators
from casefile.operations import evidence
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.evidence.passages import Passages
from casefile.ui.evidence.viewers import MOST_BYTES, PictureView, TextView, picture_of, text_of
from casefile.ui.jobs import Cancelled, Job, Progress
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel, EmptyState
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.pages import PageView
from casefile.ui.workspace import Workspace

NEW_PASSAGE = "Ctrl+Return"


class Reader(QWidget):
    """`open(id)` shows the document of an item. `closed` on Esc or the back button, `copy_wanted(id)`."""

    closed = Signal()
    copy_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.row: Row | None = None
        self._job: Job | None = None
        self._wanted: Row | None = None
        self.title = ElidedLabel()
        self.pages = PageView()
        self.text = TextView()
        self.picture = PictureView()
        self.message = EmptyState("", tr("Save a copy…"))
        self.stack = QStackedWidget()
        for view in (self.message, self.pages, self.text, self.picture):
            self.stack.addWidget(view)
        self.passages = Passages(workspace)
        self.take_button = QPushButton(tr("New passage from selection"))
        self.take_button.setIcon(icons.icon("add"))
        self.take_button.setToolTip(NEW_PASSAGE)
        self.back = QToolButton()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.back.setText(tr("Back to the register"))
        self.back.setToolTip(tr("Esc"))
        self.back.setIcon(icons.icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.take_button)
        side = ScrollColumn()
        side.column.addWidget(self.passages)
        side.column.addStretch()
        side.setMinimumWidth(320)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(side)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([620, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_document)
        self.workspace.case_changed.connect(self._let_go)
        self.take_button.clicked.connect(self.passage_from_selection)
        self.message.stepped.connect(lambda: self.copy_wanted.emit(self.item))
        self.passages.wanted.connect(self.show_passage)
        self.pages.selection_changed.connect(lambda _text: self._selection_changed())
        self.text.selectionChanged.connect(self._selection_changed)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_document)
        for view in (self.pages, self.text):  # in the draft the same keys save it
            take = QShortcut(QKeySequence(NEW_PASSAGE), view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            take.activated.connect(self.passage_from_selection)

    # --- for the view

    def open(self, item: UUID, passage: Row | None = None) -> None:
        """Show the document of `item`, at `passage` if one is given."""
        self._wanted = passage
        if item == self.item:
            self.reload()
            self._show_wanted()
            return
        self.item = item
        self.reload()
        self._load()

    def reload(self) -> None:
        """Read the item and its passages again; the document stays."""
        if self.item is None:
            return
        detail = self.workspace.read(evidence.detail, self.item)
        self.row = detail.item
        self.title.setText(detail.item.label)
        locked = self.workspace.case is None or self.workspace.case.read_only
        self.passages.show_item(detail, locked=locked)
        self._selection_changed()

    def close_document(self) -> None:
        """Let go of the document; unsaved text is saved first."""
        if self.passages.commit():
            self._let_go()
            self.closed.emit()

    def show_passage(self, passage: Row) -> None:
        """Go to where `passage` stands, and mark its words."""
        self._wanted = passage
        self._show_wanted()

    def passage_from_selection(self) -> None:
        """Begin a passage of the selected words, its place filled in."""
        values = self.selection()
        if not self.take_button.isHidden():
            self.passages.add(values)

    def selection(self) -> dict[str, Any]:
        """Locator and quote of what is selected; the page alone when nothing is."""
        shown = self.stack.currentWidget()
        if shown is self.pages:
            page = self.pages.selection_page or self.pages.page
            return {"locator": f"p. {page}", "quote": " ".join(self.pages.selection_text.split())}
        if shown is self.text:
            quote = " ".join(self.text.selection_text.split())
            return {"locator": self.text.selection_place, "quote": quote} if quote else {}
        return {}

    # --- within

    def _selection_changed(self) -> None:
        locked = self.workspace.case is None or self.workspace.case.read_only
        shown = self.stack.currentWidget()
        self.take_button.setVisible(not locked and shown in (self.pages, self.text))
        self.take_button.setEnabled(bool(self.selection().get("quote")))

    def _let_go(self) -> None:
        """Nothing of the document stays in memory, and no child process."""
        self._stop()
        self.pages.close_file()
        self.text.clear()
        self.picture.show_picture(QImage())
        self.item = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _say(self, sentence: str, *, copy: bool) -> None:
        self.message.sentence.setText(sentence)
        self.message.button.setVisible(copy)
        self.stack.setCurrentWidget(self.message)
        self._selection_changed()

    def _load(self) -> None:
        case, row = self.workspace.case, self.row
        self._stop()
        self.pages.close_file()
        if case is None or row is None:
            return
        mime, digest, item = str(row["mime"]), str(row["sha256"]), row.id
        if not digest:
            self._say(tr("This item is recorded without a file."), copy=False)
        elif shown_as(mime) == "":
            kind = mime or tr("unknown kind")
            sentence = tr("Casefile cannot show this kind of file ({kind}). Save a copy to look at it elsewhere.")
            self._say(sentence.format(kind=kind), copy=True)
        elif int(row["size"] or 0) > MOST_BYTES:
            self._say(tr("This file is too large to be shown here; save a copy to look at it elsewhere."), copy=True)
        else:
            self._say(tr("Opening…"), copy=False)
            self._job = self.workspace.jobs.start(
                tr("Opening {number}").format(number=row.number),
                lambda progress, cancelled: prepare(case, digest, mime, progress, cancelled),
                lambda found: self._arrived(item, found),
                lambda error: self._say(str(error), copy=True) if item == self.item else None,
            )

    def _arrived(self, item: UUID, found: Any) -> None:
        self._job = None
        if item != self.item or self.row is None:
            return
        kind = shown_as(str(self.row["mime"]))
        if kind == "pages":
            self.stack.setCurrentWidget(self.pages)
            self.pages.open(found)
        elif kind == "picture":
            self.stack.setCurrentWidget(self.picture)
            self.picture.show_picture(found)
        else:
            self.stack.setCurrentWidget(self.text)
            self.text.show_text(found, paragraphs="html" in str(self.row["mime"]))
            self.text.setFocus()
        self._selection_changed()
        self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted is None or self.stack.currentWidget() is self.message:
            return
        passage, self._wanted = self._wanted, None
        if self.stack.currentWidget() is self.pages:
            page = locators.parse(str(passage["locator"])).first_page
            self.pages.mark(page or 1, str(passage["quote"]))
        elif self.stack.currentWidget() is self.text:
            self.text.mark(str(passage["quote"]))


def shown_as(mime: str) -> str:
    """What shows a kind of file: "pages", "picture", "text", or "" for nothing here."""
    if mime == "application/pdf":
        return "pages"
    if mime.startswith("image/"):
        return "picture"
    texts = ("application/json", "application/xml", "application/xhtml+xml")
    return "text" if mime.startswith("text/") or mime in texts else ""


def prepare(case: CaseFile, digest: str, mime: str, progress: Progress, cancelled: Cancelled) -> Any:
    """The bytes for the page view, a decoded picture, or text: on a thread of its own."""
    parts, done = [], 0
    for data in case.read_bytes(digest):
        if cancelled():
            raise CancelledError
        parts.append(data)
        done += len(data)
        progress(done, 0, "")
    whole = b"".join(parts)
    kind = shown_as(mime)
    if kind == "pages":
        return whole
    return picture_of(whole) if kind == "picture" else text_of(whole, mime)
