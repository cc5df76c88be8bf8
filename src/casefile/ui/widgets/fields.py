"""The editors of a form, one a kind of field. Each looks like text until it has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.model.fields import Field
from casefile.ui import icons
from casefile.ui.text import tr
from casefile.ui.widgets.labels import NumberLink
from casefile.ui.widgets.picker import Finder, Picker

_NARROWEST_CHOICE = 140


class Editor(QWidget):
    """The control of one field. `left` when it should be saved, `typed(raw)` while it changes, `given_up` on Esc."""

    left = Signal()
    typed = Signal(object)
    given_up = Signal()
    saves_on_leaving = True

    def __init__(self, control: QWidget, around: QWidget | None = None) -> None:
        """`control` takes the focus; `around` is what holds it, when it does not stand alone."""
        super().__init__()
        self.control = control
        control.setProperty("quiet", "true")
        room = QHBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(around or control)
        self.setFocusProxy(control)
        control.installEventFilter(self)

    def raw(self) -> Any:
        """What stands in the control, for `Field.check`. Each kind says what."""

    def show_value(self, value: Any) -> None:
        """Show a checked value. Each kind says how."""

    def lock(self, locked: bool) -> None:
        """Show without letting it be changed."""
        self.control.setEnabled(not locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.saves_on_leaving:
            if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
                self.left.emit()
        elif _key(event) == Qt.Key.Key_Escape:
            self.given_up.emit()
        return super().eventFilter(watched, event)


def _key(event: QEvent) -> int:
    """The key that was pressed, 0 for any other event."""
    return event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else 0


class LineEditor(Editor):
    """One line: text, dates, numbers, instants, locators. Enter saves."""

    def __init__(self, field: Field) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        self._example = _PLACEHOLDERS.get(field.kind) or tr(field.help)
        self.line.setPlaceholderText("—")
        self.line.textEdited.connect(self.typed.emit)
        self.line.returnPressed.connect(self.left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
        ):  # an example in every empty field reads as content
            empty = "—" if self.line.property("quiet") else ""
            self.line.setPlaceholderText(self._example if event.type() == QEvent.Type.FocusIn else empty)
        return super().eventFilter(watched, event)

    def raw(self) -> str:
        return self.line.text()

    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def lock(self, locked: bool) -> None:
        self.line.setReadOnly(locked)


class _Prose(QPlainTextEdit):
    """Plain text as high as it is long."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        lines = max(self._least, int(self.document().size().height()))
        return QSize(320, lines * self.fontMetrics().lineSpacing() + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():  # narrower or wider: other lines
            self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the form scrolls, never the text in it


class ProseEditor(Editor):
    """Text of any length, or a list with one entry a line. Ctrl+Enter saves."""

    def __init__(self, field: Field) -> None:
        self.text = _Prose(1 if field.kind in ("lines", "states") else 2)
        super().__init__(self.text)
        self._lines = field.kind in ("lines", "states")
        self._example = tr(field.help) or (tr("One a line") if self._lines else "")
        self.text.setPlaceholderText("—")
        self.text.textChanged.connect(self._changed)

    def raw(self) -> Any:
        text = self.text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return tuple(text.split("\n")) if self._lines else text

    def _changed(self) -> None:
        if self.text.hasFocus():
            self.typed.emit(self.raw())

    def show_value(self, value: Any) -> None:
        text = "\n".join(value or ()) if self._lines else str(value or "")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def lock(self, locked: bool) -> None:
        self.text.setReadOnly(locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        before = self.text.placeholderText()
        if event.type() == QEvent.Type.FocusIn and self._example and before == "—":
            self.text.setPlaceholderText(self._example)
        elif event.type() == QEvent.Type.FocusOut and self.text.property("quiet") and before == self._example:
            self.text.setPlaceholderText("—")
        enter = _key(event) in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)


class _Combo(QComboBox):
    def minimumSizeHint(self) -> QSize:
        """No wider than a narrow pane can bear: its longest choice need not be seen until the list drops down."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _NARROWEST_CHOICE), least.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the form must not change a value on the way


class ChoiceEditor(Editor):
    """One of a few words; saved at once."""

    def __init__(self, field: Field) -> None:
        self.combo = _Combo()
        super().__init__(self.combo)
        if not field.required or all(stored for stored, _ in field.choices):
            self.combo.addItem("—", "")
        for stored, label in field.choices:
            if stored:
                self.combo.addItem(tr(label), stored)
        self.combo.activated.connect(self.left)

    def raw(self) -> Any:
        return self.combo.currentData()

    def show_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(max(self.combo.findData(value or ""), 0))


class FlagEditor(Editor):
    """Yes or no; the label stands beside the box."""

    def __init__(self, field: Field) -> None:
        self.box = QCheckBox(tr(field.label))
        super().__init__(self.box)
        self.box.clicked.connect(self.left)

    def raw(self) -> bool:
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class PickEditor(Editor):
    """A reference or a code, found by typing; saved when chosen."""

    saves_on_leaving = False

    def __init__(self, field: Field, finder: Finder) -> None:
        self.picker = Picker(finder, "—")
        super().__init__(self.picker.line, self.picker)
        self.picker.picked.connect(lambda _value: self.left.emit())
        self._empty = None if field.kind == "reference" else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        _tell_how(self.picker.line, event, tr("Type to find"))
        return super().eventFilter(watched, event)

    def raw(self) -> Any:
        return self._empty if self.picker.value is None else self.picker.value

    def show_value(self, value: Any) -> None:
        self.picker.show_value(value)

    def lock(self, locked: bool) -> None:
        self.picker.line.setReadOnly(locked)


class ManyEditor(Editor):
    """Several references: each with its name and a button that takes it away, and a picker for one more.

    `how` is told in the empty line while it has the focus.
    """

    saves_on_leaving = False

    def __init__(self, finder: Finder, how: str = "") -> None:
        self._finder, self._how = finder, how or tr("Type to add one")
        self._values: list[Any] = []
        self.picker = Picker(finder, "—")
        around = QWidget()
        super().__init__(self.picker.line, around)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.picker)
        self.picker.picked.connect(self._add)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        _tell_how(self.picker.line, event, self._how)
        return super().eventFilter(watched, event)

    def raw(self) -> tuple[Any, ...]:
        return tuple(self._values)

    def show_value(self, value: Any) -> None:
        self._values = list(value or ())
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for chosen in self._values:
            self._rows.addWidget(self._row(chosen))
        self.picker.show_value(None)

    def lock(self, locked: bool) -> None:
        self.picker.setVisible(not locked)
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            row = None if item is None else item.widget()
            if row is not None and (button := row.findChild(QToolButton, "take")) is not None:
                button.setVisible(not locked)

    def _row(self, value: Any) -> QWidget:
        name = self._finder.name(value)
        link, take, row = NumberLink(name), QToolButton(), QWidget()
        take.setObjectName("take")
        take.setIcon(icons.icon("close", "muted"))
        take.setToolTip(tr("Take away"))
        take.setAccessibleName(f"{tr('Take away')}: {name}")
        link.followed.connect(lambda _beside: self._finder.follow and self._finder.follow(value))
        take.clicked.connect(lambda: self._change([known for known in self._values if known != value]))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(link)
        line.addWidget(take)
        line.addStretch()
        return row

    def _add(self, value: Any) -> None:
        if value is not None and value not in self._values:
            self._change([*self._values, value])
        else:
            self.picker.show_value(None)

    def _change(self, values: list[Any]) -> None:
        self.show_value(values)
        self.left.emit()


def _tell_how(line: QLineEdit, event: QEvent, words: str) -> None:
    """Read first: only who types is told how."""
    if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
        empty = "—" if line.property("quiet") else ""
        line.setPlaceholderText(words if event.type() == QEvent.Type.FocusIn else empty)


_PLACEHOLDERS = {
    "date": "2024-02, 2023-08/2024-07, 2022-10-10~",
    "instant": "2026-11-21T09:30:00+01:00",
    "decimal": "50.4501",
    "locator": "p. 12, para. 3",
    "state": "UA",
}
_BY_KIND: dict[str, Callable[[Field], Editor]] = {
    "prose": ProseEditor,
    "lines": ProseEditor,
    "states": ProseEditor,
    "choice": ChoiceEditor,
    "flag": FlagEditor,
}


def editor_for(field: Field, finder: Finder | None) -> Editor:
    """The editor of `field`. References need a `finder`; codes and States take one, alone or several, and are lines
    without.
    """
    kind: str = field.kind
    if kind in ("lines", "states") and finder is not None:
        return ManyEditor(finder)
    if finder is not None:
        return PickEditor(field, finder)
    if kind == "reference":
        raise LookupError(f"{field.name}: a reference needs a finder")
    return _BY_KIND.get(kind, LineEditor)(field)
