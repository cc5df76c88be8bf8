"""The custody sheet of an item as a PDF: with which names, and where."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLayout, QRadioButton, QVBoxLayout

from casefile.operations import records
from casefile.operations.veil import protected_names
from casefile.ui.jobs import Cancelled, Progress
from casefile.ui.text import tr
from casefile.ui.widgets.labels import Heading, PlainLabel
from casefile.ui.workspace import Workspace

_WIDTH = 480  # logical pixels


class SheetDialog(QDialog):
    """Asks whether protected names are to stand on the sheet; withheld unless one says otherwise, if there are any."""

    def __init__(self, workspace: Workspace, item: UUID) -> None:
        super().__init__(workspace.window)
        self.workspace, self.item = workspace, item
        self.number = workspace.read(records.get, "evidence", item).number
        title = tr("Custody sheet of {number}").format(number=self.number)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.withheld = QRadioButton(tr("&Withhold protected names"))
        self.named = QRadioButton(tr("Write &all names"))
        protects = bool(workspace.read_named(protected_names))
        (self.withheld if protects else self.named).setChecked(True)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.write = buttons.addButton(tr("Choose where…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(4)
        column.addWidget(Heading(title, 1))
        words = tr("What the item is, its hashes and receipts, and who had it when, as a PDF to go with it.")
        column.addWidget(PlainLabel(words, tone="muted", wrap=True))
        hides = tr("Proposed, as this case protects persons: pseudonyms such as P-0001 stand for them, on each page.")
        if not protects:
            hides = tr("No name is protected in this case yet: tick “Protected” with a person or a source first.")
        names = tr("Protected persons can be known from it: only for those who may know who is behind the item.")
        for button, told in (
            (self.withheld, hides),
            (self.named, names if protects else tr("Nobody is protected, so nothing is left out.")),
        ):
            column.addSpacing(8)
            column.addWidget(button)
            note = PlainLabel(told, tone="muted", wrap=True)
            note.setContentsMargins(24, 0, 0, 0)
            button.setAccessibleDescription(told)
            column.addWidget(note)
        column.addSpacing(16)
        column.addStretch()
        column.addWidget(buttons)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # wrapped words ask for more than they need
        self.resize(_WIDTH, column.totalHeightForWidth(_WIDTH))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def accept(self) -> None:
        """Ask where, and write it there."""
        withheld = self.withheld.isChecked()
        called = tr("{number} custody, names withheld.pdf") if withheld else tr("{number} custody.pdf")
        name = called.format(number=self.number).replace("/", "_").replace("\\", "_")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Custody sheet"), name, tr("PDF (*.pdf)"))
        if chosen:
            super().accept()
            path = Path(chosen)
            path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            write(self.workspace, self.item, path, withheld=withheld)


def ask(workspace: Workspace, item: UUID) -> None:
    """Ask which names and where, and write the custody sheet of `item` there."""
    workspace.attempt(lambda: SheetDialog(workspace, item).open())


def write(workspace: Workspace, item: UUID, path: Path, *, withheld: bool) -> None:
    """Write the custody sheet of `item` to `path`, beside the window."""
    case = workspace.case
    if case is None:
        return

    def work(_progress: Progress, cancelled: Cancelled) -> None:
        from casefile.brief import custody_sheet

        custody_sheet.write(case, item, path, cancelled, withheld=withheld)

    words = tr("Wrote the custody sheet to {path}.")
    if withheld:
        words = tr("Wrote the custody sheet, protected names withheld, to {path}.")
    workspace.jobs.start(
        tr("Writing the custody sheet"), work, lambda _done: workspace.said.emit(words.format(path=path))
    )
