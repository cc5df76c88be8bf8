"""What can be done with the picture of the chronology."""

from __future__ import annotations

from casefile.ui.chronology.view import PLACE, ChronologyView
from casefile.ui.commands import at, command
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> ChronologyView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, ChronologyView)
    return view


@command("chronology.find", "&Filter…", menu="Chronology", shortcut="Ctrl+F", when=at(PLACE))
def find(workspace: Workspace) -> None:
    """Put the cursor into the line for words."""
    _view(workspace).filter.setFocus()


@command(
    "chronology.export", "&Export picture…", menu="Chronology", shortcut="Ctrl+Shift+X", when=at(PLACE), icon="export"
)
def export(workspace: Workspace) -> None:
    """As PNG or SVG, with pseudonyms for protected names."""
    _view(workspace).export_picture()
