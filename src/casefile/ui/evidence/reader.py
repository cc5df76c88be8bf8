"""The reader: the document at the left; its passages, its item or an act at the right. Esc goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.operations import evidence, passages, records
from casefile.operations.evidence import ItemDetail
from casefile.operations.proof_links import Target
from casefile.operations.records import Row
from casefile.ui import icons
from casefile.ui.evidence.beside import Beside
from casefile.ui.evidence.passage_card import PassageCard, heard
from casefile.ui.evidence.reading import DONE_KEY, ReadMark
from casefile.ui.evidence.viewers import DocumentView, Mark
from casefile.ui.text import tr
from casefile.ui.widgets.labels import ElidedLabel
from casefile.ui.widgets.listdetail import NARROW, ListDetail
from casefile.ui.workspace import Workspace

NEW_PASSAGE = "Ctrl+Return"
_LONGEST_TITLE = 160


class Reader(QWidget):
    """`open(id)` shows the document of an item. `closed` on Esc or the back button, `copy_wanted(id)`.

    In the document Ctrl+Return cites what is selected, Ctrl+L cites and links it. F6 goes to what stands beside and back.
    """

    closed = Signal()
    copy_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.row: Row | None = None
        self._marks: tuple[Mark, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self.title = ElidedLabel()
        self.document = DocumentView(workspace)
        self.read_mark = ReadMark(workspace)
        self.beside = Beside(workspace)
        self.passages = self.beside.passages
        self.take_button = QPushButton(tr("Cite"))
        self.take_button.setIcon(icons.icon("add"))
        self.take_button.setToolTip(tr("Make a passage of what is selected ({keys})").format(keys=NEW_PASSAGE))
        self.link_button = QPushButton(tr("Cite and link"))
        self.link_button.setIcon(icons.icon("link"))
        self.link_button.setToolTip(tr("Make a passage of what is selected and say what it bears on (Ctrl+L)"))
        self.side_button = QToolButton()
        self.back = QToolButton()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.back.setText(tr("Back to the register"))
        self.back.setToolTip(tr("Esc"))
        self.back.setIcon(icons.icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.read_mark)
        head.addWidget(self.take_button)
        head.addWidget(self.link_button)
        head.addWidget(self.side_button)
        self.side_button.setText(tr("Passages and act"))
        self.side_button.setToolTip(tr("What stands beside the document (F6)"))
        self.split = ListDetail("reader", self.document, self.beside, self.workspace.settings, share=0.42)
        self.split.back.setText(tr("Back to the document"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_document)
        self.workspace.case_changed.connect(self._let_go)
        self.take_button.clicked.connect(lambda: self.workspace.attempt(self.cite))
        self.link_button.clicked.connect(lambda: self.workspace.attempt(self.start_link))
        self.side_button.clicked.connect(self.change_sides)
        self.split.back.clicked.connect(self._to_document)
        self.beside.finished.connect(self._to_document)
        self.document.copy_wanted.connect(lambda: self.copy_wanted.emit(self.item))
        self.passages.wanted.connect(self.show_passage)
        self.document.selection_changed.connect(self._selection_changed)
        self.document.shown.connect(self._selection_changed)
        self.document.page_seen.connect(self.read_mark.note_page)
        self.document.mark_clicked.connect(self._show_proved)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut  # in the draft the same keys save it
        for keys, run in (
            ("Esc", self.close_document),
            (NEW_PASSAGE, lambda: self.workspace.attempt(self.cite)),
            ("Ctrl+Enter", lambda: self.workspace.attempt(self.cite)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.document, context=within)
            shortcut.activated.connect(run)
        sides = QShortcut(QKeySequence("F6"), self, context=within)
        sides.activated.connect(self.change_sides)
        done = QShortcut(QKeySequence(DONE_KEY), self.document, context=within)
        done.activated.connect(self.read_mark.button.click)

    # --- for the view

    def open(self, item: UUID, passage: Row | None = None, find: str | Sequence[str] = "") -> None:
        """Show the document of `item`, at `passage` if one is given, the words of `find` marked."""
        another, self.item = item != self.item, item
        if another:
            self.split.show_detail(False)
            self._begin_beside()
        self.reload()
        if another and self.row is not None:
            self.document.open_item(self.row)
            self.document.set_marks(self._marks)
        if passage is not None:
            self.document.mark_passage(passage)
            self._point_at(passage.id)
        if find:
            self.document.look_for(find)

    def reload(self) -> None:
        """Read the item and its passages again; the document stays."""
        if self.item is None:
            return
        detail = self.workspace.read(evidence.detail, self.item)
        self.row, self._rows = detail.item, detail.passages
        self.title.setText(detail.item.label)
        self.read_mark.show_item(detail.item)
        locked = self.workspace.locked
        self.passages.show_item(detail, locked=locked)
        self.beside.show_item(self.item)
        self._marks = _marks(detail)
        self.document.set_marks(self._marks)
        self._selection_changed()

    def close_document(self) -> None:
        """Let go of the document; unsaved text is saved first."""
        if self.beside.commit():
            self._let_go()
            self.closed.emit()

    def show_passage(self, passage: Row) -> None:
        """Go to where `passage` stands, and mark its words."""
        self.split.show_detail(False)
        self.document.mark_passage(passage)
        self._to_document()

    def show_beside(self, noun: str, record: UUID) -> None:
        """Show an act or another record beside the document."""
        self.beside.show_record(noun, record)

    def new_passage(self) -> None:
        """Begin a passage by hand, with what is selected filled in."""
        self._show_side("passages")
        self.passages.add(self.selection())

    def cite(self) -> None:
        """Make a passage of what is selected, at once; the cursor stays in the document."""
        selected = self.selected()
        if selected is None:
            raise UserError(
                tr("Select words, a region or a time in the document first; this key makes them a passage.")
            )
        made = self.workspace.write(tr("Cite passage"), passages.cite, selected[0], selected[1])
        self._cited(made, tr("The passage is made. Ctrl+L says what it bears on."))

    def start_link(self) -> None:
        """Say what the selection bears on (Ctrl+L): passage and links are made in one change.

        Without a selection it is the passage that was cited or clicked last.
        """
        selected = self.selected()
        if selected is None:
            self._link_pointed()
            return
        item, values = selected

        def write(targets: Sequence[Target], how: Mapping[str, Any]) -> None:
            label = tr("Cite and link passage")
            made = self.workspace.write(label, passages.cite_and_link, item, values, targets, how)
            self._cited(made, tr("The passage is made and linked."))

        self.split.show_detail(True)
        self.beside.start_link(write, titled(values))

    def change_sides(self) -> None:
        """Put the cursor into what stands beside the document, or back into the document (F6)."""
        if self.beside.isVisible() and self.beside.isAncestorOf(self.focusWidget()):
            self._to_document()
        else:
            self.split.show_detail(True)
            self.beside.segments.setFocus(Qt.FocusReason.OtherFocusReason)

    def selection(self) -> dict[str, Any]:
        """Locator, quote and the words around it of what is selected; the page alone when nothing is."""
        return dict(self.document.selection)

    def selected(self) -> tuple[UUID, dict[str, str]] | None:
        """The item and what is selected in it: words, a region or a time; None when nothing is, or nothing may be."""
        locked = self.workspace.locked
        chosen = self.document.selection
        if self.item is None or locked or not _is_citable(chosen):
            return None
        return self.item, chosen

    # --- within

    def _begin_beside(self) -> None:
        """What one came from stays in sight: an act, opened at what led here."""
        before = self.workspace.trail.came_from
        if before is not None and before.place == "acts" and before.record is not None:
            self.beside.show_record(self._noun_in_acts(before.record), before.record)
        elif self.beside.value == "record" and self.beside.act() is None:
            self.beside.turn_to("passages")

    def _noun_in_acts(self, record: UUID) -> str:
        nouns = ("act", "charge", "attribution")
        return next((noun for noun in nouns if self.workspace.read(records.exists, noun, record)), "act")

    def _selection_changed(self) -> None:
        locked = self.workspace.locked
        citable = self.selected() is not None
        for button in (self.take_button, self.link_button):
            button.setVisible(not locked and self.document.viewer is not None)
            button.setEnabled(citable)

    def _cited(self, passage: UUID, words: str) -> None:
        """A selection is a passage now: show its card where the cards are shown; what was heard is to be written down."""
        self.reload()
        card = self._point_at(passage)
        if card is not None and heard(card.place.text()) and not card.quote.filled:
            self._show_side("passages")
            card.edit("quote")
        elif self.beside.value != "passages":
            self.workspace.said.emit(words)

    def _link_pointed(self) -> None:
        passage, locked = self.passages.pointed, self.workspace.locked
        row = next((one for one in self._rows if one.id == passage), None)
        if row is None or locked:
            raise UserError(tr("Select words in the document first, or click the passage that is to be linked."))

        def write(targets: Sequence[Target], how: Mapping[str, Any]) -> None:
            self.workspace.write(tr("Link passage"), passages.link_all, row.id, targets, how)

        self.split.show_detail(True)
        self.beside.start_link(write, titled(row.values))

    def _point_at(self, passage: UUID) -> PassageCard | None:
        return self.passages.point_at(passage)

    def _show_proved(self, passage: UUID) -> None:
        """A mark was clicked: show what the passage proves."""
        self._show_side("passages")
        self._point_at(passage)

    def _show_side(self, key: str) -> None:
        self.split.show_detail(True)
        if self.beside.value != key:
            self.beside.turn_to(key)

    def _to_document(self) -> None:
        self.split.show_detail(False)
        viewer = self.document.viewer
        (self.document if viewer is None else viewer.focus_widget).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side_button.setVisible(self.window().width() < NARROW)

    def _let_go(self) -> None:
        """Nothing of the document stays in memory, and no child process."""
        self.document.let_go()
        self.read_mark.let_go()
        self.item = None


def _marks(detail: ItemDetail) -> tuple[Mark, ...]:
    """The passages as their document marks them: what undermines shows before what supports."""
    made = []
    for row in detail.passages:
        bearings = [link.bearing for link in detail.links.get(row.id, ())]
        bearing = next((one for one in ("undermines", "supports", "context") if one in bearings), "")
        locator, quote, before, after = (str(row[name]) for name in ("locator", "quote", "before", "after"))
        made.append(Mark(row.id, locator, quote, before, after, bearing))
    return tuple(made)


def _is_citable(chosen: Mapping[str, str]) -> bool:
    """Words, a region or a time; a page alone is where one happens to be."""
    locator = chosen.get("locator", "")
    return bool(chosen.get("quote")) or "region" in locator or heard(locator)


def titled(values: Mapping[str, Any]) -> str:
    """What is about to be linked, in one line."""
    quote = str(values.get("quote", ""))
    if len(quote) > _LONGEST_TITLE:
        quote = f"{quote[:_LONGEST_TITLE]} …"
    return "  ".join(part for part in (str(values.get("locator", "")), f"“{quote}”" if quote else "") if part)
