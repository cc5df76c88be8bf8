"""What every place is built on: it names the tables that it shows and reloads when they change, or when it is next shown."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget

from casefile.ui.signals import Touched
from casefile.ui.trail import Location
from casefile.ui.widgets.labels import FirstStep
from casefile.ui.workspace import Workspace, nouns_of


class View(QWidget):
    """A place, or a part of one that shows records.

    Subclasses name `tables` and write `reload` (read again, keep the selection by id) and, for a place,
    `open_record`. No view keeps an object of the database: only frozen rows.
    """

    tables: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stale = True
        workspace.touched.connect(self._touched)
        workspace.case_changed.connect(self.refresh)

    def reload(self) -> None:
        """Read again what is shown. Called while visible and a case is open."""

    def open_record(self, record: UUID | None) -> None:
        """Select and show `record`; None leaves the selection as it is."""

    def take_focus(self) -> None:
        """Put the cursor where one would begin: into the list, on the first step of an empty one, else the first control."""
        controls = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        lists = [one for one in controls if isinstance(one, QAbstractItemView)]
        steps = [one for one in controls if isinstance(one, FirstStep)]
        others = [one for one in controls if not isinstance(one, QScrollArea)]
        for first in (*lists, *steps, *others, *controls)[:1]:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def chose(self, place: str, record: UUID | None) -> None:
        """Tell the workspace that the user selected `record` here (the address changes, nothing is shown again)."""
        self.workspace.stand_at(Location(place, record))

    def refresh(self) -> None:
        """Reload now when shown, else when shown next."""
        self.stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self._reload()

    def _touched(self, touched: Touched) -> None:
        if nouns_of(touched) & self.tables:
            self.refresh()

    def _reload(self) -> None:
        if self.workspace.case is not None:
            self.stale = False
            with self.workspace.looking():
                self.reload()
