"""One provision to read: the summary with its use in the case, and the official text beside it, or below in a narrow window."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from casefile.operations.provisions import Usage
from casefile.ui import theme
from casefile.ui.law import official, provision
from casefile.ui.law.official import Loaded
from casefile.ui.law.paper import Paper
from casefile.ui.text import tr

_WIDE = 900  # px that two columns need


class ProvisionPage(QWidget):
    """`followed(target)` when a link is: a `Law`, `Record`, `Matrix` or `Load` of provision.py."""

    followed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.usage: Usage | None = None
        self._counts: Counter[str] = Counter()
        self._loaded: Loaded | None = None
        self._written = ("", False)
        self.summary, self.official = Paper(tr("Provision")), Paper(tr("Official text"))
        for paper in (self.summary, self.official):
            paper.followed.connect(self.followed)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.setChildrenCollapsible(False)
        columns.addWidget(self.summary)
        columns.addWidget(self.official)
        columns.setSizes([600, 400])
        self.official.hide()
        room = QHBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(columns)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._write)
        theme.theme().changed.connect(self._later.start)

    def show_provision(self, key: str, usage: Usage | None, counts: Counter[str], loaded: Loaded | None) -> None:
        """Show a provision; without `usage` its use in the case is still being counted."""
        self.key, self.usage, self._counts, self._loaded = key, usage, counts, loaded
        self._write()

    @property
    def beside(self) -> bool:
        """Whether the official text has a column of its own."""
        return self._loaded is not None and self.width() >= _WIDE

    def targets(self) -> list[Any]:
        """Where all links on the page lead."""
        return [*self.summary.targets(), *(self.official.targets() if self.beside else ())]

    def words(self) -> str:
        """All that the page says."""
        return "\n".join((self.summary.words(), *((self.official.words(),) if self.beside else ())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.key and self._written[1] != self.beside:
            self._later.start()

    def _write(self) -> None:
        if not self.key:
            return
        beside = self.beside
        again, self._written = self._written == (self.key, beside), (self.key, beside)
        places = [paper.verticalScrollBar().value() if again else 0 for paper in (self.summary, self.official)]
        self.summary.begin()
        provision.write(self.summary, self.key, self.usage, self._counts)
        if not beside:
            official.write(self.summary, self.key, self._loaded)
        self.summary.end(scroll=places[0])
        if beside:
            self.official.begin()
            official.write(self.official, self.key, self._loaded)
            self.official.end(scroll=places[1])
        self.official.setVisible(beside)
