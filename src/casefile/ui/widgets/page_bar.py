"""The bar over pages: which page, how large, a region, and the line of words to find."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel
from casefile.ui.widgets.page_canvas import PageCanvas
from casefile.ui.widgets.page_finder import PageFinder


class PageBar(QWidget):
    """Works on `canvas`. `number` counts pages from 1; `region_button` is checked while a region is drawn."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.finder = PageFinder(canvas)
        self.number = QSpinBox()
        self.of = PlainLabel(tone="muted")
        self.region_button = QToolButton()
        self._lay_out()
        self.number.valueChanged.connect(lambda page: canvas.go_to(page - 1))
        self.region_button.toggled.connect(self._draw_region)
        self.finder.left.connect(canvas.setFocus)

    def _lay_out(self) -> None:
        bar = QHBoxLayout(self)
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        self.number.setAccessibleName(tr("Page"))
        self.number.setProperty(
            "bare", "true"
        )  # QSpinBox.NoButtons would leave no room for the number under a style sheet
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(64)
        self.number.setToolTip(tr("Go to a page (G)"))
        self.number.lineEdit().returnPressed.connect(self._canvas.setFocus)
        self._key("G", self._to_number)
        bar.addWidget(PlainLabel(tr("Page"), tone="muted"))
        bar.addWidget(self.number)
        bar.addWidget(self.of)
        bar.addStretch()
        for icon, words, step, key in (
            ("zoom-out", tr("Smaller"), lambda: self._canvas.step_zoom(1 / 1.2), "-"),
            ("zoom-in", tr("Larger"), lambda: self._canvas.step_zoom(1.2), "+"),
            ("fit-width", tr("This page as wide as the window"), self._canvas.fit_width, "0"),
        ):
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(f"{words} ({key})")
            button.setAccessibleName(words)
            button.clicked.connect(step)
            self._key(key, step)
            bar.addWidget(button)
        self.region_button.setIcon(icons.icon("region"))
        self.region_button.setCheckable(True)
        self.region_button.setToolTip(tr("Choose a region: drag, or move it with the arrow keys (R)"))
        self.region_button.setAccessibleName(tr("Choose a region"))
        bar.addWidget(self.region_button)
        bar.addSpacing(8)
        bar.addWidget(self.finder)

    def show_count(self, count: int) -> None:
        """A file of so many pages is shown."""
        self.number.setRange(1, max(count, 1))
        self.of.setText(tr("of {count}").format(count=count))

    def show_page(self, page: int) -> None:
        """Say which page is in sight, without going there."""
        self.number.blockSignals(True)
        self.number.setValue(page)
        self.number.blockSignals(False)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._canvas, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def _to_number(self) -> None:
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.number.selectAll()

    def _draw_region(self, on: bool) -> None:
        self._canvas.hand.draw_region(on=on)
        self._canvas.setFocus()
