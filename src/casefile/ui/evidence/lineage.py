"""Where an item comes from, as a picture and in words: its family, and whether it is a voice of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.figures.drawing import Part
from casefile.operations import families, records
from casefile.operations.families import Family
from casefile.ui.addresses import go_to
from casefile.ui.slowly import Slowly
from casefile.ui.text import tr
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.widgets.form import Form
from casefile.ui.widgets.labels import Collapsible, PlainLabel
from casefile.ui.widgets.parts_list import PartsList
from casefile.ui.workspace import Workspace

_MUCH = 50_000  # items whose lineage is read beside the window
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


def _weight(session: Any) -> int:
    return records.count(session, "evidence")
