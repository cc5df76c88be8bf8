"""Menu bar, tool bar and context menus, built from the declared commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from casefile.ui import hooks, icons, theme
from casefile.ui.commands import Command, commands
from casefile.ui.places import places
from casefile.ui.text import plain, tr
from casefile.ui.workspace import Workspace

_FIRST = ("File", "Edit", "Go")
_LAST = ("View", "Help")


class Actions(QObject):
    """One QAction for every command of the window, kept in step with what is possible."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self.all: dict[str, QAction] = {}
        self._commands = {known.id: known for known in commands()}
        for known in self._commands.values():
            self._make(known)
        workspace.state_changed.connect(self.refresh)
        theme.theme().changed.connect(self._dress)
        self._dress()
        self.refresh()

    def enabled(self) -> list[Command]:
        """The commands that can be run now."""
        return [known for known in self._commands.values() if known.entries is None and known.when(self._workspace)]

    def offered(self) -> Sequence[Command]:
        """What the case itself offers to be run: its saved searches."""
        if self._workspace.case is None or hooks.saved_searches.function is None:
            return ()
        return hooks.saved_searches.function(self._workspace)

    def run(self, known: Command) -> None:
        """Run `known`; a `UserError` is said in the window."""
        self._workspace.attempt(lambda: known.run(self._workspace))

    def words(self, known: Command) -> str:
        """The command's text as it stands now, with its mnemonic."""
        return plain(known.wording(self._workspace)) if known.wording is not None else tr(known.text)

    def refresh(self) -> None:
        for id_, action in self.all.items():
            known = self._commands[id_]
            action.setEnabled(known.when(self._workspace))
            action.setText(self.words(known))
            _set_tip(action)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        names = _menu_names(self._commands.values())
        for name, words in zip(names, _mnemonics([tr(name) for name in names]), strict=True):
            menu = bar.addMenu(words)
            menu.setToolTipsVisible(False)
            menu.aboutToShow.connect(self.refresh)
            self._fill(menu, [known for known in self._commands.values() if known.menu == name])

    def fill_tool_bar(self, bar: QToolBar, ids: Sequence[str]) -> None:
        for id_ in ids:
            if id_ in self.all:
                bar.addAction(self.all[id_])

    def context_menu(self, noun: str, parent: QWidget) -> QMenu:
        """The menu of the commands declared for `noun`."""
        self.refresh()
        menu = QMenu(parent)
        self._fill(menu, [known for known in self._commands.values() if noun in known.context])
        return menu

    # --- within

    def _make(self, known: Command) -> None:
        action = QAction(tr(known.text), self._window)
        action.setObjectName(known.id)
        action.setStatusTip(tr(known.help))
        if known.shortcut:
            action.setShortcut(QKeySequence(known.shortcut))
        action.triggered.connect(lambda _checked=False: self.run(known))
        if known.entries is not None:
            menu = QMenu(self._window)
            menu.aboutToShow.connect(lambda: self._fill_entries(menu, known))
            action.setMenu(menu)
        self._window.addAction(action)
        self.all[known.id] = action

    def _fill(self, menu: QMenu, chosen: Sequence[Command]) -> None:
        sections = sorted({known.section for known in chosen})
        for section in sections:
            if section != sections[0]:
                menu.addSeparator()
            for known in chosen:
                if known.section == section:
                    menu.addAction(self.all[known.id])

    def _fill_entries(self, menu: QMenu, known: Command) -> None:
        menu.clear()
        for text, run in known.entries(self._workspace) if known.entries is not None else ():
            menu.addAction(plain(text)).triggered.connect(_guarded(self._workspace, run))

    def _dress(self) -> None:
        for id_, action in self.all.items():
            if self._commands[id_].icon:
                action.setIcon(icons.icon(self._commands[id_].icon))
                action.setIconVisibleInMenu(False)


def _guarded(workspace: Workspace, run: Callable[[], object]) -> Callable[[], None]:
    def attempt() -> None:
        workspace.attempt(run)

    return attempt


def _set_tip(action: QAction) -> None:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    action.setToolTip(f"{words} ({keys})" if keys else words)


def _menu_names(known: Iterable[Command]) -> list[str]:
    """File, Edit and Go first, View and Help last, the nouns between them in the order of the navigation."""
    names = dict.fromkeys(command.menu for command in known if command.menu)
    order = {shown.title: shown.order for shown in places()}
    nouns = sorted((name for name in names if name not in _FIRST + _LAST), key=lambda name: order.get(name, 1000))
    return [*(name for name in _FIRST if name in names), *nouns, *(name for name in _LAST if name in names)]


_KEPT = "suc"  # Alt and these choose the bearing of a link


def _mnemonics(names: Sequence[str]) -> list[str]:
    """Each name with an "&" before the first of its letters that no earlier name took: Alt and that letter opens it."""
    taken = set(_KEPT)
    marked = []
    for name in names:
        at = next((at for at, letter in enumerate(name) if letter.isalpha() and letter.casefold() not in taken), None)
        if at is None:
            marked.append(name)
            continue
        taken.add(name[at].casefold())
        marked.append(f"{name[:at]}&{name[at:]}")
    return marked
