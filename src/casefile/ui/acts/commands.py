"""What can be done with acts."""

from __future__ import annotations

from typing import cast

from casefile.ui.acts.view import ActsView
from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.workspace import Workspace

_here = at("acts") & writable
_chosen = _here & with_record


def _view(workspace: Workspace) -> ActsView:
    return cast("ActsView", workspace.view_of("acts"))


@command("act.new", "&New act", menu="Acts", shortcut="Ctrl+N", when=_here, icon="add", context=("act",))
def new(workspace: Workspace) -> None:
    _view(workspace).new()


@command("act.edit", "&Edit the statement", menu="Acts", when=_chosen, context=("act",))
def edit(workspace: Workspace) -> None:
    _view(workspace).detail.start()


@command(
    "act.charge",
    "Add a &charge…",
    menu="Acts",
    shortcut="Ctrl+Shift+A",
    when=_chosen,
    context=("act",),
    help="Say which crime of the Statute the act is, by its code or in words.",
)
def charge(workspace: Workspace) -> None:
    _view(workspace).detail.start_charge()


@command(
    "act.bin",
    "Put into the &bin",
    menu="Acts",
    when=_chosen,
    section=1,
    icon="bin",
    context=("act",),
)
def bin_(workspace: Workspace) -> None:
    _view(workspace).listed.bin_current()


@command("act.show_bin", "Show the bin", menu="Acts", when=at("acts"), section=1)
def show_bin(workspace: Workspace) -> None:
    _view(workspace).bin_switch.toggle()
