"""What can be done with assessments."""

from __future__ import annotations

from casefile.ui.commands import at, command, with_record, writable
from casefile.ui.jurisdiction.view import PLACE, JurisdictionView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> JurisdictionView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, JurisdictionView)
    return view


@command("assessment.new", "&New assessment", menu="Jurisdiction", shortcut="Ctrl+N", when=at(PLACE) & writable)
def new(workspace: Workspace) -> None:
    _view(workspace).new()


@command(
    "assessment.bin",
    "Put into the &bin",
    menu="Jurisdiction",
    when=at(PLACE) & with_record & writable,
    section=1,
    context=("assessment",),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).bin_current()
