"""What stands in the window while no case is open: begin, open, or learn from the example."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.settings import Settings
from casefile.ui.text import plain, tr
from casefile.ui.widgets.labels import FirstStep, Heading, PlainLabel, safe_tip

_MOST_RECENT = 6


class Welcome(QWidget):
    """`new`, `open_file`, `open_sample` are run by the buttons, `open_path` by the recent files."""

    def __init__(
        self,
        settings: Settings,
        new: Callable[[], object],
        open_file: Callable[[], object],
        open_sample: Callable[[], object],
        open_path: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._open_path = settings, open_path
        steps: list[tuple[QPushButton, Callable[[], object]]] = [
            (FirstStep(tr("New case …")), new),
            (QPushButton(tr("Open …")), open_file),
            (QPushButton(tr("Open the sample case")), open_sample),
        ]
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, step in steps:
            button.clicked.connect(lambda _checked=False, step=step: step())
            buttons.addWidget(button)
        buttons.addStretch()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self.recent_heading = PlainLabel(tr("Opened last"), tone="muted")
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(Heading(tr("Casefile"), 1))
        words = tr(
            "A case file holds alleged acts, the evidence for them, and the law that they touch, on this computer "
            "only. Start one, open one, or look at the sample case. You can also drop a .casefile here."
        )
        column.addWidget(PlainLabel(words, tone="muted", wrap=True))
        column.addLayout(buttons)
        column.addSpacing(16)
        column.addWidget(self.recent_heading)
        column.addLayout(self._recent)
        column.addStretch(3)
        body = QWidget()
        body.setMaximumWidth(560)
        body.setLayout(column)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(body, 4)
        row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the files opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        recent = self._settings.recent()[:_MOST_RECENT]
        self.recent_heading.setVisible(bool(recent))
        for path in recent:
            button = QPushButton(plain(path.stem))
            button.setFlat(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setStyleSheet("text-align: left; border-color: transparent; padding-left: 0;")
            button.setToolTip(safe_tip(str(path)))
            button.clicked.connect(lambda _checked=False, path=path: self._open_path(path))
            self._recent.addWidget(button)
