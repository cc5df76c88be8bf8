"""Blocks of numbers for contributors: who has which, how many are used, and a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from casefile.operations import number_blocks, records
from casefile.operations.number_blocks import BlockRow
from casefile.ui import records as noun_records
from casefile.ui.belongings import BelongingCard, Belongings, Kind
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

BLOCK = Kind(
    noun="number_block",
    title="Number blocks",
    word="number block",
    none="Several people on copies of this case? Give each a block of numbers, so that no number is given twice.",
    first=("contributor", "series", "prefix", "first", "last", "author"),
    more=("note",),
    together=(("contributor", "series"), ("prefix", "first", "last")),
)


class Blocks(Belongings):
    """The blocks of the case, one's own said so, and one's own pseudonym to hand to whoever keeps the case."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, BLOCK, BlockCard, parent=parent)
        self.pseudonym = ProseLabel(tone="muted")
        self.column.addWidget(self.pseudonym)
        self.me_button = _me_button(workspace, self.draft.form)

    def reload(self) -> None:
        """Read the blocks again."""
        case = self.workspace.case
        if case is not None:
            self.pseudonym.setText(tr("Your pseudonym in this case: {id}").format(id=case.author.id))
            self.show_rows(self.workspace.read(number_blocks.listed, case.author.id), locked=case.read_only)

    def _offer(self) -> None:
        super()._offer()
        self.pseudonym.setVisible(not self._empty or self.adding)


class BlockCard(BelongingCard):
    """Whose numbers, which, how many are used; "This is me" where the block is nobody's yet."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, BLOCK)
        self.words = PlainLabel(wrap=True)
        self.overlap = PlainLabel(tone="mistake", wrap=True)
        self.note = ProseLabel(tone="muted")
        self.me_button = QPushButton(tr("This is me"))
        self.column.insertWidget(0, self.overlap)
        self.lay_out((self.words, self.me_button), (self.note,))
        self.me_button.clicked.connect(self.take)

    def show_row(self, row: BlockRow) -> None:
        super().show_row(row)
        whose = tr("{name} (you)").format(name=row.contributor) if row.mine else row.contributor
        used = tr("{count} used").format(count=f"{row.used:,}")
        self.words.setText(f"{row.numbers}\n{whose}")
        self.overlap.setText(tr("⊘ Overlaps {others}. Change one of the two.").format(others=row.overlaps))
        self.overlap.setVisible(bool(row.overlaps))
        self.note.setText("\n".join(part for part in (used, row.block["note"]) if part))
        self.me_button.setVisible(not self.locked and not row.author)
        self.me_button.setAccessibleName(tr("This is me: {numbers}").format(numbers=row.numbers))

    def take(self) -> None:
        """Make the block one's own."""
        case, block = self.workspace.case, self.record
        if case is not None and block is not None:
            values = {"author": str(case.author.id)}
            self.workspace.attempt(
                lambda: self.workspace.write("Edit number block", records.edit, "number_block", block, values)
            )

    def make_form(self) -> Form:
        form = super().make_form()
        names, label = ("series", "prefix", "first", "last"), tr("Edit number block")
        noun_records.save_refused_along(self.workspace, "number_block", lambda: self.record, form, names, label)
        _me_button(self.workspace, form)
        return form


def _me_button(workspace: Workspace, form: Form) -> QPushButton:
    """A button under the pseudonym that fills in one's own."""
    row = form.rows["author"]

    def fill_in() -> None:
        if workspace.case is not None:
            row.editor.show_value(str(workspace.case.author.id))
            row.commit()

    button = QPushButton(tr("This is me"))
    button.setToolTip(tr("Puts your own pseudonym into the field"))
    button.clicked.connect(fill_in)
    room = QWidget()
    line = QHBoxLayout(room)
    line.setContentsMargins(0, 2, 0, 0)
    line.addWidget(button)
    line.addStretch()
    row.add_below(room)
    return button
