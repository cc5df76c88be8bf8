"""What can be done, declared once beside its noun; menus, tool bar, context menus and the palette follow from it.

>>> @command("act.new", "&New act…", menu="Acts", shortcut="Ctrl+N", when=at("acts") & writable, context=("act",))
... def new_act(workspace: Workspace) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.ui.workspace import Workspace

Run = Callable[["Workspace"], object]
Entries = Callable[["Workspace"], Iterable[tuple[str, Callable[[], object]]]]
_commands: dict[str, Command] = {}


@dataclass(frozen=True, slots=True)
class When:
    """A condition on the workspace; `a & b` holds when both do. `places`: those that it is bound to, none for all."""

    holds: Callable[[Workspace], bool]
    places: tuple[str, ...] = ()

    def __call__(self, workspace: Workspace) -> bool:
        return self.holds(workspace)

    def __and__(self, other: When) -> When:
        return When(lambda workspace: self.holds(workspace) and other.holds(workspace), self.places or other.places)


always = When(lambda _workspace: True)
has_case = When(lambda workspace: workspace.case is not None)
writable = When(lambda workspace: not workspace.locked)
with_record = When(lambda workspace: workspace.here is not None and workspace.here.record is not None)


def at(*keys: str) -> When:
    """One of these places is shown. Commands of different places may share a shortcut ("new here" is Ctrl+N)."""
    return When(
        lambda workspace: workspace.here is not None and workspace.here.place in keys and workspace.coming is None, keys
    )


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `section` groups it between separators of its menu; `entries` makes it a submenu instead."""

    id: str
    text: str
    run: Run
    menu: str
    shortcut: str = ""
    when: When = always
    section: int = 0
    icon: str = ""
    toolbar: bool = False
    context: tuple[str, ...] = ()
    help: str = ""
    wording: Callable[[Workspace], str] | None = None
    entries: Entries | None = None


def command(
    id: str,  # noqa: A002 - the word of the architecture
    text: str,
    *,
    menu: str,
    shortcut: str = "",
    when: When = always,
    section: int = 0,
    icon: str = "",
    toolbar: bool = False,
    context: tuple[str, ...] = (),
    help: str = "",  # noqa: A002
    wording: Callable[[Workspace], str] | None = None,
    entries: Entries | None = None,
) -> Callable[[Run], Run]:
    """Declare the function below, which gets the workspace, as a command.

    `context` names the nouns in whose context menu it stands; `wording(workspace)` gives a text that changes; `shortcut`
    is written as Qt's portable text ("Ctrl+Shift+P").
    """

    def register(run: Run) -> Run:
        if id in _commands:
            raise ValueError(f"two commands are called {id}")
        _commands[id] = Command(
            id, text, run, menu, shortcut, when, section, icon, toolbar, context, help, wording, entries
        )
        return run

    return register


def commands() -> list[Command]:
    """All commands, in the order in which they were declared."""
    return list(_commands.values())
