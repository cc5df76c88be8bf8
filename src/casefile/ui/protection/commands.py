"""Hiding and showing protected names."""

from __future__ import annotations

from casefile.ui.commands import command, has_case
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


def _wording(workspace: Workspace) -> str:
    return tr("Show protected names") if workspace.hides_names else tr("Hide protected names")


@command(
    "names.hide",
    "Hide protected &names",
    menu="View",
    shortcut="Ctrl+Shift+H",
    when=has_case,
    section=3,
    wording=_wording,
    help="Pseudonyms stand for protected names everywhere in the window, until you show them again.",
)
def hide_names(workspace: Workspace) -> None:
    workspace.hide_names(not workspace.hides_names)
    workspace.said.emit(
        tr("Protected names are hidden; pseudonyms stand for them.")
        if workspace.hides_names
        else tr("Protected names are shown.")
    )
