"""What can be done with searches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from casefile.operations import records
from casefile.ui import hooks
from casefile.ui.commands import Command, at, command, writable
from casefile.ui.search.view import PLACE, ResultsView
from casefile.ui.text import plain
from casefile.ui.workspace import Workspace

_MOST = 500


@command(
    "search.keep",
    "&Keep this search",
    menu="Search",
    shortcut="Ctrl+N",
    when=at(PLACE) & writable,
    help="It stands on the page of results and among the commands.",
)
def keep(workspace: Workspace) -> None:
    _view(workspace).keep()


@hooks.show_results
def show_results(workspace: Workspace, typed: str, kind: str) -> None:
    """All results of what stands in the box."""
    workspace.go(PLACE)
    _view(workspace).ask(typed, kind)


@hooks.saved_searches
def saved_searches(workspace: Workspace) -> Sequence[Command]:
    """The searches that are kept."""
    rows = workspace.read(records.page, "saved_search", None, None, _MOST)
    return [
        Command(f"search.{row.id}", plain(row.title), partial(_again, typed=row["query"]), "Search") for row in rows
    ]


def _again(workspace: Workspace, typed: str) -> None:
    show_results(workspace, typed, "")


def _view(workspace: Workspace) -> ResultsView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, ResultsView)
    return view
