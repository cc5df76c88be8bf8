"""Keys that work while the focus is in one part of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def inside(widget: QWidget, keys: str, run: Callable[[], object]) -> None:
    """`keys` do `run` while the focus is in `widget`."""
    shortcut = QShortcut(QKeySequence(keys), widget, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(run)


class OwnKeys(QObject):
    """Keys that `widget` takes for itself while it has the focus, even where a command of the window has them too."""

    def __init__(self, widget: QWidget, keys: Mapping[Qt.Key, Callable[[], object]]) -> None:
        super().__init__(widget)
        self._keys = keys
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        bare = isinstance(event, QKeyEvent) and event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier)
        # what a child did not want comes here too, and is not meant
        if bare and isinstance(event, QKeyEvent) and isinstance(watched, QWidget) and watched.hasFocus():
            run = self._keys.get(Qt.Key(event.key()))
            if run is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if run is not None and event.type() == QEvent.Type.KeyPress:
                run()
                return True
        return super().eventFilter(watched, event)


_NONE = Qt.KeyboardModifier.NoModifier
