"""Sound and film: played here where Qt's media module is installed, else told what they are, to be opened outside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.ui.evidence.viewers.viewer import Document, Viewer
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState


class MediaViewer(Viewer):
    """What a recording is, and the way out. `outside_wanted`: open it with the system's own player."""

    outside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = EmptyState("", tr("Open outside…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        self.about.stepped.connect(self.outside_wanted)
        self.setFocusProxy(self.about.button)

    def show_document(self, document: Document) -> None:
        _case, _digest, _size, row = document.data
        kind = tr("A film") if document.mime.startswith("video/") else tr("A sound recording")
        length = tr(" of {duration}").format(duration=row["duration"]) if row["duration"] else ""
        way = tr("It is not played here. Open it outside to see or hear it, and write the passage's time by hand.")
        self.about.sentence.setText(f"{kind}{length} ({document.mime}). {way}")

    def let_go(self) -> None:
        self.about.sentence.setText("")

    @property
    def focus_widget(self) -> QWidget:
        return self.about.button
