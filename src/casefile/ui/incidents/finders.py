"""Places and incidents by typing; the last row makes a new one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from casefile.law.countries import name as country_name
from casefile.model.dates import words
from casefile.operations import records
from casefile.operations.records import Row
from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.picker import Finder
from casefile.ui.workspace import Workspace


def places(workspace: Workspace) -> Finder:
    found = noun_records.finder(
        workspace, "place", place="incidents", new=partial(_add, workspace, "place", "name"), detail=_state
    )
    return Finder(found.find, found.name, found.new, found.follow, tr("New place"))


def incidents(workspace: Workspace) -> Finder:
    found = noun_records.finder(
        workspace,
        "incident",
        place="incidents",
        new=partial(_add, workspace, "incident", "title"),
        detail=lambda row: words(row["date"]),
    )
    return Finder(found.find, found.name, found.new, found.follow, tr("New incident"))


def _state(row: Row) -> str:
    return country_name(row["state"]) if row["state"] else ""


def _add(workspace: Workspace, noun: str, field: str, text: str) -> UUID | None:
    if not text:
        workspace.said.emit(tr("Type its name first; then choose this row."))
        return None
    return workspace.write(tr(f"Add {noun}"), records.add, noun, {field: text})
