"""A film or sound as it plays: the picture, the bar of its time, and keys to move in it and to choose a stretch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSlider, QToolButton, QVBoxLayout, QWidget

from casefile.ui import icons, theme
from casefile.ui.evidence.viewers.player import Player
from casefile.ui.evidence.viewers.recording import Recording
from casefile.ui.evidence.viewers.time_bar import Span, TimeBar
from casefile.ui.evidence.viewers.time_range import SECOND, TimeRange, clock, of_locator
from casefile.ui.evidence.viewers.viewer import Mark
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel

_SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_STEP, _SMALL_STEP = 5 * SECOND, SECOND


class Screen(QWidget):
    """What is to be seen, as large as there is room; a sound shows a few words instead. `clicked` plays or pauses."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.setAccessibleName(tr("Film or sound. Space plays and pauses; I and O set the beginning and the end."))

    def show_image(self, image: QImage) -> None:
        self.image = image
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("side"))
        if self.image.isNull():
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = QSizeF(self.image.size()).scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
            room = QRectF(0, 0, size.width(), size.height())
            room.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(room, self.image)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Playing(QWidget):
    """`show_recording`; `chosen_changed` when another stretch is chosen; `mark_clicked(passage id)`; `failed(sentence)`."""

    chosen_changed = Signal()
    mark_clicked = Signal(object)
    failed = Signal(str)

    def __init__(self, media: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.player = Player(media, self)
        self.screen_view = Screen()
        self.bar = TimeBar()
        self.time, self.chosen_label = PlainLabel(), PlainLabel(tone="muted")
        self.play_button = QToolButton()
        self.begin_button, self.end_button = QPushButton(tr("Begin here")), QPushButton(tr("End here"))
        self.clear_button = QToolButton()
        self.speed = QComboBox()
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self._wanted: int | None = None
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> TimeRange:
        """The stretch that would be cited."""
        return self.bar.chosen

    def show_recording(self, recording: Recording, words: str) -> None:
        """Make another film or sound ready, at its beginning and silent."""
        self.let_go()
        self.screen_view.words = words
        self.player.open(recording.case, recording.sha256, recording.size)

    def let_go(self) -> None:
        """Stop, and keep nothing."""
        self.player.close()
        self.screen_view.show_image(QImage())
        self._wanted = None
        self.speed.setCurrentIndex(_SPEEDS.index(1.0))
        self.bar.show_state(duration=0, position=0, chosen=TimeRange(), spans=())
        self._tell()

    def show_spans(self, marks: Iterable[Mark]) -> None:
        """Show where passages stand; those without a time are left out."""
        found = ((mark, of_locator(mark.locator)) for mark in marks)
        spans = [Span(mark.passage, time, mark.bearing, time.locator) for mark, time in found if time.begin is not None]
        self.bar.show_state(spans=spans)

    def go_to(self, locator: str) -> None:
        """Go to the time that a locator names, and choose it."""
        time = of_locator(locator)
        if time.begin is not None:
            self._choose(time)
            self.move_to(time.begin)

    def move_to(self, position: int) -> None:
        """Go to a time in milliseconds, or there as soon as the recording can be moved in."""
        if self.player.duration:
            self.player.move(position)
        else:
            self._wanted = position

    # --- within

    def _lay_out(self) -> None:
        self.begin_button.setToolTip(tr("The passage begins at this moment (I)"))
        self.end_button.setToolTip(tr("The passage ends at this moment (O)"))
        _dress(self.clear_button, "close", tr("Choose nothing (Backspace)"))
        self._show_played(False)
        for speed in _SPEEDS:
            self.speed.addItem(f"{speed:g} ×", speed)
        self.speed.setCurrentIndex(_SPEEDS.index(1.0))
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.setToolTip(tr("Speed"))
        self.volume.setRange(0, 100)
        self.volume.setValue(100)
        self.volume.setFixedWidth(90)
        self.volume.setAccessibleName(tr("Loudness"))
        self.volume.setToolTip(tr("Loudness"))
        moving, choosing = QHBoxLayout(), QHBoxLayout()  # two rows, or a narrow window could not show the document
        for row, widgets in (
            (
                moving,
                (self.play_button, self.time, None, self.speed, PlainLabel(tr("Loudness"), tone="muted"), self.volume),
            ),
            (choosing, (self.begin_button, self.end_button, self.chosen_label, self.clear_button, None)),
        ):
            row.setContentsMargins(12, 0, 12, 4)
            row.setSpacing(8)
            for widget in widgets:
                row.addStretch() if widget is None else row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.screen_view, 1)
        column.addWidget(self.bar)
        column.addLayout(moving)
        column.addLayout(choosing)
        column.addSpacing(4)

    def _connect(self) -> None:
        self.player.moved.connect(self._show_position)
        self.player.lasts.connect(self._show_duration)
        self.player.played.connect(self._show_played)
        self.player.pictured.connect(self.screen_view.show_image)
        self.player.failed.connect(self.failed)
        self.screen_view.clicked.connect(self.player.toggle)
        self.play_button.clicked.connect(self.player.toggle)
        self.begin_button.clicked.connect(self._begin)
        self.end_button.clicked.connect(self._end)
        self.clear_button.clicked.connect(lambda: self._choose(TimeRange()))
        self.bar.wanted.connect(self.move_to)
        self.bar.mark_clicked.connect(self.mark_clicked)
        self.speed.currentIndexChanged.connect(lambda _index: self.player.set_speed(self.speed.currentData()))
        self.volume.valueChanged.connect(lambda value: self.player.set_volume(value / 100))
        for key, run in (
            ("Space", self.player.toggle),
            ("Left", lambda: self._step(-_STEP)),
            ("Right", lambda: self._step(_STEP)),
            ("Shift+Left", lambda: self._step(-_SMALL_STEP)),
            ("Shift+Right", lambda: self._step(_SMALL_STEP)),
            ("Home", lambda: self.move_to(0)),
            ("I", self._begin),
            ("O", self._end),
            ("Backspace", lambda: self._choose(TimeRange())),
        ):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _step(self, by: int) -> None:
        self.move_to(self.player.position + by)

    def _begin(self) -> None:
        self._choose(self.chosen.beginning(self.player.position))

    def _end(self) -> None:
        self._choose(self.chosen.ending(self.player.position))

    def _choose(self, chosen: TimeRange) -> None:
        self.bar.show_state(chosen=chosen)
        self._tell()
        self.chosen_changed.emit()

    def _show_position(self, position: int) -> None:
        self.bar.show_state(position=position)
        self._tell()

    def _show_duration(self, duration: int) -> None:
        self.bar.show_state(duration=duration)
        self._tell()
        if duration and self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.player.move(wanted)

    def _show_played(self, played: bool) -> None:
        icon, words = ("pause", tr("Pause (Space)")) if played else ("play", tr("Play (Space)"))
        _dress(self.play_button, icon, words)

    def _tell(self) -> None:
        self.time.setText(f"{clock(self.bar.position)} / {clock(self.bar.duration)}")
        self.chosen_label.setText(self.chosen.locator)
        self.clear_button.setVisible(self.chosen.begin is not None)


def _dress(button: QToolButton, icon: str, words: str) -> None:
    button.setIcon(icons.icon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
