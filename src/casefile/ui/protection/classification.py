"""A level above public and its basis: refused without it under the field, and saved together as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from casefile.ui import records as noun_records
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.workspace import Workspace


def together(workspace: Workspace, noun: str, record: Callable[[], UUID | None], form: Form) -> None:
    """Let a basis that is typed take the level along that was refused for want of it: one step of undo."""
    names = ("classification", "classification_basis")
    noun_records.save_refused_along(workspace, noun, record, form, names, tr("Edit classification"))
