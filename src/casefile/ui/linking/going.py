"""From a link to what it joins: the passage in its item, and the target in its place."""

from __future__ import annotations

from casefile.operations.proof_links import LinkRow, Target
from casefile.ui import hooks
from casefile.ui.workspace import Workspace

PLACES = {
    "act": "acts",
    "charge": "acts",
    "attribution": "acts",
    "context_finding": "incidents",
    "posting": "actors",
    "proceeding": "proceedings",
}
"""Where each kind of target is shown."""


def open_passage(workspace: Workspace, link: LinkRow) -> None:
    """Show the passage of `link`, or its item where passages cannot be shown by themselves."""
    if hooks.open_passage.function is not None:
        hooks.open_passage.function(workspace, link.passage_id)
    else:
        workspace.go("evidence", link.evidence_id)


def open_target(workspace: Workspace, target: Target) -> None:
    """Show what a passage bears on."""
    workspace.go(PLACES[target.noun], target.id)
