"""What can be done with the law: find in it, and keep the official text beside it."""

from __future__ import annotations

from casefile.ui.commands import When, at, command, has_case
from casefile.ui.law import loading
from casefile.ui.law.keys import PLACE
from casefile.ui.law.view import LawView
from casefile.ui.workspace import Workspace

_has_text = When(loading.has_official_text)


@command("law.find", "&Find in the law", menu="Go", shortcut="Ctrl+F", when=at(PLACE) & has_case, section=1)
def find(workspace: Workspace) -> None:
    view = workspace.view_of(PLACE)
    assert isinstance(view, LawView)
    view.start_search()


@command("law.load", "Load official te&xt…", menu="Tools", help="Read the Court’s own PDF of the Statute.")
def load(workspace: Workspace) -> None:
    loading.load_official_text(workspace)


@command("law.remove", "&Remove official text", menu="Tools", when=_has_text, help="Take it out of your profile.")
def remove(workspace: Workspace) -> None:
    loading.remove_official_text(workspace)
