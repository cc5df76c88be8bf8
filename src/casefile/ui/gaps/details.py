"""What stands behind a line of the lists: a gap and how to close it, a passage against the case, an item, a quote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.errors import UserError
from casefile.law.catalogue import catalogue
from casefile.model.dates import words
from casefile.operations import gaps, records
from casefile.operations.gaps import Contrary, Gap, Unused
from casefile.operations.quotes import Checked, Standing
from casefile.operations.unguarded import Unguarded, Want
from casefile.ui import hooks
from casefile.ui import records as noun_records
from casefile.ui.addresses import go_to, go_to_element
from casefile.ui.law.keys import address
from casefile.ui.linking.going import open_target
from casefile.ui.linking.rows import LinksList
from casefile.ui.text import tr
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.marks import Mark
from casefile.ui.widgets.statelabel import StateLabel
from casefile.ui.workspace import Workspace

if TYPE_CHECKING:
    from casefile.ui.evidence.view import EvidenceView

_INDENT = 8  # under the words of a link
ASSIGNEE, DUE = "gaps/assignee", "gaps/due"
"""What the next question begins with is remembered under these."""


class GapDetail(ScrollColumn):
    """One gap: whose it is, what usually closes it, and the question that asks for it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.gap: Gap | None = None
        self.title = Heading(level=1)
        self.state = StateLabel()
        self.act, self.law = NumberLink(), NumberLink()
        self.element = ProseLabel()
        self.closes_head = Heading(tr("What usually closes it"))
        self.closes = ProseLabel()
        self.asked_head = Heading(tr("Asked already"))
        self.asked = QWidget()
        self._asked = QVBoxLayout(self.asked)
        self.ask_head = Heading(tr("Ask for it"))
        self.draft = Draft(
            "",
            noun_records.fields("question", "assignee", "due"),
            self._ask,
            together=(("assignee", "due"),),
            words=tr("Make a question"),
        )
        self.draft.drop_button.hide()
        self.draft.saved.connect(lambda: self.draft.clear(self._remembered()))
        self.open_button = QPushButton(tr("Go to the element"))
        self._lay_out()
        self.open_button.clicked.connect(self._open)
        self.act.followed.connect(lambda _beside: self._open())
        self.law.followed.connect(lambda _beside: self._open_law())

    def _lay_out(self) -> None:
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(10)
        self.column.addLayout(head)
        for widget in (self.state, self.act, self.law):
            self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        for block in (
            self.element,
            self.closes_head,
            self.closes,
            self.asked_head,
            self.asked,
            self.ask_head,
            self.draft,
        ):
            self.column.addWidget(block)
        self.column.addStretch()

    def show_gap(self, gap: Gap) -> None:
        another = self.gap is None or self.gap.id != gap.id
        self.gap = gap
        self.title.setText(gap.element.label)
        self.state.show_mark(Mark(gap.state.value))
        self.act.show_text(f"{gap.act_number}  {gap.act_title}"[:90], gap.act_title)
        self._show_law(gap)
        self.element.setText(f"{gap.element.text}\n{gap.element.citation}")
        self.closes.setText("\n".join(f"–  {kind}" for kind in gap.closes))
        for widget in (self.closes_head, self.closes):
            widget.setVisible(bool(gap.closes))
        self._show_asked(gap.questions)
        locked = self.workspace.locked
        self.ask_head.setVisible(not locked)
        self.draft.setVisible(not locked)
        if another:
            self.draft.clear(self._remembered())
            self.verticalScrollBar().setValue(0)

    def ask(self) -> None:
        """Make the question, with the assignee and the day that stand in the fields."""
        if self.gap is not None and not self.draft.isHidden():
            self.draft.save()

    def _show_law(self, gap: Gap) -> None:
        if gap.liability:
            text = f"{gap.liability}  {catalogue().mode(gap.liability).title}: {gap.actor}, {gap.crime}"
        else:
            text = f"{gap.crime}  {catalogue().crime(gap.crime).title}"
        self.law.show_text(text[:90], text)

    def _show_asked(self, questions: tuple[UUID, ...]) -> None:
        while (item := self._asked.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in questions:
            row = self.workspace.read(records.get, "question", one)
            link = NumberLink(" ".join(row["text"].split()), row["text"])
            link.followed.connect(lambda _beside, one=one: go_to(self.workspace, "question", one))
            who = ", ".join(part for part in (row["assignee"], words(row["due"])) if part)
            said = PlainLabel(who or tr("nobody yet, no day"), tone="muted", wrap=True)
            said.setContentsMargins(_INDENT, 0, 0, 0)
            self._asked.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self._asked.addWidget(said)
        for widget in (self.asked_head, self.asked):
            widget.setVisible(bool(questions))

    def _remembered(self) -> dict[str, Any]:
        settings = self.workspace.settings
        return {"assignee": str(settings.remembered(ASSIGNEE, "")), "due": str(settings.remembered(DUE, ""))}

    def _ask(self, values: Mapping[str, Any]) -> None:
        gap = self.gap
        assert gap is not None
        assignee, due = str(values.get("assignee", "")), str(values.get("due", ""))
        asked = [self.workspace.read(records.get, "question", one) for one in gap.questions]
        if any((row["assignee"], row["due"]) == (assignee, due) for row in asked):
            raise UserError(tr("This is asked already. Name somebody else or another day to ask again."))
        self.workspace.write("Ask about a gap", gaps.ask, gap, assignee, due)
        self.workspace.settings.remember(ASSIGNEE, assignee)
        self.workspace.settings.remember(DUE, due)
        self.workspace.said.emit(tr("The question stands under Questions. Undo takes it back."))

    def _open(self) -> None:
        if self.gap is not None:
            target = self.gap.target
            self.workspace.attempt(lambda: go_to_element(self.workspace, target))

    def _open_law(self) -> None:
        if self.gap is not None:
            place = address(self.gap.liability or self.gap.crime)
            self.workspace.attempt(lambda: self.workspace.go(place.place, place.record))


class ContraryDetail(ScrollColumn):
    """A passage that undermines, and what it undermines."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Contrary | None = None
        self.title = Heading(level=1)
        self.detail = PlainLabel(tone="muted", wrap=True)
        self.target_button = QPushButton(tr("Go to what it undermines"))
        self.target_button.clicked.connect(self._open)
        self.links = LinksList(workspace)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.target_button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self.detail)
        self.column.addWidget(self.links)
        self.column.addStretch()

    def show_row(self, row: Contrary) -> None:
        self.row = row
        self.title.setText(row.about)
        self.detail.setText(row.detail)
        self.detail.setVisible(bool(row.detail))
        locked = self.workspace.locked
        self.links.show_links([row.link], locked=locked)

    def _open(self) -> None:
        if self.row is not None:
            target = self.row.link.target
            self.workspace.attempt(partial(open_target, self.workspace, target))


class UnusedDetail(ScrollColumn):
    """An item that nothing rests on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Unused | None = None
        self.title = Heading(level=1)
        self.words = ProseLabel()
        self.open_button = QPushButton(tr("Open the item"))
        self.open_button.clicked.connect(self._open)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def show_row(self, row: Unused) -> None:
        self.row = row
        self.title.setText(f"{row.number}  {row.title}")
        if row.passages:
            said = tr("Passages are marked in it ({count}), and none is linked to anything yet.")
        else:
            said = tr("No passage is marked in it yet. Read it, mark what matters and link it, or leave it as it is.")
        self.words.setText(said.format(count=row.passages))

    def _open(self) -> None:
        if self.row is not None:
            record = self.row.id
            self.workspace.attempt(lambda: go_to(self.workspace, "evidence", record))


class UnguardedDetail(ScrollColumn):
    """What lacks a consent, a basis or a number of its own, why that matters, and the way to where it is mended."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Unguarded | None = None
        self.title = Heading(level=1)
        self.words = ProseLabel()
        self.open_button = QPushButton()
        self.open_button.clicked.connect(self.open)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def show_row(self, row: Unguarded) -> None:
        self.row = row
        self.title.setText(" ".join(part for part in (row.number, row.title) if part))
        self.words.setText(_told(row))
        buttons = {"evidence": tr("Open the item"), "act": tr("Open the act")}
        self.open_button.setText(buttons.get(row.noun, tr("Open the case's overview")))

    def open(self) -> None:
        """Show the item, what is wanted in sight."""
        row = self.row
        if row is not None:
            self.workspace.attempt(lambda: self._open(row))

    def _open(self, row: Unguarded) -> None:
        go_to(self.workspace, row.noun, row.record)
        if row.noun == "evidence" and row.want is not Want.NUMBER:
            section = "consent" if row.want is Want.CONSENT else "protection"
            cast("EvidenceView", self.workspace.view_of("evidence")).show_section(section)


def _told(row: Unguarded) -> str:
    """Why it stands here, and what to do."""
    said = {
        Want.CONSENT: tr(
            "Somebody behind this item withdrew a consent, and proof rests on the item. See who and for whom, and "
            "whether what it proves can rest on something else."
        ),
        Want.BASIS: tr(
            "It is {level} and does not say why. Above public, the basis in fact and law must be given before it can "
            "be filed (regulation 23 bis)."
        ),
        Want.NUMBER: tr(
            "{number} is also the number of “{others}”. Give one of them another number, so that a citation can only "
            "mean one."
        ),
        Want.BLOCK: tr(
            "These numbers overlap {others}: two people can give the same number. Change one of the blocks on the "
            "overview, under Number blocks."
        ),
    }
    return said[row.want].format(level=tr(row.level).lower(), number=row.number, others=row.others)


class QuoteDetail(ScrollColumn):
    """A passage whose quote does not stand where it is said to."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Checked | None = None
        self.title = Heading(level=1)
        self.words = ProseLabel()
        self.quote = ProseLabel(tone="muted")
        self.open_button = QPushButton(tr("Open the passage"))
        self.open_button.clicked.connect(self._open)
        for widget in (self.title, self.words, self.quote):
            self.column.addWidget(widget)
        self.column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch()

    def show_row(self, row: Checked) -> None:
        self.row = row
        self.title.setText(row.pin_cite)
        if row.standing is Standing.ELSEWHERE:
            said = tr("The words stand elsewhere in the document: {place}. Mend the place, or quote what stands there.")
        else:
            said = tr(
                "These words do not stand in the document. Compare them with it, and mend the quote or the place."
            )
        self.words.setText(said.format(place=row.found))
        self.quote.setText(f"“{row.quote}”")

    def _open(self) -> None:
        row, opened = self.row, hooks.open_passage.function
        if row is not None and opened is not None:
            self.workspace.attempt(lambda: opened(self.workspace, row.id))
