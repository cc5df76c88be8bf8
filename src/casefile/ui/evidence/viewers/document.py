"""The document of an item, whatever it is: made ready beside the window, then shown by the viewer of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from casefile.operations.records import Row
from casefile.ui.evidence.viewers.loading import prepare
from casefile.ui.evidence.viewers.media import MediaViewer
from casefile.ui.evidence.viewers.pages import PagesViewer
from casefile.ui.evidence.viewers.picture import PictureViewer
from casefile.ui.evidence.viewers.recognised import Recognised
from casefile.ui.evidence.viewers.table import TableViewer
from casefile.ui.evidence.viewers.text import TextViewer
from casefile.ui.evidence.viewers.veil import Veil
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer
from casefile.ui.jobs import Job
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState
from casefile.ui.workspace import Workspace


class DocumentView(QStackedWidget):
    """`open_item(row)`; then what viewers do: `look_for`, `mark_passage`, `set_marks`, `selection`.

    What is asked for while the document is still being opened is done when it is there. `shown`: another document, or
    a message, is in sight. `copy_wanted`, `outside_wanted`: the buttons of messages.
    """

    shown = Signal()
    selection_changed = Signal()
    mark_clicked = Signal(object)
    page_seen = Signal(int, int)
    copy_wanted = Signal()
    outside_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Row | None = None
        self.message = EmptyState("", tr("Save a copy…"))
        self.pages, self.text, self.picture = PagesViewer(), TextViewer(), PictureViewer()
        self.table, self.media = TableViewer(), MediaViewer()
        self.viewers: dict[str, Viewer] = {
            "pages": Recognised(self.pages),
            "text": self.text,
            "picture": Recognised(self.picture),
            "table": self.table,
            "media": self.media,
        }
        self._job: Job | None = None
        self._words: str | Sequence[str] = ""
        self._passage: Row | None = None
        self._marks: tuple[Mark, ...] = ()
        self.addWidget(self.message)
        for viewer in self.viewers.values():
            self.addWidget(viewer)
            viewer.selection_changed.connect(self.selection_changed)
            viewer.mark_clicked.connect(self.mark_clicked)
            viewer.page_seen.connect(self.page_seen)
            viewer.failed.connect(self._failed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.veil = Veil(self)
        self.veil.lifted.connect(self.lift_veil)
        self.message.stepped.connect(self.copy_wanted)
        self.media.outside_wanted.connect(self.outside_wanted)

    @property
    def viewer(self) -> Viewer | None:
        """What shows the document; None while there is only a message."""
        here = self.currentWidget()
        return here if isinstance(here, Viewer) else None

    def open_item(self, row: Row) -> None:
        """Show the document of another item."""
        self.let_go()
        case, self.row = self.workspace.case, row
        if case is None:
            return
        self._say(tr("Opening…"), copy=False)
        self.setFocus()  # the keys of the reader work while the document is being opened
        self._job = self.workspace.jobs.start(
            tr("Opening {number}").format(number=row.number),
            lambda progress, cancelled: prepare(case, row, progress, cancelled),
            self._arrived,
            lambda error: self._say(str(error), copy=bool(row["sha256"])) if row is self.row else None,
        )

    def let_go(self) -> None:
        """Nothing of the document stays in memory, and no child process."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        for viewer in self.viewers.values():
            viewer.let_go()
        self.veil.uncover()
        self.row, self._words, self._passage, self._marks = None, "", None, ()

    def look_for(self, words: str | Sequence[str]) -> None:
        """Mark all places where `words` (one phrase, or any of several) stand, and show the first."""
        self._words = words
        self._do_wanted()

    def mark_passage(self, passage: Row) -> None:
        """Go to where a passage stands, and select its words."""
        self._passage = passage
        self._do_wanted()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show where passages stand."""
        self._marks = tuple(marks)
        if self.viewer is not None:
            self.viewer.set_marks(self._marks)

    @property
    def selection(self) -> dict[str, str]:
        """`locator`, `quote`, `before`, `after`; {} where nothing is selected or shown."""
        return self.viewer.selection if self.viewer is not None else {}

    def lift_veil(self) -> None:
        """Show a document that is marked graphic."""
        self.veil.uncover()
        if self.viewer is not None:
            self.viewer.focus_widget.setFocus()

    # --- within

    def _arrived(self, document: Document) -> None:
        self._job = None
        if self.row is None or document.item != self.row.id:
            return
        viewer = self.viewers[document.kind]
        viewer.show_document(document)
        viewer.set_marks(self._marks)
        self.setCurrentWidget(viewer)
        if self.row["graphic"] and (document.kind != "media" or self.media.shows):
            self.veil.cover(viewer)
        else:
            viewer.focus_widget.setFocus()
        self.shown.emit()
        self._do_wanted()

    def _do_wanted(self) -> None:
        viewer = self.viewer
        if viewer is None:
            return
        if self._passage is not None:
            row, self._passage = self._passage, None
            viewer.mark(str(row["quote"]), str(row["before"]), str(row["after"]), str(row["locator"]))
        if self._words:
            words, self._words = self._words, ""
            viewer.look_for(words)

    def _failed(self, sentence: str) -> None:
        if self.row is not None and self.sender() is self.viewer:
            self._say(sentence, copy=True)

    def _say(self, sentence: str, *, copy: bool) -> None:
        self.veil.uncover()
        self.message.sentence.setText(sentence)
        self.message.button.setVisible(copy)
        focus = QApplication.focusWidget()
        here = focus is self or (focus is not None and self.isAncestorOf(focus))
        self.setCurrentWidget(self.message)
        if copy and here:
            self.message.button.setFocus()
        self.shown.emit()
