"""How an item was collected, what a capture still lacks, and the metadata embedded in the file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casefile.model import EvidenceItem
from casefile.model.base import fields_of
from casefile.operations import captures
from casefile.operations.records import Row
from casefile.ui.moments import local_words
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.workspace import Workspace

_EMBEDDED = (
    "embedded_title",
    "embedded_author",
    "embedded_created",
    "embedded_modified",
    "embedded_software",
    "embedded_device",
    "file_created",
    "file_modified",
    "folder",
    "embedded",
)


class Collection(QWidget):
    """The form of the collection data; below it, for pages and posts, what paragraph 155 asks for and is not there."""

    def __init__(self, workspace: Workspace, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.state = PlainLabel(wrap=True)
        self.lacking = PlainLabel(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        for label in (self.state, self.lacking):
            label.setContentsMargins(9, 0, 0, 0)
            column.addWidget(label)

    def show_row(self, row: Row) -> None:
        asked = self.workspace.read(captures.completeness, row.id)
        missing = [one for one in asked if not one.is_met]
        self.state.setVisible(bool(asked))
        self.lacking.setVisible(bool(missing))
        if not asked:
            return
        words = tr("Capture: {met} of the {all} parts that the Berkeley Protocol asks for (paragraph 155).")
        self.state.setText(words.format(met=len(asked) - len(missing), all=len(asked)))
        lines = (f"({one.letter}) {tr(one.label)}: {tr(one.missing)}" for one in missing)
        self.lacking.setText("\n".join([tr("Still to add, where it can be had:"), *lines]))


class Embedded(QWidget):
    """What is written in the file itself, as it stands there; to read and to copy from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.none = PlainLabel(tr("The file carries no metadata that can be read."), tone="muted", wrap=True)
        self.values: dict[str, ProseLabel] = {}
        self._heads: dict[str, PlainLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(9, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.none, 0, 0, 1, 2)
        labels = {name: tr(field.label) for name, field in fields_of(EvidenceItem).items() if name in _EMBEDDED}
        labels["place"] = tr("Embedded place")
        for line, name in enumerate((*_EMBEDDED[:6], "place", *_EMBEDDED[6:]), start=1):
            self._heads[name] = PlainLabel(labels[name], tone="muted")
            self.values[name] = ProseLabel()
            self.values[name].setAccessibleName(labels[name])
            grid.addWidget(self._heads[name], line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.values[name], line, 1)

    def show_row(self, row: Row) -> None:
        place = f"{row['embedded_latitude']}, {row['embedded_longitude']}" if row["embedded_latitude"] else ""
        shown = {name: str(row[name] or "") for name in _EMBEDDED} | {"place": place}
        shown |= {name: local_words(shown[name]) for name in ("file_created", "file_modified") if shown[name]}
        for name, text in shown.items():
            self.values[name].setText(text)
            self.values[name].setVisible(bool(text))
            self._heads[name].setVisible(bool(text))
        self.none.setVisible(not any(shown.values()))


def embedded_summary(row: Row) -> str:
    """When and with what it was made, by its own account."""
    told = (row["embedded_created"], row["embedded_device"] or row["embedded_software"], row["embedded_author"])
    return ", ".join(text for text in told if text)
