"""Commands of the history: its two lists, and Restore."""

from __future__ import annotations

from casefile.ui.commands import When, at, command, has_case, writable
from casefile.ui.history.view import PLACE, HistoryView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> HistoryView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, HistoryView)
    return view


_binned_chosen = When(lambda workspace: _view(workspace).shows_bin and _view(workspace).bin.current is not None)


@command("history.bin", "Show the whole &bin", menu="Go", when=has_case, section=3, help="Everything put into the bin.")
def show_bin(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("bin")


@command("bin.restore", "&Restore from the bin", menu="Edit", when=at(PLACE) & writable & _binned_chosen, section=4)
def restore(workspace: Workspace) -> None:
    _view(workspace).binned.restore()
