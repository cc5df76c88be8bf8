"""What stands under every record: its tags, and its history. `RecordFooter(workspace, noun).show_record(id)`."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from casefile.operations import history, records
from casefile.operations.records import Query
from casefile.ui import icons
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.labels import Collapsible, PlainLabel, ProseLabel
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.suggest import Choice
from casefile.ui.workspace import Workspace

_MOST_CHANGES = 100


class RecordFooter(QWidget):
    """Tags and history of one record of `noun`. Tell it `show_record` again when the record's view reloads."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags = TagRow(workspace, noun)
        self.history = HistoryList(workspace, noun)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tags)
        column.addWidget(self.history)

    def show_record(self, record: UUID) -> None:
        self.tags.show_record(record)
        self.history.show_record(record)


class TagRow(QWidget):
    """Tags as chips, each with a button that takes it off, and a line to put one more on."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._noun = workspace, noun
        self._record: UUID | None = None
        self._worn: dict[UUID, UUID] = {}  # tag: tagging
        self.picker = Picker(Finder(self._find, self._name, self._new), tr("Add a tag"))
        self.picker.line.setAccessibleName(tr("Add a tag"))
        self.picker.setFixedWidth(150)
        self.picker.picked.connect(self._picked)
        self._flow = FlowLayout(self)
        self._flow.addWidget(self.picker)
        self._chips: list[QWidget] = []

    def show_record(self, record: UUID) -> None:
        self._record = record
        worn = self._workspace.read(records.page, "tagging", Query(where={"about_id": record}), None, 200)
        self._worn = {row["tag_id"]: row.id for row in worn if row["tag_id"] is not None}
        names = self._workspace.read(records.labels, [("tag", tag) for tag in self._worn])
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag, names[tag]) for tag in sorted(self._worn, key=lambda tag: names[tag].casefold())]
        self._flow.removeWidget(self.picker)
        for chip in [*self._chips, self.picker]:
            self._flow.addWidget(chip)
        may_write = not self._workspace.locked
        self.picker.setVisible(may_write)

    def _chip(self, tag: UUID, name: str) -> QWidget:
        chip = QFrame(self)
        chip.setProperty("card", "true")
        label, take = PlainLabel(name), QToolButton(chip)  # shown without a parent it would be a window for a moment
        take.setIcon(icons.icon("close", "muted"))
        take.setToolTip(tr("Take this tag off"))
        take.setAccessibleName(f"{tr('Take this tag off')}: {name}")
        take.clicked.connect(partial(self._take_off, tag))
        take.setHidden(self._workspace.locked)
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 0, 2, 0)
        row.setSpacing(2)
        row.addWidget(label)
        row.addWidget(take)
        return chip

    def _find(self, text: str) -> list[Choice]:
        found = self._workspace.read(records.find, "tag", text)
        return [Choice(row.id, row.title) for row in found if row.id not in self._worn]

    def _name(self, tag: UUID) -> str:
        return self._workspace.read(records.labels, [("tag", tag)]).get(tag, "")

    def _new(self, text: str) -> None:
        """Make a tag and put it on, as one step. The line is empty again then, so there is nothing to return."""
        name = text.strip()
        if not name:
            return
        known = [
            row for row in self._workspace.read(records.find, "tag", name) if row.title.casefold() == name.casefold()
        ]
        if known:
            self._put_on(known[0].id)
        elif self._record is not None:
            self._workspace.write("Tag record", _tag_anew, self._about(), name)
            self.show_record(self._record)

    def _picked(self, tag: UUID | None) -> None:
        self.picker.show_value(None)
        if tag is not None:
            self._put_on(tag)

    def _about(self) -> dict[str, Any]:
        return {"about_noun": self._noun, "about_id": self._record}

    def _put_on(self, tag: UUID) -> None:
        if self._record is not None and tag not in self._worn:
            self._workspace.write("Tag record", records.add, "tagging", {"tag_id": tag, **self._about()})
            self.show_record(self._record)

    def _take_off(self, tag: UUID) -> None:
        if self._record is not None and tag in self._worn:
            self._workspace.write("Take tag off", records.bin_, "tagging", self._worn[tag])
            self.show_record(self._record)


def _tag_anew(session: Any, about: dict[str, Any], name: str) -> None:
    tag = records.add(session, "tag", {"name": name})
    records.add(session, "tagging", {"tag_id": tag, **about})


class HistoryList(Collapsible):
    """Every change of a record in words, read when it is unfolded."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        self._lines = QWidget()
        super().__init__(tr("History"), self._lines, folded=True, parent=parent)
        self._workspace, self._noun = workspace, noun
        self._record: UUID | None = None
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(9, 0, 0, 0)
        self._column.setSpacing(8)
        self.toggled.connect(lambda _opened: self._read())

    def show_record(self, record: UUID) -> None:
        self._record = record
        self._read()

    def _read(self) -> None:
        if self._record is None or not self.button.isChecked():
            return
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        changes = self._workspace.read(history.of_record, self._noun, self._record)
        for words, about in _told(changes[:_MOST_CHANGES]):
            self._column.addWidget(PlainLabel(words, tone="muted"))
            self._column.addWidget(ProseLabel(about))


def _told(changes: tuple[history.Change, ...]) -> list[tuple[str, str]]:
    """One (when and what, field by field) for each change set, newest first."""
    steps: dict[str, tuple[str, list[str]]] = {}
    for change in changes:
        head = f"{local_words(change.step.wall)} · {change.step.label}"
        steps.setdefault(change.step.id, (head, []))[1].append(_field(change))
    return [(head, "\n".join(lines)) for head, lines in steps.values()]


def _field(change: history.Change) -> str:
    before, after = _short(change.before), _short(change.after)
    if not before:
        return f"{tr(change.field)}: {after or '—'}"
    return f"{tr(change.field)}: {before} → {after or '—'}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159]}…"
