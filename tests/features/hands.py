"""The window as a person works it: keys, clicks, menus and file dialogs, found by the words that stand on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casefile.case_file import CaseFile
from casefile.ui.widgets.suggest import Choice, SuggestList
from casefile.ui.widgets.turns import Turns
from casefile.ui.window import MainWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
_LONG = 30_000  # ms; reached only when something is wrong
_W = TypeVar("_W", bound=QWidget)


class Hands:
    """One pair of hands at the window. Controls are found by their accessible name or the words on them."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def case(self) -> CaseFile:
        assert self.window.workspace.case is not None
        return self.window.workspace.case

    # --- waiting

    def until(self, holds: Callable[[], object], timeout: int = _LONG) -> None:
        """Wait until `holds()` is true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=timeout)

    def settle(self) -> None:
        """Let what was written be told (one turn of the loop) and shown (the next), and pages be made to their end."""
        for _turn in range(8):
            self._turn()
        while any(turns.waits for turns in self.window.findChildren(Turns)):
            self._turn()
        self._turn()

    @staticmethod
    def _turn() -> None:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- looking

    def seen(self, kind: type[_W], words: str, within: QWidget | None = None) -> list[_W]:
        """All visible controls of a kind called `words`, from the top."""
        shown = [
            widget
            for widget in (within or self.window).findChildren(kind)
            if widget.isVisible() and words in _names(widget)
        ]
        return sorted(shown, key=lambda widget: (widget.mapTo(self.window, QPoint()).y(), widget.x()))

    def the(self, kind: type[_W], words: str, within: QWidget | None = None) -> _W:
        """The first of them, waited for."""
        self.until(lambda: self.seen(kind, words, within), timeout=5_000)
        return self.seen(kind, words, within)[0]

    def reads(self, words: str) -> bool:
        """Whether a label in the window shows exactly `words`."""
        return bool(self.seen(QLabel, words))

    def words(self, within: QWidget) -> list[str]:
        """Every text that a visible part of the window shows."""
        labels = [one.text() for one in within.findChildren(QLabel) if one.isVisible()]
        lines = [one.text() for one in within.findChildren(QLineEdit) if one.isVisible()]
        prose = [one.toPlainText() for one in within.findChildren(QPlainTextEdit) if one.isVisible()]
        buttons = [one.text() for one in within.findChildren(QAbstractButton) if one.isVisible()]
        return labels + lines + prose + buttons

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def stands_in(self, name: str) -> bool:
        """Whether the cursor is in the control called `name`."""
        widget = QApplication.focusWidget()
        return widget is not None and name in _names(widget)

    # --- keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focused, key, modifiers)
        self.settle()

    def tab(self, times: int = 1) -> None:
        for _time in range(times):
            self.press(Key.Key_Tab)

    def tab_to(self, name: str) -> None:
        """Tab until the cursor is in the control called `name`."""
        for _time in range(60):
            if self.stands_in(name):
                return
            self.tab()
        raise AssertionError(f"Tab does not lead to {name}")

    def write(self, text: str) -> None:
        """Type `text` where the cursor is: letters of the keyboard as keys, all others as an input method gives them."""
        if text.isascii():
            QTest.keyClicks(self.focused, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focused, event)
        self.settle()

    # --- fields

    def into(self, name: str, within: QWidget | None = None) -> QWidget:
        """Click into the field called `name`."""
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            found = self.seen(kind, name, within)
            if found:
                return self.click_at(found[0])
        raise AssertionError(f"no field {name} in sight")

    def fill(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Put `text` into the field called `name` in place of what stands there."""
        self.into(name, within)
        self.press(Key.Key_A, CONTROL)
        self.write(text)

    def pick(self, text: str, row: str = "") -> None:
        """Type into the picker that has the cursor and take the row that is marked, or the one that begins with `row`."""
        self.write(text)
        self.until(lambda: self._offered(row) is not None)
        wanted = self._offered(row)
        while (now := self._list().currentRow()) != wanted:
            assert wanted is not None
            self.press(Key.Key_Down if now < wanted else Key.Key_Up)
        self.press(Key.Key_Return)

    def _list(self) -> QListWidget:
        return next(shown.list for shown in self.window.findChildren(SuggestList) if shown.isVisible())

    def _offered(self, row: str) -> int | None:
        """Where the row stands in the list that is open; None while it is not there. The list follows the last key."""
        if any(timer.isSingleShot() and timer.isActive() for timer in _timers(self.focused)):
            return None
        shown = [one for one in self.window.findChildren(SuggestList) if one.isVisible()]
        if not shown:
            return None
        if not row:
            return shown[0].list.currentRow()
        texts = [self._words(shown[0].list, place) for place in range(shown[0].list.count())]
        return next((place for place, text in enumerate(texts) if text.startswith(row)), None)

    @staticmethod
    def _words(listed: QListWidget, place: int) -> str:
        choice: Choice = listed.item(place).data(Qt.ItemDataRole.UserRole)
        return choice.text

    # --- mouse

    def click_at(self, widget: QWidget) -> QWidget:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()
        return widget

    def click(self, words: str, within: QWidget | None = None) -> None:
        """Click the button called `words`."""
        button = self.the(QAbstractButton, words, within)
        assert button.isEnabled(), f"{words} cannot be clicked"
        self.click_at(button)

    def choose(self, name: str, words: str) -> None:
        """Choose `words` in the drop-down called `name`, with the keys."""
        box = self.the(QComboBox, name)
        box.setFocus()
        while box.currentText() != words:
            before = box.currentIndex()
            self.press(Key.Key_Down if before < box.findText(words) else Key.Key_Up)
            assert box.currentIndex() != before
        self.press(Key.Key_Tab)

    # --- menus

    def menu_action(self, menu: str, words: str) -> QAction:
        """The entry that begins with `words`, as it stands when the menu of the menu bar is opened.

        The menu does not pop up: the offscreen platform knows neither raising a window nor grabbing the keyboard.
        """
        named = next(one.menu() for one in self.window.menuBar().actions() if _plain(one.text()) == menu)
        assert isinstance(named, QMenu)
        named.aboutToShow.emit()
        return next(action for action in named.actions() if _plain(action.text()).startswith(words))

    def menu(self, menu: str, words: str) -> str:
        """Choose an entry of the menu bar; its words as they stood."""
        found = self.menu_action(menu, words)
        assert found.isEnabled(), f"{menu} > {words} is not possible now"
        said = _plain(found.text())
        found.trigger()
        self.settle()
        return said

    def command(self, words: str) -> None:
        """Run a command from the palette by the words that find it."""
        self.press(Key.Key_P, CONTROL | SHIFT)
        self.pick(words)

    # --- file dialogs

    @contextmanager
    def choosing(self, *paths: Path) -> Iterator[None]:
        """Within, the file dialog that opens is answered with `paths`: written into its line, and accepted."""
        answered: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and not answered:
                answered.append(True)
                _answer(dialog, paths)

        timer = QTimer(self.window, interval=20)
        timer.timeout.connect(look)
        timer.start()
        yield
        self.until(lambda: answered)
        timer.stop()
        timer.deleteLater()
        self.window.activateWindow()  # as a window manager does when a dialog goes
        QTest.qWaitForWindowActive(self.window)
        self.settle()

    # --- where one is

    def here(self) -> tuple[str, UUID | None]:
        location = self.window.workspace.here
        assert location is not None
        return location.place, location.record


def _answer(dialog: QFileDialog, paths: tuple[Path, ...]) -> None:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    buttons = dialog.findChild(QDialogButtonBox)
    assert line is not None
    assert buttons is not None
    line.setText(str(paths[0]) if len(paths) == 1 else " ".join(f'"{path}"' for path in paths))
    accept = next(one for one in buttons.buttons() if buttons.buttonRole(one) == QDialogButtonBox.ButtonRole.AcceptRole)
    accept.click()


def _timers(line: QWidget) -> list[QTimer]:
    """Those that wait for the last key in a line."""
    around = line.parentWidget()
    return line.findChildren(QTimer) + ([] if around is None else around.findChildren(QTimer))


def _names(widget: QWidget) -> tuple[str, ...]:
    text = getattr(widget, "text", None)
    words = text() if callable(text) and not isinstance(widget, QLineEdit) else ""
    return (widget.accessibleName(), _plain(str(words)))


def _plain(words: str) -> str:
    """A text without its mnemonic."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")
