"""The consent ledger of one person, and what the persons behind an item allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.model.dates import words
from casefile.operations import consents, records
from casefile.operations.consents import THINGS, ConsentRow, ForRecipient, May, OfItem
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Heading, NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_FIRST = ("recipient", "recipient_name", "account", "name", "face", "place", "given", "form")
_ALL = (*_FIRST, "explained", "evidence_id", "withdrawn", "withdrawn_reason", "note")
_TOGETHER = (("recipient", "recipient_name"), ("account", "name", "face", "place"), ("given", "form"))
_PLACES = {"actor": "actors", "source": "evidence"}


class Consents(QWidget):
    """What one actor or source allowed, a card a recipient; withdrawn ones first."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        """`noun` is "actor" or "source"."""
        super().__init__(parent)
        self.workspace, self.noun = workspace, noun
        self.person: UUID | None = None
        self._locked = True
        self.add_button = QPushButton(tr("Add consent"))
        self.add_button.setIcon(icons.icon("add"))
        self.none = PlainLabel(
            tr("No consent is recorded. Note for each recipient what may be given: account, name, face, place."),
            tone="muted",
            wrap=True,
        )
        finders = {"evidence_id": noun_records.finder(workspace, "evidence", place="evidence")}
        self.draft = Draft(
            "",
            noun_records.fields("consent", *_FIRST, "explained", "evidence_id"),
            self._make,
            finders=finders,
            together=_TOGETHER,
            words=tr("Add consent"),
        )
        self.room = QFrame()
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(self.draft)
        self.room.hide()
        self.list = CardList(lambda: ConsentCard(workspace), spacing=4)
        head = QHBoxLayout()
        head.addWidget(Heading(tr("Consent")), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.none, self.room, self.list):
            column.addWidget(widget)
        self.add_button.clicked.connect(self.add)
        self.draft.saved.connect(self._close_draft)
        self.draft.dropped.connect(self._close_draft)

    def show_person(self, person: UUID, *, locked: bool) -> None:
        another, self.person, self._locked = person != self.person, person, locked
        if another:
            self.room.hide()
            self.draft.clear()
        rows = self.workspace.read(consents.of_person, self.noun, person)
        self.list.show_rows(rows, afresh=another)
        self.add_button.setVisible(not locked and self.room.isHidden())
        self.none.setVisible(not rows and self.room.isHidden())

    def add(self) -> None:
        """Begin a new consent."""
        if not self._locked:
            self.room.show()
            self.none.hide()
            self.add_button.hide()
            self.draft.start()

    def commit(self) -> bool:
        return self.list.commit()

    def _make(self, values: Mapping[str, Any]) -> None:
        self.workspace.write("Add consent", records.add, "consent", {f"{self.noun}_id": self.person, **values})

    def _close_draft(self) -> None:
        self.room.hide()
        self.add_button.setVisible(not self._locked)
        self.none.setVisible(not self.list.cards)
        self.add_button.setFocus()


class ConsentCard(Card):
    """Recipient, what may be given, since when; withdrawn said first. Unfolded it is a form."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._row: ConsentRow | None = None
        self.form: Form | None = None
        self.withdrawn = PlainLabel(tone="mistake", wrap=True)
        self.recipient = PlainLabel(wrap=True)
        self.words = PlainLabel(tone="muted", wrap=True)
        self.edit_button = _tool("edit", tr("Edit consent"))
        self.bin_button = _tool("bin", tr("Put consent into the bin"))
        frame = QFrame()
        frame.setProperty("card", "true")
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(frame)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.recipient, 1)
        head.addWidget(self.edit_button)
        head.addWidget(self.bin_button)
        self._column = QVBoxLayout(frame)
        self._column.setContentsMargins(12, 6, 8, 8)
        self._column.setSpacing(2)
        self._column.addWidget(self.withdrawn)
        self._column.addLayout(head)
        self._column.addWidget(self.words)
        self.edit_button.clicked.connect(self.toggle_edit)
        self.bin_button.clicked.connect(self.bin)

    def show_row(self, row: ConsentRow) -> None:
        if self._row is not None and self._row.id != row.id and self.form is not None:
            self.form.hide()
        self._row = row
        self.withdrawn.setText(withdrawn_words(row))
        self.withdrawn.setVisible(bool(row.withdrawn))
        self.recipient.setText(row.recipient)
        self.words.setText(allowed_words(row))
        locked = self.workspace.case is None or self.workspace.case.read_only
        self.bin_button.setVisible(not locked)
        if self.form is not None and not self.form.isHidden():
            self.form.show_record(row.consent, locked=locked)

    def toggle_edit(self) -> None:
        """Unfold the form, or fold it again."""
        if self._row is None:
            return
        if self.form is None:
            save = noun_records.save(self.workspace, "consent", lambda: self._row.id if self._row else None)
            finders = {"evidence_id": noun_records.finder(self.workspace, "evidence", place="evidence")}
            together = (*_TOGETHER, ("evidence_id", "withdrawn"))
            self.form = Form(noun_records.fields("consent", *_ALL), save, finders=finders, together=together)
            self.form.hide()
            self._column.addWidget(self.form)
        opened = self.form.isHidden()
        if opened:
            locked = self.workspace.case is None or self.workspace.case.read_only
            self.form.show_record(self._row.consent, locked=locked)
        if opened or self.form.commit():
            self.form.setVisible(opened)
        if opened:
            self.form.start()

    def bin(self) -> None:
        row = self._row
        if row is not None and self.workspace.attempt(
            lambda: self.workspace.write("Bin consent", records.bin_, "consent", row.id)
        ):
            self.workspace.said.emit(tr("Put into the bin. Undo brings it back."))

    def commit(self) -> bool:
        return self.form is None or self.form.isHidden() or self.form.commit()


