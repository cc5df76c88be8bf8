"""The metadata of an item, in groups that fold; a folded one says in its heading what it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casefile.model.cases import CLASSIFICATIONS
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Collapsible, ElidedLabel, PlainLabel
from casefile.ui.widgets.picker import Finder
from casefile.ui.widgets.tab_order import follow_layout
from casefile.ui.workspace import Workspace

_CLASSES = dict(CLASSIFICATIONS)
BASIS_MISSING = "Above public, the basis in fact and law must be given before this can be filed (regulation 23 bis)."


class Section(Collapsible):
    """One group under a heading; `summary(row)` stands beside the heading while it is folded.

    What is in it is made by `make()` when it is first unfolded: an item has many sections, and most are never looked at.
    `show(inside, row)` shows an item in it, where it is not a form of the detail (those are shown with it).
    """

    def __init__(
        self,
        title: str,
        make: Callable[[], QWidget],
        summary: Callable[[Row], str],
        show: Callable[[Any, Row], object] | None = None,
        *,
        folded: bool = True,
    ) -> None:
        self._made: QWidget | None = None
        self._make, self._summary, self._show = make, summary, show
        self._row: Row | None = None
        room = QWidget()
        self._room = QVBoxLayout(room)
        self._room.setContentsMargins(0, 0, 0, 0)
        super().__init__(title, room, folded=folded)
        self.summary = ElidedLabel(tone="muted")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.button)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.button)
        head.addWidget(self.summary, 1)
        head.addStretch(0)
        column.insertLayout(0, head)
        self.toggled.connect(self._folded)
        self._folded(not folded)

    @property
    def inside(self) -> Any:
        """What the section holds, made now if nobody has looked at it yet."""
        if self._made is None:
            self._made = self._make()
            self._room.addWidget(self._made)
            follow_layout(self)
            if self._row is not None and self._show is not None:
                self._show(self._made, self._row)
        return self._made

    def show_row(self, row: Row) -> None:
        self._row = row
        if self._made is not None and self._show is not None:
            self._show(self._made, row)
        self.retell()

    def retell(self) -> None:
        """Say again beside the heading what is in it."""
        if self._row is not None:
            self.summary.setText(self._summary(self._row)[:200])

    def unfold(self) -> None:
        """Show what is in it."""
        self.button.setChecked(True)

    def _folded(self, opened: bool) -> None:
        self.summary.setVisible(not opened)
        if opened:
            assert self.inside is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.summary.geometry().contains(event.position().toPoint()):
            self.button.toggle()


class Protection(QWidget):
    """Classification and its basis, restrictions; says when the basis is wanting, and stops nobody."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.missing = PlainLabel(tone="mistake", wrap=True)
        self.missing.setContentsMargins(9, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        form.rows["classification_basis"].add_below(self.missing)

    def show_row(self, row: Row) -> None:
        wanting = row["classification"] != "public" and not str(row["classification_basis"]).strip()
        self.missing.setText(tr(BASIS_MISSING) if wanting else "")
        self.missing.setVisible(wanting)


def source_finder(workspace: Workspace, item: Callable[[], UUID | None]) -> Finder:
    """Sources by name; "New" makes one and gives it to the item in one step."""

    def make(text: str) -> UUID | None:
        name, record = text.strip(), item()
        if not name or record is None:
            return None
        return workspace.write("Add source", _source_for, record, name)

    kinds = dict(noun_records.fields("source", "kind")[0].choices)
    return noun_records.finder(
        workspace, "source", place="evidence", new=make, detail=lambda row: tr(kinds.get(row["kind"], ""))
    )


def _source_for(session: Any, item: UUID, name: str) -> UUID:
    source = records.add(session, "source", {"name": name})
    records.edit(session, "evidence", item, {"source_id": source})
    return source


def protection_summary(row: Row) -> str:
    words = tr(_CLASSES.get(row["classification"], ""))
    wanting = row["classification"] != "public" and not str(row["classification_basis"]).strip()
    return f"{words}, {tr('basis missing')}" if wanting else words
