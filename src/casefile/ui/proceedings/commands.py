"""What can be done with proceedings."""

from __future__ import annotations

from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.proceedings.view import PLACE, ProceedingsView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> ProceedingsView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, ProceedingsView)
    return view


@command("proceeding.new", "&New proceeding", menu="Proceedings", shortcut="Ctrl+N", when=at(PLACE) & writable)
def new(workspace: Workspace) -> None:
    _view(workspace).listed.new()


@command(
    "proceeding.bin",
    "Put into the &bin",
    menu="Proceedings",
    when=at(PLACE) & with_record & writable,
    section=1,
    context=("proceeding",),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).listed.bin_current()
