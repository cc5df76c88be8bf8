"""Several items of evidence at once: verify, mark, read, tag, classify, bin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.evidence import verifying
from casefile.evidence.verifying import Verified
from casefile.operations import records, together
from casefile.ui import records as noun_records
from casefile.ui.evidence.custody import now
from casefile.ui.evidence.texts import Languages, runs
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.several import SeveralRecords
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.labels import Collapsible, NumberLink, PlainLabel
from casefile.ui.widgets.picker import Finder, Picker
from casefile.ui.widgets.suggest import Choice
from casefile.ui.widgets.table import RecordTable
from casefile.ui.workspace import Workspace

_MOST_LINKS = 20


class SeveralItems(SeveralRecords):
    """What can be done with the selected items of the register."""

    def __init__(
        self, workspace: Workspace, table: RecordTable, in_bin: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, "evidence", table, in_bin, parent)
        self.verify_button = QPushButton(tr("Verify now"))
        self.graphic_button, self.plain_button = QPushButton(tr("Mark as graphic")), QPushButton(tr("Not graphic"))
        self.found = QWidget()
        self._found = FlowLayout(self.found)
        self.more = QWidget()
        self.tag = Picker(Finder(self._find_tags, lambda _tag: "", self._new_tag), tr("Add a tag to all"))
        self.languages = Languages(workspace)
        self.read_button = QPushButton(tr("Read again"))
        self.recognise_button = QPushButton(tr("Recognise characters"))
        self.classes = Draft(
            "",
            noun_records.fields("evidence", "classification", "classification_basis"),
            self._classify,
            words=tr("Set for all"),
        )
        self._lay_out_more()
        self._connect()

    def _lay_out_more(self) -> None:
        for button in (self.verify_button, self.graphic_button, self.plain_button, self.bin_button):
            self.buttons.removeWidget(button)
            self.buttons.addWidget(button)
        self.tag.setFixedWidth(220)
        self.classes.drop_button.hide()
        reading, text = QWidget(), QHBoxLayout()
        text.setSpacing(8)
        text.addWidget(self.read_button)
        text.addWidget(self.recognise_button)
        text.addStretch()
        inner = QVBoxLayout(reading)
        inner.setContentsMargins(9, 0, 0, 0)
        inner.addWidget(PlainLabel(tr("Recognise characters in"), tone="muted"))
        inner.addWidget(self.languages)
        inner.addLayout(text)
        column = QVBoxLayout(self.more)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.tag)
        column.addWidget(Collapsible(tr("Text"), reading, folded=True))
        column.addWidget(Collapsible(tr("Classification"), self.classes, folded=True))
        sheet = tr("Other fields of many items are filled from a sheet: Evidence, Write a sheet to fill in.")
        column.addWidget(PlainLabel(sheet, tone="muted", wrap=True))
        self.found.hide()
        for widget in (self.found, self.more):
            self.column.insertWidget(self.column.count() - 1, widget)  # above the stretch at the end

    def _connect(self) -> None:
        attempt = self.workspace.attempt
        self.verify_button.clicked.connect(lambda: attempt(self.verify))
        self.graphic_button.clicked.connect(lambda: attempt(partial(self.mark, graphic=True)))
        self.plain_button.clicked.connect(lambda: attempt(partial(self.mark, graphic=False)))
        self.tag.picked.connect(self._tag_picked)
        self.read_button.clicked.connect(lambda: attempt(partial(self._read, "")))
        self.recognise_button.clicked.connect(lambda: attempt(self._recognise))

    def show_more(self, *, locked: bool) -> None:
        self.more.setVisible(not locked)
        self.languages.look()
        self.recognise_button.setVisible(bool(self.languages.boxes))

    def forget(self) -> None:
        super().forget()
        self._link(())

    # --- what can be done

    def verify(self) -> None:
        """Hash the bytes of all of them again, and record in the register of each what was found."""
        case, ask, name = self.workspace.case, self.table.chosen(), self.workspace.settings.text("name")
        assert case is not None

        def work(progress: Progress, cancelled: Cancelled) -> Verified:
            return verifying.verify(case, ask, name, now, progress, cancelled)

        self._link(())
        self.run(tr("Verifying evidence"), work, self._verified)

    def mark(self, *, graphic: bool) -> None:
        """Mark all of them as graphic, or as not graphic."""
        label = tr("Mark as graphic") if graphic else tr("Mark as not graphic")
        words = tr("Marked as graphic.") if graphic else tr("Marked as not graphic.")
        self.change_all(label, together.edit("evidence", {"graphic": graphic}), words)

    # --- within

    def _verified(self, found: Verified) -> None:
        parts = [tr("{count} unaltered").format(count=f"{found.sound:,}")] if found.sound else []
        if found.altered:
            parts.append(tr("{count} altered").format(count=f"{len(found.altered):,}"))
        if found.unread:
            parts.append(tr("{count} could not be read").format(count=f"{len(found.unread):,}"))
        if found.without_file:
            parts.append(tr("{count} without a file").format(count=f"{found.without_file:,}"))
        wrong = found.altered or found.unread
        words = ("⊘ " if wrong else "● " if found.sound else "") + ", ".join(parts)
        if found.unread:
            words += f"\n{found.unread[0].problem}"
        if found.stopped:
            words = tr("Stopped. {words}").format(words=words)
        self.tell(words, "mistake" if wrong else "covered")
        altered, unread = (
            [(one.id, one.number) for one in found.altered],
            [(one.id, one.number) for one in found.unread],
        )
        self._link(altered + unread)
        if found.altered or not self.isVisible():
            self.workspace.said.emit(words)

    def _link(self, items: Sequence[tuple[UUID, str]]) -> None:
        """The way to items that are not what they were."""
        while (old := self._found.takeAt(0)) is not None:
            if widget := old.widget():
                widget.hide()
                widget.deleteLater()
        for item, number in items[:_MOST_LINKS]:
            link = NumberLink(number)
            link.followed.connect(partial(self._go, item))
            self._found.addWidget(link)
        if len(items) > _MOST_LINKS:
            more = tr("and {count} more").format(count=f"{len(items) - _MOST_LINKS:,}")
            self._found.addWidget(PlainLabel(more, tone="muted"))
        self.found.setVisible(bool(items))

    def _go(self, item: UUID, _beside: bool) -> None:
        self.workspace.go("evidence", item)

    def _read(self, languages: str) -> None:
        """Read the documents, in the one run that the window has for that."""
        case, ask, workspace = self.workspace.case, self.table.chosen(), self.workspace
        assert case is not None

        def work(_progress: Progress, _cancelled: Cancelled) -> Sequence[UUID]:
            with case.reading() as session:
                return ask(session)

        self.run(tr("Reading documents"), work, lambda ids: runs(workspace).start(ids, languages))

    def _recognise(self) -> None:
        if self.languages.chosen:
            self.languages.remember()
            self._read(self.languages.chosen)
        else:
            self.workspace.said.emit(tr("Tick the languages that the document is written in."))

    def _classify(self, values: Mapping[str, Any]) -> None:
        self.change_all(tr("Classify several"), together.edit("evidence", dict(values)), tr("Classified."))

    def _find_tags(self, text: str) -> list[Choice]:
        return [Choice(row.id, row.title) for row in self.workspace.read(records.find, "tag", text)]

    def _new_tag(self, text: str) -> None:
        name = text.strip()
        if name:
            self._tag(together.tag_called("evidence", name))

    def _tag_picked(self, tag: UUID | None) -> None:
        self.tag.show_value(None)
        if tag is not None:
            self._tag(together.tag("evidence", tag))

    def _tag(self, do: together.Do) -> None:
        self.workspace.attempt(lambda: self.change_all(tr("Tag several"), do, tr("Tagged.")))
