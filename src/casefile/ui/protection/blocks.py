"""Blocks of numbers for contributors: who has which, how many are used, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from casefile.operations import number_blocks, records
from casefile.operations.number_blocks import BlockRow
from casefile.ui import icons
from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.cards import Card, CardList
from casefile.ui.widgets.draft import Draft
from casefile.ui.widgets.labels import Heading, PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_FIELDS = ("contributor", "series", "prefix", "first", "last", "author")


class Blocks(QWidget):
    """The blocks of the case, one's own said so, and one's own pseudonym to hand to whoever keeps the case."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.add_button = QPushButton(tr("Add block"))
        self.add_button.setIcon(icons.icon("add"))
        self.none = PlainLabel(
            tr(
                "Several people on copies of this case? Give each a block of numbers, so that no number is given twice."
            ),
            tone="muted",
            wrap=True,
        )
        self.pseudonym = ProseLabel(tone="muted")
        together = (("contributor", "series"), ("prefix", "first", "last"))
        fields = noun_records.fields("number_block", *_FIELDS)
        self.draft = Draft("", fields, self._make, together=together, words=tr("Add block"))
        self.me_button = QPushButton(tr("This is me"))
        self.me_button.setToolTip(tr("Puts your own pseudonym into the field"))
        self.draft.form.rows["author"].add_below(self.me_button)
        self.room = QFrame()
        self.room.setProperty("card", "true")
        inside = QVBoxLayout(self.room)
        inside.setContentsMargins(4, 10, 12, 12)
        inside.addWidget(self.draft)
        self.room.hide()
        self.list = CardList(lambda: BlockCard(workspace), spacing=2)
        head = QHBoxLayout()
        head.addWidget(Heading(tr("Numbers")), 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget in (self.none, self.room, self.list, self.pseudonym):
            column.addWidget(widget)
        self.add_button.clicked.connect(self.add)
        self.me_button.clicked.connect(self._fill_in_me)
        self.draft.saved.connect(self._close)
        self.draft.dropped.connect(self._close)

    def reload(self) -> None:
        """Read the blocks again."""
        case = self.workspace.case
        if case is None:
            return
        rows = self.workspace.read(number_blocks.listed, case.author.id)
        self.list.show_rows(rows)
        self.none.setVisible(not rows)
        self.add_button.setVisible(not case.read_only and self.room.isHidden())
        self.pseudonym.setText(tr("Your pseudonym in this case: {id}").format(id=case.author.id))
        self.pseudonym.setVisible(bool(rows) or not self.room.isHidden())

    def add(self) -> None:
        """Begin a new block."""
        self.room.show()
        self.add_button.hide()
        self.pseudonym.show()
        self.draft.start()

    def _make(self, values: Mapping[str, Any]) -> None:
        self.workspace.write("Add number block", records.add, "number_block", values)

    def _fill_in_me(self) -> None:
        if self.workspace.case is not None:
            self.draft.form.rows["author"].editor.show_value(str(self.workspace.case.author.id))

    def _close(self) -> None:
        self.room.hide()
        self.reload()
        self.add_button.setFocus()


class BlockCard(Card):
    """Whose numbers, which, how many are used; "This is me" where the block is nobody's yet."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._row: BlockRow | None = None
        self.words = PlainLabel(wrap=True)
        self.me_button = QPushButton(tr("This is me"))
        self.bin_button = QToolButton()
        self.bin_button.setIcon(icons.icon("bin", "muted"))
        self.bin_button.setToolTip(tr("Put block into the bin"))
        self.bin_button.setAccessibleName(tr("Put block into the bin"))
        self.bin_button.setProperty("faint", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.me_button)
        row.addWidget(self.bin_button)
        self.me_button.clicked.connect(self.take)
        self.bin_button.clicked.connect(self._bin)

    def show_row(self, row: BlockRow) -> None:
        self._row = row
        whose = tr("{name} (you)").format(name=row.contributor) if row.mine else row.contributor
        used = tr("{count} used").format(count=f"{row.used:,}")
        self.words.setText(f"{row.numbers}  ·  {whose}  ·  {used}")
        case = self.workspace.case
        may_write = case is not None and not case.read_only
        self.me_button.setVisible(may_write and not row.author)
        self.bin_button.setVisible(may_write)

    def take(self) -> None:
        """Make the block one's own."""
        case, row = self.workspace.case, self._row
        if case is not None and row is not None:
            values = {"author": str(case.author.id)}
            self.workspace.attempt(
                lambda: self.workspace.write("Edit number block", records.edit, "number_block", row.id, values)
            )

    def _bin(self) -> None:
        row = self._row
        if row is not None:
            self.workspace.attempt(
                lambda: self.workspace.write("Bin number block", records.bin_, "number_block", row.id)
            )