class ConsentOfItem(QWidget):
    """What the persons behind an item allow: withdrawn consents, then an answer for each recipient."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.found: OfItem | None = None
        self.withdrawn = PlainLabel(tone="mistake", wrap=True)
        self.none = PlainLabel(tone="muted", wrap=True)
        self.answers = QVBoxLayout()
        self.answers.setSpacing(6)
        self.persons = CardList(lambda: _PersonLine(workspace), spacing=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.withdrawn)
        column.addWidget(self.none)
        column.addLayout(self.answers)
        column.addWidget(self.persons)

    def show_item(self, item: UUID) -> None:
        self.found = found = self.workspace.read(consents.of_item, item)
        gone = [f"{row.person.name}: {withdrawn_words(row)}" for row in found.consents if row.withdrawn]
        self.withdrawn.setText("\n".join(gone))
        self.withdrawn.setVisible(bool(gone))
        self.none.setText(_nothing(found))
        self.none.setVisible(not found.recipients)
        while (old := self.answers.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        for one in found.recipients:
            label = PlainLabel(answer_words(one), tone="mistake" if one.withdrawn else "", wrap=True)
            self.answers.addWidget(label)
        self.persons.show_rows(found.persons)

    def summary(self) -> str:
        """The section's heading while it is folded: withdrawn first."""
        if self.found is None:
            return ""
        gone = sum(bool(row.withdrawn) for row in self.found.consents)
        if gone:
            return tr("⊘ withdrawn: {count}").format(count=gone)
        if not self.found.consents:
            return tr("not asked") if self.found.persons else ""
        return tr("{count} recipients").format(count=len(self.found.recipients))


class _PersonLine(Card):
    """A link to somebody behind the item."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._row: consents.Person | None = None
        self.link = NumberLink()
        self.link.followed.connect(lambda _beside: self._row and workspace.go(_PLACES[self._row.noun], self._row.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.link)
        row.addStretch()

    def show_row(self, row: consents.Person) -> None:
        self._row = row
        self.link.show_text(row.name, tr("Who gave it: the consents stand there"))


def withdrawn_words(row: ConsentRow) -> str:
    """That and when a consent was withdrawn, "" where it holds."""
    if not row.withdrawn:
        return ""
    text = tr("⊘ Withdrawn {date}, for {recipient}").format(date=words(row.withdrawn), recipient=row.recipient)
    reason = str(row.consent["withdrawn_reason"]).strip()
    return f"{text}. {reason}" if reason else f"{text}."


def allowed_words(row: ConsentRow) -> str:
    """What may be given, for which item, since when and how."""
    allowed = ", ".join(tr(word) for word in row.allowed) or tr("nothing")
    parts = [tr("may have: {things}").format(things=allowed)]
    parts.append(tr("only for {item}").format(item=row.item) if row.item else "")
    parts.append(tr("given {date}").format(date=words(row.consent["given"])) if row.consent["given"] else "")
    parts.append(str(row.consent["form"]))
    return "  ·  ".join(part for part in parts if part)


def answer_words(one: ForRecipient) -> str:
    """What a recipient may have of an item, in a line, with the reasons for every no below it."""
    signs = {May.YES: tr("● yes"), May.NO: tr("⊘ no"), May.NOT_ASKED: tr("○ not asked")}
    parts = [f"{tr(word)}: {signs[answer.may]}" for (_, word), answer in zip(THINGS, one.answers, strict=True)]
    return f"{one.recipient}\n{'   '.join(parts)}"


def _nothing(found: OfItem) -> str:
    if found.persons:
        return tr("The person behind this item was not asked yet; note the consent with the person below.")
    return tr("No witness is recorded behind this item. Consent is noted with the actor or the source who gave it.")


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon, "muted"))
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setProperty("faint", "true")
    return button
