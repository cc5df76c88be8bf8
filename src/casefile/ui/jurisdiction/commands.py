"""What can be done with assessments."""

from __future__ import annotations

from casefile.ui.commands import When, at, command, with_record, writable
from casefile.ui.jurisdiction.view import PLACE, JurisdictionView
from casefile.ui.workspace import Workspace


def _view(workspace: Workspace) -> JurisdictionView:
    view = workspace.view_of(PLACE)
    assert isinstance(view, JurisdictionView)
    return view


among_assessments = When(lambda workspace: _view(workspace).page == "assessments")
"""The other pages show charges and States, which are binned where they belong."""


@command("assessment.new", "&New assessment", menu="Jurisdiction", shortcut="Ctrl+N", when=at(PLACE) & writable)
def new(workspace: Workspace) -> None:
    _view(workspace).new()


@command(
    "assessment.bin",
    "Put into the &bin",
    menu="Jurisdiction",
    when=at(PLACE) & with_record & writable & among_assessments,
    section=1,
    context=("assessment",),
)
def put_into_bin(workspace: Workspace) -> None:
    _view(workspace).bin_current()


@command("jurisdiction.charges", "&Charges", menu="Jurisdiction", shortcut="Alt+1", when=at(PLACE), section=2)
def charges(workspace: Workspace) -> None:
    """The map of routes and the answer for each charge and suspect."""
    _view(workspace).turn_to("charges")


@command("jurisdiction.states", "&States", menu="Jurisdiction", shortcut="Alt+2", when=at(PLACE), section=2)
def states(workspace: Workspace) -> None:
    """What is known of the States that the case touches."""
    _view(workspace).turn_to("states")


@command(
    "jurisdiction.admissibility", "&Admissibility", menu="Jurisdiction", shortcut="Alt+3", when=at(PLACE), section=2
)
def admissibility(workspace: Workspace) -> None:
    """Complementarity, gravity, the interests of justice."""
    _view(workspace).turn_to("admissibility")


@command("jurisdiction.assessments", "Ass&essments", menu="Jurisdiction", shortcut="Alt+4", when=at(PLACE), section=2)
def assessments(workspace: Workspace) -> None:
    """All answers of the researcher."""
    _view(workspace).turn_to("assessments")
