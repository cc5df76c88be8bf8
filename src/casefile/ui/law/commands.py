"""What can be done with the law: find in it."""

from __future__ import annotations

from casefile.ui.commands import at, command, has_case
from casefile.ui.law.keys import PLACE
from casefile.ui.law.view import LawView
from casefile.ui.workspace import Workspace


@command("law.find", "&Find in the law", menu="Go", shortcut="Ctrl+F", when=at(PLACE) & has_case, section=1)
def find(workspace: Workspace) -> None:
    view = workspace.view_of(PLACE)
    assert isinstance(view, LawView)
    view.start_search()
