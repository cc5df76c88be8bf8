"""A level above public and its basis: refused without it under the field, and saved together as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from casefile.operations import records
from casefile.ui.text import tr
from casefile.ui.widgets.form import Form
from casefile.ui.workspace import Workspace

_LEVEL, _BASIS = "classification", "classification_basis"


def together(workspace: Workspace, noun: str, record: Callable[[], UUID | None], form: Form) -> None:
    """Let a basis that is typed take the level along that was refused for want of it: one step of undo."""
    level = form.rows[_LEVEL]

    def take_along(name: str, value: Any) -> bool:
        identity = record()
        if name != _BASIS or identity is None or not level.mistake.text() or not level.dirty or not str(value).strip():
            return False
        both = {_BASIS: value, _LEVEL: level.value()}
        workspace.write(tr("Edit classification"), records.edit, noun, identity, both)
        level.saved = both[_LEVEL]
        level.revert()
        return True

    form.take_along(take_along)
