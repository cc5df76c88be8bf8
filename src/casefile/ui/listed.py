"""What most places are: a list of one noun, the chosen record's detail beside it, and a draft for a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import records
from casefile.ui import records as noun_records
from casefile.ui.bin import BinSwitch
from casefile.ui.footer import RecordFooter
from casefile.ui.several import SeveralRecords
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form, Reading
from casefile.ui.widgets.labels import EmptyState, PlainLabel
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.resting import layouts_rest
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace


class HiddenNames(QWidget):
    """Says that a protected name is hidden in the form below, and shows it there for who wants it: `wanted`."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(tr("A protected name is hidden here; what holds it cannot be edited."), tone="muted")
        self.button = QPushButton(tr("Show"))
        self.button.setAccessibleName(tr("Show the protected name in this form"))
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch()
        self.hide()


class RecordDetail(ScrollColumn):
    """The detail of one record of `noun`: its forms, whatever else a subclass adds, and the footer at the end."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.noun = workspace, noun
        self.record: UUID | None = None
        self.row: records.Row | None = None
        self.forms: list[Form] = []
        self.footer = RecordFooter(workspace, noun)
        self.hidden = HiddenNames()
        self.column.addWidget(self.hidden)
        self.hidden.wanted.connect(self._show_names)

    def make_form(
        self,
        *names: str,
        finders: Mapping[str, Finder] | None = None,
        readings: Mapping[str, Reading] | None = None,
        together: Sequence[Sequence[str]] = (),
    ) -> Form:
        """A form of these fields that shows and saves the chosen record."""
        save = noun_records.save(self.workspace, self.noun, lambda: self.record)
        form = Form(noun_records.fields(self.noun, *names), save, finders=finders, readings=readings, together=together)
        self.forms.append(form)
        return form

    @property
    def locked(self) -> bool:
        """Nothing can be written: the file is open for reading only, or the record is in the bin."""
        read_only = self.workspace.locked
        return read_only or (self.row is not None and self.row.binned)

    def show_record(self, record: UUID) -> None:
        """Show `record`, or read it again."""
        with self.workspace.looking(), layouts_rest(self):
            self._show_record(record)

    def _show_record(self, record: UUID) -> None:
        self.row = self.workspace.read(records.get, self.noun, record)
        another, self.record = record != self.record, record
        self.hidden.setVisible(bool(self.row.veiled))
        if another:
            self.workspace.named = None
        shown = self.row
        if self.workspace.named == record and self.row.veiled:
            self.hidden.hide()
            shown = self.workspace.read_named(records.get, self.noun, record)
        for form in self.forms:
            form.show_record(shown, locked=self.locked)
        self.show_more(self.row, another=another)
        self.footer.show_record(record)
        if another:
            self.verticalScrollBar().setValue(0)

    def show_more(self, row: records.Row, *, another: bool) -> None:
        """What a subclass shows beside the forms; `another` says that it was not shown before."""

    def _show_names(self) -> None:
        if self.record is not None:
            self.workspace.named = self.record
            self.show_record(self.record)
            self.start()

    def commit(self) -> bool:
        """Save what is being typed; False when a field says why it cannot be."""
        committed = [form.commit() for form in self.forms]
        return all(committed)

    def start(self) -> None:
        """Put the cursor into the first field (F2)."""
        if self.forms:
            self.forms[0].start()


class ListedRecords(QWidget):
    """`chosen(id or None)` when the user selects a record, or several at once; `activated(id)` on Enter or a double click."""

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        noun: str,
        table: RecordTable,
        detail: RecordDetail,
        *,
        draft: Draft | None = None,
        hint: str = "",
        name: str = "",
        bin_switch: BinSwitch | None = None,
        several: SeveralRecords | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace, self.noun = workspace, noun
        self.table, self.detail, self.draft = table, detail, draft
        self.several = several
        self.bin_switch = bin_switch
        self._begun = False
        self.hint = EmptyState(hint)
        self.hint.hide()  # until it is known that there is something to choose from
        self.pages = QStackedWidget()
        self.pages.addWidget(self.hint)
        self.pages.addWidget(detail)
        if several is not None:
            self.pages.addWidget(several)
        if draft is not None:
            self._draft_page = ScrollColumn()
            self._draft_page.column.addWidget(draft)
            self._draft_page.column.addStretch()
            self.pages.addWidget(self._draft_page)
            draft.dropped.connect(self._leave_draft)
        self.split = ListDetail(name or noun, table, self.pages, workspace.settings)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.split)
        table.selected.connect(self._selected)
        table.several_selected.connect(self._several_selected)
        table.activated.connect(self._activated)
        table.edit_asked.connect(self._edit)
        table.bin_asked.connect(lambda _record: workspace.attempt(self.bin_current))
        table.menu_asked.connect(self._menu)
        table.new_asked.connect(self.new)

    @property
    def current(self) -> UUID | None:
        return self.table.current

    def reload(self) -> None:
        """Read list and detail again."""
        may_write = not self.workspace.locked
        self.table.new_button.setEnabled(may_write)
        self.table.reload()
        if not self._begun and self.table.current is None:
            self._begun = True
            self.table.select(self.table.model.id_at(0))
            self.chosen.emit(self.table.current)
        if self.workspace.coming is None:
            self._show(self.table.current)
        else:
            self.workspace.in_turn(self._show_first)

    def start_over(self) -> None:
        """Another list is to be shown in the same table: read it, and begin at its first record."""
        self.table.select(None)
        self._begun = False
        self.reload()

    def open(self, record: UUID) -> None:
        """Select and show `record`."""
        self._begun = True
        if self.detail.record != record and not self._settled():
            return
        if not self.table.select(record) and self.table.filter.text():
            self.table.filter.clear()
        try:
            self._show(record)
        except UserError:  # it is of another file: what was shown stays
            self.table.select(self.detail.record)
            raise
        self.split.show_detail(True)

    def new(self, values: Mapping[str, Any] | None = None) -> None:
        """Begin a new record in the detail's place."""
        writable = not self.workspace.locked
        if self.draft is not None and writable and self._settled():
            self.leave_bin()
            self.pages.setCurrentWidget(self._draft_page)
            self.split.show_detail(True)
            self.draft.start(values if isinstance(values, Mapping) else None)

    def begun(self, record: UUID) -> None:
        """A new record was made: show it, the cursor in its first field but one."""
        self.table.filter.clear()
        self.table.reload()
        self._leave_draft()
        self.open(record)
        self.chosen.emit(record)

    def leave_bin(self) -> None:
        """Show the records that are not in the bin."""
        if self.bin_switch is not None:
            self.bin_switch.setChecked(False)

    def restored(self, record: UUID) -> None:
        """`record` was taken out of the bin: show it among the others."""
        self.leave_bin()
        self.open(record)
        self.chosen.emit(record)

    def commit(self) -> bool:
        return self.detail.commit()

    def bin_current(self) -> None:
        """Put the chosen record, or all that are selected, into the bin; undo brings them back."""
        if self.several is not None and self.table.count > 1:
            self.several.bin_all()
            return
        record = self.table.current
        if record is not None and not self.detail.locked:
            self.workspace.write(f"Bin {self.noun.replace('_', ' ')}", records.bin_, self.noun, record)
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    # --- within

    @property
    def drafting(self) -> bool:
        return self.draft is not None and self.pages.currentWidget() is self._draft_page

    def _show(self, record: UUID | None) -> None:
        if self.drafting:
            return
        if self.several is not None and self.table.count > 1:
            self.several.show_count(self.table.count)
            self.pages.setCurrentWidget(self.several)
        elif record is None:
            self.detail.record = None
            self.pages.setCurrentWidget(self.hint)
            self.hint.setVisible(self.table.model.rowCount() > 0)
        else:
            self.detail.show_record(record)
            self.pages.setCurrentWidget(self.detail)

    def _show_first(self) -> None:
        """Show the chosen record, if what one came for is not shown already."""
        if self.table.current is None or self.table.current != self.detail.record:
            self._show(self.table.current)

    def _leave_draft(self) -> None:
        if self.drafting:
            self.pages.setCurrentWidget(self.detail)
            self._show(self.table.current)
            self.table.table.setFocus()

    def _settled(self) -> bool:
        """Whether the shown record may be left: everything typed is saved."""
        if self.detail.record is None or self.detail.commit():
            return True
        self.workspace.said.emit(
            tr("A field is not right yet: mend it, or press Esc in it to take back what was typed.")
        )
        return False

    def _selected(self, record: UUID | None) -> None:
        if record is not None and record != self.detail.record and not self._settled():
            self.table.select(self.detail.record)
            return
        if self.drafting and record is not None:
            self.pages.setCurrentWidget(self.detail)
        self._show(record)
        self.split.show_detail(record is not None)
        self.chosen.emit(record)

    def _several_selected(self, _count: int) -> None:
        if not self._settled():
            self.table.select(self.detail.record)
            return
        if self.drafting:
            self.pages.setCurrentWidget(self.detail)
        if self.several is not None:
            self.several.forget()
        self._show(self.table.current)
        self.chosen.emit(None)

    def _activated(self, record: UUID) -> None:
        self.split.show_detail(True)
        self.activated.emit(record)

    def _edit(self, _record: UUID) -> None:
        if self.table.count > 1:
            return
        self.split.show_detail(True)
        self.detail.start()

    def _menu(self, record: UUID | None, point: QPoint) -> None:
        if record is not None:
            self.workspace.menu_wanted.emit(self.noun, point)


def filling(widget: QWidget, inside: QWidget) -> None:
    """Let `inside` fill `widget`."""
    room = QHBoxLayout(widget)
    room.setContentsMargins(0, 0, 0, 0)
    room.addWidget(inside)
