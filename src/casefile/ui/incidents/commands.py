"""What can be done with incidents, places and context findings."""

from __future__ import annotations

from typing import cast

from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.incidents.view import IncidentsView
from casefile.ui.workspace import Workspace

_here = at("incidents") & writable
_NOUNS = ("incident", "place", "context_finding")


def _view(workspace: Workspace) -> IncidentsView:
    return cast("IncidentsView", workspace.view_of("incidents"))


@command("incident.new_here", "&New here", menu="Incidents", shortcut="Ctrl+N", when=_here, icon="add", context=_NOUNS)
def new_here(workspace: Workspace) -> None:
    view = _view(workspace)
    view.new(view.shown.part.noun)


@command("incident.new", "New &incident", menu="Incidents", when=writable)
def new_incident(workspace: Workspace) -> None:
    _begin(workspace, "incident")


@command("place.new", "New &place", menu="Incidents", when=writable)
def new_place(workspace: Workspace) -> None:
    _begin(workspace, "place")


@command("context_finding.new", "New &context finding", menu="Incidents", when=writable)
def new_finding(workspace: Workspace) -> None:
    _begin(workspace, "context_finding")


@command(
    "incident.bin",
    "Put into the &bin",
    menu="Incidents",
    when=_here & with_record,
    section=1,
    icon="bin",
    context=_NOUNS,
)
def bin_(workspace: Workspace) -> None:
    _view(workspace).shown.listed.bin_current()


@command("incident.show_bin", "Show the bin", menu="Incidents", when=at("incidents"), section=1)
def show_bin(workspace: Workspace) -> None:
    _view(workspace).shown.bin_switch.toggle()


def _begin(workspace: Workspace, noun: str) -> None:
    workspace.go("incidents")
    _view(workspace).new(noun)
