"""The case's changes on the GUI thread: whatever thread committed, views hear it once, in their own."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal, Slot

Touched = frozenset[tuple[str, UUID]]


class CaseSignals(QObject):
    """`touched(frozenset of (noun, id))` after commits. Commits that come close together are told as one."""

    touched = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: set[tuple[str, UUID]] = set()
        self._expected = False
        self._arrived.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._tell.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    _tell = Signal()

    def hear(self, touched: Touched) -> None:
        """The callback for `CaseFile.listen`; may be called on any thread."""
        self._arrived.emit(touched)

    @Slot(object)
    def _gather(self, touched: Touched) -> None:
        self._waiting |= touched
        if not self._expected:
            self._expected = True
            self._tell.emit()

    @Slot()
    def _deliver(self) -> None:
        touched, self._waiting, self._expected = frozenset(self._waiting), set(), False
        self.touched.emit(touched)
