"""The place "evidence": items and sources, the intake strip over them, and the reader in their stead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import hooks
from casefile.ui.bin import BinSwitch
from casefile.ui.evidence import copies, outside
from casefile.ui.evidence.adding import IntakeStrip
from casefile.ui.evidence.beside import can_stand_beside
from casefile.ui.evidence.detail import EvidenceDetail
from casefile.ui.evidence.reader import Reader
from casefile.ui.evidence.reading import progress_table
from casefile.ui.evidence.register import register
from casefile.ui.evidence.several import SeveralItems
from casefile.ui.evidence.sources import sources
from casefile.ui.evidence.texts import runs
from casefile.ui.listed import ListedRecords
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.segments import Segments
from casefile.ui.widgets.table import RecordTable
from casefile.ui.widgets.turns import Turns
from casefile.ui.workspace import Workspace

PLACE = "evidence"


@place(PLACE, "Evidence", order=30, count=lambda session: records.count(session, "evidence"))
class EvidenceView(View):
    """The register of items, the sources, and the reader."""

    tables = frozenset(
        {
            "evidence",
            "source",
            "passage",
            "proof_link",
            "custody_event",
            "grade",
            "reading",
            "tag",
            "tagging",
            "consent",
        }
    )

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.strip = IntakeStrip(workspace)
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
        self.texts = runs(workspace)
        self.copies = outside.Copies(workspace.settings)
        self.switches = {"items": _switch(self.items.table)}
        self.lists = QStackedWidget()
        self.lists.addWidget(self.items)
        self.stack = QStackedWidget()
        self._shown = "items"
        self._read_again = False  # the lists, once the reader is closed: something was written meanwhile
        self._lay_out()
        self._connect()
        Turns(self).begin_later([lambda: self.reader])

    def _lay_out(self) -> None:
        self.stack.addWidget(self.lists)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        room.addWidget(self.strip)
        room.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.switches["items"].chosen.connect(self._switched)
        self.items.chosen.connect(lambda record: self.chose(PLACE, record))
        self.items.table.new_asked.connect(lambda: self.workspace.attempt(self.add_files))
        self.items.activated.connect(self.read_document)
        self.items.table.preview_asked.connect(self.read_document)
        self.detail.reading_wanted.connect(self.read_document)
        self.detail.banner.restored.connect(self.items.restored)
        self.detail.copy_wanted.connect(self._save_copy)
        self.detail.grade_hid.connect(self.items.table.reload)
        self.workspace.case_changed.connect(self.copies.remove)
        self.strip.taken.connect(self._taken)
        self.strip.taken.connect(lambda _new: self.texts.read_unread())
        self.strip.followed.connect(self.open_record)
        self.texts.unreadable.connect(self.strip.tell_unread)

    # --- what is made when it is first wanted: the register is to be seen at once

    @cached_property
    def sources(self) -> ListedRecords:
        """The list of sources."""
        made = sources(self.workspace)
        made.chosen.connect(lambda record: self.chose(PLACE, record))
        self._add_list("sources", made, made.table)
        return made

    @cached_property
    def progress(self) -> RecordTable:
        """How far one has read."""
        made = progress_table(self.workspace)
        made.activated.connect(self.read_document)
        made.preview_asked.connect(self.read_document)
        self._add_list("reading", made, made)
        return made

    @cached_property
    def reader(self) -> Reader:
        """The reader; made beforehand when the register has been drawn, as a document is what one opens next."""
        made = Reader(self.workspace)
        made.copy_wanted.connect(self._save_copy)
        made.closed.connect(self._reader_closed)
        made.document.outside_wanted.connect(lambda: self.open_outside(self.chosen_item()))
        self.stack.addWidget(made)
        return made

    def _add_list(self, key: str, page: QWidget, table: RecordTable) -> None:
        self.switches[key] = _switch(table)
        self.switches[key].chosen.connect(self._switched)
        self.lists.addWidget(page)

    # --- what the window asks

    def reload(self) -> None:
        if self.reading:
            self._read_again = True
            self.reader.reload()
        else:
            self._reload_lists()

    def _reload_lists(self) -> None:
        self._read_again = False
        self._listed().reload()
        if self._shown == "reading":
            self.progress.reload()

    def open_record(self, record: UUID | None) -> None:
        """Show an item, a source, or a passage in its item."""
        if record is None:
            return
        noun = self._noun_of(record)
        if noun == "passage":
            passage = self.workspace.read(records.get, "passage", record)
            if self.reading and self.reader.item == passage["evidence_id"]:
                self.reader.show_passage(passage)
                return
            self.open_record(passage["evidence_id"])
            self.detail.passages.reveal(record)
            return
        if noun and not (self.reading and self.reader.item == record):
            self._leave_reader()
            self.show_list("sources" if noun == "source" else "items")
            self._listed().open(record)

    @property
    def reading(self) -> bool:
        """Whether a document is open."""
        return self.stack.currentWidget() is not self.lists

    # --- what commands ask

    def show_list(self, key: str) -> None:
        """Show "items", "sources" or "reading": how far one has read."""
        before, self._shown = self._shown, key
        if key == "reading":
            self.lists.setCurrentWidget(self.progress)
            self.progress.reload()
        shown = self._listed()
        for switch in self.switches.values():
            switch.show_value(key)
        if key not in ("reading", before):
            self.lists.setCurrentWidget(shown)
            shown.reload()
            if shown.current is not None:
                self.chose(PLACE, shown.current)

    def new(self) -> None:
        """What "new" means here: a source in the list of sources, else evidence from files."""
        if self.reading:
            self.reader.new_passage()
        elif self._shown == "sources":
            self.sources.new()
        else:
            self.add_files()

    def new_source(self) -> None:
        self._leave_reader()
        self.show_list("sources")
        self.sources.new()

    def add_files(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self.workspace.window, tr("Add evidence"))
        if chosen:
            self.add([Path(one) for one in chosen])

    def add_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.workspace.window, tr("Add a folder of evidence"))
        if chosen:
            self.add([Path(chosen)])

    def add(self, paths: Sequence[Path]) -> None:
        """Take files and folders in."""
        self.strip.add(paths)

    def read_document(self, item: UUID, passage: Row | None = None) -> None:
        """Open the document of `item` in the reader."""
        if self.detail.commit():
            self.strip.make_room(for_reader=True)
            self.stack.setCurrentWidget(self.reader)
            self.reader.open(item, passage)

    def show_section(self, key: str) -> None:
        """Unfold a section of the item that is shown, and bring it into sight."""
        section = self.detail.sections[key]
        section.unfold()
        QTimer.singleShot(0, section, lambda: self.detail.ensureWidgetVisible(section))

    def open_outside(self, item: UUID) -> None:
        """Open a copy of `item` with another program."""
        self.workspace.attempt(lambda: outside.open_outside(self.workspace, self.copies, item))

    def bin_current(self) -> None:
        if not self.reading:
            self._listed().bin_current()

    @property
    def has_several(self) -> bool:
        """Whether more than one item is selected in the register in sight."""
        return not self.reading and self._shown == "items" and self.items.table.count > 1

    def chosen_item(self) -> UUID:
        """The item that commands are about; `UserError` when there is none."""
        item = self.reader.item if self.reading else self.items.current
        if item is None or self.has_several or (self._shown == "sources" and not self.reading):
            raise UserError(tr("Choose one item of evidence first."))
        return item

    # --- within

    def _switched(self, key: str) -> None:
        self.show_list(key)
        self.switches[key].setFocus()

    def _listed(self) -> ListedRecords:
        return self.sources if self._shown == "sources" else self.items

    def _noun_of(self, record: UUID) -> str:
        nouns = ("evidence", "source", "passage")
        return next((noun for noun in nouns if self.workspace.read(records.exists, noun, record)), "")

    def _save_copy(self, item: UUID) -> None:
        self.workspace.attempt(lambda: copies.save_copy(self.workspace, item))

    def _leave_reader(self) -> None:
        if self.reading:
            self.reader.close_document()

    def _reader_closed(self) -> None:
        self.strip.make_room(for_reader=False)
        self.stack.setCurrentWidget(self.lists)
        if self._read_again:
            with self.workspace.looking():
                self._reload_lists()
        (self.progress if self._shown == "reading" else self.items.table).table.setFocus()

    def _taken(self, new: Sequence[UUID]) -> None:
        if new and not self.reading:
            self.show_list("items")
            self.items.table.filter.clear()
            self.items.leave_bin()
            self.items.table.reload()
            self.items.open(new[0])
            self.chose(PLACE, new[0])


def _switch(table: RecordTable) -> Segments:
    choices = [("items", tr("Items")), ("sources", tr("Sources")), ("reading", tr("Read"))]
    made = Segments(choices, tr("List"))
    table.set_head(made)
    return made


@hooks.open_passage
def open_passage(workspace: Workspace, passage: UUID) -> None:
    """A pin cite was followed."""
    workspace.go(PLACE, passage)


@hooks.add_evidence
def add_evidence(workspace: Workspace, paths: Sequence[Path]) -> None:
    """Files were dropped on the window."""
    workspace.go(PLACE)
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    view.add(paths)


@hooks.selected
def selected(workspace: Workspace) -> tuple[UUID, Mapping[str, str]] | None:
    """What is selected in the document that stands in sight."""
    if workspace.here is None or workspace.here.place != PLACE:
        return None
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    return view.reader.selected() if view.reading else None


@hooks.open_beside
def open_beside(workspace: Workspace, noun: str, record: UUID) -> bool:
    """A number was followed with Ctrl: a document opens with the act that one comes from beside it, and the other way
    round an act beside the document that is open.
    """
    view = workspace.view_of(PLACE)
    assert isinstance(view, EvidenceView)
    if noun in ("passage", "evidence"):
        passage = workspace.read(records.get, "passage", record) if noun == "passage" else None
        item = record if passage is None else passage["evidence_id"]
        if not (view.reading and view.reader.item == item):
            workspace.go(PLACE, item)
        view.read_document(item, passage)
    elif view.reading and view.reader.item is not None and can_stand_beside(noun):
        workspace.go(PLACE)
        view.reader.show_beside(noun, record)
    else:
        return False
    return True
