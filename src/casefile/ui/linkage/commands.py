"""What can be done with the picture of linkage."""

from __future__ import annotations

from casefile.ui.commands import at, command
from casefile.ui.linkage.view import PLACE, LinkageView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> LinkageView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, LinkageView)
    return view


@command("linkage.find", "Show what is &around…", menu="Linkage", shortcut="Ctrl+F", when=at(PLACE))
def find(workspace: Workspace) -> None:
    """Choose an incident, an act or an actor."""
    _view(workspace).around.open()


@command("linkage.export", "&Export picture…", menu="Linkage", shortcut="Ctrl+Shift+X", when=at(PLACE), icon="export")
def export(workspace: Workspace) -> None:
    """As PNG or SVG, with pseudonyms for protected names."""
    _view(workspace).export_picture()
