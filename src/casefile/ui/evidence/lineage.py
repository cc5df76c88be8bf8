"""Where an item comes from, as a picture and in words: its family, and whether it is a voice of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.figures.drawing import Part
from casefile.operations import families, records
from casefile.operations.families import Family
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.addresses import go_to
from casefile.ui.evidence.sections import Section
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Collapsible, PlainLabel
from casefile.ui.widgets.parts_list import PartsList
from casefile.ui.workspace import Workspace

_MUCH = 50_000  # items whose lineage is read beside the window
RELATIONS = ("translation_of_id", "derived_from_id", "attached_to_id")
_LEAST, _MOST = 200, 420  # logical pixels


class Kin(QWidget):
    """The relations of an item to edit, what they come to in words, the picture, and the picture as text."""

    def __init__(self, workspace: Workspace, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.item: UUID | None = None
        self.family: Family | None = None
        self.form = form
        self.words = PlainLabel(wrap=True)
        self.words.setContentsMargins(9, 4, 0, 0)
        self.canvas = FigureCanvas()
        self.list = PartsList()
        self.list.setFixedHeight(160)
        self.text = Collapsible(tr("The picture as text"), self.list, folded=True)
        self.reader: Slowly[Family | None] = Slowly(
            self, workspace, tr("Reading the lineage"), self._ask, self._show, _weight, _MUCH
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (form, self.words, self.canvas, self.text):
            column.addWidget(widget)
        self.canvas.hide()
        self.text.hide()
        for side in (self.canvas, self.list):
            side.opened.connect(self._open)
        self.canvas.chosen.connect(lambda _part: self.list.choose(self.canvas.current))
        self.list.chosen.connect(self._chose)

    def show_item(self, item: UUID) -> None:
        """Show the family of an item."""
        self.item = item
        self.reader.read()

    # --- within

    def _ask(self, session: Any) -> Family | None:
        item = self.item
        return None if item is None or not records.exists(session, "evidence", item) else families.family(session, item)

    def _show(self, found: Family | None) -> None:
        if found is None or found.about.id != self.item:
            return
        from casefile.brief import measure
        from casefile.figures import family as figure

        self.family = found
        more = " " + tr("There are more items than are shown.") if found.cut else ""
        self.words.setText(families.words(found) + more)
        alone = not found.ties
        self.canvas.setVisible(not alone)
        self.text.setVisible(not alone)
        if alone:
            return
        drawing = figure.draw(found, measure.width)
        self.canvas.show_drawing(drawing)
        wanted = round(drawing.height * self.canvas.unit) + 40
        self.canvas.setFixedHeight(max(_LEAST, min(wanted, _MOST)))
        self.list.show_parts(drawing.parts, self.canvas.current)

    def _open(self, part: Part) -> None:
        noun, record = part.records[0]
        if record != self.item:
            go_to(self.workspace, noun, record)

    def _chose(self, part: Part) -> None:
        drawing = self.canvas.drawing
        if drawing is not None:
            self.canvas.choose(next(at for at, one in enumerate(drawing.parts) if one is part))


class KinSection(Section):
    """Relations and lineage in a section; `form(names, finders)` makes the form of the item."""

    def __init__(self, workspace: Workspace, form: Callable[..., Form]) -> None:
        self.workspace = workspace
        relations = {name: noun_records.finder(workspace, "evidence", place="evidence") for name in RELATIONS}
        super().__init__(
            tr("Relations and lineage"),
            lambda: Kin(workspace, form(*relations, finders=relations)),
            self._words,
            lambda kin, row: kin.show_item(row.id),
        )

    def _words(self, row: Row) -> str:
        related = {name: row[name] for name in RELATIONS if row[name] is not None}
        if not related:
            return ""
        names = self.workspace.read(records.labels, [("evidence", item) for item in related.values()])
        words_of = {
            "translation_of_id": tr("translation of {item}"),
            "derived_from_id": tr("derived from {item}"),
            "attached_to_id": tr("attached to {item}"),
        }
        return ", ".join(words_of[name].format(item=names.get(item, "")) for name, item in related.items())


def _weight(session: Any) -> int:
    return records.count(session, "evidence")
