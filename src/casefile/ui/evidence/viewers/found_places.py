"""Words found in an open document: all places are counted, and one goes from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from casefile.ui.widgets.find_bar import FindBar

Place = tuple[int, int]
"""As the kind of document counts: from and up to which letter, or row and column."""


class FoundPlaces(QObject):
    """The places found in what `viewer` shows; `bar` is the line of words to find, Ctrl+F goes there.

    `find(words)` gives the places in order, `here()` where one is: the first place shown is the next from there.
    `show()` is called when `places` or `current` (its index, -1 without places) have changed.
    """

    def __init__(
        self,
        viewer: QWidget,
        find: Callable[[str | Sequence[str]], Sequence[Place]],
        here: Callable[[], Place],
        show: Callable[[], object],
    ) -> None:
        super().__init__(viewer)
        self._find, self._here, self._show = find, here, show
        self.bar = FindBar()
        self.places: Sequence[Place] = ()
        self.current = -1
        self.bar.looked_for.connect(self.look_for)
        self.bar.stepped.connect(self.step)
        self.bar.left.connect(viewer.setFocus)
        keys = QShortcut(QKeySequence.StandardKey.Find, viewer, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.bar.start)

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        return self.places[self.current] if self.places else None

    def look_for(self, words: str | Sequence[str]) -> None:
        """Find one phrase, or any of several, and show the first place from here on."""
        self.bar.show_words(words if isinstance(words, str) else " ".join(words))
        self.places = self._find(words) if words else ()
        here = self._here()
        self.current = next((at for at, place in enumerate(self.places) if place >= here), 0) if self.places else -1
        self._tell()

    def step(self, by: int = 1) -> None:
        """Show the next place, or the one before with -1."""
        if self.places:
            self.current = (self.current + by) % len(self.places)
            self._tell()

    def forget(self) -> None:
        """Another document is shown."""
        self.places, self.current = (), -1
        self.bar.forget()

    def _tell(self) -> None:
        self.bar.tell(self.current + 1, len(self.places))
        self._show()
