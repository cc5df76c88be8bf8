"""The bytes of an item: what they are, their hash, and whether they still have it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.evidence import verifying
from casefile.evidence.verifying import Verified
from casefile.operations import duplicates
from casefile.operations.custody import ALTERED, SOUND
from casefile.operations.records import Row
from casefile.ui.evidence.custody import now
from casefile.ui.moments import size_words
from casefile.ui.text import tr
from casefile.ui.widgets.labels import NumberLink, PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_MOST_ALIKE = 5


class Integrity(QWidget):
    """File name, size, kind, SHA-256, and "Verify now"."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.row: Row | None = None
        self.values = {name: ProseLabel() for name in ("file_name", "size", "mime", "sha256")}
        self.values["sha256"].setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.verify_button = QPushButton(tr("Verify now"))
        self.copy_button = QPushButton(tr("Copy hash"))
        self.state = PlainLabel(wrap=True)
        self.none = PlainLabel(tr("This item is recorded without a file."), tone="muted", wrap=True)
        self.none.setContentsMargins(9, 0, 0, 0)
        self.facts = QWidget()
        grid = QGridLayout(self.facts)
        grid.setContentsMargins(9, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        words = {"file_name": tr("File name"), "size": tr("Size"), "mime": tr("Kind"), "sha256": tr("SHA-256")}
        for place, (name, label) in enumerate(self.values.items()):
            grid.addWidget(PlainLabel(words[name], tone="muted"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, place, 1)
            label.setAccessibleName(words[name])
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        for button in (self.verify_button, self.copy_button):
            buttons.addWidget(button)
        buttons.addStretch()
        grid.addLayout(buttons, 4, 0, 1, 2)
        grid.addWidget(self.state, 5, 0, 1, 2)
        self.alike = QWidget()
        self._alike = QHBoxLayout(self.alike)
        self._alike.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.alike, 6, 0, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.none)
        column.addWidget(self.facts)
        self.verify_button.clicked.connect(self.verify)
        self.copy_button.clicked.connect(self._copy)

    def show_row(self, row: Row, *, locked: bool) -> None:
        if self.row is None or self.row.id != row.id:
            self._say("", "")
        self.row = row
        has_file = bool(row["sha256"])
        self.none.setVisible(not has_file)
        self.facts.setVisible(has_file)
        self.verify_button.setEnabled(not locked)
        self.values["file_name"].setText(row["file_name"])
        self.values["size"].setText(size_words(row["size"]))
        self.values["mime"].setText(row["mime"])
        digest = row["sha256"]
        self.values["sha256"].setText(f"{digest[:32]}\n{digest[32:]}" if digest else "")
        self._show_alike(row)

    def _show_alike(self, row: Row) -> None:
        """Pictures that look the same: a hint, with the way to them."""
        found = self.workspace.read(duplicates.near, row.id)[:_MOST_ALIKE] if row["image_hash"] else ()
        while (old := self._alike.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        self._alike.addWidget(PlainLabel(tr("Looks like"), tone="muted"))
        for one in found:
            link = NumberLink(one.number)
            link.followed.connect(lambda _beside, item=one.id: self.workspace.go("evidence", item))
            self._alike.addWidget(link)
        self._alike.addStretch()
        self.alike.setVisible(bool(found))

    def verify(self) -> None:
        """Hash the bytes again, and record what came of it in the custody register."""
        case, row = self.workspace.case, self.row
        if case is None or row is None or not row["sha256"]:
            return
        self.verify_button.setEnabled(False)
        self._say(tr("Reading the bytes again…"), "muted")
        identity, name = row.id, self.workspace.settings.text("name")
        self.workspace.jobs.start(
            tr("Verifying {number}").format(number=row.number),
            lambda progress, cancelled: verifying.verify(case, lambda _: [identity], name, now, progress, cancelled),
            lambda verified: self._verified(identity, row.number, verified),
            lambda error: self._tell(identity, str(error), "mistake"),
        ).ended.connect(lambda: self.verify_button.setEnabled(True))

    def _verified(self, item: UUID, number: str, verified: Verified) -> None:
        if verified.altered:
            alarm = tr("{number} is altered: its bytes are not those that were taken in. This stands in its register.")
            self.workspace.said.emit(alarm.format(number=number))
            self._tell(item, f"⊘ {tr(ALTERED)}", "mistake")
        elif verified.unread:
            self._tell(item, verified.unread[0].problem, "mistake")
        elif verified.stopped:
            self._tell(item, "", "")
        else:
            self._tell(item, f"● {tr(SOUND)}", "covered")

    def _tell(self, item: UUID, sentence: str, tone: str) -> None:
        if self.row is not None and self.row.id == item:
            self._say(sentence, tone)

    def _copy(self) -> None:
        if self.row is not None:
            QGuiApplication.clipboard().setText(str(self.row["sha256"]))
            self.workspace.said.emit(tr("The hash is on the clipboard."))

    def _say(self, sentence: str, tone: str) -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        self.state.setProperty("tone", tone)
        self.state.style().polish(self.state)
