"""From a link to what it joins: the passage in its item, and the target in its place."""

from __future__ import annotations

from uuid import UUID

from casefile.operations.proof_links import LinkRow, Target
from casefile.ui import hooks
from casefile.ui.workspace import Workspace


def open_passage(workspace: Workspace, link: LinkRow) -> None:
    """Show the passage of `link`, or its item where passages cannot be shown by themselves."""
    if hooks.open_passage.function is not None:
        hooks.open_passage.function(workspace, link.passage_id)
    else:
        workspace.go("evidence", link.evidence_id)


def open_target(workspace: Workspace, target: Target) -> None:
    """Show what a passage bears on, at its element."""
    from casefile.ui.addresses import go_to_element  # it knows this package in turn

    go_to_element(workspace, target)


def follow(workspace: Workspace, noun: str, record: UUID, beside: bool) -> None:
    """Show a record that a number names: in its place, or with Ctrl beside what one reads."""
    from casefile.ui.addresses import go_to

    if not (beside and show_beside(workspace, noun, record)):
        go_to(workspace, noun, record)


def show_beside(workspace: Workspace, noun: str, record: UUID) -> bool:
    """Show a record beside what one reads; False where it cannot stand beside anything."""
    return hooks.open_beside.function is not None and hooks.open_beside.function(workspace, noun, record)
