"""List and detail beside each other; in a narrow window one after the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.table import Memory

NARROW = 1100  # width of the whole window under which the list folds away
MOST_FOR_DETAIL = 800
_AROUND = 16  # logical pixels left above and below what is brought into sight


class ListDetail(QWidget):
    """`show_detail(True)` when a record is chosen: in a narrow window the detail takes the list's room then."""

    def __init__(
        self,
        name: str,
        left: QWidget,
        right: QWidget,
        memory: Memory | None = None,
        parent: QWidget | None = None,
        *,
        share: float = 0.5,
        list_width: int = 0,
    ) -> None:
        """`share` of the width is the detail's at first; with `list_width` the list has that and the detail the rest."""
        super().__init__(parent)
        self._share, self._list_width = share, list_width
        self._name, self._memory = name, memory
        self.left = left
        self._narrow = False
        self._wants_detail = False
        self.back = QToolButton()
        self.back.setText(tr("Back to the list"))
        self.back.setIcon(icons.icon("back"))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.clicked.connect(lambda: self.show_detail(False))
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(right, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        left.setMinimumWidth(260)
        self._chosen_sizes = self._remembered()
        self.splitter.setSizes(self._chosen_sizes or [480, 600])
        self.splitter.splitterMoved.connect(self._note)
        room = QHBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.splitter)
        self._fold()

    def show_detail(self, wanted: bool) -> None:
        self._wants_detail = wanted
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._measure()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chosen_sizes is None and not self._narrow:  # prose needs no more than its line: the list gets the rest
            detail = min(round(self.width() * self._share), MOST_FOR_DETAIL)
            if self._list_width:
                detail = self.width() - self._list_width
            self.splitter.setSizes([self.width() - detail, detail])

    def _measure(self) -> None:
        narrow = self.window().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._fold()

    def _fold(self) -> None:
        self.left.setVisible(not (self._narrow and self._wants_detail))
        self.right.setVisible(not self._narrow or self._wants_detail)
        self.back.setVisible(self._narrow)

    def _remembered(self) -> list[int] | None:
        stored = self._memory.remembered(f"splitter/{self._name}") if self._memory is not None else None
        sound = isinstance(stored, list) and len(stored) == 2 and all(isinstance(size, int) for size in stored)
        return list(stored) if sound and stored is not None else None

    def _note(self) -> None:
        if not self._narrow:
            self._chosen_sizes = self.splitter.sizes()
            if self._memory is not None:
                self._memory.remember(f"splitter/{self._name}", self._chosen_sizes)


class ScrollColumn(QScrollArea):
    """A detail: one column at reading width (prose of 60 to 75 characters), scrolled down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        scrolled_by_keys(self, tr("Details"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = Scrolled()
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, 16, 24, 24)
        self.body = QWidget()
        self.body.setMaximumWidth(720)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        row.addWidget(self.body, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.setWidget(inner)
        self._inner = inner

    def show_whole(self, part: QWidget) -> None:
        """Scroll until all of `part` is seen, its beginning first; it may have unfolded just now."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = part.mapTo(self._inner, QPoint(0, 0)).y()
        bottom = top + part.height() + _AROUND
        if bottom > bar.value() + room:
            bar.setValue(bottom - room)
        if top - _AROUND < bar.value():
            bar.setValue(top - _AROUND)


class Scrolled(QWidget):
    """As high as its text is at the width it has: the layout's own least height reckons with the narrowest lines."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


def scrolled_by_keys(area: QScrollArea, name: str) -> None:
    """Let Tab come to `area`, so that what is only to be read can be scrolled with the keys, and show that it has."""
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setAccessibleName(name)
    area.setProperty("row", "true")
