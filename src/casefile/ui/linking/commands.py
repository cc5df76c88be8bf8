"""Ctrl+L: link a passage where one stands."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from casefile.errors import UserError
from casefile.ui.commands import command, writable
from casefile.ui.linking.proof import Linkable
from casefile.ui.text import tr
from casefile.ui.workspace import Workspace


@command(
    "link.make",
    "&Link a passage…",
    menu="Edit",
    shortcut="Ctrl+L",
    when=writable,
    section=3,
    icon="link",
    help="Say that a passage bears on the element, act or finding that one stands on.",
)
def make(workspace: Workspace) -> None:
    linkable = _where_one_stands() or _first_shown(workspace)
    if linkable is None:
        raise UserError(tr("Choose what the passage bears on first: an act, an element, a finding, a posting."))
    linkable.start_link()


def _where_one_stands() -> Linkable | None:
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, Linkable):
            return widget
        widget = widget.parentWidget()
    return None


def _first_shown(workspace: Workspace) -> Linkable | None:
    if workspace.window is None or workspace.here is None:
        return None
    view = workspace.view_of(workspace.here.place)
    shown = (widget for widget in view.findChildren(QWidget) if isinstance(widget, Linkable) and widget.isVisible())
    return next(shown, None)
