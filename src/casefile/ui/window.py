"""The main window: the frame around places. What it does is in its parts; it only holds them together."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSizePolicy, QStackedWidget, QToolBar, QWidget

from casefile.errors import UserError
from casefile.settings import Settings
from casefile.ui import files, going, hooks, theme
from casefile.ui.coming import Coming
from casefile.ui.menus import Actions
from casefile.ui.navigation import Navigation
from casefile.ui.palette import CommandPalette
from casefile.ui.places import places
from casefile.ui.searchbox import SearchBox
from casefile.ui.statusbar import StatusBar
from casefile.ui.text import tr
from casefile.ui.trail import Location
from casefile.ui.view import View
from casefile.ui.welcome import Welcome
from casefile.ui.widgets.labels import Toast
from casefile.ui.widgets.turns import Turns
from casefile.ui.workspace import Workspace, dropped_files

_TOOLS_LEFT = ("go.back", "go.forward")
_TOOLS_RIGHT = ("edit.undo", "edit.redo")


class MainWindow(QMainWindow):
    """Navigation at the left, the search at the top, the place that is shown, the status bar."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        going.declare_places()
        self.workspace = Workspace(settings, self)
        self.workspace.window = self
        self.workspace.view_of = self.view
        self.actions_ = Actions(self.workspace, self)
        self.views: dict[str, View] = {}
        self.search = SearchBox(self.workspace)
        self.navigation = Navigation(self.workspace)
        self.welcome = self._make_welcome()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._blank = QWidget()  # where a place is to come and nothing may stand meanwhile
        self._stack.addWidget(self._blank)
        self._coming = Coming(self._stack, self.workspace)
        self.toast = Toast(self)
        self.palette_ = CommandPalette(self.actions_, self)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._dress()
        theme.theme().changed.connect(self._dress)
        self.resize(1280, 800)
        self.setMinimumSize(800, 560)
        self.restoreGeometry(QByteArray.fromHex(str(settings.remembered("window", "")).encode()))
        self._case_changed()

    def view(self, place: str) -> View:
        """The view of `place`, made when it is first wanted; one that is just being made is shown first."""
        self._coming.complete()
        return self._made(place)

    def _made(self, place: str) -> View:
        if place not in self.views:
            found = next((known for known in places() if known.key == place), None)
            if found is None:
                raise UserError(tr("There is no such place in this version."))
            self.views[place] = found.factory(self.workspace)
            self._stack.addWidget(self.views[place])
        return self.views[place]

    # --- setting up

    def _make_welcome(self) -> Welcome:
        def attempt(step: object) -> None:
            if callable(step):
                self.workspace.attempt(step)

        workspace = self.workspace
        return Welcome(
            workspace.settings,
            new=lambda: attempt(partial(files.new_case, workspace)),
            open_file=lambda: attempt(partial(files.open_file, workspace)),
            open_sample=lambda: attempt(partial(files.open_sample, workspace)),
            open_path=lambda path: attempt(partial(files.open_path, workspace, path)),
        )

    def _lay_out(self) -> None:
        self.actions_.fill_menu_bar(self.menuBar())
        bar = QToolBar(tr("Tools"))
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.actions_.fill_tool_bar(bar, _TOOLS_LEFT)
        bar.addWidget(_spring())
        bar.addWidget(self.search)
        bar.addWidget(_spring())
        self.actions_.fill_tool_bar(bar, _TOOLS_RIGHT)
        self.addToolBar(bar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(StatusBar(self.workspace))

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.workspace.go)
        self.workspace.moved.connect(self._show)
        self.workspace.case_changed.connect(self._case_changed)
        self.workspace.names_changed.connect(self._names_changed)
        self.workspace.said.connect(lambda words: self.toast.say(self.workspace.shown(words)))
        self.workspace.search_wanted.connect(self.search.start)
        self.workspace.palette_wanted.connect(self.palette_.open)
        self.workspace.menu_wanted.connect(self._pop_up)

    # --- what happens

    def _dress(self) -> None:
        self.setStyleSheet(theme.theme().sheet)

    def _case_changed(self) -> None:
        case = self.workspace.case
        self.navigation.setVisible(case is not None)
        self._entitle()
        if case is None:
            self._drop_views()
            self.welcome.refresh()
            self._stack.setCurrentWidget(self.welcome)
        elif first := places():
            self._stack.setCurrentWidget(self._blank)
            self.workspace.go(first[0].key)

    def _entitle(self) -> None:
        case = self.workspace.case
        name = "" if case is None else self.workspace.shown(case.path.stem)
        self.setWindowTitle(tr("Casefile") if case is None else f"{name} — {tr('Casefile')}")

    def _names_changed(self) -> None:
        """Make every view anew: none may keep a name that is to be hidden."""
        self._entitle()
        here = self.workspace.here
        self._stack.setCurrentWidget(self._blank)
        self._drop_views()
        if self.workspace.case is not None and here is not None:
            self._show(here)

    def _drop_views(self) -> None:
        """Nothing of a closed case stays in the window."""
        self._coming.give_up()
        for view in self.views.values():
            for turns in view.findChildren(Turns):
                turns.give_up()
            self._stack.removeWidget(view)
            view.deleteLater()
        self.views.clear()

    def _show(self, location: Location) -> None:
        bring = partial(self._bring, location.place, self.focusWidget())
        if location.place in self.views:
            self._coming.give_up()
            bring()
            self._open(location)
        else:
            open_ = partial(self.workspace.attempt, partial(self._open, location))  # without it the first record comes
            self._coming.begin(partial(self._made, location.place), bring, open_)

    def _bring(self, place: str, left: QWidget | None) -> None:
        """Let the view of a place come to the front; `left` had the focus when one wanted to go there."""
        view, focused = self.views[place], self.focusWidget()
        walking = self.navigation.isAncestorOf(focused)  # who walks down the navigation stays in it, and so does
        gone = focused not in (left, None) and not self._stack.isAncestorOf(focused)  # who went to the search meanwhile
        known = view.focusWidget() is not None  # where one was in it: the stack goes back there
        self._stack.setCurrentWidget(view)
        if not walking and not gone and not (known and view.isAncestorOf(self.focusWidget())):
            view.take_focus()

    def _open(self, location: Location) -> None:
        with self.workspace.looking():
            self.views[location.place].open_record(location.record)
        if location.record is not None:  # a list shown for the first time has chosen its first record meanwhile
            self.workspace.stand_at(location)

    def _pop_up(self, noun: str, point: QPoint) -> None:
        menu = self.actions_.context_menu(noun, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.popup(point)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.workspace.attempt(partial(self.take, paths))

    def take(self, paths: list[Path]) -> None:
        """Open the case among the dropped `paths`, or add them as evidence."""
        case, evidence = dropped_files(paths)
        if case is not None:
            files.open_path(self.workspace, case)
        elif evidence and self.workspace.case is None:
            raise UserError(tr("Open or create a case first; then drop evidence into it."))
        elif evidence and hooks.add_evidence.function is not None:
            hooks.add_evidence.function(self.workspace, evidence)

    def closeEvent(self, event: QCloseEvent) -> None:
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field saves when it is left
        self.workspace.settings.remember("window", bytes(self.saveGeometry().data()).hex())
        if self.workspace.attempt(self.workspace.close_case):
            event.accept()
        else:
            event.ignore()


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring
