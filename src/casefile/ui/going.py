"""Commands for moving about: back, forward, search, the command palette, and each place."""

from __future__ import annotations

from casefile.ui.commands import When, command, commands, has_case
from casefile.ui.places import Place, places
from casefile.ui.workspace import Workspace

_can_back = When(lambda workspace: workspace.case is not None and workspace.trail.can_back)
_can_forward = When(lambda workspace: workspace.case is not None and workspace.trail.can_forward)


@command("go.back", "&Back", menu="Go", shortcut="Alt+Left", when=_can_back, icon="back")
def back(workspace: Workspace) -> None:
    workspace.back()


@command("go.forward", "&Forward", menu="Go", shortcut="Alt+Right", when=_can_forward, icon="forward")
def forward(workspace: Workspace) -> None:
    workspace.forward()


@command("go.search", "&Search everything", menu="Go", shortcut="Ctrl+K", when=has_case, section=1, icon="search")
def search(workspace: Workspace) -> None:
    workspace.search_wanted.emit()


@command("go.commands", "&Commands…", menu="Go", shortcut="Ctrl+Shift+P", section=1)
def show_commands(workspace: Workspace) -> None:
    workspace.palette_wanted.emit()


def declare_places() -> None:
    """A command for each place in the navigation, Ctrl+1 to Ctrl+9 for the first nine and Ctrl+0 for the tenth."""
    known = {command.id for command in commands()}
    for number, shown in enumerate(places(), start=1):
        if f"go.{shown.key}" not in known:
            _declare(shown, f"Ctrl+{number % 10}" if number <= 10 else "")


def _declare(shown: Place, shortcut: str) -> None:
    @command(f"go.{shown.key}", shown.title, menu="Go", shortcut=shortcut, when=has_case, section=2)
    def go(workspace: Workspace) -> None:
        workspace.go(shown.key)
