"""The place "brief": narrative, pages, editions, and Export."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from casefile.operations import records
from casefile.ui import icons
from casefile.ui.brief.editions import editions
from casefile.ui.brief.exporting import ExportStrip
from casefile.ui.brief.narrative import Narrative
from casefile.ui.brief.pages import Pages
from casefile.ui.places import place
from casefile.ui.text import tr
from casefile.ui.view import View
from casefile.ui.widgets.labels import FirstStep, Heading
from casefile.ui.widgets.segments import Segments
from casefile.ui.workspace import Workspace

PLACE = "brief"


@place(PLACE, "Brief", order=110)
class BriefView(View):
    """Three views of the brief under one head."""

    tables: ClassVar[frozenset[str]] = frozenset({"edition"})

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.narrative, self.pages, self.editions = Narrative(workspace), Pages(workspace), editions(workspace)
        self.switch = Segments(
            [("narrative", tr("Narrative")), ("pages", tr("Pages")), ("editions", tr("Editions"))], tr("Show")
        )
        self.export_button: QPushButton = FirstStep(tr("Export …"))
        self.export_button.setIcon(icons.icon("export", "on_accent"))
        self.strip = ExportStrip(workspace)
        self.stack = QStackedWidget()
        self._lay_out()
        self.switch.chosen.connect(self.show_part)
        self.export_button.clicked.connect(lambda: workspace.attempt(self.export))
        self.narrative.chose_section.connect(partial(self.chose, PLACE))
        self.editions.chosen.connect(partial(self.chose, PLACE))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 8)
        head.setSpacing(16)
        head.addWidget(Heading(tr("Brief")))
        head.addWidget(self.switch)
        head.addStretch()
        head.addWidget(self.export_button)
        for page in (self.narrative, self.pages, self.editions):
            self.stack.addWidget(page)
        around = QHBoxLayout()
        around.setContentsMargins(16, 0, 12, 0)
        around.addWidget(self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(around)
        column.addWidget(self.stack, 1)

    def reload(self) -> None:
        if self.stack.currentWidget() is self.editions:
            self.editions.reload()

    def open_record(self, record: UUID | None) -> None:
        """Show a section, a paragraph or an edition."""
        if record is None:
            return
        if self.workspace.read(records.exists, "edition", record):
            self.show_part("editions")
            self.editions.open(record)
        else:
            self.show_part("narrative")
            self.narrative.open_record(record)

    def show_part(self, key: str) -> None:
        """Show "narrative", "pages" or "editions"."""
        if not self.narrative.commit():
            self.switch.show_value("narrative")
            return
        self.switch.show_value(key)
        self.stack.setCurrentWidget({"pages": self.pages, "editions": self.editions}.get(key, self.narrative))
        self.reload()

    def export(self) -> None:
        """Ask where the brief is to be written, and write it."""
        if self.narrative.commit():
            self.strip.ask()
