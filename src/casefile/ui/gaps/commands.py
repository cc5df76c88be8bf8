"""What can be done with gaps."""

from __future__ import annotations

from casefile.ui.commands import at, command, has_case, writable
from casefile.ui.gaps.view import PLACE, GapsView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> GapsView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, GapsView)
    return view


@command("gap.ask", "&Ask about this gap", menu="Questions", shortcut="Q", when=at(PLACE) & writable, section=2)
def ask(workspace: Workspace) -> None:
    _view(workspace).ask()


@command("gap.contrary", "&Contrary evidence", menu="Questions", when=has_case, section=2)
def contrary(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("contrary")


@command("gap.unused", "&Unused evidence", menu="Questions", when=has_case, section=2)
def unused(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("unused")


@command("gap.quotes", "&Quotes to look at", menu="Questions", when=has_case, section=2)
def doubtful_quotes(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("quotes")


@command(
    "gap.protection",
    "&Protection that is wanted",
    menu="Questions",
    when=has_case,
    section=2,
    help="Items that proof rests on though a consent was withdrawn, and what is classified without a basis.",
)
def wanting_protection(workspace: Workspace) -> None:
    workspace.go(PLACE)
    _view(workspace).show_list("protection")
