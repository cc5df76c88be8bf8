"""The brief's own narrative: parts and sections at the left, the chosen section written at the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casefile.operations import records, sections
from casefile.operations.sections import Part
from casefile.ui import icons, theme
from casefile.ui import records as noun_records
from casefile.ui.brief.marks import Numbers
from casefile.ui.brief.paragraphs import NewParagraph, ParagraphCard
from casefile.ui.listed import filling
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.cards import CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import EmptyState, safe_tip
from casefile.ui.widgets.listdetail import ListDetail, ScrollColumn
from casefile.ui.workspace import Workspace

_ROW = 28
_ID, _PART = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class Narrative(View):
    """`chose_section(id)` when the user selects one."""

    tables: ClassVar[frozenset[str]] = frozenset({"section", "paragraph", "evidence", "act"})
    chose_section = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.numbers = Numbers(workspace)
        self.section: UUID | None = None
        self.tree = QTreeWidget()
        self.new_button = QPushButton(tr("New section"))
        self.page = SectionPage(workspace, self.numbers)
        self.hint = EmptyState(
            tr("Sections hold your own words; the program composes the rest of the brief from the case."),
            tr("New section"),
        )
        self.draft = Draft(
            tr("New section"),
            noun_records.fields("section", "title", "part", "level"),
            self._add,
            words=tr("Add section"),
        )
        self._draft_page = ScrollColumn()
        self._draft_page.column.addWidget(self.draft)
        self._draft_page.column.addStretch()
        self.pages = QStackedWidget()
        for page in (self.hint, self.page, self._draft_page):
            self.pages.addWidget(page)
        self._lay_out()
        self.tree.currentItemChanged.connect(self._stood)
        self.new_button.clicked.connect(self.new)
        self.hint.stepped.connect(self.new)
        self.draft.dropped.connect(self._show_section)
        self.page.moved.connect(self.reload)
        self.page.bin_button.clicked.connect(lambda: workspace.attempt(self.bin_section))

    def _lay_out(self) -> None:
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Parts and sections of the brief"))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setIndentation(14)
        self.tree.setColumnCount(1)
        self.tree.setUniformRowHeights(True)
        self.new_button.setIcon(icons.icon("add"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 4, 4, 12)
        column.setSpacing(8)
        column.addWidget(self.tree, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 0, 0)
        foot.addWidget(self.new_button)
        foot.addStretch()
        column.addLayout(foot)
        self.split = ListDetail("narrative", left, self.pages, self.workspace.settings, list_width=320)
        filling(self, self.split)

    # --- what the window asks

    def reload(self) -> None:
        self.numbers.forget()
        parts = self.workspace.read(sections.outline)
        known = [row.id for part in parts for row in part.sections]
        if self.section not in known:
            self.section = known[0] if known and self.section is None else None
        self._show_outline(parts)
        locked = self.workspace.locked
        self.new_button.setEnabled(not locked)
        self.hint.button.setVisible(not locked)
        if self.pages.currentWidget() is not self._draft_page:
            self._show_section()

    def open_record(self, record: UUID | None) -> None:
        """Show a section, or a paragraph in its section."""
        section = None if record is None else self.workspace.read(sections.section_of, record)
        if record is None or section is None or not self._settled(section):
            return
        self.section = section
        self.pages.setCurrentWidget(self.page)
        self.reload()
        self.split.show_detail(True)
        if record != section:
            self.page.reveal(record)

    def new(self) -> None:
        """Begin a section, in the part where one stands."""
        if self.page.section is not None and not self.page.commit():
            return
        item = self.tree.currentItem()
        part = item.data(0, _PART) if item is not None else "summary"
        self.pages.setCurrentWidget(self._draft_page)
        self.split.show_detail(True)
        self.draft.start({"part": part or "summary", "level": "1"})

    def bin_section(self) -> None:
        """Put the chosen section into the bin, its paragraphs with it."""
        section = self.section
        if section is not None:
            self.workspace.write(tr("Bin section"), records.bin_, "section", section)
            self.workspace.said.emit(tr("The section is in the bin with its paragraphs. Undo brings it back."))

    def commit(self) -> bool:
        return self.page.section is None or self.page.commit()

    # --- within

    def _add(self, values: Mapping[str, Any]) -> None:
        made = self.workspace.write(tr("Add section"), sections.add, "section", values)
        self.section = made
        self.pages.setCurrentWidget(self.page)
        self.reload()
        self.chose_section.emit(made)
        self.page.new.text.setFocus()

    def _show_outline(self, parts: tuple[Part, ...]) -> None:
        self.tree.blockSignals(True)
        chosen = self._chosen_part()
        self.tree.clear()
        for part in parts:
            head = QTreeWidgetItem([tr(part.title)])
            head.setData(0, _PART, part.key)
            head.setForeground(0, theme.colour("muted"))
            head.setSizeHint(0, QSize(0, _ROW))
            self.tree.addTopLevelItem(head)
            for row in part.sections:
                self._add_item(head, part, row)
            head.setExpanded(True)
            if self.section is None and part.key == chosen:
                self.tree.setCurrentItem(head)
        self.tree.blockSignals(False)

    def _add_item(self, head: QTreeWidgetItem, part: Part, row: records.Row) -> None:
        item = QTreeWidgetItem([("    " * (int(row["level"]) - 1)) + row.title])
        item.setSizeHint(0, QSize(0, _ROW))
        item.setData(0, _ID, row.id)
        item.setData(0, _PART, part.key)
        count = part.paragraphs.get(row.id, 0)
        item.setToolTip(0, safe_tip(f"{row.title}\n" + tr("{count} paragraphs").format(count=count)))
        head.addChild(item)
        if row.id == self.section:
            self.tree.setCurrentItem(item)

    def _chosen_part(self) -> str:
        item = self.tree.currentItem()
        return item.data(0, _PART) if item is not None else ""

    def _stood(self, item: QTreeWidgetItem | None) -> None:
        if item is None or not self._settled(item.data(0, _ID)):
            return
        self.section = item.data(0, _ID)
        self.pages.setCurrentWidget(self.page)
        self._show_section()
        if self.section is not None:
            self.chose_section.emit(self.section)

    def _settled(self, section: UUID | None) -> bool:
        if section == self.page.section or self.page.section is None or self.page.commit():
            return True
        self.workspace.said.emit(
            tr("A field is not right yet: mend it, or press Esc in it to take back what was typed.")
        )
        return False

    def _show_section(self) -> None:
        if self.section is None:
            self.page.section = None
            self.pages.setCurrentWidget(self.hint)
            return
        self.pages.setCurrentWidget(self.page)
        self.page.show_section(self.section)


class SectionPage(ScrollColumn):
    """One section: heading, level, part, and its paragraphs. `moved` when its place in the outline changed."""

    moved = Signal()

    def __init__(self, workspace: Workspace, numbers: Numbers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.section: UUID | None = None
        save = noun_records.save(workspace, "section", lambda: self.section)
        names = ("title", "part", "level")
        self.form = Form(noun_records.fields("section", *names), save, together=(("part", "level"),))
        self.cards = CardList(partial(ParagraphCard, workspace, numbers), spacing=6)
        self.new = NewParagraph(workspace, numbers)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(4, 0, 0, 0)
        for words, step in ((tr("Move up"), -1), (tr("Move down"), 1)):
            button = QToolButton()
            button.setText(words)
            button.setAccessibleName(f"{words}: {tr('section')}")
            button.clicked.connect(partial(self._move, step))
            row.addWidget(button)
        self.bin_button = QToolButton()
        self.bin_button.setIcon(icons.icon("bin", "muted"))
        self.bin_button.setToolTip(tr("Put this section into the bin"))
        self.bin_button.setAccessibleName(tr("Put this section into the bin"))
        row.addStretch()
        row.addWidget(self.bin_button)
        for widget in (self.form, self.tools, self.cards, self.new):
            self.column.addWidget(widget)
        self.column.addStretch()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def show_section(self, section: UUID) -> None:
        another, self.section = section != self.section, section
        row = self.workspace.read(records.get, "section", section)
        locked = self.workspace.locked
        self.form.show_record(row, locked=locked)
        rows = self.workspace.read(sections.paragraphs, section)
        self.cards.show_rows(rows, afresh=another)
        for number, card in enumerate(self.cards.cards, start=1):
            if isinstance(card, ParagraphCard):
                card.show_number(number)
        self.new.setVisible(not locked)
        self.tools.setVisible(not locked)
        if another:
            self.new.begin(section)
            self.verticalScrollBar().setValue(0)

    def reveal(self, paragraph: UUID) -> None:
        """Put the cursor into a paragraph."""
        card = self.cards.reveal(paragraph)
        if isinstance(card, ParagraphCard):
            card.text.setFocus()
            self.ensureWidgetVisible(card)

    def commit(self) -> bool:
        done = [self.form.commit(), self.cards.commit(), self.new.commit()]
        return all(done)

    def _move(self, step: int) -> None:
        section = self.section
        if section is not None and self.commit():
            self.workspace.attempt(
                lambda: self.workspace.write(tr("Move section"), sections.move, "section", section, step)
            )
            self.moved.emit()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        for card in self.cards.cards:
            if isinstance(card, ParagraphCard):
                card.set_active(now is not None and card.isAncestorOf(now))
