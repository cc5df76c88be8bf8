"""Qt's media module, which is installed or not: a player that reads evidence from the case and gives pictures to paint."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QImage

from casefile.case_file import CaseFile
from casefile.ui.evidence.viewers.bytes_device import BytesDevice
from casefile.ui.text import tr

_NOTHING = "none"
"""A protocol that does not exist: whatever a film refers to outside itself, on the disk or the network, is not opened."""


def media_module() -> Any | None:
    """`PySide6.QtMultimedia`; None where it, or a library of the system that it needs, is missing."""
    os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = _NOTHING  # read by Qt each time that a film is opened
    os.environ["QT_MEDIA_BACKEND"] = "ffmpeg"  # the players of the systems know no such list
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


class Player(QObject):
    """Plays one film or sound. Times are milliseconds.

    `moved(position)`, `lasts(duration)`, `played(bool)`, `loaded`: it can be moved in; `pictured(QImage)`: what is to be
    seen now; `failed(sentence)`.
    """

    moved = Signal(int)
    lasts = Signal(int)
    played = Signal(bool)
    loaded = Signal()
    pictured = Signal(QImage)
    failed = Signal(str)

    def __init__(self, media: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._device: BytesDevice | None = None
        self._player = media.QMediaPlayer(self)
        self._sound = media.QAudioOutput(self)
        self._sink = media.QVideoSink(self)
        self._player.setAudioOutput(self._sound)
        self._player.setVideoSink(self._sink)
        self._player.positionChanged.connect(self.moved.emit)
        self._player.durationChanged.connect(self.lasts.emit)
        self._player.playbackStateChanged.connect(lambda _state: self.played.emit(self.playing))
        self._player.mediaStatusChanged.connect(self._status)
        self._player.errorOccurred.connect(self._error)
        self._sink.videoFrameChanged.connect(self._frame)
        self._shown: Any = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)

    def open(self, case: CaseFile, sha256: str, size: int) -> None:
        """Make ready to play these bytes; nothing is heard before `play`."""
        self.close()
        self._device = BytesDevice(case, sha256, size)
        self._player.setSourceDevice(self._device, QUrl())
        self._player.pause()  # shows the first picture

    def close(self) -> None:
        """Stop, and keep nothing."""
        self._player.stop()
        self._player.setSource(QUrl())
        if self._device is not None:
            self._device.close()
            self._device = None

    @property
    def playing(self) -> bool:
        return bool(self._player.playbackState() == self._media.QMediaPlayer.PlaybackState.PlayingState)

    @property
    def position(self) -> int:
        return int(self._player.position())

    @property
    def duration(self) -> int:
        return int(self._player.duration())

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self._player.pause()
        else:
            self._player.play()

    def pause(self) -> None:
        self._player.pause()

    def move(self, position: int) -> None:
        """Go to a time; one outside the film is its beginning or end."""
        self._player.setPosition(max(0, min(position, self.duration)))

    def set_speed(self, speed: float) -> None:
        self._player.setPlaybackRate(speed)

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0."""
        self._sound.setVolume(volume)

    def _status(self, status: Any) -> None:
        if status == self._media.QMediaPlayer.MediaStatus.LoadedMedia:
            self.loaded.emit()

    def _error(self, _error: Any, _words: str) -> None:
        """Qt's own words may repeat what a hostile file says; they are not shown."""
        fault = self._device.fault if self._device is not None else ""
        self.failed.emit(
            fault or tr("It cannot be played here; it is damaged, or of a kind that this player does not know.")
        )

    def _frame(self, frame: Any) -> None:
        self._shown = frame
        if not self._soon.isActive():
            self._soon.start(0)  # of pictures that come faster than they are painted, only the last

    def _show(self) -> None:
        frame, self._shown = self._shown, None
        if self._device is not None and frame is not None and frame.isValid():
            self.pictured.emit(frame.toImage())
