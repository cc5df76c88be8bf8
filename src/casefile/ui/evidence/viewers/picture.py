"""Pictures: decoded in the child process, shown with zoom, turn, light and contrast, cited by region."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.model import locators
from casefile.ui import icons
from casefile.ui.evidence.viewers.picture_canvas import Boxed, PictureCanvas
from casefile.ui.evidence.viewers.viewer import Document, Mark, Viewer
from casefile.ui.text import tr
from casefile.ui.widgets.labels import PlainLabel, ProseLabel
from casefile.ui.widgets.listdetail import ScrollColumn
from casefile.ui.widgets.page_client import PageClient, Request

_WAIT = 120  # ms after a change of size, light or contrast before pixels are asked for


class PictureViewer(Viewer):
    """Shows the bytes of a picture; the frames of a TIFF or GIF are its pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PictureCanvas()
        self.client = PageClient(self)
        self.facts = _Facts()
        self.frame = QSpinBox()
        self.of = PlainLabel(tone="muted")
        self.light, self.contrast = _slider(tr("Brightness")), _slider(tr("Contrast"))
        self.facts_button = QToolButton()
        self._sizes: list[tuple[int, int]] = []
        self._marks: tuple[Mark, ...] = ()
        self._wanted = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        self.frame.setProperty(
            "bare", "true"
        )  # QSpinBox.NoButtons would leave no room for the number under a style sheet
        self.frame.setAccessibleName(tr("Picture in the file"))
        self.frame.setFixedWidth(56)
        bar.addWidget(self.frame)
        bar.addWidget(self.of)
        bar.addStretch()
        for words, slider in ((tr("Brightness"), self.light), (tr("Contrast"), self.contrast)):
            bar.addWidget(PlainLabel(words, tone="muted"))
            bar.addWidget(slider)
        for icon, words, act, key in (
            ("rotate", tr("Turn to the right"), self.canvas.turn, "T"),
            ("zoom-out", tr("Smaller"), lambda: self.canvas.step(1 / 1.25), "-"),
            ("zoom-in", tr("Larger"), lambda: self.canvas.step(1.25), "+"),
            ("fit-width", tr("Fit the window, and show the picture as it is"), self._restore, "0"),
        ):
            bar.addWidget(_button(icon, f"{words} ({key})", act))
            shortcut = QShortcut(QKeySequence(key), self.canvas, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.facts_button.setIcon(icons.icon("note"))
        self.facts_button.setCheckable(True)
        self.facts_button.setToolTip(tr("What the file says about itself"))
        self.facts_button.setAccessibleName(tr("What the file says about itself"))
        bar.addWidget(self.facts_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.canvas)
        split.addWidget(self.facts)
        split.setStretchFactor(0, 1)
        split.setSizes([500, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(split, 1)
        self.facts.hide()
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.client.opened.connect(self._opened)
        self.client.rendered.connect(self._rendered)
        self.client.failed.connect(self.failed)
        self.client.skipped.connect(lambda _page: self.failed.emit(tr("This picture cannot be shown; it is damaged.")))
        self.canvas.zoomed.connect(self._wait.start)
        self.canvas.drawn.connect(self.selection_changed)
        self.canvas.mark_clicked.connect(self.mark_clicked)
        for slider in (self.light, self.contrast):
            slider.valueChanged.connect(lambda _value: self._wait.start())
        self.frame.valueChanged.connect(lambda number: self._show_frame(number - 1))
        self.facts_button.toggled.connect(self.facts.setVisible)
        self._wait.timeout.connect(self._ask)

    # --- what every viewer does

    def show_document(self, document: Document) -> None:
        self.let_go()
        self.facts.show_facts(document.facts)
        self.canvas.words = tr("Opening…")
        self.client.open(document.data, picture=True)

    def let_go(self) -> None:
        self.client.close()
        self._wait.stop()
        self._sizes, self._marks, self._wanted = [], (), ""
        self.canvas.words = ""
        self.canvas.show_size(QSize())
        self.frame.hide()
        self.of.hide()
        self._as_it_is()
        self.facts.show_facts(())

    def mark(self, quote: str, before: str = "", after: str = "", locator: str = "") -> None:  # noqa: ARG002
        self._wanted = locator
        self._show_wanted()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        self._marks = tuple(marks)
        self._show_marks()

    @property
    def selection(self) -> dict[str, str]:
        box = self.canvas.region.box
        if box is None:
            return {}
        sides = ",".join(str(round(side)) for side in (box.left(), box.top(), box.right(), box.bottom()))
        page = f"p. {self.frame.value()}, " if len(self._sizes) > 1 else ""
        return {"locator": f"{page}region {sides}", "quote": "", "before": "", "after": ""}

    @property
    def focus_widget(self) -> QWidget:
        return self.canvas

    # --- within

    def _opened(self, sizes: list[tuple[int, int]]) -> None:
        self._sizes = sizes
        several = len(sizes) > 1
        self.frame.setRange(1, len(sizes))
        self.frame.setVisible(several)
        self.of.setVisible(several)
        self.of.setText(tr("of {count}").format(count=len(sizes)))
        self._show_frame(0)

    def _show_frame(self, number: int) -> None:
        if not self._sizes:
            return
        self.frame.blockSignals(True)
        self.frame.setValue(number + 1)
        self.frame.blockSignals(False)
        self.canvas.show_size(QSize(*(int(side) for side in self._sizes[number])))
        self._show_marks()
        self._show_wanted()
        self._ask()
        self.page_seen.emit(number + 1, len(self._sizes))

    def _show_wanted(self) -> None:
        if not self._wanted or not self._sizes:
            return
        place, self._wanted = locators.parse(self._wanted), ""
        page = (place.first_page or 1) - 1
        if page != self.frame.value() - 1 and page < len(self._sizes):
            self._show_frame(page)
        if place.region:
            self.canvas.select(_box(place.region))

    def _show_marks(self) -> None:
        shown = []
        for mark in self._marks:
            place = locators.parse(mark.locator) if mark.locator else locators.Locator()
            if place.region and (place.first_page or 1) == self.frame.value():
                shown.append(Boxed(mark.passage, _box(place.region), mark.bearing))
        self.canvas.show_marks(shown)

    def _ask(self) -> None:
        if self._sizes:
            scale = min(1.0, self.canvas.zoom * self.devicePixelRatioF())
            self.client.want([Request(self.frame.value() - 1, scale, self.light.value(), self.contrast.value())])

    def _rendered(self, page: int, _scale: float, image: QImage) -> None:
        if page == self.frame.value() - 1:
            self.canvas.show_image(image)

    def _restore(self) -> None:
        self.canvas.turns = 0
        self._as_it_is()
        self.canvas.fit()

    def _as_it_is(self) -> None:
        self.light.setValue(0)
        self.contrast.setValue(0)


class _Facts(ScrollColumn):
    """What the file says about itself, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.none = PlainLabel(tr("The file says nothing about itself."), tone="muted", wrap=True)
        self._room = QWidget()
        self._form = QFormLayout(self._room)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.column.addWidget(self.none)
        self.column.addWidget(self._room)
        self.column.addStretch()

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts:
            self._form.addRow(PlainLabel(name, tone="muted"), ProseLabel(value))
        self.none.setVisible(not facts)


def _box(region: str) -> QRectF:
    x0, y0, x1, y1 = (float(side) for side in region.split(","))
    return QRectF(x0, y0, x1 - x0, y1 - y0).normalized()


def _slider(words: str) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(-100, 100)
    made.setFixedWidth(90)
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made


def _button(icon: str, words: str, act: object) -> QToolButton:
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.clicked.connect(act)
    return made
