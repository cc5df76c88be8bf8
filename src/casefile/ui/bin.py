"""The bin of a place: a switch in its list, and what a record in it says of itself."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


class BinSwitch(QToolButton):
    """Shows the binned records of a list instead of the others. Give the list's source `binned=switch.isChecked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setIcon(icons.icon("bin", "muted"))
        self.setToolTip(tr("Show the bin"))
        self.setAccessibleName(tr("Show the bin"))

    def attach(self, table: RecordTable) -> None:
        """Stand beside the filter of `table`."""
        sentence, has_step = table.empty.sentence.text(), not table.empty.button.isHidden()
        has_new = not table.new_button.isHidden()

        def switch(shows_bin: bool) -> None:
            table.empty.sentence.setText(tr("The bin is empty.") if shows_bin else sentence)
            table.empty.button.setVisible(has_step and not shows_bin)
            table.new_button.setVisible(has_new and not shows_bin)
            table.reload()

        table.add_tool(self)
        self.toggled.connect(switch)


class BinBanner(QFrame):
    """Stands above a record that is in the bin. `restored(id)` when it was taken out."""

    restored = Signal(object)

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._noun = workspace, noun
        self._record: UUID | None = None
        self.setProperty("card", "true")
        self.button = QPushButton(tr("Restore"))
        self.button.clicked.connect(self.restore)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(PlainLabel(tr("This is in the bin."), tone="muted"), 1)
        row.addWidget(self.button)
        self.hide()

    def show_record(self, row: Row) -> None:
        self._record = row.id
        self.setVisible(row.binned)

    def restore(self) -> None:
        """Take the record out of the bin."""
        record = self._record
        if record is not None and self._workspace.attempt(
            lambda: self._workspace.write(tr("Restore from bin"), records.restore, self._noun, record)
        ):
            self.restored.emit(record)
