"""A link that is cut with "…" where the room ends, for names of any length."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casefile.ui.text import plain
from casefile.ui.widgets.labels import NumberLink, safe_tip

_PADDING = 8
_LEAST = 60


class ElidedLink(NumberLink):
    """Like `NumberLink`; the whole text is its tooltip when it is cut."""

    def __init__(self, text: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        self._whole, self._tip = "", ""
        super().__init__(text, tip, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, tip: str = "") -> None:
        self._whole, self._tip = " ".join(text.split()), tip
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        whole = self.fontMetrics().horizontalAdvance(self._whole) + _PADDING
        return QSize(whole, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - _PADDING + 2
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(plain(shown))
        tip = "\n".join(part for part in ("" if shown == self._whole else self._whole, self._tip) if part)
        self.setToolTip(safe_tip(tip))
