"""What can be done with acts."""

from __future__ import annotations

from typing import cast

from casefile.errors import UserError
from casefile.ui.acts.elements import ElementRow
from casefile.ui.acts.view import ActsView
from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.text import tr
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
    "act.assess",
    "&Assess the element",
    menu="Acts",
    shortcut="Ctrl+J",
    when=at("acts", "matrix") & writable,
    help="Say how far the element that one stands on is proved, to which standard, and why.",
)
def assess(workspace: Workspace) -> None:
    here = workspace.here
    widget = workspace.view_of(here.place).focusWidget() if here is not None else None
    while widget is not None and not isinstance(widget, ElementRow):
        widget = widget.parentWidget()
    if widget is None:
        raise UserError(tr("Stand on an element first: Tab or click goes to it, Up and Down to its neighbours."))
    widget.start_assessment()


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
