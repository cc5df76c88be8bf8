"""What to look at before and after a charge: a shape, a sentence with its provision, and the crimes that may fit better."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.operations.charging import Caution
from casefile.ui import icons, theme
from casefile.ui.acts.finders import crime_words
from casefile.ui.text import tr
from casefile.ui.widgets.flow import FlowLayout
from casefile.ui.widgets.keyed import KeyedColumn
from casefile.ui.widgets.labels import NumberLink, PlainLabel

_SIZE = 16


class Shape(QWidget):
    """A triangle for what may not hold, a ring for what is good to know."""

    def __init__(self, *, serious: bool = True) -> None:
        super().__init__()
        self.serious = serious
        self.setFixedSize(_SIZE + 2, _SIZE + 4)

    def show_serious(self, serious: bool) -> None:
        self.serious = serious
        self.setAccessibleName(tr("Caution") if serious else tr("Note"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIZE + 2, _SIZE + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones = theme.colours()
        shape = ("caution", tones.contested) if self.serious else ("note", tones.muted)
        painter = QPainter(self)
        painter.drawPixmap(0, 2, icons.pixmap(shape[0], _SIZE, shape[1]))
        painter.end()


class Cautions(QWidget):
    """Some cautions. `chosen(code, beside)` when one of the crimes that they name is wanted: beside, or instead."""

    chosen = Signal(str, bool)

    def __init__(self, *, by_mouse: bool = False) -> None:
        """`by_mouse`: in a list beside a line, which must keep the focus."""
        super().__init__()
        self.lines: KeyedColumn[tuple[Caution, bool], CautionLine] = KeyedColumn(
            lambda shown: shown[0].topic, lambda _shown: self._make(by_mouse=by_mouse), CautionLine.show_caution, 4
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lines)
        self.hide()

    def show_cautions(self, cautions: Sequence[Caution], *, locked: bool = False) -> None:
        self.lines.show_rows([(caution, locked) for caution in cautions])
        self.lines.complete()
        self.setVisible(bool(cautions))

    def _make(self, *, by_mouse: bool) -> CautionLine:
        line = CautionLine(by_mouse=by_mouse)
        line.chosen.connect(self.chosen)
        return line


class CautionLine(QWidget):
    """One of them."""

    chosen = Signal(str, bool)

    def __init__(self, *, by_mouse: bool) -> None:
        super().__init__()
        self._by_mouse = by_mouse
        self.shape = Shape()
        self.words = PlainLabel(wrap=True)
        self.links: list[NumberLink] = []
        self.crimes = QWidget()
        self._crimes = FlowLayout(self.crimes, gap=4)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.crimes)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def show_caution(self, shown: tuple[Caution, bool]) -> None:
        caution, locked = shown
        self.shape.show_serious(caution.serious)
        self.words.setText(f"{tr(caution.text)} ({caution.provision})")
        self.words.setAccessibleName(f"{self.shape.accessibleName()}: {self.words.text()}")
        self.words.setProperty("tone", "" if caution.serious else "muted")
        self.words.style().polish(self.words)
        self._show_crimes(() if locked else caution.crimes, beside=caution.beside)

    def _show_crimes(self, crimes: Sequence[str], *, beside: bool) -> None:
        while (item := self._crimes.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.links = []
        words = tr("Charge {code} as well") if beside else tr("Charge {code} instead")
        for code in crimes:
            link = NumberLink()
            link.show_text(words.format(code=code), crime_words(code))
            if self._by_mouse:
                link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            link.followed.connect(partial(self._choose, code, beside))
            self._crimes.addWidget(link)
            self.links.append(link)
        self.crimes.setVisible(bool(crimes))

    def _choose(self, code: str, beside: bool, _modified: bool) -> None:
        self.chosen.emit(code, beside)
