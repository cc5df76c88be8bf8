"""What can be done with actors."""

from __future__ import annotations

from casefile.ui.actors.view import PLACE, ActorsView
from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> ActorsView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, ActorsView)
    return view


@command("actor.new", "&New actor", menu="Actors", shortcut="Ctrl+N", when=at(PLACE) & writable, icon="add")
def new(workspace: Workspace) -> None:
    _view(workspace).listed.new()


@command("posting.new", "Add &posting", menu="Actors", when=at(PLACE) & with_record & writable, context=("actor",))
def new_posting(workspace: Workspace) -> None:
    _view(workspace).detail.postings.add()


@command(
    "actor.bin",
    "Put into the &bin",
    menu="Actors",
    when=at(PLACE) & with_record & writable,
    section=1,
    context=("actor",),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).listed.bin_current()
