"""The place "evidence": items and sources, the intake strip over them, and the reader in their stead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import hooks
from casefile.ui.evidence import copies, outside
from casefile.ui.evidence.adding import IntakeStrip
from casefile.ui.evidence.beside import can_stand_beside
from casefile.ui.evidence.lists import EvidenceLists
from casefile.ui.evidence.reader import Reader
from casefile.ui.evidence.texts import runs
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
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
        self.lists = EvidenceLists(workspace)
        self.items, self.detail = self.lists.items, self.lists.detail
        self.texts = runs(workspace)
        self.copies = outside.Copies(workspace.settings)
        self.stack = QStackedWidget()
        self._read_again = False  # the lists, once they are back in sight: something was written meanwhile
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
        self.lists.chosen.connect(lambda record: self.chose(PLACE, record))
        self.lists.reading_wanted.connect(self.read_document)
        self.items.table.new_asked.connect(lambda: self.workspace.attempt(self.strip.ask_files))
        self.detail.reading_wanted.connect(self.read_document)
        self.detail.copy_wanted.connect(self._save_copy)
        self.workspace.case_changed.connect(self.copies.remove)
        self.strip.taken.connect(self._taken)
        self.strip.taken.connect(lambda _new: self.texts.read_unread())
        self.strip.followed.connect(self.open_record)
        self.texts.unreadable.connect(self.strip.tell_unread)

    @cached_property
    def reader(self) -> Reader:
        """The reader; made beforehand when the register has been drawn, as a document is what one opens next."""
        made = Reader(self.workspace)
        made.copy_wanted.connect(self._save_copy)
        made.closed.connect(self.show_lists)
        made.document.outside_wanted.connect(lambda: self.open_outside(self.chosen_item()))
        self.stack.addWidget(made)
        return made

    # --- what the window asks

    def reload(self) -> None:
        if self.listing:
            self.lists.reload()
        else:
            self._read_again = True
        if self.reading:
            self.reader.reload()

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
            self.show_list("sources" if noun == "source" else "items")
            if self.listing:
                self.lists.listed.open(record)

    @property
    def reading(self) -> bool:
        """Whether a document is open."""
        return isinstance(self.stack.currentWidget(), Reader)

    @property
    def listing(self) -> bool:
        """Whether a list is in sight."""
        return self.stack.currentWidget() is self.lists

    # --- what commands ask

    def show_list(self, key: str) -> None:
        """Show "items", "sources" or "reading": how far one has read."""
        self._leave()
        if self.listing:
            self.lists.show_list(key)

    def show_in_stead(self, page: QWidget) -> None:
        """Show `page` where the lists stand, until it is `put_away`."""
        self._leave()
        if self.listing:
            self.stack.addWidget(page)
            self.stack.setCurrentWidget(page)

    def put_away(self, page: QWidget) -> None:
        """Show the lists again, if it is `page` that stands in their stead."""
        if self.stack.currentWidget() is page:
            self.show_lists()

    def show_lists(self) -> None:
        """Show the lists in place of what stood there."""
        self.strip.make_room(for_reader=False)
        self.stack.setCurrentWidget(self.lists)
        if self._read_again:
            self._read_again = False
            with self.workspace.looking():
                self.lists.reload()
        self.lists.take_focus()

    def new(self) -> None:
        """What "new" means here: a source in the list of sources, else evidence from files."""
        if self.reading:
            self.reader.new_passage()
        elif self.lists.shown == "sources":
            self.lists.sources.new()
        else:
            self.strip.ask_files()

    def new_source(self) -> None:
        self.show_list("sources")
        if self.listing:
            self.lists.sources.new()

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
        QTimer.singleShot(0, section, lambda: self.detail.show_whole(section))

    def open_outside(self, item: UUID) -> None:
        """Open a copy of `item` with another program."""
        self.workspace.attempt(lambda: outside.open_outside(self.workspace, self.copies, item))

    def bin_current(self) -> None:
        if self.listing:
            self.lists.listed.bin_current()

    @property
    def has_several(self) -> bool:
        """Whether more than one item is selected in the register in sight."""
        return self.listing and self.lists.has_several

    def chosen_item(self) -> UUID:
        """The item that commands are about; `UserError` when there is none."""
        item = self.reader.item if self.reading else self.lists.item if self.listing else None
        if item is None:
            raise UserError(tr("Choose one item of evidence first."))
        return item

    # --- within

    def _noun_of(self, record: UUID) -> str:
        nouns = ("evidence", "source", "passage")
        return next((noun for noun in nouns if self.workspace.read(records.exists, noun, record)), "")

    def _save_copy(self, item: UUID) -> None:
        self.workspace.attempt(lambda: copies.save_copy(self.workspace, item))

    def _leave(self) -> None:
        """Go back to the lists, unless what was typed in the reader is not right yet."""
        if self.reading:
            self.reader.close_document()
        elif not self.listing:
            self.show_lists()

    def _taken(self, new: Sequence[UUID]) -> None:
        if new and self.listing:
            self.lists.show_taken(new[0])


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
