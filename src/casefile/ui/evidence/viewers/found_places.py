"""Words found in an open document: all places are counted, and one goes from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from casefile.ui.widgets.find_bar import FindBar

Place = tuple[int, int]
"""As the kind of document counts: from and up to which letter, or row and column."""
_TURN, _PAINTS = 0.02, 0.3  # seconds


class FoundPlaces(QObject):
    """The places found in what `viewer` shows; `bar` is the line of words to find, Ctrl+F goes there.

    `find(words)` gives the places in order, in batches: a long document is looked through over several turns of the event
    loop. `here()` is where one is: the first place shown is the next from there. `show()` is called when another place is
    shown (`current`, its index, -1 for none), `paint()` when `places` have changed.
    """

    def __init__(
        self,
        viewer: QWidget,
        find: Callable[[str | Sequence[str]], Iterable[Sequence[Place]]],
        here: Callable[[], Place],
        show: Callable[[], object],
        paint: Callable[[], object],
    ) -> None:
        super().__init__(viewer)
        self._find, self._here, self._show, self._paint = find, here, show, paint
        self.bar = FindBar()
        self.places: list[Place] = []
        self.current = -1
        self._coming: Iterator[Sequence[Place]] | None = None
        self._from: Place = (0, 0)
        self._painted = 0.0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._go_on)
        self.bar.looked_for.connect(self.look_for)
        self.bar.stepped.connect(self.step)
        self.bar.left.connect(viewer.setFocus)
        keys = QShortcut(QKeySequence.StandardKey.Find, viewer, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.bar.start)

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        return self.places[self.current] if 0 <= self.current < len(self.places) else None

    @property
    def looking(self) -> bool:
        """Whether the end of the document was not reached yet."""
        return self._coming is not None

    def look_for(self, words: str | Sequence[str]) -> None:
        """Find one phrase, or any of several, and show the first place from here on."""
        self.bar.show_words(words if isinstance(words, str) else " ".join(words))
        self.places, self.current, self._from = [], -1, self._here()
        self._coming = iter(self._find(words) if words else ())
        self._go_on()

    def step(self, by: int = 1) -> None:
        """Show the next place, or the one before with -1."""
        if self.places:
            self.current = (self.current + by) % len(self.places)
            self._tell()
            self._show()

    def forget(self) -> None:
        """Another document is shown."""
        self._turn.stop()
        self.places, self.current, self._coming = [], -1, None
        self.bar.forget()

    def _go_on(self) -> None:
        """Take batches for one turn of the event loop, at least one."""
        end, moved = monotonic() + _TURN, False
        while self._coming is not None:
            batch = next(self._coming, None)
            if batch is None:
                self._coming = None
            else:
                moved = self._take(batch) or moved
            if monotonic() > end:
                break
        if self._coming is not None:
            self._turn.start()
        elif self.places and self.current < 0:
            self.current, moved = 0, True
        self._tell()
        if moved:
            self._show()
        elif self._coming is None or monotonic() > self._painted + _PAINTS:
            self._paint()
            self._painted = monotonic()

    def _take(self, batch: Sequence[Place]) -> bool:
        """Whether the first place from here on is among these."""
        known = len(self.places)
        self.places += batch
        if self.current < 0:
            self.current = next((known + at for at, place in enumerate(batch) if place >= self._from), -1)
            return self.current >= 0
        return False

    def _tell(self) -> None:
        self.bar.tell(self.current + 1, len(self.places), done=not self.looking)
