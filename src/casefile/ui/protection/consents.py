"""The consent ledger of one person, and what the persons behind an item allow."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.model.dates import words
from casefile.operations import consents
from casefile.operations.consents import THINGS, ConsentRow, ForRecipient, May, OfItem
from casefile.ui import records as noun_records
from casefile.ui.belongings import BelongingCard, Belongings, Kind
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.labels import NumberLink, PlainLabel
from casefile.ui.workspace import Workspace

_PLACES = {"actor": "actors", "source": "evidence"}
CONSENT = Kind(
    noun="consent",
    title="Consent",
    word="consent",
    none="No consent is recorded. Note for each recipient what may be given: account, name, face, place.",
    first=(
        "recipient", "recipient_name", "account", "name", "face", "place", "given", "form", "explained", "evidence_id",
    ),
    more=("withdrawn", "withdrawn_reason", "note"),
    together=(("recipient", "recipient_name"), ("account", "name"), ("face", "place"), ("given", "form")),
    finders=lambda workspace: {"evidence_id": noun_records.finder(workspace, "evidence", place="evidence")},
)  # fmt: skip


class Consents(Belongings):
    """What one actor or source allowed, a card a recipient; withdrawn ones first."""

    def __init__(self, workspace: Workspace, noun: str, parent: QWidget | None = None) -> None:
        """`noun` is "actor" or "source"."""
        super().__init__(workspace, CONSENT, ConsentCard, lambda: {f"{noun}_id": self.person}, parent)
        self.noun = noun
        self.person: UUID | None = None

    def show_person(self, person: UUID, *, locked: bool) -> None:
        """Show the consents of `person`, again or for the first time."""
        another, self.person = person != self.person, person
        self.show_rows(self.workspace.read(consents.of_person, self.noun, person), locked=locked, another=another)


class ConsentCard(BelongingCard):
    """Recipient, what may be given, since when; withdrawn said first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, CONSENT)
        self.withdrawn = PlainLabel(tone="mistake", wrap=True)
        self.recipient = PlainLabel(wrap=True)
        self.words = PlainLabel(tone="muted", wrap=True)
        self.column.insertWidget(0, self.withdrawn)
        self.lay_out((self.recipient,), (self.words,))

    def show_row(self, row: ConsentRow) -> None:
        super().show_row(row)
        self.withdrawn.setText(withdrawn_words(row))
        self.withdrawn.setVisible(bool(row.withdrawn))
        self.recipient.setText(row.recipient)
        self.words.setText(allowed_words(row))


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
        told = QVBoxLayout()
        told.setContentsMargins(9, 0, 0, 0)
        told.setSpacing(6)
        told.addWidget(self.withdrawn)
        told.addWidget(self.none)
        told.addLayout(self.answers)
        told.addWidget(self.persons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(told)

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

    def add_below(self, widget: QWidget) -> None:
        """Put more about the consent to an item under it."""
        self._column.addWidget(widget)

    def summary(self) -> str:
        """The section's heading while it is folded: withdrawn first."""
        if self.found is None:
            return ""
        gone = sum(bool(row.withdrawn) for row in self.found.consents)
        if gone:
            return tr("⊘ withdrawn: {count}").format(count=gone)
        if not self.found.consents:
            return tr("not asked") if self.found.persons else ""
        count = len(self.found.recipients)
        return tr("1 recipient") if count == 1 else tr("{count} recipients").format(count=count)


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
    parts = [(tr("had: {things}") if row.withdrawn else tr("may have: {things}")).format(things=allowed)]
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
