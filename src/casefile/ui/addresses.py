"""Where each record is shown: its place in the navigation, and the record to open there."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from casefile.operations import records
from casefile.operations.proof_links import Target
from casefile.operations.records import Row
from casefile.ui.linking.proof import bring_into_view
from casefile.ui.trail import Location
from casefile.ui.widgets.turns import complete_all
from casefile.ui.workspace import Workspace

PLACES = {
    "case": "overview",
    "number_block": "overview",
    "act": "acts",
    "charge": "acts",
    "attribution": "acts",
    "evidence": "evidence",
    "passage": "evidence",
    "source": "evidence",
    "custody_event": "evidence",
    "actor": "actors",
    "posting": "actors",
    "incident": "incidents",
    "place": "incidents",
    "context_finding": "incidents",
    "proceeding": "proceedings",
    "proceeding_actor": "proceedings",
    "assessment": "jurisdiction",
    "state_fact": "jurisdiction",
    "section": "brief",
    "paragraph": "brief",
    "edition": "brief",
    "question": "questions",
}
"""The places open the nouns named here by their own id; what belongs to another record is shown with it."""
_SHOWN_WITH = {
    "custody_event": ("evidence_id", "evidence"),
    "grade": ("evidence_id", "evidence"),
    "proceeding_actor": ("proceeding_id", "proceeding"),
}


def address_of(workspace: Workspace, noun: str, record: UUID) -> Location | None:
    """Where to go to see a record; None for what is shown nowhere by itself, such as a tag."""
    if noun == "proof_link":
        noun, record = "passage", workspace.read(records.get, noun, record)["passage_id"]
    elif noun in ("tagging", "tag"):
        return _about(workspace, workspace.read(records.get, noun, record))
    elif noun == "consent":
        row = workspace.read(records.get, noun, record)
        noun = "actor" if row["actor_id"] is not None else "source"
        record = row[f"{noun}_id"]
    elif noun in _SHOWN_WITH:
        field, owner = _SHOWN_WITH[noun]
        noun, record = owner, workspace.read(records.get, noun, record)[field]
    return Location(PLACES[noun], record) if noun in PLACES else None


def _about(workspace: Workspace, row: Row) -> Location | None:
    if row.noun == "tag" or row["about_id"] is None:
        return None
    return address_of(workspace, row["about_noun"], row["about_id"])


def go_to(workspace: Workspace, noun: str, record: UUID) -> None:
    """Show a record in its place."""
    address = address_of(workspace, noun, record)
    if address is not None:
        workspace.go(address.place, address.record)


def go_to_element(workspace: Workspace, target: Target) -> None:
    """Show the act of a charge or an attribution, opened at one of its elements."""
    go_to(workspace, target.noun, target.id)
    view = workspace.view_of(PLACES[target.noun])
    complete_all(view)
    QTimer.singleShot(0, view, lambda: _stand_on(view, target))


def _stand_on(view: QWidget, target: Target) -> None:
    from casefile.ui.acts.elements import ElementRow

    for row in view.findChildren(ElementRow):
        if row.shown is not None and row.shown.target == target and row.isVisible():
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(row)
            return
