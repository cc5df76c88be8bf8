"""Labels and small buttons for text of the case, which is never read as mark-up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.ui import theme
from casefile.ui.text import plain


class PlainLabel(QLabel):
    """A label that shows its text as it stands. `tone`: "", "muted", "mistake" or "accent"."""

    def __init__(self, text: str = "", *, tone: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.setProperty("tone", tone)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class ProseLabel(PlainLabel):
    """Prose to read and to copy from."""

    def __init__(self, text: str = "", *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, tone=tone, wrap=True, parent=parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class ElidedLabel(QWidget):
    """One line, cut with "…" where the room ends; the whole text is its tooltip then."""

    def __init__(self, text: str = "", *, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = " ".join(text.split())
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour(self._tone))
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
        tip = "" if shown == self._text else f"<span>{_escaped(self._text)}</span>"
        if tip != self.toolTip():
            self.setToolTip(tip)


def _escaped(text: str) -> str:
    """A tooltip guesses whether it is mark-up: say that it is, and hold none."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def safe_tip(text: str) -> str:
    """Case text for `setToolTip` or ToolTipRole, which would render a name such as `<img src=…>`."""
    return f"<span>{_escaped(text)}</span>".replace("\n", "<br>") if text else ""


class Heading(PlainLabel):
    """A heading: level 1 is 17 pt (a record's title), level 2 is 13 pt (a section)."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, wrap=True, parent=parent)
        self._level = level
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._dress()

    def _dress(self) -> None:
        self.setFont(theme.scaled_font({1: 17, 2: 13}.get(self._level, 10), strong=True))


class NumberLink(QToolButton):
    """A number or name that leads to its record. `followed(beside)`: Ctrl+click asks to open it beside.

    Enter follows it as in a browser; Space does as on every button.
    """

    followed = Signal(bool)

    def __init__(self, text: str = "", tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("link", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text, tip)
        self.clicked.connect(self._follow)

    def show_text(self, text: str, tip: str = "") -> None:
        self.setText(plain(text))
        self.setAccessibleName(text)
        self.setToolTip(safe_tip(tip))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionToolButton()
        self.initStyleOption(option)
        lacking = self.sizeHint().width() - self.width()
        if lacking > 0:  # cut here, at the end: the style would cut in the middle
            metrics = self.fontMetrics()
            room = (
                metrics.horizontalAdvance(f"{option.text}  ") - lacking
            )  # two blanks are in the hint, not in the text
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        from PySide6.QtGui import QGuiApplication

        self.followed.emit(bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier))


class FirstStep(QPushButton):
    """The one button of a screen that leads on: filled with the accent."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("first", "true")


class EmptyState(QWidget):
    """One sentence on what belongs here, and the first step."""

    stepped = Signal()

    def __init__(self, sentence: str, step: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel(sentence, tone="muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMaximumWidth(420)
        self.button = FirstStep(step)
        if not step:
            self.button.hide()
        self.button.clicked.connect(self.stepped)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.sentence, 4)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


class Collapsible(QWidget):
    """A section that folds under its heading."""

    toggled = Signal(bool)

    def __init__(self, title: str, content: QWidget, *, folded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.button = QToolButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFont(theme.scaled_font(10, strong=True))
        self.button.setCheckable(True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setStyleSheet("QToolButton:checked { background: transparent; } QToolButton { padding-left: 0; }")
        self.button.toggled.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addWidget(content)
        self.set_title(title)
        self.button.setChecked(not folded)
        self._toggle(not folded)

    def set_title(self, title: str) -> None:
        self.button.setText(plain(title))
        self.button.setAccessibleName(title)

    def _toggle(self, opened: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.content.setVisible(opened)
        self.toggled.emit(opened)


class Toast(QLabel):
    """A sentence over the lower edge of its parent that goes by itself; a click sends it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(12)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str) -> None:
        tones = theme.colours()
        self.setStyleSheet(f"background: {tones.text}; color: {tones.page}; border-radius: 6px;")
        self.setText(sentence)
        self.setAccessibleName(sentence)
        parent = self.parentWidget()
        assert parent is not None
        wide = min(560, max(160, self.fontMetrics().horizontalAdvance(sentence) + 40), parent.width() - 32)
        self.resize(wide, self.heightForWidth(wide))
        self.move(QPoint((parent.width() - wide) // 2, parent.height() - self.height() - 48))
        self.show()
        self.raise_()
        self._away.start(4000 + 40 * len(sentence))

    def mousePressEvent(self, _event: object) -> None:
        self.hide()
