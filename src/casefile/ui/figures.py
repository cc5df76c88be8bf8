"""What the places that show a picture share: the picture, its parts as a list beside it, zoom, and export to a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from casefile.case_file import CaseFile
from casefile.errors import CancelledError, UserError, unwritable
from casefile.figures.drawing import Drawing, Part
from casefile.ui import icons, theme
from casefile.ui.addresses import go_to
from casefile.ui.jobs import Cancelled, Job, Progress
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.figure_canvas import FigureCanvas
from casefile.ui.widgets.labels import EmptyState, Heading, PlainLabel
from casefile.ui.widgets.parts_list import PartsList
from casefile.ui.widgets.zoomed_drawing import STEP
from casefile.ui.workspace import Workspace

_T = TypeVar("_T")
PNG, SVG = ".png", ".svg"
Picture = Callable[[CaseFile], Drawing]
"""Reads a case and draws it as it may leave the house; called beside the window."""


class FigurePlace(View):
    """Head, tools, the picture and the list of its parts. Subclasses fill `tools` and draw.

    `picture()` tells what is exported: as it is drawn now, to be read again and without protected names.
    """

    place = ""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        empty: EmptyState,
        canvas: FigureCanvas,
        picture: Callable[[], Picture],
    ) -> None:
        super().__init__(workspace)
        self.title, self.empty, self.canvas, self.picture = title, empty, canvas, picture
        self.list = PartsList()
        self.words = PlainLabel(tone="muted")
        self.note = PlainLabel(tone="muted", wrap=True)
        self.nothing = EmptyState("")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Drawing the picture"))
        self.tools = QHBoxLayout()
        self.out, self.whole, self.near = (self._tool(*one) for one in _ZOOMS)
        self.export_button = QPushButton(tr("Export picture …"))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.pages = QStackedWidget()
        self._asked: UUID | None = None
        self._job: Job | None = None
        self._wanted: tuple[Callable[[], Any], Callable[[Any], None]] | None = None
        self._lay_out()
        self._connect()

    # --- showing

    def draw(self, make: Callable[[], _T], show: Callable[[_T], None], *, quick: bool) -> None:
        """Show what `make` makes: at once when it is `quick`, else made beside the window; the last one asked for is shown."""
        if quick and self._job is None:
            show(make())
            return
        self._wanted = (make, show)
        self.bar.show()
        if self._job is None:
            self._begin()

    def show_empty(self, page: EmptyState) -> None:
        """Show a sentence in place of the picture."""
        self._wanted = None
        self.pages.setCurrentWidget(page)
        self.export_button.setEnabled(False)

    def _begin(self) -> None:
        assert self._wanted is not None
        (make, show), self._wanted = self._wanted, None
        self._job = self.workspace.jobs.start(
            tr("Drawing the picture"), lambda _progress, _cancelled: make(), partial(self._made, show)
        )
        self._job.ended.connect(self._ended)

    def _made(self, show: Callable[[Any], None], made: Any) -> None:
        if self._wanted is None and self.workspace.case is not None:
            show(made)

    def _ended(self) -> None:
        self._job = None
        if self._wanted is not None and self.workspace.case is not None:
            self._begin()
        else:
            self.bar.hide()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a picture and the list of its parts."""
        self.bar.hide()
        self.canvas.show_drawing(drawing)
        self._stand()
        self.list.show_parts(drawing.parts, self.canvas.current)
        self.pages.setCurrentWidget(self.split)
        self.export_button.setEnabled(True)

    def stand_on(self, record: UUID) -> None:
        """Choose the part of a record, now or once it is drawn."""
        self._asked = record
        if self.canvas.drawing is not None and self._job is None:
            self._stand()
            self.list.choose(self.canvas.current)

    # --- within

    def _stand(self) -> None:
        asked, self._asked = self._asked, None
        drawing = self.canvas.drawing
        if asked is not None and drawing is not None:
            found = (at for at, part in enumerate(drawing.parts) if asked in [one for _noun, one in part.records])
            self.canvas.choose(next(found, self.canvas.current))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 0)
        head.setSpacing(4)
        for widget, stretch in ((Heading(self.title), 1), (self.words, 0)):
            head.addWidget(widget, stretch)
        head.addSpacing(12)
        for button in (self.out, self.whole, self.near, self.export_button):
            head.addWidget(button)
        self.tools.setContentsMargins(16, 0, 12, 0)
        self.tools.setSpacing(8)
        notes = QHBoxLayout()
        notes.setContentsMargins(16, 0, 12, 0)
        notes.addWidget(self.note)
        self.split.addWidget(self.canvas)
        self.split.addWidget(self.list)
        self.split.setStretchFactor(0, 1)
        kept = self.workspace.settings.remembered(f"splitter/{self.place}")
        sound = isinstance(kept, list) and len(kept) == 2 and all(isinstance(size, int) for size in kept)
        self.split.setSizes(kept if sound and isinstance(kept, list) else [900, 280])
        for page in (self.split, self.empty, self.nothing):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (head, self.tools, notes):
            column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.pages, 1)
        self.bar.hide()
        self.note.hide()

    def _connect(self) -> None:
        self.out.clicked.connect(lambda: self.canvas.step_zoom(1 / STEP))
        self.near.clicked.connect(lambda: self.canvas.step_zoom(STEP))
        self.whole.clicked.connect(lambda _checked: self.canvas.fit())
        self.export_button.clicked.connect(lambda: self.workspace.attempt(self.export_picture))
        self.split.splitterMoved.connect(
            lambda _at, _which: self.workspace.settings.remember(f"splitter/{self.place}", self.split.sizes())
        )
        self.canvas.chosen.connect(lambda _part: self.list.choose(self.canvas.current))
        self.list.chosen.connect(self._chose)
        for side in (self.canvas, self.list):
            side.opened.connect(self.open_part)
        theme.theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        for button, name in ((self.out, "zoom-out"), (self.whole, "fit-width"), (self.near, "zoom-in")):
            button.setIcon(icons.icon(name))
        self.export_button.setIcon(icons.icon("export"))
        self.canvas.viewport().update()

    @staticmethod
    def _tool(words: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(f"{tr(words)} ({keys})")
        button.setAccessibleName(tr(words))
        return button

    def take_focus(self) -> None:
        """Into the picture, where there is one."""
        if self.pages.currentWidget() is self.split:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def _chose(self, part: Part) -> None:
        drawing = self.canvas.drawing
        if drawing is not None:
            self.canvas.choose(next(at for at, one in enumerate(drawing.parts) if one is part))

    def open_part(self, part: Part) -> None:
        """Show the first record that a part stands for, in its place."""
        noun, record = part.records[0]
        go_to(self.workspace, noun, record)

    # --- export

    def export_picture(self) -> None:
        """Ask for a file, then write the picture to it."""
        case = self.workspace.case
        if case is None or self.pages.currentWidget() is not self.split:
            raise UserError(tr("There is no picture to export yet."))
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        kinds = {tr("PNG picture (*.png)"): PNG, tr("SVG drawing (*.svg)"): SVG}
        chosen, kind = QFileDialog.getSaveFileName(
            self.workspace.window,
            tr("Export the picture"),
            str(folder / f"{case.path.stem} {self.place}{PNG}"),
            ";;".join(kinds),
        )
        if chosen:
            path = Path(chosen)
            known = path.suffix.lower() in (PNG, SVG)
            self.write_picture(path if known else path.with_name(path.name + kinds.get(kind, PNG)))

    def write_picture(self, path: Path) -> Job:
        """Write the picture to `path`, PNG or SVG by its ending, whole or not at all."""
        case, draw = self.workspace.case, self.picture()
        assert case is not None

        def work(_progress: Progress, cancelled: Cancelled) -> Path:
            data = encoded(draw(case), path.suffix.lower())
            if cancelled():
                raise CancelledError
            put(path, data)
            return path

        told = tr("Exported the picture to {path}. Protected names are replaced by pseudonyms.")
        return self.workspace.jobs.start(
            tr("Exporting the picture"), work, lambda done: self.workspace.said.emit(told.format(path=done))
        )


def encoded(drawing: Drawing, ending: str) -> bytes:
    """The bytes of a picture file."""
    if ending == SVG:
        from casefile.figures.svg import svg

        return svg(drawing)
    from casefile.ui.widgets.drawing import image

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(drawing).save(buffer, "PNG")  # type: ignore[call-overload] # PySide6 names its formats bytes, and takes str only
    return bytes(buffer.data().data())


def put(path: Path, data: bytes) -> None:
    """Write `data` beside `path` and let it take its place in one step. Raises UserError where that cannot be."""
    with unwritable(path):
        handle, name = tempfile.mkstemp(prefix=".casefile-", suffix=path.suffix, dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


_ZOOMS = (("Zoom out", "-"), ("Show all of it", "0"), ("Zoom in", "+"))
