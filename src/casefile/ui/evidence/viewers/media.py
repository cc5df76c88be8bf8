"""Sound and film: played here where Qt's media module is installed, else told what they are, to be opened outside."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from casefile.ui.evidence.viewers.player import media_module
from casefile.ui.evidence.viewers.playing import Playing
from casefile.ui.evidence.viewers.recording import Recording
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer
from casefile.ui.text import tr
from casefile.ui.widgets.labels import EmptyState


class MediaViewer(Viewer):
    """A recording, to be cited by its time; or what it is, and the way out. `outside_wanted`: open it elsewhere."""

    outside_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = EmptyState("", tr("Open outside…"))
        self.playing: Playing | None = None
        self._kind = ""
        self._rooms = QStackedLayout(self)
        self._rooms.addWidget(self.about)
        self.about.stepped.connect(self.outside_wanted)

    @property
    def shows(self) -> bool:
        """Whether the recording itself is in sight, not only what it is."""
        return self._rooms.currentWidget() is not self.about

    def show_document(self, document: Document) -> None:
        recording: Recording = document.data
        kind = tr("A film") if document.mime.startswith("video/") else tr("A sound recording")
        length = tr(" of {duration}").format(duration=recording.row["duration"]) if recording.row["duration"] else ""
        self._kind = f"{kind}{length} ({document.mime})."
        playing = self._player() if recording.plays else None
        if playing is None:
            missing = tr("It is played here once the optional media module (PySide6-Addons) is installed.")
            self._tell(missing if recording.plays else tr("By its bytes it is of no kind that is played here."))
        else:
            self._rooms.setCurrentWidget(playing)
            playing.show_recording(recording, self._kind)

    def let_go(self) -> None:
        self.about.sentence.setText("")
        self._rooms.setCurrentWidget(self.about)
        if self.playing is not None:
            self.playing.let_go()

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:  # noqa: ARG002
        if self.playing is not None and self.shows:
            self.playing.go_to(locator)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        if self.playing is not None:
            self.playing.show_spans(marks)

    @property
    def selection(self) -> dict[str, str]:
        locator = self.playing.chosen.locator if self.playing is not None and self.shows else ""
        return {"locator": locator, "quote": "", "before": "", "after": ""} if locator else {}

    @property
    def focus_widget(self) -> QWidget:
        return self.playing.screen_view if self.playing is not None and self.shows else self.about.button

    # --- within

    def _player(self) -> Playing | None:
        """Made when the first recording is shown: the module takes a while to load."""
        if self.playing is None and (media := media_module()) is not None:
            self.playing = Playing(media)
            self._rooms.addWidget(self.playing)
            self.playing.chosen_changed.connect(self.selection_changed)
            self.playing.mark_clicked.connect(self.mark_clicked)
            self.playing.failed.connect(self._tell)
        return self.playing

    def _tell(self, reason: str) -> None:
        way = tr("Open it outside to see or hear it, and write the passage's time by hand.")
        self.about.sentence.setText(f"{self._kind} {reason} {way}")
        self._rooms.setCurrentWidget(self.about)
        self.selection_changed.emit()
