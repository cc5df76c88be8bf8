"""The lists of the place "evidence": items, sources, and how far one has read; a switch at their head leads between them."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casefile.ui.bin import BinSwitch
from casefile.ui.evidence.detail import EvidenceDetail
from casefile.ui.evidence.reading import progress_table
from casefile.ui.evidence.register import register
from casefile.ui.evidence.several import SeveralItems
from casefile.ui.evidence.sources import sources
from casefile.ui.listed import ListedRecords
from casefile.ui.text import tr
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


class EvidenceLists(QStackedWidget):
    """`shown` is the one in sight: "items", "sources" or "reading". `chosen(id or None)` when the user selects a record,
    `reading_wanted(id)` to open the document of an item.
    """

    chosen = Signal(object)
    reading_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.shown = "items"
        self.switches: dict[str, Segments] = {}
        self.detail = EvidenceDetail(workspace)
        switch = BinSwitch()
        table = register(workspace, switch, self.detail.hides_grade)
        self.several = SeveralItems(workspace, table, switch.isChecked)
        self.items = ListedRecords(
            workspace,
            "evidence",
            table,
            self.detail,
            hint=tr("Choose an item to see it."),
            bin_switch=switch,
            several=self.several,
        )
        self._add("items", self.items, table)
        self.items.chosen.connect(self.chosen)
        self.items.activated.connect(self.reading_wanted)
        table.preview_asked.connect(self.reading_wanted)
        self.detail.banner.restored.connect(self.items.restored)
        self.detail.grade_hid.connect(table.reload)

    # --- made when first wanted: the register is to be seen at once

    @cached_property
    def sources(self) -> ListedRecords:
        """The list of sources."""
        made = sources(self.workspace)
        made.chosen.connect(self.chosen)
        self._add("sources", made, made.table)
        return made

    @cached_property
    def progress(self) -> RecordTable:
        """How far one has read."""
        made = progress_table(self.workspace)
        made.activated.connect(self.reading_wanted)
        made.preview_asked.connect(self.reading_wanted)
        self._add("reading", made, made)
        return made

    def _add(self, key: str, page: QWidget, table: RecordTable) -> None:
        choices = [("items", tr("Items")), ("sources", tr("Sources")), ("reading", tr("Read"))]
        self.switches[key] = Segments(choices, tr("List"))
        self.switches[key].chosen.connect(self._switched)
        table.set_head(self.switches[key])
        self.addWidget(page)

    # --- for the place

    @property
    def listed(self) -> ListedRecords:
        """The list that commands are about: the sources, else the items."""
        return self.sources if self.shown == "sources" else self.items

    @property
    def has_several(self) -> bool:
        """Whether more than one item is selected in the register in sight."""
        return self.shown == "items" and self.items.table.count > 1

    @property
    def item(self) -> UUID | None:
        """The one item that is chosen, if it is one."""
        return None if self.has_several or self.shown == "sources" else self.items.current

    def reload(self) -> None:
        """Read again what is in sight."""
        self.listed.reload()
        if self.shown == "reading":
            self.progress.reload()

    def show_list(self, key: str) -> None:
        """Show "items", "sources" or "reading"."""
        before, self.shown = self.shown, key
        if key == "reading":
            self.setCurrentWidget(self.progress)
            self.progress.reload()
        listed = self.listed
        for switch in self.switches.values():
            switch.show_value(key)
        if key not in ("reading", before):
            self.setCurrentWidget(listed)
            listed.reload()
            if listed.current is not None:
                self.chosen.emit(listed.current)

    def show_taken(self, item: UUID) -> None:
        """Show an item that came in just now, whatever was shown, filtered or binned before."""
        self.show_list("items")
        self.items.table.filter.clear()
        self.items.leave_bin()
        self.items.table.reload()
        self.items.open(item)
        self.chosen.emit(item)

    def take_focus(self) -> None:
        """Put the cursor into the rows."""
        (self.progress if self.shown == "reading" else self.listed.table).table.setFocus()

    def _switched(self, key: str) -> None:
        self.show_list(key)
        self.switches[key].setFocus()
